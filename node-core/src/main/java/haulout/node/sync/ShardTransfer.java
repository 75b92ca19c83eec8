// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.Backoff;
import haulout.client.Pause;
import haulout.client.PeerException;
import haulout.client.PeerException.Kind;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.core.WireFormatException;
import haulout.ledger.Committee;
import haulout.node.CodecBusyException;
import haulout.node.Committees;
import haulout.node.Holdings;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.SliverKey;
import haulout.store.StoreException;
import haulout.wire.ApiAnswer;
import haulout.wire.ApiError;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import haulout.wire.SyncedSliver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches the slivers of one axis of a shard from its holder, as far as that goes: whatever is
/// missing afterwards is to be rebuilt. Used by one thread.
///
/// The list of blobs is the node's own. Each request begins with the first blob on it whose sliver
/// is missing; the next one begins behind the last that came.
final class ShardTransfer {
    /// Blobs of the own list that are looked at together.
    private static final int PAGE = 1000;

    // room in an answer for what frames a sliver
    private static final long FRAME_BYTES = 64;

    private static final Logger log = LoggerFactory.getLogger(ShardTransfer.class);

    private final Holdings holdings;
    private final PeerCalls calls;
    private final SyncedSlivers slivers;
    private final SyncLimits limits;
    private final InstantSource clock;
    private final Pause pause;
    private final ShardIndex shard;
    private final Epoch epoch;
    private final Axis axis;
    private final Committee.Member holder;
    private final Backoff backoff;
    private int mostSlivers;
    private Instant lastProgress;

    ShardTransfer(
            Holdings holdings,
            PeerCalls calls,
            SyncedSlivers slivers,
            SyncLimits limits,
            InstantSource clock,
            Pause pause,
            RandomGenerator random,
            ShardIndex shard,
            Epoch epoch,
            Axis axis,
            Committee.Member holder) {
        this.holdings = holdings;
        this.calls = calls;
        this.slivers = slivers;
        this.limits = limits;
        this.clock = clock;
        this.pause = pause;
        this.shard = shard;
        this.epoch = epoch;
        this.axis = axis;
        this.holder = holder;
        this.backoff = new Backoff(limits.holderWait().first(), limits.holderWait().max(), random);
        this.mostSlivers = limits.sliversPerRequest();
        this.lastProgress = clock.instant();
    }

    /// Fetches until the list is at its end or the holder gives no more.
    ///
    /// @return whether the holder has been gone through to the end
    boolean run() throws StoreException, CodecBusyException, InterruptedException {
        Optional<BlobId> last = holdings.lastSynced(shard, axis);
        Optional<BlobId> from =
                last.isPresent() ? BlobOrder.after(last.get()) : Optional.of(BlobOrder.FIRST);
        while (from.isPresent()) {
            List<BlobId> listed = holdings.certifiedBefore(epoch, from.get(), PAGE);
            if (listed.isEmpty()) {
                return true;
            }
            int firstMissing = firstMissing(listed);
            if (firstMissing == listed.size()) {
                from = advance(listed.getLast());
                continue;
            }
            List<BlobId> wanted = wanted(listed.subList(firstMissing, listed.size()));
            Outcome outcome = ask(wanted);
            switch (outcome) {
                case Outcome.Came(BlobId lastReceived) -> from = advance(lastReceived);
                case Outcome.TooLarge() -> {
                    // left to be rebuilt
                    from = advance(wanted.getFirst());
                }
                case Outcome.Nothing() -> {
                    return true;
                }
                case Outcome.GaveUp() -> {
                    return false;
                }
            }
        }
        return true;
    }

    private sealed interface Outcome {
        record Came(BlobId last) implements Outcome {}

        record Nothing() implements Outcome {}

        /// Not even one sliver fits.
        record TooLarge() implements Outcome {}

        record GaveUp() implements Outcome {}
    }

    private Optional<BlobId> advance(BlobId blobId) throws StoreException, InterruptedException {
        holdings.setLastSynced(shard, axis, blobId);
        return BlobOrder.after(blobId);
    }

    private int firstMissing(List<BlobId> listed) throws StoreException, InterruptedException {
        for (int i = 0; i < listed.size(); i++) {
            if (holdings.missing(listed.get(i))
                    .contains(new SliverKey(listed.get(i), shard, axis))) {
                return i;
            }
        }
        return listed.size();
    }

