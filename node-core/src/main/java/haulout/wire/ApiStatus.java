// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import java.util.Optional;

/// The status words of error answers, each with the HTTP status that carries it. Source:
/// walrus-service `common/api.rs`.
public enum ApiStatus {
    OK(200),
    INVALID_ARGUMENT(400),
    FAILED_PRECONDITION(400),
    UNAUTHENTICATED(401),
    PERMISSION_DENIED(403),
    SIZE_EXCEEDED(403),
    NOT_FOUND(404),
    RANGE_NOT_SATISFIABLE(416),
    RESOURCE_EXHAUSTED(429),
    UNAVAILABLE_FOR_LEGAL_REASONS(451),
    INTERNAL(500),
    UNAVAILABLE(503),
    DEADLINE_EXCEEDED(504);

    private final int httpStatus;

    ApiStatus(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /// The HTTP status.
    public int httpStatus() {
        return httpStatus;
    }

    /// The status for a word, if there is one.
    public static Optional<ApiStatus> of(String word) {
        for (ApiStatus status : values()) {
            if (status.name().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
