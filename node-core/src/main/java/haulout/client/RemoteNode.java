// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.BlsPublicKey;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.Sliver;
import haulout.redstuff.SymbolId;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.NodeHealth;
import haulout.wire.SignedMessage;
import haulout.wire.SyncedSliver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Another storage node, one method for each operation of its REST API.
///
/// The methods block and are called from virtual threads, several at a time; interruption gives the
/// request up. [PeerException] says in which way one failed. Nothing that is returned is verified
/// further than that it parses and is no larger than it can be; where there is a verified type, the
/// caller makes it.
///
/// Source: Walrus storage-node REST API.
public interface RemoteNode {
    /// The same node, asked with less patience.
    ///
    /// @param whole most time for each attempt
    RemoteNode within(Duration whole);

    /// Brings metadata.
    UploadOutcome putMetadata(VerifiedBlobMetadata metadata, Registration registration)
            throws PeerException, InterruptedException;

    /// The metadata of a blob. They claim to be of this blob; whether they are is not checked.
    UnverifiedBlobMetadata metadata(BlobId blobId) throws PeerException, InterruptedException;

    /// Whether the node has stored a blob's metadata.
    RemotePresence metadataPresence(BlobId blobId) throws PeerException, InterruptedException;

    /// Brings a sliver.
    ///
    /// @param body `SliverData`, read as fast as it is sent
    UploadOutcome putSliver(
            BlobId blobId,
            SliverPairIndex pair,
            Axis axis,
            UploadBody body,
            Registration registration)
            throws PeerException, InterruptedException;

    /// A sliver. It has the index of that pair; nothing else of it is checked.
    ///
    /// @param metadata of the blob, which bounds how large the sliver is
    Sliver sliver(VerifiedBlobMetadata metadata, SliverPairIndex pair, Axis axis)
            throws PeerException, InterruptedException;

    /// Whether the node has a sliver.
    RemotePresence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws PeerException, InterruptedException;

    /// The node's word that it stores its part of a blob, not verified.
    ///
    /// @param wait how long the node may wait for the blob's registration, empty if not at all
    SignedMessage confirmation(BlobId blobId, BlobPersistence persistence, Optional<Duration> wait)
            throws PeerException, InterruptedException;

    /// All symbols that the node can give for one sliver.
    ///
    /// @param metadata of the blob, which bounds how large the symbols are
    /// @param target index of the sliver that is to be recovered
    List<GeneralRecoverySymbol> recoverySymbols(
            VerifiedBlobMetadata metadata, SliverIndex target, Axis targetAxis)
            throws PeerException, InterruptedException;

    /// Symbols by their places.
    ///
    /// @param ids at least one, at most [StorageNodeClient#MAX_SYMBOL_IDS]
    /// @param proofAxis axis of the slivers whose trees are to prove them; empty: either
    List<GeneralRecoverySymbol> recoverySymbols(
            VerifiedBlobMetadata metadata, List<SymbolId> ids, Optional<Axis> proofAxis)
            throws PeerException, InterruptedException;

    /// Symbols without proofs for several slivers.
    ///
    /// @param targets indices of source slivers, at least one
    Map<SliverIndex, List<DecodingSymbol>> decodingSymbols(
            VerifiedBlobMetadata metadata, List<SliverIndex> targets, Axis targetAxis)
            throws PeerException, InterruptedException;

    /// The node's word that a blob was encoded wrongly, not verified.
    SignedMessage attestInconsistency(BlobId blobId, InconsistencyProof proof)
            throws PeerException, InterruptedException;

    /// What the node says the ledger says of a blob.
    BlobStatus status(BlobId blobId) throws PeerException, InterruptedException;

    /// How the node says it is, with its shards one by one.
    NodeHealth health() throws PeerException, InterruptedException;

    /// Slivers of a shard.
    ///
    /// @param requester key that the request is signed with
    /// @param request a signed `SyncShard`
    /// @param maxCount how many slivers the request asks for
    /// @param maxBytes longest answer that is taken
    List<SyncedSliver> syncShard(
            BlsPublicKey requester, SignedMessage request, int maxCount, long maxBytes)
            throws PeerException, InterruptedException;
}