    /// As many blobs as one request may be for; those without metadata count nothing here.
    private List<BlobId> wanted(List<BlobId> listed) throws InterruptedException {
        long bytes = 0;
        int count = 0;
        while (count < listed.size() && count < mostSlivers) {
            BlobId blobId = listed.get(count);
            Optional<VerifiedBlobMetadata> metadata =
                    SyncContext.readable(blobId, () -> holdings.metadata(blobId));
            bytes += FRAME_BYTES + metadata.map(known -> known.sliverBytes(axis)).orElse(0L);
            if (count > 0 && bytes > limits.bytesPerRequest()) {
                break;
            }
            count++;
        }
        return listed.subList(0, count);
    }

    private Outcome ask(List<BlobId> wanted)
            throws StoreException, CodecBusyException, InterruptedException {
        int count = wanted.size();
        while (true) {
            try {
                List<SyncedSliver> came = request(wanted.getFirst(), count);
                lastProgress = clock.instant();
                backoff.reset();
                if (came.isEmpty()) {
                    return new Outcome.Nothing();
                }
                if (!slivers.store(came, wanted.getFirst(), shard, axis, holder)) {
                    return new Outcome.GaveUp();
                }
                return new Outcome.Came(came.getLast().blobId());
            } catch (PeerException e) {
                if (e.kind() instanceof Kind.Rubbish) {
                    // perhaps only more than was expected: the holder's list need not be ours
                    if (count == 1) {
                        return new Outcome.TooLarge();
                    }
                    count = Math.max(1, count / 2);
                    mostSlivers = count;
                } else if (!mayPass(e) || isOutOfPatience()) {
                    log.atWarn()
                            .addKeyValue("shard", shard.value())
                            .addKeyValue("holder", holder.nodeId())
                            .setCause(e)
                            .log("the holder of a shard does not give it");
                    return new Outcome.GaveUp();
                } else {
                    pause.pause(backoff.next());
                }
            } catch (WireFormatException e) {
                return new Outcome.GaveUp();
            }
        }
    }

    private boolean isOutOfPatience() {
        return Duration.between(lastProgress, clock.instant()).compareTo(limits.patience()) >= 0;
    }

    private List<SyncedSliver> request(BlobId from, int count)
            throws PeerException, WireFormatException, CodecBusyException, InterruptedException {
        Committees committees = committees();
        ProtocolMessage message =
                ProtocolMessage.SyncShard.of(committees.epoch(), shard, axis, from, count);
        SignedMessage signed = holdings.sign(message);
        Committee.Member self =
                committees
                        .current()
                        .member(holdings.nodeId())
                        .orElseThrow(() ->
                                new WireFormatException(
                                        "committee", 0, "this node as a member", "not a member"));
        long largest = FRAME_BYTES + holdings.config().sliverSymbolCount(axis) * 65534L;
        long maxBytes =
                count == 1 ? largest : Math.max(2 * limits.bytesPerRequest(), 2 * FRAME_BYTES);
        return calls.one(holder, node -> node.syncShard(self.publicKey(), signed, count, maxBytes));
    }

    private Committees committees() throws WireFormatException {
        return holdings.committees()
                .orElseThrow(() -> new WireFormatException("committee", 0, "one", "none"));
    }

    /// Whether the holder may well answer later: it is not reached, or not yet in our epoch.
    private static boolean mayPass(PeerException e) {
        if (e.isTransient() || e.kind() instanceof Kind.Impostor) {
            return true;
        }
        if (e.isRefusal(ApiError.REQUEST_UNAUTHORIZED)) {
            return true;
        }
        return e.kind() instanceof Kind.Refused(int _, Optional<ApiAnswer.Failure> answer)
                && e.isRefusal(ApiError.INVALID_EPOCH)
                && answer.isPresent()
                && isBehind(answer.get());
    }

    private static boolean isBehind(ApiAnswer.Failure answer) {
        try {
            long request = Long.parseLong(answer.metadata().getOrDefault("request_epoch", "0"));
            long server = Long.parseLong(answer.metadata().getOrDefault("server_epoch", "0"));
            return request > server;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
