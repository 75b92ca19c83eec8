// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.ConfirmationAnswer;
import haulout.wire.NodeHealth;
import haulout.wire.SignedMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a storage node answers, one method for each of the protocol's operations, without HTTP.
///
/// The methods block, and are called from many (virtual) threads at once. Interruption means that
/// nobody waits for the answer any more. Everything that arrives is verified before it is stored.
/// [RefusedException] is an answer of the protocol; any other exception is a fault of the node,
/// which its caller logs once and answers as an internal error.
///
/// Source: Walrus storage-node REST API; order of checks as in the reference node's routes.
public interface NodeApi {
    /// The shape of the network, which bounds what may be sent.
    EncodingConfig config();

    /// Takes metadata.
    ///
    /// @param bcs `BlobMetadata` (without the ID in front)
    /// @param pending whether the caller says that the registration may still be under way
    Accepted putMetadata(BlobId blobId, byte[] bcs, boolean pending)
            throws RefusedException, InterruptedException;

    /// `BlobMetadataWithId` in BCS.
    byte[] metadata(BlobId blobId) throws RefusedException, InterruptedException;

    /// Whether metadata are stored; buffered ones are not.
    Presence metadataPresence(BlobId blobId) throws RefusedException, InterruptedException;

    /// Takes a sliver.
    ///
    /// @param bcs `SliverData`, position to limit; the caller may use it again afterwards
    Accepted putSliver(
            BlobId blobId, SliverPairIndex pair, Axis axis, ByteBuffer bcs, boolean pending)
            throws RefusedException, InterruptedException;

    /// `SliverData` in BCS. The caller closes it.
    AnswerBody sliver(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException;

    /// As [#sliver], of a sliver that is at hand. Does not wait.
    ///
    /// @return with a body of [AnswerBody#whole]; empty if [#sliver] has to be asked, whatever it
    ///   will say
    default Optional<AnswerBody> sliverIfReady(BlobId blobId, SliverPairIndex pair, Axis axis) {
        return Optional.empty();
    }

    /// Whether a sliver is stored.
    Presence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException;

    /// The node's word that it stores its part of a blob.
    ///
    /// @param wait how long the caller would wait for the registration, empty if not at all;
    ///   bounded by the node
    ConfirmationAnswer confirmation(
            BlobId blobId, BlobPersistence persistence, Optional<Duration> wait)
            throws RefusedException, InterruptedException;

    /// `vec<GeneralRecoverySymbol>` in BCS.
    AnswerBody recoverySymbols(BlobId blobId, SymbolRequest request)
            throws RefusedException, InterruptedException;

    /// Map of target index to `vec<EitherDecodingSymbol>` in BCS.
    ///
    /// @param targets may be empty, which is refused
    AnswerBody decodingSymbols(BlobId blobId, List<SliverIndex> targets, Axis targetAxis)
            throws RefusedException, InterruptedException;

    /// The node's word that a blob was encoded wrongly, if the proof shows it.
    ///
    /// @param bcs the proof
    /// @param targetAxis axis of the sliver that the proof is about
    SignedMessage attestInconsistency(BlobId blobId, Axis targetAxis, byte[] bcs)
            throws RefusedException, InterruptedException;

    /// What the ledger says of a blob, as this node has heard it.
    BlobStatus status(BlobId blobId) throws RefusedException, InterruptedException;

    /// How the node is.
    ///
    /// @param detailed whether shards are listed one by one
    NodeHealth health(boolean detailed) throws RefusedException, InterruptedException;

    /// Slivers of a shard, for a member of the committee that takes it over.
    ///
    /// @param publicKey the requester's 48-byte compressed BLS key, from the header
    /// @param bcs `SignedMessage` of the request
    AnswerBody syncShard(byte[] publicKey, byte[] bcs)
            throws RefusedException, InterruptedException;
}
