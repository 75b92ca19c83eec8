// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
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
import java.util.Random;

/// A node that answers as the real one behind it until it is told to lie: then some bits of every
/// binary answer are others, and its words are signed wrongly.
final class LyingNode implements NodeApi {
    private final NodeApi honest;
    private final Random random;
    volatile boolean isLying;

    LyingNode(NodeApi honest, Random random) {
        this.honest = honest;
        this.random = random;
    }

    private byte[] spoilt(byte[] bytes) {
        byte[] spoilt = bytes.clone();
        synchronized (random) {
            for (int i = 0; i < 3 && spoilt.length > 0; i++) {
                spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return spoilt;
    }

    private AnswerBody told(AnswerBody body) throws InterruptedException {
        if (!isLying) {
            return body;
        }
        try (body) {
            ByteBuffer all = ByteBuffer.allocate((int) body.byteCount() + 1);
            while (body.read(all) >= 0) {
                // until the end
            }
            byte[] bytes = new byte[all.position()];
            all.get(0, bytes);
            return AnswerBody.of(spoilt(bytes));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public EncodingConfig config() {
        return honest.config();
    }

    @Override
    public Accepted putMetadata(BlobId blobId, byte[] bcs, boolean pending)
            throws RefusedException, InterruptedException {
        return honest.putMetadata(blobId, bcs, pending);
    }

    @Override
    public byte[] metadata(BlobId blobId) throws RefusedException, InterruptedException {
        byte[] bytes = honest.metadata(blobId);
        return isLying ? spoilt(bytes) : bytes;
    }

    @Override
    public Presence metadataPresence(BlobId blobId) throws RefusedException, InterruptedException {
        return honest.metadataPresence(blobId);
    }

    @Override
    public Accepted putSliver(
            BlobId blobId, SliverPairIndex pair, Axis axis, ByteBuffer bcs, boolean pending)
            throws RefusedException, InterruptedException {
        return honest.putSliver(blobId, pair, axis, bcs, pending);
    }

    @Override
    public AnswerBody sliver(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        return told(honest.sliver(blobId, pair, axis));
    }

    @Override
    public Presence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        return honest.sliverPresence(blobId, pair, axis);
    }

    @Override
    public ConfirmationAnswer confirmation(
            BlobId blobId, BlobPersistence persistence, Optional<Duration> wait)
            throws RefusedException, InterruptedException {
        return honest.confirmation(blobId, persistence, wait);
    }

    @Override
    public AnswerBody recoverySymbols(BlobId blobId, SymbolRequest request)
            throws RefusedException, InterruptedException {
        return told(honest.recoverySymbols(blobId, request));
    }

    @Override
    public AnswerBody decodingSymbols(BlobId blobId, List<SliverIndex> targets, Axis targetAxis)
            throws RefusedException, InterruptedException {
        return told(honest.decodingSymbols(blobId, targets, targetAxis));
    }

    @Override
    public SignedMessage attestInconsistency(BlobId blobId, Axis targetAxis, byte[] bcs)
            throws RefusedException, InterruptedException {
        SignedMessage word = honest.attestInconsistency(blobId, targetAxis, bcs);
        return isLying ? new SignedMessage(spoilt(word.message()), word.signature()) : word;
    }

    @Override
    public BlobStatus status(BlobId blobId) throws RefusedException, InterruptedException {
        return honest.status(blobId);
    }

    @Override
    public NodeHealth health(boolean detailed) throws RefusedException, InterruptedException {
        return honest.health(detailed);
    }

    @Override
    public AnswerBody syncShard(byte[] publicKey, byte[] bcs)
            throws RefusedException, InterruptedException {
        return told(honest.syncShard(publicKey, bcs));
    }
}
