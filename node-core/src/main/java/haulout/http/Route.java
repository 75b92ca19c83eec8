// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The routes of the API. Source: walrus-protocol section 6.2.
enum Route {
    API_DOCUMENT("GET", "/v1/api"),
    GET_METADATA("GET", "/v1/blobs/{blob_id}/metadata"),
    PUT_METADATA("PUT", "/v1/blobs/{blob_id}/metadata"),
    METADATA_STATUS("GET", "/v1/blobs/{blob_id}/metadata/status"),
    GET_SLIVER("GET", "/v1/blobs/{blob_id}/slivers/{pair}/{type}"),
    PUT_SLIVER("PUT", "/v1/blobs/{blob_id}/slivers/{pair}/{type}"),
    SLIVER_STATUS("GET", "/v1/blobs/{blob_id}/slivers/{pair}/{type}/status"),
    CONFIRM_PERMANENT("GET", "/v1/blobs/{blob_id}/confirmation/permanent"),
    CONFIRM_DELETABLE("GET", "/v1/blobs/{blob_id}/confirmation/deletable/{object_id}"),
    RECOVERY_SYMBOLS("GET", "/v1/blobs/{blob_id}/recoverySymbols"),
    DECODING_SYMBOLS("GET", "/v1/blobs/{blob_id}/decodingSymbols"),
    INCONSISTENCY_PROOF("POST", "/v1/blobs/{blob_id}/inconsistencyProof/{type}"),
    BLOB_STATUS("GET", "/v1/blobs/{blob_id}/status"),
    HEALTH("GET", "/v1/health"),
    SYNC_SHARD("POST", "/v1/migrate/sync_shard");

    private static final Map<Route, String[]> PIECES = new EnumMap<>(Route.class);

    static {
        for (Route route : values()) {
            PIECES.put(route, split(route.template));
        }
    }

    private final String method;
    private final String template;

    Route(String method, String template) {
        this.method = method;
        this.template = template;
    }

    String method() {
        return method;
    }

    String template() {
        return template;
    }

    /// The word by which requests are counted.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it sends kept pieces. What is asked of a node to see that it is there and keeps its
    /// word is answered even while that rests.
    boolean isAnswering() {
        return switch (this) {
            case GET_METADATA, GET_SLIVER, RECOVERY_SYMBOLS, DECODING_SYMBOLS, SYNC_SHARD -> true;
            default -> false;
        };
    }

    /// Whether it takes new pieces in.
    boolean isTakingIn() {
        return this == PUT_METADATA || this == PUT_SLIVER;
    }

    /// Whether requests of a method come here.
    boolean takes(String requestMethod) {
        return method.equals(requestMethod)
                || (method.equals("GET") && requestMethod.equals("HEAD"));
    }

    /// The pieces of a path between its slashes. The first one is empty, and so is the last one of
    /// a path that ends in a slash.
    static String[] split(String path) {
        return path.split("/", -1);
    }

    /// Whether a path has this form.
    ///
    /// @param path its pieces, as they were sent
    boolean matches(String[] path) {
        String[] pieces = pieces();
        if (path.length != pieces.length) {
            return false;
        }
        for (int i = pieces.length - 1; i >= 0; i--) {
            boolean fits = isParameter(pieces[i]) ? !path[i].isEmpty() : pieces[i].equals(path[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /// The values of the parameters in a path of this form.
    List<String> parameters(String[] path) throws BadRequestException {
        String[] pieces = pieces();
        List<String> values = new ArrayList<>(3);
        for (int i = 0; i < pieces.length; i++) {
            if (isParameter(pieces[i])) {
                values.add(PercentText.ofPath(path[i]));
            }
        }
        return values;
    }

    private String[] pieces() {
        return Objects.requireNonNull(PIECES.get(this));
    }

    private static boolean isParameter(String piece) {
        return piece.startsWith("{");
    }
}
