// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import haulout.wire.ApiAnswer;
import haulout.wire.ApiStatus;
import java.util.Map;

/// Every error that publisher and aggregator answer with.
///
/// Source: walrus-protocol sections 7.1 and 7.2.
public enum GatewayError {
    /// There is no such blob.
    BLOB_NOT_FOUND(ApiStatus.NOT_FOUND),
    /// It could not be read now.
    BLOB_UNAVAILABLE(ApiStatus.UNAVAILABLE),
    /// The quilt has no such file.
    QUILT_PATCH_NOT_FOUND(ApiStatus.NOT_FOUND),
    /// Too many nodes do not give it out.
    FORBIDDEN_BLOB(ApiStatus.UNAVAILABLE_FOR_LEGAL_REASONS),
    /// It is larger than is read for anybody.
    BLOB_TOO_LARGE(ApiStatus.SIZE_EXCEEDED),
    /// A blob ID in a list is none.
    INVALID_ID_FORMAT(ApiStatus.INVALID_ARGUMENT),
    /// The ledger has no such object.
    OBJECT_ID_RESOLUTION_FAILED(ApiStatus.NOT_FOUND),
    /// A blob of a list could not be read.
    BLOB_READ_FAILED(ApiStatus.INTERNAL),
    /// Slivers for a stream are missing.
    SLIVER_RETRIEVAL_FAILED(ApiStatus.INTERNAL),
    /// The range is none, or not of this blob.
    INVALID_BYTE_RANGE(ApiStatus.RANGE_NOT_SATISFIABLE),
    /// The same, where it was asked for in the query.
    INVALID_QUERY_RANGE(ApiStatus.INVALID_ARGUMENT, "INVALID_BYTE_RANGE"),
    /// Too few nodes confirmed.
    INSUFFICIENT_CONFIRMATIONS(ApiStatus.DEADLINE_EXCEEDED),
    /// The request makes no sense.
    MALFORMED_REQUEST(ApiStatus.INVALID_ARGUMENT),
    /// Permanent and deletable at once.
    INVALID_BLOB_PERSISTENCE(ApiStatus.INVALID_ARGUMENT),
    /// It failed; the message says nothing about how.
    INTERNAL_ERROR(ApiStatus.INTERNAL);

    /// Where these reasons are defined.
    public static final String DOMAIN = "daemon.walrus.space";

    private final ApiStatus status;
    private final String reason;

    GatewayError(ApiStatus status) {
        this.status = status;
        this.reason = name();
    }

    GatewayError(ApiStatus status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    /// The status word, which has the HTTP status.
    public ApiStatus status() {
        return status;
    }

    /// The reason, stable.
    public String reason() {
        return reason;
    }

    /// The answer.
    ///
    /// @param message for people
    ApiAnswer.Failure failure(String message) {
        return new ApiAnswer.Failure(
                status.name(), status.httpStatus(), message, reason, DOMAIN, Map.of(), "");
    }
}
