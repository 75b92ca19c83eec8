// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.client.Pause;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.BlsSecretKey;
import haulout.node.Accepted;
import haulout.node.AnswerBody;
import haulout.node.NodeApi;
import haulout.node.Presence;
import haulout.node.RefusedException;
import haulout.node.SymbolRequest;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.ConfirmationAnswer;
import haulout.wire.NodeHealth;
import haulout.wire.SignedMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A node as it is to be seen by others: as it is, late, or with wrong answers. What comes in goes
/// to the node itself, so that it is well again as soon as it is honest.
///
/// Threads: any.
final class Guise implements NodeApi {
    /// Longer than a reader waits before it asks elsewhere, and shorter than anybody's patience.
    static final Duration LATENESS = Duration.ofSeconds(3);

    private final NodeApi node;
    private final Conduct conduct;
    private final Pause pause;

    /// How it behaves, to be changed at any time.
    static final class Conduct {
        private volatile Manner manner = Manner.HONEST;
        private final BlsSecretKey foreignKey;

        /// @param foreignKey signs in place of the node's own
        Conduct(BlsSecretKey foreignKey) {
            this.foreignKey = foreignKey;
        }

        void set(Manner to) {
            manner = to;
        }

        Manner manner() {
            return manner;
        }
    }

    /// Ways to behave.
    enum Manner {
        /// As it should.
        HONEST,
        /// Late.
        SLOW,
        /// Wrong bytes, wrong metadata, another's signature, and nothing is known.
        LYING
    }

    Guise(NodeApi node, Conduct conduct, Pause pause) {
        this.node = node;
        this.conduct = conduct;
        this.pause = pause;
    }

    private boolean lies() throws InterruptedException {
        if (conduct.manner() == Manner.SLOW) {
            pause.pause(LATENESS);
        }
        return conduct.manner() == Manner.LYING;
    }

    @Override
    public EncodingConfig config() {
        return node.config();
    }

    @Override
    public Accepted putMetadata(BlobId blobId, byte[] bcs, boolean pending)
            throws RefusedException, InterruptedException {
        lies();
        return node.putMetadata(blobId, bcs, pending);
    }

    @Override
    public byte[] metadata(BlobId blobId) throws RefusedException, InterruptedException {
        boolean lies = lies();
        byte[] bytes = node.metadata(blobId);
        if (lies) {
            // a hash: the middle of a metadata is one
            bytes[bytes.length / 2] ^= 1;
        }
        return bytes;
    }

    @Override
    public Presence metadataPresence(BlobId blobId) throws RefusedException, InterruptedException {
        lies();
        return node.metadataPresence(blobId);
    }

    @Override
    public Accepted putSliver(
            BlobId blobId, SliverPairIndex pair, Axis axis, ByteBuffer bcs, boolean pending)
            throws RefusedException, InterruptedException {
        lies();
        return node.putSliver(blobId, pair, axis, bcs, pending);
    }

    @Override
    public AnswerBody sliver(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        boolean lies = lies();
        return wrong(node.sliver(blobId, pair, axis), lies);
    }

    private static AnswerBody wrong(AnswerBody body, boolean lies) {
        return lies ? new WrongBody(body) : body;
    }

    @Override
    public Presence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        lies();
        return node.sliverPresence(blobId, pair, axis);
    }

    @Override
    public ConfirmationAnswer confirmation(
            BlobId blobId, BlobPersistence persistence, Optional<Duration> wait)
            throws RefusedException, InterruptedException {
        boolean lies = lies();
        ConfirmationAnswer answer = node.confirmation(blobId, persistence, wait);
        return lies ? new ConfirmationAnswer(signedByAnother(answer.signed())) : answer;
    }

    private SignedMessage signedByAnother(SignedMessage signed) {
        byte[] message = signed.message();
        return new SignedMessage(message, conduct.foreignKey.sign(message).unchecked());
    }

    @Override
    public AnswerBody recoverySymbols(BlobId blobId, SymbolRequest request)
            throws RefusedException, InterruptedException {
        boolean lies = lies();
        return wrong(node.recoverySymbols(blobId, request), lies);
    }

    @Override
    public AnswerBody decodingSymbols(BlobId blobId, List<SliverIndex> targets, Axis targetAxis)
            throws RefusedException, InterruptedException {
        boolean lies = lies();
        return wrong(node.decodingSymbols(blobId, targets, targetAxis), lies);
    }

    @Override
    public SignedMessage attestInconsistency(BlobId blobId, Axis targetAxis, byte[] bcs)
            throws RefusedException, InterruptedException {
        boolean lies = lies();
        SignedMessage signed = node.attestInconsistency(blobId, targetAxis, bcs);
        return lies ? signedByAnother(signed) : signed;
    }

    @Override
    public BlobStatus status(BlobId blobId) throws RefusedException, InterruptedException {
        return lies() ? new BlobStatus.Nonexistent() : node.status(blobId);
    }

    @Override
    public NodeHealth health(boolean detailed) throws RefusedException, InterruptedException {
        lies();
        return node.health(detailed);
    }

    @Override
    public AnswerBody syncShard(byte[] publicKey, byte[] bcs)
            throws RefusedException, InterruptedException {
        boolean lies = lies();
        return wrong(node.syncShard(publicKey, bcs), lies);
    }
}
