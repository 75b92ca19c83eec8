// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.move;

import haulout.core.WireFormatException;
import haulout.ledger.move.MoveLayout.AddressLayout;
import haulout.ledger.move.MoveLayout.BytesLayout;
import haulout.ledger.move.MoveLayout.FlagLayout;
import haulout.ledger.move.MoveLayout.ItemsLayout;
import haulout.ledger.move.MoveLayout.MaybeLayout;
import haulout.ledger.move.MoveLayout.NumberLayout;
import haulout.ledger.move.MoveLayout.StructLayout;
import haulout.ledger.move.MoveLayout.TextLayout;
import haulout.ledger.move.MoveLayout.TupleLayout;
import haulout.ledger.move.MoveLayout.VariantLayout;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The layouts of what the Walrus contracts keep on their chain.
///
/// A layout is written as the list of a struct's fields, in order: `name type, name type`. Types
/// are those of [MoveType], by module and name, and the letters below.
///
/// Source: Walrus contracts; Sui framework.
public final class MoveLayouts {
    private static final MoveLayout ADDRESS = new AddressLayout();
    private static final MoveLayout BYTES = new BytesLayout();

    /// Structs by module and name.
    private static final Map<String, String> STRUCTS = structs();

    private MoveLayouts() {}

    private static Map<String, String> structs() {
        Map<String, String> structs = new HashMap<>();
        String outer = "id ID, version u64, package_id ID, new_package_id option<ID>";
        structs.put("system::System", outer);
        structs.put("staking::Staking", outer);
        structs.put(
                "bls_aggregate::BlsCommitteeMember", "public_key Element, weight u16, node_id ID");
        structs.put(
                "bls_aggregate::BlsCommittee",
                "members vector<bls_aggregate::BlsCommitteeMember>, n_shards u16, epoch u32,"
                        + " total_aggregated_key Element");
        structs.put(
                "storage_accounting::FutureAccounting",
                "epoch u32, used_capacity u64, rewards_to_distribute Balance");
        structs.put(
                "storage_accounting::FutureAccountingRingBuffer",
                "current_index u32, length u32, ring_buffer"
                        + " vector<storage_accounting::FutureAccounting>");
        structs.put("event_blob::EventBlob", "blob_id u256, ending_checkpoint_sequence_number u64");
        structs.put(
                "event_blob::EventBlobCertificationState",
                "latest_certified_blob option<event_blob::EventBlob>, aggregate_weight_per_blob"
                        + " vec_map::VecMap<event_blob::EventBlob,u16>");
        structs.put(
                "system_state_inner::SystemStateInnerV1",
                "committee bls_aggregate::BlsCommittee, total_capacity_size u64,"
                        + " used_capacity_size u64, storage_price_per_unit_size u64,"
                        + " write_price_per_unit_size u64, future_accounting"
                        + " storage_accounting::FutureAccountingRingBuffer,"
                        + " event_blob_certification_state"
                        + " event_blob::EventBlobCertificationState, deny_list_sizes Field");
        structs.put(
                "epoch_parameters::EpochParams",
                "total_capacity_size u64, storage_price_per_unit_size u64,"
                        + " write_price_per_unit_size u64");
        structs.put(
                "staking_inner::StakingInnerV1",
                "n_shards u16, epoch_duration u64, first_epoch_start u64, pools Table, epoch u32,"
                        + " active_set Field, next_committee option<committee::Committee>,"
                        + " committee committee::Committee, previous_committee"
                        + " committee::Committee, next_epoch_params"
                        + " option<epoch_parameters::EpochParams>, epoch_state"
                        + " staking_inner::EpochState, next_epoch_public_keys Field");
        structs.put("active_set::ActiveSetEntry", "node_id ID, staked_amount u64");
        structs.put(
                "active_set::ActiveSet",
                "max_size u16, threshold_stake u64, nodes vector<active_set::ActiveSetEntry>,"
                        + " total_stake u64");
        structs.put(
                "storage_node::StorageNodeInfo",
                "name String, node_id ID, network_address String, public_key Element,"
                        + " next_epoch_public_key option<Element>, network_public_key bytes,"
                        + " metadata Field");
        structs.put("storage_node::Attestation", "checkpoint_sequence_num u64, epoch u32");
        structs.put(
                "storage_node::StorageNodeCap",
                "id ID, node_id ID, last_epoch_sync_done u32, last_event_blob_attestation"
                        + " option<storage_node::Attestation>, deny_list_root u256,"
                        + " deny_list_sequence u64, deny_list_size u64");
        structs.put(
                "staking_pool::VotingParams",
                "storage_price u64, write_price u64, node_capacity u64");
        structs.put(
                "staking_pool::StakingPool",
                "id ID, state staking_pool::PoolState, voting_params staking_pool::VotingParams,"
                        + " node_info storage_node::StorageNodeInfo, activation_epoch u32,"
                        + " latest_epoch u32, wal_balance u64, num_shares u64,"
                        + " pending_shares_withdraw pending_values::PendingValues,"
                        + " pre_active_withdrawals pending_values::PendingValues,"
                        + " pending_commission_rate pending_values::PendingValues,"
                        + " commission_rate u16, exchange_rates Table, pending_stake"
                        + " pending_values::PendingValues, rewards_pool Balance, commission"
                        + " Balance, commission_receiver auth::Authorized, governance_authorized"
                        + " auth::Authorized, extra_fields Table");
        structs.put("staking_pool::NewEpochCommissionBlockedForCollection", "dummy_field bool");
        structs.put("pool_exchange_rate::Pair", "wal_amount u128, share_amount u128");
        structs.put("staked_wal::Withdrawing", "withdraw_epoch u32");
        structs.put(
                "staked_wal::StakedWal",
                "id ID, state staked_wal::StakedWalState, node_id ID, principal Balance,"
                        + " activation_epoch u32");
        structs.put(
                "node_metadata::NodeMetadata",
                "image_url String, project_url String, description String, extra_fields"
                        + " vec_map::VecMap<String,String>");
        structs.put("metadata::Metadata", "metadata vec_map::VecMap<String,String>");
        structs.put(
                "storage_resource::Storage",
                "id ID, start_epoch u32, end_epoch u32, storage_size u64");
        structs.put(
                "blob::Blob",
                "id ID, registered_epoch u32, blob_id u256, size u64, encoding_type u8,"
                        + " certified_epoch option<u32>, storage storage_resource::Storage,"
                        + " deletable bool");
        structs.put("storage_pool::StoragePool", "id ID, version u64");
        structs.put(
                "storage_pool::StoragePoolInnerV1",
                "storage storage_resource::Storage, used_encoded_bytes u64, blob_count u64, blobs"
                        + " Table");
        structs.put(
                "storage_pool::PooledBlob",
                "id ID, registered_epoch u32, blob_id u256, unencoded_size u64, encoding_type u8,"
                        + " certified_epoch option<u32>, storage_pool_id ID, deletable bool");
        structs.put(
                "slashing::SlashingProposal",
                "epoch u32, node_id ID, voting_weight u16, voters vec_set::VecSet<ID>");
        structs.put("epoch_balance::EpochBalance", "epoch u32, balance u64");
        structs.put(
                "epoch_balance::EpochBalanceRingBuffer",
                "current_index u32, ring_buffer vector<epoch_balance::EpochBalance>");
        structs.put(
                "walrus_subsidies_inner::WalrusSubsidiesInnerV1",
                "system_subsidy_rate u32, subsidy_pool Balance, base_subsidy u64,"
                        + " subsidy_per_shard u64, latest_epoch u32, already_subsidized_balances"
                        + " epoch_balance::EpochBalanceRingBuffer, last_subsidized_ts u64,"
                        + " extra_fields Table");
        structs.putAll(MoveEvents.STRUCTS);
        return Map.copyOf(structs);
    }

