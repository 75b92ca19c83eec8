// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

import java.util.Arrays;
import java.util.Optional;

/// Why a ledger refuses a command. The names and numbers are the contract's, so that one catalogue
/// serves every ledger; those of `ledger` exist in the embedded one only.
///
/// A chain reports a module and a number, and numbers repeat between modules: only the pair tells
/// what it was. Source: Walrus contracts, error constants of the modules named here.
public enum LedgerFault {
    ACTIVE_SET_ZERO_MAX_SIZE("active_set", "EZeroMaxSize", 0),
    ACTIVE_SET_DUPLICATE_INSERTION("active_set", "EDuplicateInsertion", 1),
    APPORTIONMENT_QUEUE_POP_FROM_EMPTY_HEAP("apportionment_queue", "EPopFromEmptyHeap", 0),
    BLOB_NOT_CERTIFIED("blob", "ENotCertified", 0),
    BLOB_BLOB_NOT_DELETABLE("blob", "EBlobNotDeletable", 1),
    BLOB_RESOURCE_BOUNDS("blob", "EResourceBounds", 2),
    BLOB_RESOURCE_SIZE("blob", "EResourceSize", 3),
    BLOB_ALREADY_CERTIFIED("blob", "EAlreadyCertified", 5),
    BLOB_INVALID_BLOB_ID("blob", "EInvalidBlobId", 6),
    BLOB_DUPLICATE_METADATA("blob", "EDuplicateMetadata", 7),
    BLOB_MISSING_METADATA("blob", "EMissingMetadata", 8),
    BLOB_INVALID_BLOB_PERSISTENCE_TYPE("blob", "EInvalidBlobPersistenceType", 9),
    BLOB_INVALID_BLOB_OBJECT("blob", "EInvalidBlobObject", 10),
    BLS_AGGREGATE_INVALID_BITMAP("bls_aggregate", "EInvalidBitmap", 0),
    BLS_AGGREGATE_SIG_VERIFICATION("bls_aggregate", "ESigVerification", 1),
    BLS_AGGREGATE_NOT_ENOUGH_STAKE("bls_aggregate", "ENotEnoughStake", 2),
    BLS_AGGREGATE_INCORRECT_COMMITTEE("bls_aggregate", "EIncorrectCommittee", 3),
    COMMITTEE_INVALID_SHARD_ASSIGNMENT("committee", "EInvalidShardAssignment", 0),
    ENCODING_INVALID_ENCODING_TYPE("encoding", "EInvalidEncodingType", 0),
    EVENT_BLOB_INVALID_SEQUENCE_NUMBER("event_blob", "EInvalidSequenceNumber", 0),
    INIT_INVALID_MIGRATION("init", "EInvalidMigration", 0),
    INIT_INVALID_UPGRADE_CAP("init", "EInvalidUpgradeCap", 1),
    INIT_DEPRECATED_FUNCTION("init", "EDeprecatedFunction", 2),
    MESSAGES_INCORRECT_APP_ID("messages", "EIncorrectAppId", 0),
    MESSAGES_INCORRECT_EPOCH("messages", "EIncorrectEpoch", 1),
    MESSAGES_INVALID_MSG_TYPE("messages", "EInvalidMsgType", 2),
    MESSAGES_INCORRECT_INTENT_VERSION("messages", "EIncorrectIntentVersion", 3),
    MESSAGES_INVALID_BLOB_PERSISTENCE_TYPE("messages", "EInvalidBlobPersistenceType", 4),
    MESSAGES_NOT_DELETABLE("messages", "ENotDeletable", 5),
    MESSAGES_INVALID_KEY_LENGTH("messages", "EInvalidKeyLength", 6),
    PENDING_VALUES_MISSING_EPOCH_VALUE("pending_values", "EMissingEpochValue", 0),
    PENDING_VALUES_REDUCE_VALUE_TOO_LARGE("pending_values", "EReduceValueTooLarge", 1),
    POOL_EXCHANGE_RATE_INVALID_RATE("pool_exchange_rate", "EInvalidRate", 0),
    SLASHING_NOT_AUTHORIZED("slashing", "ENotAuthorized", 0),
    SLASHING_DUPLICATE_VOTE("slashing", "EDuplicateVote", 1),
    SLASHING_NO_PROPOSAL_FOR_NODE("slashing", "ENoProposalForNode", 2),
    SLASHING_WRONG_EPOCH("slashing", "EWrongEpoch", 3),
    SLASHING_NOT_ENOUGH_VOTES("slashing", "ENotEnoughVotes", 4),
    STAKED_WAL_NOT_WITHDRAWING("staked_wal", "ENotWithdrawing", 0),
    STAKED_WAL_METADATA_MISMATCH("staked_wal", "EMetadataMismatch", 1),
    STAKED_WAL_INVALID_AMOUNT("staked_wal", "EInvalidAmount", 2),
    STAKED_WAL_ALREADY_WITHDRAWING("staked_wal", "EAlreadyWithdrawing", 6),
    STAKED_WAL_STAKE_BELOW_THRESHOLD("staked_wal", "EStakeBelowThreshold", 7),
    STAKING_INVALID_MIGRATION("staking", "EInvalidMigration", 0),
    STAKING_WRONG_VERSION("staking", "EWrongVersion", 1),
    STAKING_DEPRECATED_FUNCTION("staking", "EDeprecatedFunction", 2),
    STAKING_INNER_WRONG_EPOCH_STATE("staking_inner", "EWrongEpochState", 0),
    STAKING_INNER_INVALID_SYNC_EPOCH("staking_inner", "EInvalidSyncEpoch", 1),
    STAKING_INNER_DUPLICATE_SYNC_DONE("staking_inner", "EDuplicateSyncDone", 2),
    STAKING_INNER_NO_STAKE("staking_inner", "ENoStake", 3),
    STAKING_INNER_NOT_IN_COMMITTEE("staking_inner", "ENotInCommittee", 4),
    STAKING_INNER_COMMITTEE_SELECTED("staking_inner", "ECommitteeSelected", 5),
    STAKING_INNER_NEXT_COMMITTEE_IS_EMPTY("staking_inner", "ENextCommitteeIsEmpty", 6),
    STAKING_INNER_INVALID_NODE_WEIGHT("staking_inner", "EInvalidNodeWeight", 7),
    STAKING_INNER_POOL_NOT_FOUND("staking_inner", "EPoolNotFound", 8),
    STAKING_INNER_ZERO_NODE_WEIGHT("staking_inner", "EZeroNodeWeight", 9),
    STAKING_INNER_INCORRECT_NODE_ORDER("staking_inner", "EIncorrectNodeOrder", 10),
    STAKING_POOL_POOL_ALREADY_UPDATED("staking_pool", "EPoolAlreadyUpdated", 0),
    STAKING_POOL_CALCULATION_ERROR("staking_pool", "ECalculationError", 1),
    STAKING_POOL_INCORRECT_EPOCH_ADVANCE("staking_pool", "EIncorrectEpochAdvance", 2),
    STAKING_POOL_POOL_NOT_EMPTY("staking_pool", "EPoolNotEmpty", 3),
    STAKING_POOL_INVALID_PROOF_OF_POSSESSION("staking_pool", "EInvalidProofOfPossession", 4),
    STAKING_POOL_POOL_ALREADY_WITHDRAWING("staking_pool", "EPoolAlreadyWithdrawing", 5),
    STAKING_POOL_POOL_IS_NOT_ACTIVE("staking_pool", "EPoolIsNotActive", 6),
    STAKING_POOL_ZERO_STAKE("staking_pool", "EZeroStake", 7),
    STAKING_POOL_NOT_STAKED("staking_pool", "ENotStaked", 8),
    STAKING_POOL_INCORRECT_POOL_ID("staking_pool", "EIncorrectPoolId", 9),
    STAKING_POOL_NOT_WITHDRAWING("staking_pool", "ENotWithdrawing", 10),
    STAKING_POOL_WITHDRAW_EPOCH_NOT_REACHED("staking_pool", "EWithdrawEpochNotReached", 11),
    STAKING_POOL_ACTIVATION_EPOCH_NOT_REACHED("staking_pool", "EActivationEpochNotReached", 12),
    STAKING_POOL_WITHDRAW_DIRECTLY("staking_pool", "EWithdrawDirectly", 13),
    STAKING_POOL_INCORRECT_COMMISSION_RATE("staking_pool", "EIncorrectCommissionRate", 14),
    STAKING_POOL_AUTHORIZATION_FAILURE("staking_pool", "EAuthorizationFailure", 15),
    STAKING_POOL_INVALID_NETWORK_ADDRESS_LENGTH("staking_pool", "EInvalidNetworkAddressLength", 16),
    STAKING_POOL_INVALID_NAME_LENGTH("staking_pool", "EInvalidNameLength", 17),
    STAKING_POOL_ZERO_SHARES("staking_pool", "EZeroShares", 18),
    STORAGE_ACCOUNTING_TOO_FAR_IN_FUTURE("storage_accounting", "ETooFarInFuture", 0),
    STORAGE_NODE_INVALID_NETWORK_PUBLIC_KEY("storage_node", "EInvalidNetworkPublicKey", 0),
    STORAGE_POOL_BLOB_NOT_DELETABLE("storage_pool", "EBlobNotDeletable", 0),
    STORAGE_POOL_RESOURCE_BOUNDS("storage_pool", "EResourceBounds", 1),
    STORAGE_POOL_ALREADY_CERTIFIED("storage_pool", "EAlreadyCertified", 2),
    STORAGE_POOL_INVALID_BLOB_ID("storage_pool", "EInvalidBlobId", 3),
    STORAGE_POOL_INVALID_BLOB_PERSISTENCE_TYPE("storage_pool", "EInvalidBlobPersistenceType", 4),
    STORAGE_POOL_INVALID_BLOB_OBJECT("storage_pool", "EInvalidBlobObject", 5),
    STORAGE_POOL_INSUFFICIENT_CAPACITY("storage_pool", "EInsufficientCapacity", 6),
    STORAGE_POOL_POOL_NOT_EMPTY("storage_pool", "EPoolNotEmpty", 7),
    STORAGE_POOL_INVALID_BLOB_SIZE("storage_pool", "EInvalidBlobSize", 8),
    STORAGE_POOL_INVALID_BLOB_COUNT("storage_pool", "EInvalidBlobCount", 9),
    STORAGE_POOL_WRONG_VERSION("storage_pool", "EWrongVersion", 10),
    STORAGE_POOL_INCOMPATIBLE_END_EPOCH("storage_pool", "EIncompatibleEndEpoch", 11),
    STORAGE_POOL_DUPLICATE_METADATA("storage_pool", "EDuplicateMetadata", 12),
    STORAGE_POOL_MISSING_METADATA("storage_pool", "EMissingMetadata", 13),
    STORAGE_POOL_INVALID_PERCENT("storage_pool", "EInvalidPercent", 14),
    STORAGE_RESOURCE_INVALID_EPOCH("storage_resource", "EInvalidEpoch", 0),
    STORAGE_RESOURCE_INCOMPATIBLE_EPOCHS("storage_resource", "EIncompatibleEpochs", 1),
    STORAGE_RESOURCE_INCOMPATIBLE_AMOUNT("storage_resource", "EIncompatibleAmount", 2),
    STORAGE_RESOURCE_INVALID_EPOCH_RANGE("storage_resource", "EInvalidEpochRange", 3),
    SYSTEM_INVALID_MIGRATION("system", "EInvalidMigration", 0),
    SYSTEM_WRONG_VERSION("system", "EWrongVersion", 1),
    SYSTEM_ZERO_EXTRACT_SIZE("system", "EZeroExtractSize", 2),
    SYSTEM_STATE_INNER_INVALID_MAX_EPOCHS_AHEAD("system_state_inner", "EInvalidMaxEpochsAhead", 0),
    SYSTEM_STATE_INNER_STORAGE_EXCEEDED("system_state_inner", "EStorageExceeded", 1),
    SYSTEM_STATE_INNER_INVALID_EPOCHS_AHEAD("system_state_inner", "EInvalidEpochsAhead", 2),
    SYSTEM_STATE_INNER_INVALID_ID_EPOCH("system_state_inner", "EInvalidIdEpoch", 3),
    SYSTEM_STATE_INNER_INCORRECT_COMMITTEE("system_state_inner", "EIncorrectCommittee", 4),
    SYSTEM_STATE_INNER_INVALID_ACCOUNTING_EPOCH("system_state_inner", "EInvalidAccountingEpoch", 5),
    SYSTEM_STATE_INNER_INCORRECT_ATTESTATION("system_state_inner", "EIncorrectAttestation", 6),
    SYSTEM_STATE_INNER_REPEATED_ATTESTATION("system_state_inner", "ERepeatedAttestation", 7),
    SYSTEM_STATE_INNER_NOT_COMMITTEE_MEMBER("system_state_inner", "ENotCommitteeMember", 8),
    SYSTEM_STATE_INNER_INCORRECT_DENY_LIST_SEQUENCE(
            "system_state_inner", "EIncorrectDenyListSequence", 9),
    SYSTEM_STATE_INNER_INCORRECT_DENY_LIST_NODE("system_state_inner", "EIncorrectDenyListNode", 10),
    SYSTEM_STATE_INNER_INVALID_RESOURCE_SIZE("system_state_inner", "EInvalidResourceSize", 11),
    SYSTEM_STATE_INNER_INVALID_START_EPOCH("system_state_inner", "EInvalidStartEpoch", 12),
    UPGRADE_INVALID_UPGRADE_MANAGER("upgrade", "EInvalidUpgradeManager", 0),
    UPGRADE_NOT_AUTHORIZED("upgrade", "ENotAuthorized", 1),
    UPGRADE_DUPLICATE_VOTE("upgrade", "EDuplicateVote", 2),
    UPGRADE_INVALID_PACKAGE_DIGEST("upgrade", "EInvalidPackageDigest", 3),
    UPGRADE_NO_PROPOSAL_FOR_DIGEST("upgrade", "ENoProposalForDigest", 4),
    UPGRADE_WRONG_EPOCH("upgrade", "EWrongEpoch", 5),
    UPGRADE_NOT_ENOUGH_VOTES("upgrade", "ENotEnoughVotes", 6),
    UPGRADE_WRONG_VERSION("upgrade", "EWrongVersion", 7),
    WALRUS_SUBSIDIES_INNER_INVALID_SUBSIDY_RATE("walrus_subsidies_inner", "EInvalidSubsidyRate", 0),
    WALRUS_SUBSIDIES_INNER_INSUFFICIENT_FUNDS_IN_POOL(
            "walrus_subsidies_inner", "EInsufficientFundsInPool", 1),
    BALANCE_NOT_ENOUGH("balance", "ENotEnough", 2),
    ARITHMETIC_U64_OVERFLOW("arithmetic", "U64_OVERFLOW", -1),
    ARITHMETIC_U16_OVERFLOW("arithmetic", "U16_OVERFLOW", -1),
    ARITHMETIC_U128_OVERFLOW("arithmetic", "U128_OVERFLOW", -1),
    ARITHMETIC_CAST_TO_U16("arithmetic", "CAST_TO_U16", -1),
    LEDGER_TIME_WENT_BACKWARDS("ledger", "ETimeWentBackwards", -1),
    LEDGER_SUPPLY_EXCEEDED("ledger", "ESupplyExceeded", -1),
    LEDGER_UNKNOWN_OBJECT("ledger", "EUnknownObject", -1),
    LEDGER_NOT_OWNER("ledger", "ENotOwner", -1),
    LEDGER_BAD_NONCE("ledger", "EBadNonce", -1),
    LEDGER_BAD_SIGNATURE("ledger", "EBadSignature", -1),
    LEDGER_LIMIT_REACHED("ledger", "ELimitReached", -1);

    /// In place of a number, for faults that no contract numbers.
    public static final int NO_CODE = -1;

    private final String module;
    private final String faultName;
    private final int code;

    LedgerFault(String module, String faultName, int code) {
        this.module = module;
        this.faultName = faultName;
        this.code = code;
    }

    /// The contract's module.
    public String module() {
        return module;
    }

    /// The contract's name within the module.
    public String faultName() {
        return faultName;
    }

    /// The number within the module, or [#NO_CODE].
    public int code() {
        return code;
    }

    /// The fault for what a chain reports.
    public static Optional<LedgerFault> of(String module, int code) {
        return Arrays.stream(values())
                .filter(fault -> fault.module.equals(module) && fault.code == code)
                .findFirst();
    }

    /// Module and name: `staking_pool::EZeroStake`.
    @Override
    public String toString() {
        return module + "::" + faultName;
    }
}
