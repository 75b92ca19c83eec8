// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.UncheckedBlsPublicKey;
import haulout.ledger.Committee;
import haulout.store.BlobRecord;
import haulout.store.BlobRecordStore;
import haulout.store.RecordDamagedException;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import haulout.wire.ApiError;
import haulout.wire.MessageVerdict;
import haulout.wire.ProtocolMessage.SyncShard;
import haulout.wire.SignedMessage;
import haulout.wire.bcs.BcsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Gives the slivers of a shard to the node that takes it over.
///
/// Source: walrus-protocol section 6.6.
final class ShardDonor {
    /// Blobs that are looked up at a time.
    private static final int STEP = 256;

    private final NodeLimits limits;
    private final BlobStandings standings;
    private final BlobRecordStore records;
    private final SliverStore slivers;
    private final StoredSlivers stored;
    private final ShardTable shards;
    private final CodecPool codec;
    private final NodeFaults faults;
    private final NodeMetrics metrics;
    private final Semaphore answers;

    ShardDonor(
            NodeLimits limits,
            BlobStandings standings,
            BlobRecordStore records,
            SliverStore slivers,
            ShardTable shards,
            CodecPool codec,
            NodeFaults faults,
            NodeMetrics metrics) {
        this.limits = limits;
        this.standings = standings;
        this.records = records;
        this.slivers = slivers;
        this.stored = new StoredSlivers(slivers);
        this.shards = shards;
        this.codec = codec;
        this.faults = faults;
        this.metrics = metrics;
        this.answers = new Semaphore(limits.maxSyncAnswers());
    }

    AnswerBody give(byte[] publicKey, byte[] bcs) throws RefusedException, InterruptedException {
        SignedMessage signed;
        try {
            signed = SignedMessage.decode(bcs);
        } catch (WireFormatException e) {
            throw new RefusedException(ApiError.INVALID_CONTENT_TYPE, "body: " + e.getMessage());
        }
        Committees committees = standings.committees();
        Committee.Member requester = requester(publicKey, committees);
        SyncShard request = verify(signed, requester.publicKey());
        check(request, requester, committees.epoch());
        if (!answers.tryAcquire()) {
            throw new RefusedException(
                    ApiError.UNAVAILABLE,
                    limits.maxSyncAnswers() + " other shards are being given, try again later");
        }
        boolean handedOver = false;
        try {
            AnswerBody body = answer(request, committees.epoch());
            handedOver = true;
            return body;
        } catch (StoreException e) {
            throw faults.unavailable(e);
        } finally {
            if (!handedOver) {
                answers.release();
            }
        }
    }

    private static Committee.Member requester(byte[] publicKey, Committees committees)
            throws RefusedException {
        try {
            BlsPublicKey key = UncheckedBlsPublicKey.of(publicKey).check();
            Optional<Committee.Member> member = committees.current().member(key);
            if (member.isPresent()) {
                return member.get();
            }
        } catch (WireFormatException e) {
            throw new RefusedException(
                    ApiError.REQUEST_UNAUTHORIZED, "not a public key: " + e.getMessage());
        }
        throw new RefusedException(
                ApiError.REQUEST_UNAUTHORIZED, "the key is that of no member of the committee");
    }

    private SyncShard verify(SignedMessage signed, BlsPublicKey key)
            throws RefusedException, InterruptedException {
        MessageVerdict verdict;
        try {
            verdict = codec.<MessageVerdict, RuntimeException>call(_ -> signed.verify(key));
        } catch (CodecBusyException e) {
            throw faults.unavailable(e);
        }
        if (verdict instanceof MessageVerdict.Accepted(SyncShard request, var _)
                && request.epoch().equals(request.requestEpoch())) {
            return request;
        }
        throw new RefusedException(
                ApiError.MESSAGE_VERIFICATION_FAILED,
                "the message is no request for a shard, or not signed by that key");
    }

