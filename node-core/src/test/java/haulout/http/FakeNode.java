// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.core.SliverPairIndex;
import haulout.crypto.BlsSecretKey;
import haulout.node.Accepted;
import haulout.node.AnswerBody;
import haulout.node.NodeApi;
import haulout.node.Presence;
import haulout.node.RefusedException;
import haulout.node.SymbolRequest;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.BlobStatus;
import haulout.wire.ConfirmationAnswer;
import haulout.wire.NodeHealth;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A node that keeps what it is given in memory, verifies nothing, and writes down what it was
/// asked. What it is told to do before a call, it does in each call.
final class FakeNode implements NodeApi {
    static final BlsSecretKey KEY = BlsSecretKey.generate(new java.util.Random(7));

    final EncodingConfig config;
    final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    final Map<String, byte[]> stored = new ConcurrentHashMap<>();
    volatile Before before = call -> {};
    volatile Accepted accepted = Accepted.STORED;
    volatile @Nullable AnswerBody nextBody;
    volatile boolean isReady;
    final AtomicInteger readyOpen = new AtomicInteger();

    /// What happens before a call.
    @FunctionalInterface
    interface Before {
        void call(String call) throws RefusedException, InterruptedException;
    }

    FakeNode(int shards) {
        this.config = new EncodingConfig(shards);
    }

    private void called(String call) throws RefusedException, InterruptedException {
        calls.add(call);
        before.call(call);
    }

    private Accepted put(String key, byte[] bytes) {
        return stored.putIfAbsent(key, bytes) == null ? accepted : Accepted.ALREADY_THERE;
    }

    private byte[] get(String key, ApiError missing) throws RefusedException {
        byte[] bytes = stored.get(key);
        if (bytes == null) {
            throw new RefusedException(missing, key);
        }
        return bytes;
    }

    private AnswerBody body(byte[] bytes) {
        AnswerBody next = nextBody;
        nextBody = null;
        return next == null ? AnswerBody.of(bytes) : next;
    }

    private static String sliverKey(BlobId blobId, SliverPairIndex pair, Axis axis) {
        return blobId + "/" + pair.value() + "/" + axis;
    }

    @Override
    public EncodingConfig config() {
        return config;
    }

    @Override
    public Accepted putMetadata(BlobId blobId, byte[] bcs, boolean pending)
            throws RefusedException, InterruptedException {
        called("putMetadata " + blobId + " " + bcs.length + " " + pending);
        return put(blobId.toString(), bcs);
    }

    @Override
    public byte[] metadata(BlobId blobId) throws RefusedException, InterruptedException {
        called("metadata " + blobId);
        return get(blobId.toString(), ApiError.METADATA_NOT_FOUND);
    }

    @Override
    public Presence metadataPresence(BlobId blobId) throws RefusedException, InterruptedException {
        called("metadataPresence " + blobId);
        return stored.containsKey(blobId.toString()) ? Presence.STORED : Presence.NONEXISTENT;
    }

    @Override
    public Accepted putSliver(
            BlobId blobId, SliverPairIndex pair, Axis axis, ByteBuffer bcs, boolean pending)
            throws RefusedException, InterruptedException {
        called("putSliver " + sliverKey(blobId, pair, axis) + " " + pending);
        byte[] bytes = new byte[bcs.remaining()];
        bcs.get(bytes);
        return put(sliverKey(blobId, pair, axis), bytes);
    }

    @Override
    public AnswerBody sliver(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        called("sliver " + sliverKey(blobId, pair, axis));
        if (nextBody != null) {
            return body(new byte[0]);
        }
        return body(get(sliverKey(blobId, pair, axis), ApiError.SLIVER_NOT_FOUND));
    }

    @Override
    public Optional<AnswerBody> sliverIfReady(BlobId blobId, SliverPairIndex pair, Axis axis) {
        byte[] bytes = stored.get(sliverKey(blobId, pair, axis));
        if (!isReady || bytes == null) {
            return Optional.empty();
        }
        readyOpen.incrementAndGet();
        return Optional.of(
                new AnswerBody() {
                    @Override
                    public long byteCount() {
                        return bytes.length;
                    }

                    @Override
                    public int read(ByteBuffer target) {
                        throw new IllegalStateException("it is there as a whole");
                    }

                    @Override
                    public Optional<ByteBuffer> whole() {
                        return Optional.of(ByteBuffer.wrap(bytes));
                    }

                    @Override
                    public void close() {
                        readyOpen.decrementAndGet();
                    }
                });
    }

    @Override
    public Presence sliverPresence(BlobId blobId, SliverPairIndex pair, Axis axis)
            throws RefusedException, InterruptedException {
        called("sliverPresence " + sliverKey(blobId, pair, axis));
        return stored.containsKey(sliverKey(blobId, pair, axis))
                ? Presence.BUFFERED
                : Presence.NONEXISTENT;
    }

    @Override
    public ConfirmationAnswer confirmation(
            BlobId blobId, BlobPersistence persistence, Optional<Duration> wait)
            throws RefusedException, InterruptedException {
        called("confirmation " + blobId + " " + persistence + " " + wait);
        return new ConfirmationAnswer(
                SignedMessage.sign(
                        new ProtocolMessage.StorageConfirmation(new Epoch(7), blobId, persistence),
                        KEY));
    }

    @Override
    public AnswerBody recoverySymbols(BlobId blobId, SymbolRequest request)
            throws RefusedException, InterruptedException {
        called("recoverySymbols " + blobId + " " + request);
        return body(new byte[] {1, 2, 3});
    }

    @Override
    public AnswerBody decodingSymbols(BlobId blobId, List<SliverIndex> targets, Axis targetAxis)
            throws RefusedException, InterruptedException {
        called("decodingSymbols " + blobId + " " + targets + " " + targetAxis);
        return body(new byte[] {0});
    }

    @Override
    public SignedMessage attestInconsistency(BlobId blobId, Axis targetAxis, byte[] bcs)
            throws RefusedException, InterruptedException {
        called("attestInconsistency " + blobId + " " + targetAxis + " " + bcs.length);
        return SignedMessage.sign(new ProtocolMessage.InvalidBlobId(new Epoch(7), blobId), KEY);
    }

    @Override
    public BlobStatus status(BlobId blobId) throws RefusedException, InterruptedException {
        called("status " + blobId);
        return new BlobStatus.Nonexistent();
    }

    @Override
    public NodeHealth health(boolean detailed) throws RefusedException, InterruptedException {
        called("health " + detailed);
        return new NodeHealth(
                Duration.ofMillis(10_005),
                new Epoch(7),
                KEY.publicKey(),
                "Active",
                new NodeHealth.EventProgress(100, 0, Optional.of(99L)),
                List.of(),
                List.of(),
                Optional.empty(),
                detailed);
    }

    @Override
    public AnswerBody syncShard(byte[] publicKey, byte[] bcs)
            throws RefusedException, InterruptedException {
        called(
                "syncShard "
                        + Arrays.equals(publicKey, KEY.publicKey().toBytes())
                        + " "
                        + bcs.length);
        return body(new byte[] {0, 0});
    }

    /// A blob ID that is like no other.
    static BlobId blob(int number) {
        byte[] bytes = new byte[Hash32.BYTES];
        bytes[0] = (byte) (number >> 8);
        bytes[1] = (byte) number;
        bytes[31] = 1;
        return BlobId.of(bytes);
    }
}
