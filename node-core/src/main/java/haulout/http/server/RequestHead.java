// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything of a request but its body.
public final class RequestHead {
    private final String method;
    private final String path;
    private final String query;
    private final Function<String, @Nullable String> headers;
    private final Object peer;

    /// @param path as it was sent, without the query
    /// @param query as it was sent, without the question mark; empty if there is none
    /// @param headers value of a header, by its name in lower case
    /// @param peer where it comes from, for shares of what all requests need
    public RequestHead(
            String method,
            String path,
            String query,
            Function<String, @Nullable String> headers,
            Object peer) {
        this.method = Objects.requireNonNull(method);
        this.path = Objects.requireNonNull(path);
        this.query = Objects.requireNonNull(query);
        this.headers = Objects.requireNonNull(headers);
        this.peer = Objects.requireNonNull(peer);
    }

    /// The head for a request target, which may be a whole URL.
    static RequestHead of(
            String method, String target, Function<String, @Nullable String> headers, Object peer) {
        String local = withoutAuthority(target);
        int mark = local.indexOf('?');
        return mark < 0
                ? new RequestHead(method, local, "", headers, peer)
                : new RequestHead(
                        method, local.substring(0, mark), local.substring(mark + 1), headers, peer);
    }

    private static String withoutAuthority(String target) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return target;
        }
        int from = scheme + "://".length();
        for (int at = from; at < target.length(); at++) {
            char c = target.charAt(at);
            if (c == '/') {
                return target.substring(at);
            }
            if (c == '?') {
                return "/" + target.substring(at);
            }
        }
        return "/";
    }

    /// The method, as it was sent.
    public String method() {
        return method;
    }

    /// The path, as it was sent: percent signs are still there.
    public String path() {
        return path;
    }

    /// The query, as it was sent; empty if there is none.
    public String query() {
        return query;
    }

    /// Where it comes from: an address, or what stands for a range of them.
    public Object peer() {
        return peer;
    }

    /// The first value of a header.
    ///
    /// @param name in lower case
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }
}
