// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.ShardIndex;
import haulout.core.SliverIndex;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.Sliver;
import haulout.redstuff.SymbolId;
import haulout.redstuff.SymbolProver;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.store.MetadataStore;
import haulout.store.SliverKey;
import haulout.store.SliverStore;
import haulout.store.StoreException;
import haulout.wire.ApiError;
import haulout.wire.SymbolFormat;
import haulout.wire.bcs.BcsWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes symbols of the node's slivers, for others to rebuild theirs.
///
/// Source: walrus-protocol sections 3.2 and 6.4.
final class SymbolAnswers {
    // symbols and their proofs of one sliver per task, so that uploads get their turn in between
    private static final int PROOF_BYTES_PER_LEVEL = 33;

    /// What a symbol takes besides its bytes and its proof: what frames it, and what holds it.
    private static final int EXTRA_BYTES = 128;

    /// Answers are given half of the room at most, so that no single one takes all of it.
    private static final int MOST_OF_ROOM = 2;

    private final EncodingConfig config;
    private final NodeLimits limits;
    private final MetadataStore metadata;
    private final SliverStore slivers;
    private final StoredSlivers stored;
    private final BlobStandings standings;
    private final CommitteeTracker committees;
    private final Reads reads;
    private final CodecPool codec;
    private final NodeFaults faults;
    private final NodeMetrics metrics;

    /// For what is sent, from before it is made until it has left.
    private final AnswerRoom room;

    /// For the slivers that it is made of, which nobody's reading holds up.
    private final AnswerRoom sourceRoom;

    SymbolAnswers(
            EncodingConfig config,
            NodeLimits limits,
            MetadataStore metadata,
            SliverStore slivers,
            BlobStandings standings,
            CommitteeTracker committees,
            Reads reads,
            CodecPool codec,
            NodeFaults faults,
            NodeMetrics metrics) {
        this.config = config;
        this.limits = limits;
        this.metadata = metadata;
        this.slivers = slivers;
        this.stored = new StoredSlivers(slivers);
        this.standings = standings;
        this.committees = committees;
        this.reads = reads;
        this.codec = codec;
        this.faults = faults;
        this.metrics = metrics;
        this.room = new AnswerRoom(limits.answerRoom(), limits.maxAnswerWait());
        this.sourceRoom = new AnswerRoom(limits.answerRoom(), limits.maxAnswerWait());
    }

    /// A symbol that is to be made.
    ///
    /// @param place where it stands in the answer
    /// @param target index of the sliver that it is for
    private record Wanted(int place, SliverIndex target) {}

    /// What is to be made of which sliver, and why the rest cannot be.
    private static final class Plan {
        final Map<SliverKey, List<Wanted>> bySliver = new LinkedHashMap<>();
        int count;
        RefusedException lastFailure =
                new RefusedException(ApiError.NO_SYMBOLS_SPECIFIED, "no symbols are asked for");

        void add(SliverKey source, SliverIndex target) {
            bySliver.computeIfAbsent(source, _ -> new ArrayList<>())
                    .add(new Wanted(count++, target));
        }
    }

    AnswerBody recoverySymbols(BlobId blobId, SymbolRequest request)
            throws RefusedException, InterruptedException {
        checkShape(request);
        VerifiedBlobMetadata of = requireReadable(blobId);
        long each = of.symbolBytes() + (long) proofBytes() + EXTRA_BYTES;
        long most = Math.min(mostSymbols(request) * each, maxAnswerBytes());
        // before anything is made: the plan is smaller than the symbols
        AnswerRoom.Claim claim = room.claim(most);
        boolean handedOver = false;
        try {
            Plan plan =
                    switch (request) {
                        case SymbolRequest.ByIds byIds -> plan(blobId, byIds);
                        case SymbolRequest.ForSliver forSliver -> plan(blobId, forSliver);
                    };
            requireFits(plan.count * each);
            AnswerBody body = make(plan, of, claim);
            handedOver = true;
            return body;
        } catch (StoreException e) {
            throw faults.unavailable(e);
        } finally {
            if (!handedOver) {
                claim.close();
            }
        }
    }

    private long mostSymbols(SymbolRequest request) {
        return switch (request) {
            case SymbolRequest.ByIds byIds -> byIds.ids().size();
            case SymbolRequest.ForSliver _ -> committees.heldShards().size();
        };
    }

