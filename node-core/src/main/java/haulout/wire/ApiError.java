// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

/// Every error that a storage node answers with: status, reason and domain, which clients decide
/// by.
///
/// Two pairs share a reason: what is not found in an answer to GET is a failed precondition of PUT.
/// Source: walrus-service `node/errors.rs`, walrus-protocol sections 6.1 to 6.6.
public enum ApiError {
    /// The blob was marked as encoded wrongly.
    INVALID_BLOB(ApiStatus.FAILED_PRECONDITION, "INVALID_BLOB"),
    /// The blob is encoded in a way that is not supported.
    UNSUPPORTED_ENCODING_TYPE(ApiStatus.INVALID_ARGUMENT, "UNSUPPORTED_ENCODING_TYPE"),
    /// The metadata do not belong to the blob ID.
    INVALID_METADATA(ApiStatus.INVALID_ARGUMENT, "INVALID_METADATA"),
    /// No registration of the blob is known that is still alive.
    NOT_REGISTERED(ApiStatus.FAILED_PRECONDITION, "NOT_REGISTERED"),
    /// There is no room for what is uploaded before its registration.
    CACHE_SATURATED(ApiStatus.FAILED_PRECONDITION, "CACHE_SATURATED"),
    /// The body is of another type or does not parse.
    INVALID_CONTENT_TYPE(ApiStatus.INVALID_ARGUMENT, "INVALID_CONTENT_TYPE"),
    /// The blob is on the node's block list.
    FORBIDDEN_BLOB(ApiStatus.UNAVAILABLE_FOR_LEGAL_REASONS, "FORBIDDEN_BLOB"),
    /// The metadata that were asked for are not here.
    METADATA_NOT_FOUND(ApiStatus.NOT_FOUND, "METADATA_NOT_FOUND"),
    /// The metadata must be stored before what was sent.
    METADATA_REQUIRED(ApiStatus.FAILED_PRECONDITION, "METADATA_NOT_FOUND"),
    /// A sliver or pair index is not below the number of shards.
    INDEX_OUT_OF_RANGE(ApiStatus.INVALID_ARGUMENT, "INDEX_OUT_OF_RANGE"),
    /// The index in the sliver is not that of the pair in the path.
    SLIVER_INDEX_MISMATCH(ApiStatus.INVALID_ARGUMENT, "SLIVER_INDEX_MISMATCH"),
    /// The shard of the pair is not at this node.
    SHARD_NOT_ASSIGNED(ApiStatus.FAILED_PRECONDITION, "SHARD_NOT_ASSIGNED"),
    /// The sliver does not belong to the blob.
    INVALID_SLIVER(ApiStatus.INVALID_ARGUMENT, "INVALID_SLIVER"),
    /// The sliver that was asked for is not here.
    SLIVER_NOT_FOUND(ApiStatus.NOT_FOUND, "SLIVER_NOT_FOUND"),
    /// Not every sliver that the node should have of the blob has arrived.
    MISSING_SLIVERS(ApiStatus.FAILED_PRECONDITION, "MISSING_SLIVERS"),
    /// The request names no symbol.
    NO_SYMBOLS_SPECIFIED(ApiStatus.FAILED_PRECONDITION, "NO_SYMBOLS_SPECIFIED"),
    /// The parameters that select symbols do not fit together.
    INVALID_FILTER(ApiStatus.INVALID_ARGUMENT, "INVALID_FILTER"),
    /// None of the node's shards has the symbol.
    SYMBOL_NOT_PRESENT_AT_SHARDS(ApiStatus.FAILED_PRECONDITION, "SYMBOL_NOT_PRESENT_AT_SHARDS"),
    /// A target sliver has no source symbol in the node's slivers.
    RECOVERY_SYMBOL_OUT_OF_RANGE(ApiStatus.INVALID_ARGUMENT, "RECOVERY_SYMBOL_OUT_OF_RANGE"),
    /// The request names no target sliver.
    NO_TARGET_SLIVERS_SPECIFIED(ApiStatus.FAILED_PRECONDITION, "NO_TARGET_SLIVERS_SPECIFIED"),
    /// The proof does not show that the blob was encoded wrongly.
    INVALID_PROOF(ApiStatus.INVALID_ARGUMENT, "INVALID_PROOF"),
    /// The requester may not have what it asks for.
    REQUEST_UNAUTHORIZED(ApiStatus.PERMISSION_DENIED, "REQUEST_UNAUTHORIZED"),
    /// A signed message does not parse or is not signed by its sender.
    MESSAGE_VERIFICATION_FAILED(ApiStatus.INVALID_ARGUMENT, "MESSAGE_VERIFICATION_FAILED"),
    /// The requester is in another epoch.
    INVALID_EPOCH(ApiStatus.INVALID_ARGUMENT, "INVALID_EPOCH"),
    /// More slivers are asked for than one answer may have.
    SLIVER_COUNT_EXCEEDS_LIMIT(ApiStatus.INVALID_ARGUMENT, "SLIVER_COUNT_EXCEEDS_LIMIT"),
    /// The node failed; the message says nothing about how.
    INTERNAL(ApiStatus.INTERNAL, "INTERNAL_ERROR", ApiError.GLOBAL_DOMAIN),
    /// The node cannot answer now.
    UNAVAILABLE(ApiStatus.UNAVAILABLE, "UNAVAILABLE", ApiError.GLOBAL_DOMAIN);

    /// Domain of what only storage nodes answer.
    public static final String STORAGE_DOMAIN = "storage.walrus.space";

    /// Domain of what any service may answer.
    public static final String GLOBAL_DOMAIN = "global";

    private final ApiStatus status;
    private final String reason;
    private final String domain;

    ApiError(ApiStatus status, String reason) {
        this(status, reason, ApiError.STORAGE_DOMAIN);
    }

    ApiError(ApiStatus status, String reason, String domain) {
        this.status = status;
        this.reason = reason;
        this.domain = domain;
    }

    /// The status word, which has the HTTP status.
    public ApiStatus status() {
        return status;
    }

    /// The reason, stable.
    public String reason() {
        return reason;
    }

    /// Where the reason is defined.
    public String domain() {
        return domain;
    }
}