    private void check(SyncShard request, Committee.Member requester, Epoch epoch)
            throws RefusedException {
        if (!request.epoch().equals(epoch)) {
            throw new RefusedException(
                    ApiError.INVALID_EPOCH,
                    "request of epoch " + request.epoch() + ", this node is in " + epoch,
                    Map.of(
                            "request_epoch",
                            request.epoch().toString(),
                            "server_epoch",
                            epoch.toString()));
        }
        if (!requester.shards().contains(request.shard())) {
            throw new RefusedException(
                    ApiError.REQUEST_UNAUTHORIZED,
                    "shard " + request.shard().value() + " is not the requester's");
        }
        if (Long.compareUnsigned(request.sliverCount(), limits.maxSyncSlivers()) > 0) {
            throw new RefusedException(
                    ApiError.SLIVER_COUNT_EXCEEDS_LIMIT,
                    Long.toUnsignedString(request.sliverCount())
                            + " slivers, at most "
                            + limits.maxSyncSlivers());
        }
        if (!shards.state(request.shard()).isHeld()) {
            throw new RefusedException(
                    ApiError.SHARD_NOT_ASSIGNED,
                    "shard " + request.shard().value() + " is not here");
        }
    }

    private AnswerBody answer(SyncShard request, Epoch epoch)
            throws StoreException, InterruptedException {
        List<byte[]> items = new ArrayList<>();
        long bytes = 0;
        Optional<StoreException> unreadable = Optional.empty();
        Optional<BlobId> from = Optional.of(request.startingBlobId());
        while (from.isPresent()
                && items.size() / 2 < request.sliverCount()
                && bytes < limits.maxSyncBytes()) {
            List<BlobId> step = slivers.blobs(request.shard(), request.axis(), from.get(), STEP);
            for (BlobId blobId : step) {
                if (items.size() / 2 == request.sliverCount() || bytes >= limits.maxSyncBytes()) {
                    break;
                }
                if (!isWanted(blobId, epoch)) {
                    continue;
                }
                SliverKey key = new SliverKey(blobId, request.shard(), request.axis());
                try {
                    Optional<byte[]> sliver = stored.bytes(key);
                    if (sliver.isPresent()) {
                        items.add(prefix(blobId, request.axis()));
                        items.add(sliver.get());
                        bytes += sliver.get().length;
                    }
                } catch (RecordDamagedException e) {
                    // the requester recovers what is not in the answer
                    faults.noted(e);
                } catch (StoreException e) {
                    // one drive that is away must not withhold what is on the others
                    faults.noted(e);
                    unreadable = Optional.of(e);
                }
            }
            from = step.size() < STEP ? Optional.empty() : after(step.getLast());
        }
        if (items.isEmpty() && unreadable.isPresent()) {
            // an answer without slivers would say that there are no more
            throw unreadable.get();
        }
        int count = items.size() / 2;
        items.addFirst(new BcsWriter().uleb(0).uleb(count).toBytes());
        metrics.add(NodeCounter.SLIVERS_SYNCED_OUT, count);
        return new ChunkedBody(items, answers::release);
    }

    private boolean isWanted(BlobId blobId, Epoch epoch)
            throws StoreException, InterruptedException {
        return records.record(blobId)
                .orElse(BlobRecord.Valid.NONE)
                .certifiedSince(epoch)
                .filter(since -> since.compareTo(epoch) < 0)
                .isPresent();
    }

    // blob ID, and the tag of the sliver's axis
    private static byte[] prefix(BlobId blobId, Axis axis) {
        return new BcsWriter(BlobId.BYTES + 1)
                .hash32(blobId.hash())
                .u8(axis == Axis.PRIMARY ? 0 : 1)
                .toBytes();
    }

    /// The ID that follows in the order of the bytes, empty after the last one.
    static Optional<BlobId> after(BlobId blobId) {
        byte[] bytes = blobId.toBytes();
        for (int i = Hash32.BYTES - 1; i >= 0; i--) {
            bytes[i]++;
            if (bytes[i] != 0) {
                return Optional.of(BlobId.of(bytes));
            }
        }
        return Optional.empty();
    }
}
