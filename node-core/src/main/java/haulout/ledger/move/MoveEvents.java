// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.move;

import static java.util.Map.entry;

import java.util.Map;

/// The fields of the contracts' events, in the form of [MoveLayouts].
///
/// Source: Walrus contracts, module `events`.
final class MoveEvents {
    static final Map<String, String> STRUCTS =
            Map.ofEntries(
                    entry(
                            "events::BlobRegistered",
                            "epoch u32, blob_id u256, size u64, encoding_type u8, end_epoch u32,"
                                    + " deletable bool, object_id ID"),
                    entry(
                            "events::BlobCertified",
                            "epoch u32, blob_id u256, end_epoch u32, deletable bool, object_id ID,"
                                    + " is_extension bool"),
                    entry(
                            "events::BlobDeleted",
                            "epoch u32, blob_id u256, end_epoch u32, object_id ID, was_certified"
                                    + " bool"),
                    entry("events::InvalidBlobID", "epoch u32, blob_id u256"),
                    entry("events::EpochChangeStart", "epoch u32"),
                    entry("events::EpochChangeDone", "epoch u32"),
                    entry("events::ShardsReceived", "epoch u32, shards vector<u16>"),
                    entry("events::ShardRecoveryStart", "epoch u32, shards vector<u16>"),
                    entry("events::EpochParametersSelected", "next_epoch u32"),
                    entry("events::PricesUpdated", "epoch u32, storage_price u64, write_price u64"),
                    entry(
                            "events::RegisterDenyListUpdate",
                            "epoch u32, root u256, sequence_number u64, node_id ID"),
                    entry(
                            "events::DenyListUpdate",
                            "epoch u32, root u256, sequence_number u64, node_id ID"),
                    entry("events::DenyListBlobDeleted", "epoch u32, blob_id u256"),
                    entry("events::ContractUpgraded", "epoch u32, package_id ID, version u64"),
                    entry("events::ContractUpgradeProposed", "epoch u32, package_digest bytes"),
                    entry(
                            "events::ContractUpgradeQuorumReached",
                            "epoch u32, package_digest bytes"),
                    entry(
                            "events::ProtocolVersionUpdated",
                            "epoch u32, start_epoch u32, protocol_version u64"),
                    entry(
                            "events::StoragePoolCreated",
                            "epoch u32, storage_pool_id ID, reserved_encoded_capacity_bytes u64,"
                                    + " start_epoch u32, end_epoch u32"),
                    entry(
                            "events::PooledBlobRegistered",
                            "epoch u32, blob_id u256, unencoded_size u64, encoding_type u8,"
                                    + " deletable bool, object_id ID, storage_pool_id ID"),
                    entry(
                            "events::PooledBlobCertified",
                            "epoch u32, blob_id u256, deletable bool, object_id ID,"
                                    + " storage_pool_id ID"),
                    entry(
                            "events::PooledBlobDeleted",
                            "epoch u32, blob_id u256, object_id ID, was_certified bool,"
                                    + " storage_pool_id ID"),
                    entry(
                            "events::StoragePoolExtended",
                            "epoch u32, storage_pool_id ID, new_end_epoch u32"));

    private MoveEvents() {}
}
