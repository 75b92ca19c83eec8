// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ApiErrorTest {
    // walrus-protocol 6.1 to 6.6, read off the tables: HTTP status, status word, reason
    private static final String ERRORS =
            """
            400 FAILED_PRECONDITION CACHE_SATURATED
            400 FAILED_PRECONDITION INVALID_BLOB
            400 FAILED_PRECONDITION METADATA_NOT_FOUND
            400 FAILED_PRECONDITION MISSING_SLIVERS
            400 FAILED_PRECONDITION NOT_REGISTERED
            400 FAILED_PRECONDITION NO_SYMBOLS_SPECIFIED
            400 FAILED_PRECONDITION NO_TARGET_SLIVERS_SPECIFIED
            400 FAILED_PRECONDITION SHARD_NOT_ASSIGNED
            400 FAILED_PRECONDITION SYMBOL_NOT_PRESENT_AT_SHARDS
            400 INVALID_ARGUMENT INDEX_OUT_OF_RANGE
            400 INVALID_ARGUMENT INVALID_CONTENT_TYPE
            400 INVALID_ARGUMENT INVALID_EPOCH
            400 INVALID_ARGUMENT INVALID_FILTER
            400 INVALID_ARGUMENT INVALID_METADATA
            400 INVALID_ARGUMENT INVALID_PROOF
            400 INVALID_ARGUMENT INVALID_SLIVER
            400 INVALID_ARGUMENT MESSAGE_VERIFICATION_FAILED
            400 INVALID_ARGUMENT RECOVERY_SYMBOL_OUT_OF_RANGE
            400 INVALID_ARGUMENT SLIVER_COUNT_EXCEEDS_LIMIT
            400 INVALID_ARGUMENT SLIVER_INDEX_MISMATCH
            400 INVALID_ARGUMENT UNSUPPORTED_ENCODING_TYPE
            403 PERMISSION_DENIED REQUEST_UNAUTHORIZED
            404 NOT_FOUND METADATA_NOT_FOUND
            404 NOT_FOUND SLIVER_NOT_FOUND
            451 UNAVAILABLE_FOR_LEGAL_REASONS FORBIDDEN_BLOB
            500 INTERNAL INTERNAL_ERROR
            503 UNAVAILABLE UNAVAILABLE
            """;

    @Test
    void hasEveryStatusAndReasonOfTheProtocolOnce() {
        TreeSet<String> actual = new TreeSet<>();
        for (ApiError error : ApiError.values()) {
            actual.add(error.status().httpStatus() + " " + error.status() + " " + error.reason());
        }
        assertEquals(new TreeSet<>(ERRORS.lines().toList()), actual);
        assertEquals(actual.size(), ApiError.values().length);
    }

    @Test
    void onlyWhatAnyServiceMayAnswerIsGlobal() {
        for (ApiError error : ApiError.values()) {
            boolean global = error == ApiError.INTERNAL || error == ApiError.UNAVAILABLE;
            assertEquals(global ? "global" : "storage.walrus.space", error.domain());
        }
    }

    @Test
    void everyStatusWordHasTheHttpStatusOfTheTable() {
        // walrus-protocol 6.1
        assertEquals(
                "OK 200, INVALID_ARGUMENT 400, FAILED_PRECONDITION 400, UNAUTHENTICATED 401,"
                        + " PERMISSION_DENIED 403, SIZE_EXCEEDED 403, NOT_FOUND 404,"
                        + " RANGE_NOT_SATISFIABLE 416, RESOURCE_EXHAUSTED 429,"
                        + " UNAVAILABLE_FOR_LEGAL_REASONS 451, INTERNAL 500, UNAVAILABLE 503,"
                        + " DEADLINE_EXCEEDED 504",
                String.join(
                        ", ",
                        Arrays.stream(ApiStatus.values())
                                .map(status -> status + " " + status.httpStatus())
                                .toList()));
        assertEquals(ApiStatus.NOT_FOUND, ApiStatus.of("NOT_FOUND").orElseThrow());
        assertEquals(true, ApiStatus.of("not_found").isEmpty());
    }
}