    /// The layout of a type.
    ///
    /// @param text such as `blob::Blob` or `dynamic_field::Field<u32, …>`, with or without packages
    /// @throws WireFormatException if it is no type, or none that is known here
    public static MoveLayout of(String text) throws WireFormatException {
        return of(MoveType.parse(text));
    }

    /// The layout of a type.
    ///
    /// @throws WireFormatException if it is none that is known here
    public static MoveLayout of(MoveType type) throws WireFormatException {
        return switch (type) {
            case MoveType.Primitive primitive -> primitive(primitive);
            case MoveType.ListOf(var element) -> new ItemsLayout(of(element));
            case MoveType.Named named -> named(named);
        };
    }

    private static MoveLayout primitive(MoveType.Primitive primitive) {
        return switch (primitive) {
            case BOOL -> new FlagLayout();
            case ADDRESS, SIGNER -> ADDRESS;
            case U8 -> new NumberLayout(8);
            case U16 -> new NumberLayout(16);
            case U32 -> new NumberLayout(32);
            case U64 -> new NumberLayout(64);
            case U128 -> new NumberLayout(128);
            case U256 -> new NumberLayout(256);
        };
    }

    private static MoveLayout named(MoveType.Named type) throws WireFormatException {
        return switch (type.path()) {
            case "object::ID", "object::UID" -> ADDRESS;
            case "string::String", "ascii::String" -> new TextLayout();
            case "extended_field::Key" -> new TupleLayout(List.of(new FlagLayout()));
            case "committee::Committee" ->
                    new TupleLayout(List.of(map(ADDRESS, new ItemsLayout(new NumberLayout(16)))));
            case "pending_values::PendingValues" ->
                    new TupleLayout(List.of(map(new NumberLayout(32), new NumberLayout(64))));
            case "vec_map::VecMap" -> map(argument(type, 0), argument(type, 1));
            case "vec_set::VecSet" -> struct("contents", new ItemsLayout(argument(type, 0)));
            case "dynamic_object_field::Wrapper" -> struct("name", argument(type, 0));
            case "dynamic_field::Field" ->
                    struct("id", ADDRESS, "name", argument(type, 0), "value", argument(type, 1));
            case "staking_inner::EpochState" ->
                    variants(
                            "EpochChangeSync", Optional.of(new NumberLayout(16)),
                            "EpochChangeDone", Optional.of(new NumberLayout(64)),
                            "NextParamsSelected", Optional.of(new NumberLayout(64)));
            case "staking_pool::PoolState" ->
                    variants(
                            "Active", Optional.empty(),
                            "Withdrawing", Optional.of(new NumberLayout(32)),
                            "Withdrawn", Optional.empty());
            case "staked_wal::StakedWalState" ->
                    variants(
                            "Staked", Optional.empty(),
                            "Withdrawing", Optional.of(of("staked_wal::Withdrawing")));
            case "auth::Authorized" ->
                    variants("Address", Optional.of(ADDRESS), "ObjectID", Optional.of(ADDRESS));
            case "pool_exchange_rate::PoolExchangeRate" ->
                    variants(
                            "Flat", Optional.empty(),
                            "Variable", Optional.of(of("pool_exchange_rate::Pair")));
            default -> known(type);
        };
    }