    private AnswerBody make(Plan plan, VerifiedBlobMetadata of, AnswerRoom.Claim claim)
            throws RefusedException, InterruptedException {
        byte[] @Nullable [] made = new byte @Nullable [plan.count][];
        for (Map.Entry<SliverKey, List<Wanted>> source : plan.bySliver.entrySet()) {
            make(source.getKey(), source.getValue(), made, plan, of);
        }
        List<byte[]> pieces = new ArrayList<>();
        long bytes = 0;
        for (byte[] symbol : made) {
            if (symbol != null) {
                pieces.add(symbol);
                bytes += symbol.length + EXTRA_BYTES;
            }
        }
        if (pieces.isEmpty()) {
            throw plan.lastFailure;
        }
        int count = pieces.size();
        pieces.addFirst(new BcsWriter().uleb(count).toBytes());
        claim.shrink(bytes);
        metrics.add(NodeCounter.SYMBOLS_MADE, count);
        return new ChunkedBody(pieces, claim::close);
    }

    private void checkShape(SymbolRequest request) throws RefusedException {
        if (request instanceof SymbolRequest.ByIds byIds) {
            if (byIds.ids().isEmpty()) {
                throw new RefusedException(
                        ApiError.NO_SYMBOLS_SPECIFIED, "no symbols are asked for");
            }
            if (byIds.ids().size() > limits.maxSymbolIds()) {
                throw new RefusedException(
                        ApiError.INVALID_FILTER,
                        byIds.ids().size() + " symbols, at most " + limits.maxSymbolIds());
            }
        }
        if (request instanceof SymbolRequest.ForSliver forSliver
                && forSliver.proofAxis().filter(forSliver.targetAxis()::equals).isPresent()) {
            throw new RefusedException(
                    ApiError.INVALID_FILTER,
                    "symbols for a sliver are proven by slivers of the other axis");
        }
    }

    private VerifiedBlobMetadata requireReadable(BlobId blobId)
            throws RefusedException, InterruptedException {
        reads.requireNotBlocked(blobId);
        if (!standings.isRegistered(blobId)) {
            throw notFound("blob " + blobId + " is not here");
        }
        try {
            Optional<VerifiedBlobMetadata> found = metadata.get(blobId);
            if (found.isEmpty()) {
                throw new RefusedException(
                        ApiError.INTERNAL, "the metadata of blob " + blobId + " are not here");
            }
            return found.get();
        } catch (StoreException e) {
            throw faults.unavailable(e);
        }
    }

    private Plan plan(BlobId blobId, SymbolRequest.ByIds request)
            throws StoreException, InterruptedException {
        Plan plan = new Plan();
        Set<ShardIndex> owned = Set.copyOf(committees.heldShards());
        List<Axis> axes = request.proofAxis().map(List::of).orElse(List.of(Axis.values()));
        for (SymbolId id : new LinkedHashSet<>(request.ids())) {
            if (id.primary().value() >= config.shardCount()
                    || id.secondary().value() >= config.shardCount()) {
                plan.lastFailure =
                        new RefusedException(
                                ApiError.INDEX_OUT_OF_RANGE,
                                "symbol " + id + ", number of shards " + config.shardCount());
                continue;
            }
            for (Axis source : axes) {
                SliverKey key = Pairs.key(blobId, id.sliver(source), source, config);
                if (!owned.contains(key.shard())) {
                    plan.lastFailure =
                            new RefusedException(
                                    ApiError.SYMBOL_NOT_PRESENT_AT_SHARDS,
                                    "no shard of this node has symbol " + id);
                } else if (!slivers.contains(key)) {
                    plan.lastFailure = notFound("the sliver of symbol " + id + " is not here");
                } else {
                    plan.add(key, id.sliver(source.orthogonal()));
                    break;
                }
            }
        }
        return plan;
    }

    private Plan plan(BlobId blobId, SymbolRequest.ForSliver request)
            throws StoreException, InterruptedException {
        Plan plan = new Plan();
        if (request.target().value() >= config.shardCount()) {
            plan.lastFailure =
                    new RefusedException(
                            ApiError.INDEX_OUT_OF_RANGE,
                            "sliver "
                                    + request.target().value()
                                    + ", number of shards "
                                    + config.shardCount());
            return plan;
        }
        plan.lastFailure =
                new RefusedException(
                        ApiError.SYMBOL_NOT_PRESENT_AT_SHARDS, "this node has no shards");
        for (ShardIndex shard : committees.heldShards()) {
            SliverKey key = new SliverKey(blobId, shard, request.targetAxis().orthogonal());
            if (slivers.contains(key)) {
                plan.add(key, request.target());
            } else {
                plan.lastFailure =
                        notFound("the sliver in shard " + shard.value() + " is not here");
            }
        }
        return plan;
    }

