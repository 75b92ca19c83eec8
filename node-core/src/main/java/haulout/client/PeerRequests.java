// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.client.HttpExchange.Format;
import haulout.core.Axis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/// Writes the requests to one node. Immutable.
final class PeerRequests {
    private final String scheme;
    private final PeerAddress address;
    private final Traffic traffic;

    PeerRequests(String scheme, PeerAddress address, Traffic traffic) {
        this.scheme = scheme;
        this.address = address;
        this.traffic = traffic;
    }

    PeerAddress address() {
        return address;
    }

    static String word(Axis axis) {
        return axis == Axis.PRIMARY ? "primary" : "secondary";
    }

    HttpRequest get(String pathAndQuery, Format wanted) {
        return to(pathAndQuery, wanted).GET().build();
    }

    HttpRequest put(String pathAndQuery, UploadBody body) {
        return to(pathAndQuery, Format.JSON)
                .header("Content-Type", Format.BCS.contentType())
                .PUT(publisher(body))
                .build();
    }

    HttpRequest post(String path, UploadBody body, Format wanted, Optional<String> authorization) {
        HttpRequest.Builder request =
                to(path, wanted)
                        .header("Content-Type", Format.BCS.contentType())
                        .POST(publisher(body));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private HttpRequest.Builder to(String pathAndQuery, Format wanted) {
        return HttpRequest.newBuilder(URI.create(scheme + "://" + address + pathAndQuery))
                .header("Accept", wanted.contentType());
    }

    private HttpRequest.BodyPublisher publisher(UploadBody body) {
        return HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofInputStream(() -> {
                    try {
                        return new MeteredInputStream(body.open(), traffic);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                body.byteCount());
    }
}