    private static MoveLayout argument(MoveType.Named type, int place) throws WireFormatException {
        if (place >= type.arguments().size()) {
            throw new WireFormatException("Move type", 0, "more arguments", type.toString());
        }
        return of(type.arguments().get(place));
    }

    private static MoveLayout known(MoveType.Named type) throws WireFormatException {
        String fields = STRUCTS.get(type.path());
        if (fields == null) {
            throw new WireFormatException("Move type", 0, "a known one", type.toString());
        }
        SequencedMap<String, MoveLayout> layouts = new LinkedHashMap<>();
        for (String field : fields.split(", ", -1)) {
            int space = field.indexOf(' ');
            layouts.put(field.substring(0, space), field(field.substring(space + 1)));
        }
        return new StructLayout(layouts);
    }

    private static MoveLayout field(String type) throws WireFormatException {
        if (type.startsWith("option<")) {
            return new MaybeLayout(field(type.substring(7, type.length() - 1)));
        }
        return switch (type) {
            case "ID" -> ADDRESS;
            case "String" -> new TextLayout();
            case "bytes" -> BYTES;
            case "Element" -> struct("bytes", BYTES);
            case "Balance" -> struct("value", new NumberLayout(64));
            case "Field" -> struct("id", ADDRESS);
            case "Table" -> struct("id", ADDRESS, "size", new NumberLayout(64));
            default ->
                    of(
                            type.replace("<ID>", "<object::ID>")
                                    .replace("<String,String>", "<string::String,string::String>"));
        };
    }

    private static MoveLayout map(MoveLayout key, MoveLayout value) {
        return struct("contents", new ItemsLayout(struct("key", key, "value", value)));
    }

    /// @param namesAndLayouts in turn
    private static MoveLayout struct(Object... namesAndLayouts) {
        SequencedMap<String, MoveLayout> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndLayouts.length; i += 2) {
            fields.put((String) namesAndLayouts[i], (MoveLayout) namesAndLayouts[i + 1]);
        }
        return new StructLayout(fields);
    }

    /// @param namesAndContents in turn
    private static MoveLayout variants(Object... namesAndContents) {
        SequencedMap<String, List<MoveLayout>> forms = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            List<MoveLayout> contents =
                    ((Optional<?>) namesAndContents[i + 1])
                            .stream().map(MoveLayout.class::cast).toList();
            forms.put((String) namesAndContents[i], contents);
        }
        return new VariantLayout(forms);
    }
}