    private void make(
            SliverKey source,
            List<Wanted> wanted,
            byte[] @Nullable [] made,
            Plan plan,
            VerifiedBlobMetadata of)
            throws RefusedException, InterruptedException {
        SliverShelf.Loan loan = codec.shelf().loan();
        try (AnswerRoom.Claim _ = sourceRoom.claim(of.sliverBytes(source.axis()))) {
            Optional<Sliver> sliver = stored.read(source, loan::take);
            if (sliver.isEmpty()) {
                plan.lastFailure =
                        notFound("the sliver in shard " + source.shard().value() + " is not here");
                return;
            }
            codec.<Boolean, RuntimeException>call(
                    tools -> prove(tools.prover(), sliver.get(), wanted, made));
            // only now: a task that nobody waits for any more may still read the sliver
            loan.giveBack();
        } catch (StoreException e) {
            plan.lastFailure = faults.unavailable(e);
        } catch (CodecBusyException e) {
            throw faults.unavailable(e);
        }
    }

    /// Makes symbols as they are sent, so that none is in memory twice.
    private static boolean prove(
            SymbolProver prover, Sliver sliver, List<Wanted> wanted, byte[] @Nullable [] made) {
        prover.open(sliver);
        for (Wanted symbol : wanted) {
            made[symbol.place()] =
                    SymbolFormat.encodeGeneralRecoverySymbol(
                            prover.recoverySymbol(symbol.target()));
        }
        return true;
    }

    AnswerBody decodingSymbols(BlobId blobId, List<SliverIndex> targets, Axis targetAxis)
            throws RefusedException, InterruptedException {
        if (targets.isEmpty()) {
            throw new RefusedException(
                    ApiError.NO_TARGET_SLIVERS_SPECIFIED, "no target slivers are asked for");
        }
        int sourceCount = config.sourceCount(targetAxis);
        int[] positions = targets.stream().mapToInt(SliverIndex::value).distinct().toArray();
        for (int position : positions) {
            if (position >= sourceCount) {
                throw new RefusedException(
                        ApiError.RECOVERY_SYMBOL_OUT_OF_RANGE,
                        "target sliver " + position + ", only those below " + sourceCount);
            }
        }
        VerifiedBlobMetadata of = requireReadable(blobId);
        List<ShardIndex> shards = committees.heldShards();
        long perTarget = shards.size() * (long) (of.symbolBytes() + EXTRA_BYTES);
        requireFits(positions.length * perTarget);
        // those of one target are in memory twice when they are written
        AnswerRoom.Claim claim = room.claim((positions.length + 1) * perTarget);
        boolean handedOver = false;
        try {
            Map<SliverIndex, List<DecodingSymbol>> answer =
                    new TreeMap<>((a, b) -> Integer.compare(a.value(), b.value()));
            for (ShardIndex shard : shards) {
                collect(
                        new SliverKey(blobId, shard, targetAxis.orthogonal()),
                        positions,
                        of,
                        answer);
            }
            List<byte[]> pieces = SymbolFormat.takeDecodingSymbols(answer);
            claim.shrink(
                    pieces.stream().mapToLong(piece -> piece.length + (long) EXTRA_BYTES).sum());
            AnswerBody body = new ChunkedBody(pieces, claim::close);
            handedOver = true;
            return body;
        } finally {
            if (!handedOver) {
                claim.close();
            }
        }
    }

    private void collect(
            SliverKey key,
            int[] positions,
            VerifiedBlobMetadata of,
            Map<SliverIndex, List<DecodingSymbol>> answer)
            throws RefusedException, InterruptedException {
        Optional<byte[][]> symbols;
        try {
            symbols = stored.symbols(key, positions, of);
        } catch (StoreException e) {
            faults.noted(e);
            return; // because what is missing is left out
        }
        if (symbols.isEmpty()) {
            return;
        }
        SliverIndex source = Pairs.index(key, config);
        Axis targetAxis = key.axis().orthogonal();
        for (int i = 0; i < positions.length; i++) {
            answer.computeIfAbsent(new SliverIndex(positions[i]), _ -> new ArrayList<>())
                    .add(new DecodingSymbol(targetAxis, source, symbols.get()[i]));
        }
    }

    private int proofBytes() {
        return PROOF_BYTES_PER_LEVEL * Integer.toBinaryString(config.shardCount()).length();
    }

    private long maxAnswerBytes() {
        return Math.min(limits.maxAnswerBytes(), limits.answerRoom() / MOST_OF_ROOM);
    }

    private void requireFits(long bytes) throws RefusedException {
        if (bytes > maxAnswerBytes()) {
            throw new RefusedException(
                    ApiError.UNAVAILABLE,
                    "the answer would have " + bytes + " bytes, at most " + maxAnswerBytes());
        }
    }

    private static RefusedException notFound(String what) {
        return new RefusedException(ApiError.SLIVER_NOT_FOUND, what);
    }
}
