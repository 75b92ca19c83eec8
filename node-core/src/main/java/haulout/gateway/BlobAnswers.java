// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import haulout.http.server.Answer;
import haulout.http.server.BodySource;
import haulout.http.server.RequestHead;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers that carry a blob, or a part of one.
final class BlobAnswers {
    /// Attributes of a blob, and tags of a quilt's file, that become headers.
    private static final Set<String> HEADERS =
            Set.of(
                    "content-type",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-location",
                    "link");

    /// Longer values would not fit into what clients take for headers.
    private static final int MAX_VALUE_CHARS = 1024;

    private BlobAnswers() {}

    /// An answer with these bytes.
    ///
    /// @param etag without quotes
    static Answer of(RequestHead head, int status, String etag, BodySource body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("etag", etag);
        headers.put("cache-control", "public, max-age=86400, stale-while-revalidate=3600");
        headers.put("x-content-type-options", "nosniff");
        contentType(head).ifPresent(type -> headers.put("content-type", type));
        return new Answer(status, headers, body);
    }

    private static Optional<String> contentType(RequestHead head) {
        Optional<String> accepted = head.header("accept").filter(type -> !type.contains("*"));
        return accepted.or(() -> head.header("content-type")).filter(BlobAnswers::canBeHeader);
    }

    /// Only the size: for an answer without a body.
    static BodySource onlySize(long bytes) {
        return new BodySource() {
            @Override
            public long byteCount() {
                return bytes;
            }

            @Override
            public int read(ByteBuffer target) {
                throw new IllegalStateException("an answer without a body");
            }

            @Override
            public void close() {}
        };
    }

    /// The same answer with what an owner has written on it, as far as that may be headers.
    static Answer with(Answer answer, Map<String, String> said) {
        Answer more = answer;
        for (Map.Entry<String, String> entry : said.entrySet()) {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            if (HEADERS.contains(name) && canBeHeader(entry.getValue())) {
                more = more.with(name, entry.getValue());
            }
        }
        return more;
    }

    /// Whether a text can stand in a header without ending it.
    static boolean canBeHeader(String value) {
        return value.length() <= MAX_VALUE_CHARS
                && value.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }
}
