// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.machine;

import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.crypto.BlsPublicKey;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A storage node as the ledger knows it, without its pool.
///
/// @param owner its operator
/// @param profile what the operator says about it
/// @param key its protocol key
/// @param nextKey the one that takes over when its pool is next advanced, or null
/// @param commissionReceiver who may collect the commission
/// @param governance who votes for it on slashing
/// @param votes prices and capacity
/// @param lastSyncDone last epoch for which it reported all shards, 0 for none
/// @param denyRoot root of its deny list
/// @param denySequence number of its deny list, unsigned
/// @param denyBytes what it refuses to store, unsigned
public record NodeRow(
        AccountAddress owner,
        NodeProfile profile,
        BlsPublicKey key,
        @Nullable BlsPublicKey nextKey,
        AccountAddress commissionReceiver,
        AccountAddress governance,
        NodeVotes votes,
        long lastSyncDone,
        Hash32 denyRoot,
        long denySequence,
        long denyBytes) {
    public NodeRow {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(key);
        Objects.requireNonNull(commissionReceiver);
        Objects.requireNonNull(governance);
        Objects.requireNonNull(votes);
        Objects.requireNonNull(denyRoot);
    }

    static NodeRow of(
            AccountAddress owner, NodeProfile profile, BlsPublicKey key, NodeVotes votes) {
        return new NodeRow(owner, profile, key, null, owner, owner, votes, 0, Hash32.ZERO, 0, 0);
    }

    /// The key that takes over, if one is set.
    public Optional<BlsPublicKey> rotation() {
        return Optional.ofNullable(nextKey);
    }

    NodeRow withProfile(NodeProfile next) {
        return new NodeRow(
                owner,
                next,
                key,
                nextKey,
                commissionReceiver,
                governance,
                votes,
                lastSyncDone,
                denyRoot,
                denySequence,
                denyBytes);
    }

    NodeRow withKeys(BlsPublicKey now, @Nullable BlsPublicKey next) {
        return new NodeRow(
                owner,
                profile,
                now,
                next,
                commissionReceiver,
                governance,
                votes,
                lastSyncDone,
                denyRoot,
                denySequence,
                denyBytes);
    }

    NodeRow withVotes(NodeVotes next) {
        return new NodeRow(
                owner,
                profile,
                key,
                nextKey,
                commissionReceiver,
                governance,
                next,
                lastSyncDone,
                denyRoot,
                denySequence,
                denyBytes);
    }

    NodeRow withReceiver(AccountAddress next) {
        return new NodeRow(
                owner,
                profile,
                key,
                nextKey,
                next,
                governance,
                votes,
                lastSyncDone,
                denyRoot,
                denySequence,
                denyBytes);
    }

    NodeRow withGovernance(AccountAddress next) {
        return new NodeRow(
                owner,
                profile,
                key,
                nextKey,
                commissionReceiver,
                next,
                votes,
                lastSyncDone,
                denyRoot,
                denySequence,
                denyBytes);
    }

    NodeRow withSyncDone(long epoch) {
        return new NodeRow(
                owner,
                profile,
                key,
                nextKey,
                commissionReceiver,
                governance,
                votes,
                epoch,
                denyRoot,
                denySequence,
                denyBytes);
    }

    NodeRow withDenyList(Hash32 root, long sequence, long bytes) {
        return new NodeRow(
                owner,
                profile,
                key,
                nextKey,
                commissionReceiver,
                governance,
                votes,
                lastSyncDone,
                root,
                sequence,
                bytes);
    }
}
