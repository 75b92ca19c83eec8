// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static haulout.node.NodeHarness.range;
import static haulout.node.NodeHarness.refusal;
import static haulout.node.WriteAndReadTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.ObjectId;
import haulout.core.SliverIndex;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.Kernels;
import haulout.redstuff.RecoverySymbolVerifier;
import haulout.redstuff.SymbolId;
import haulout.store.StoreException;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import haulout.wire.SymbolFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolsTest {
    private static final Optional<Axis> EITHER = Optional.empty();

    private NodeHarness harness;
    private EncodedBlob blob;
    private StorageNode node;
    private int owned;

    private void start(int n) throws Exception {
        Random random = TestSeed.random("SymbolsTest", 4);
        harness = new NodeHarness(n, random);
        owned = Math.max(3, n / 10);
        harness.begin(harness.committee(1, range(0, owned), range(owned, n)));
        harness.start();
        node = harness.node();
        blob = EncodedBlob.of(harness.config, random, 3000);
        harness.register(blob.id(), 1, 5, false, new ObjectId(harness.hash()));
        harness.settle();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private SliverIndex index(int shard, Axis axis) {
        return harness.pair(blob, shard).sliver(axis, harness.config);
    }

    private List<GeneralRecoverySymbol> symbols(SymbolRequest request) throws Exception {
        return SymbolFormat.decodeRecoverySymbols(bytes(node.recoverySymbols(blob.id(), request)));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void aSliverIsRebuiltFromTheSymbolsOfTheOthers(int n) throws Exception {
        start(n);
        harness.upload(blob, range(0, owned));
        for (Axis axis : Axis.values()) {
            SliverIndex target = index(n - 1, axis);
            List<GeneralRecoverySymbol> symbols =
                    symbols(new SymbolRequest.ForSliver(target, axis, EITHER));
            assertEquals(owned, symbols.size());
            RecoverySymbolVerifier verifier =
                    new RecoverySymbolVerifier(blob.metadata(), Kernels.scalar().hash());
            Set<SliverIndex> sources = new HashSet<>();
            for (GeneralRecoverySymbol symbol : symbols) {
                verifier.verify(symbol, axis, target);
                sources.add(symbol.source());
            }
            assertEquals(owned, sources.size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void symbolsByPlaceComeFromTheAxisThatIsAskedFor(int n) throws Exception {
        start(n);
        harness.upload(blob, range(0, owned));
        // a row of shard 0 crossed by a column of nobody here, and the reverse
        SymbolId inRow = new SymbolId(index(0, Axis.PRIMARY), index(n - 1, Axis.SECONDARY));
        SymbolId inColumn = new SymbolId(index(n - 1, Axis.PRIMARY), index(1, Axis.SECONDARY));
        SymbolId inBoth = new SymbolId(index(1, Axis.PRIMARY), index(2, Axis.SECONDARY));
        List<SymbolId> ids = List.of(inRow, inColumn, inBoth);
        List<GeneralRecoverySymbol> either = symbols(new SymbolRequest.ByIds(ids, EITHER));
        assertEquals(ids, either.stream().map(GeneralRecoverySymbol::id).toList());
        assertEquals(
                List.of(Axis.PRIMARY, Axis.SECONDARY, Axis.PRIMARY),
                either.stream().map(GeneralRecoverySymbol::sourceAxis).toList());
        List<GeneralRecoverySymbol> columns =
                symbols(new SymbolRequest.ByIds(ids, Optional.of(Axis.SECONDARY)));
        assertEquals(
                List.of(inColumn, inBoth),
                columns.stream().map(GeneralRecoverySymbol::id).toList());
        RecoverySymbolVerifier verifier =
                new RecoverySymbolVerifier(blob.metadata(), Kernels.scalar().hash());
        List<GeneralRecoverySymbol> all = new ArrayList<>(either);
        all.addAll(columns);
        for (GeneralRecoverySymbol symbol : all) {
            verifier.verify(symbol, symbol.targetAxis(), symbol.target());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void decodingSymbolsAreThoseOfTheStoredSlivers(int n) throws Exception {
        start(n);
        harness.upload(blob, range(0, owned - 1));
        for (Axis axis : Axis.values()) {
            int last = harness.config.sourceCount(axis) - 1;
            List<SliverIndex> targets =
                    List.of(new SliverIndex(0), new SliverIndex(last), new SliverIndex(0));
            Map<SliverIndex, List<DecodingSymbol>> answer =
                    SymbolFormat.decodeDecodingSymbols(
                            bytes(node.decodingSymbols(blob.id(), targets, axis)));
            assertEquals(Set.copyOf(targets), answer.keySet());
            for (Map.Entry<SliverIndex, List<DecodingSymbol>> entry : answer.entrySet()) {
                assertEquals(owned - 1, entry.getValue().size());
                for (DecodingSymbol symbol : entry.getValue()) {
                    byte[] payload =
                            blob.slivers().payload(axis.orthogonal(), symbol.source().value());
                    int size = blob.metadata().symbolBytes();
                    assertEquals(axis, symbol.target());
                    assertEquals(
                            ByteBuffer.wrap(payload, entry.getKey().value() * size, size),
                            symbol.symbol());
                }
            }
            assertEquals(
                    ApiError.RECOVERY_SYMBOL_OUT_OF_RANGE,
                    refusal(() ->
                            node.decodingSymbols(
                                    blob.id(), List.of(new SliverIndex(last + 1)), axis)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10})
    void whatCannotBeGivenIsRefusedInOrder(int n) throws Exception {
        start(n);
        SymbolId mine = new SymbolId(index(0, Axis.PRIMARY), index(9, Axis.SECONDARY));
        SymbolId foreign = new SymbolId(index(8, Axis.PRIMARY), index(9, Axis.SECONDARY));
        SymbolId outside = new SymbolId(new SliverIndex(10), new SliverIndex(0));
        SymbolRequest request = new SymbolRequest.ByIds(List.of(mine), EITHER);
        EncodedBlob stranger = EncodedBlob.of(harness.config, harness.random, 10);
        assertEquals(
                ApiError.NO_SYMBOLS_SPECIFIED,
                refusal(() -> symbols(new SymbolRequest.ByIds(List.of(), EITHER))));
        assertEquals(
                ApiError.INVALID_FILTER,
                refusal(() ->
                        symbols(
                                new SymbolRequest.ForSliver(
                                        new SliverIndex(0),
                                        Axis.PRIMARY,
                                        Optional.of(Axis.PRIMARY)))));
        assertEquals(
                ApiError.NO_TARGET_SLIVERS_SPECIFIED,
                refusal(() -> node.decodingSymbols(blob.id(), List.of(), Axis.PRIMARY)));
        assertEquals(
                ApiError.SLIVER_NOT_FOUND,
                refusal(() -> node.recoverySymbols(stranger.id(), request)));
        assertEquals(ApiError.INTERNAL, refusal(() -> symbols(request)));
        harness.blocked.add(stranger.id());
        assertEquals(
                ApiError.FORBIDDEN_BLOB,
                refusal(() -> node.recoverySymbols(stranger.id(), request)));
        assertEquals(
                ApiError.FORBIDDEN_BLOB,
                refusal(() ->
                        node.decodingSymbols(
                                stranger.id(), List.of(new SliverIndex(0)), Axis.PRIMARY)));
        node.putMetadata(blob.id(), blob.metadataBytes(), false);
        assertEquals(
                ApiError.SLIVER_NOT_FOUND,
                refusal(() ->
                        symbols(
                                new SymbolRequest.ByIds(
                                        List.of(mine), Optional.of(Axis.PRIMARY)))));
        assertEquals(
                ApiError.SYMBOL_NOT_PRESENT_AT_SHARDS,
                refusal(() -> symbols(new SymbolRequest.ByIds(List.of(mine, foreign), EITHER))));
        assertEquals(
                ApiError.INDEX_OUT_OF_RANGE,
                refusal(() -> symbols(new SymbolRequest.ByIds(List.of(mine, outside), EITHER))));
        assertEquals(
                ApiError.SLIVER_NOT_FOUND,
                refusal(() ->
                        symbols(
                                new SymbolRequest.ForSliver(
                                        new SliverIndex(0), Axis.PRIMARY, EITHER))));
        assertEquals(
                0,
                SymbolFormat.decodeDecodingSymbols(
                                bytes(
                                        node.decodingSymbols(
                                                blob.id(),
                                                List.of(new SliverIndex(0)),
                                                Axis.PRIMARY)))
                        .size());
        harness.upload(blob, 0);
        assertEquals(
                List.of(mine),
                symbols(new SymbolRequest.ByIds(List.of(outside, mine, foreign), EITHER)).stream()
                        .map(GeneralRecoverySymbol::id)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {10})
    void aDamagedSliverIsLeftOut(int n) throws Exception {
        start(n);
        harness.upload(blob, 0, 1, 2);
        harness.slivers.damage(
                Pairs.key(blob.id(), harness.pair(blob, 1), Axis.SECONDARY, harness.config));
        SliverIndex target = index(9, Axis.PRIMARY);
        assertEquals(2, symbols(new SymbolRequest.ForSliver(target, Axis.PRIMARY, EITHER)).size());
        assertEquals(
                ApiError.UNAVAILABLE,
                refusal(() -> node.sliver(blob.id(), harness.pair(blob, 1), Axis.SECONDARY)));
        assertTrue(node.snapshot().alerts().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoReadsSlowlyHoldsNoMoreMemoryThanIsMeantForThem(boolean isForDecoding) throws Exception {
        start(10);
        long room = 1 << 17;
        harness.stop();
        harness.limits = harness.limits.withAnswerRoom(room, Duration.ZERO);
        harness.start();
        harness.settle();
        node = harness.node();
        harness.upload(blob, 0, 1, 2);
        Callable<AnswerBody> request =
                isForDecoding
                        ? () ->
                                node.decodingSymbols(
                                        blob.id(),
                                        List.of(new SliverIndex(0), new SliverIndex(1)),
                                        Axis.PRIMARY)
                        : () ->
                                node.recoverySymbols(
                                        blob.id(),
                                        new SymbolRequest.ForSliver(
                                                index(9, Axis.PRIMARY), Axis.PRIMARY, EITHER));
        List<AnswerBody> open = new ArrayList<>();
        long all = openAll("slow", request, open);
        assertTrue(all <= room / 4, all + " bytes");
        int ofOne = open.size();
        assertTrue(ofOne > 3, ofOne + " answers");
        // an honest one from elsewhere
        assertTrue(as("honest", request).map(SymbolsTest::read).orElseThrow() > 0);
        for (int i = 0; i < 10; i++) {
            all += openAll("slow " + i, request, open);
        }
        assertTrue(all <= room, all + " bytes");
        assertTrue(as("late", request).isEmpty());
        // because more is claimed before an answer is made than it has in the end
        open.removeFirst().close();
        open.removeFirst().close();
        assertTrue(as("late", request).map(SymbolsTest::read).orElseThrow() > 0);
        open.forEach(AnswerBody::close);
        open.clear();
        openAll("slow", request, open);
        assertEquals(ofOne, open.size());
        open.forEach(AnswerBody::close);
    }

    private static long openAll(String peer, Callable<AnswerBody> request, List<AnswerBody> open)
            throws Exception {
        long bytes = 0;
        Optional<AnswerBody> next = as(peer, request);
        while (next.isPresent()) {
            bytes += next.get().byteCount();
            open.add(next.get());
            next = as(peer, request);
        }
        return bytes;
    }

    private static int read(AnswerBody body) {
        try {
            return bytes(body).length;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// The answer to a caller from somewhere, empty if they are told to come later.
    private static Optional<AnswerBody> as(String peer, Callable<AnswerBody> request)
            throws Exception {
        try {
            return Optional.of(new Caller(peer).<AnswerBody, Exception>workedFor(request::call));
        } catch (RefusedException e) {
            assertEquals(ApiError.UNAVAILABLE, e.error());
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10})
    void whatIsRefusedHoldsNoMemory(int n) throws Exception {
        start(n);
        harness.stop();
        harness.limits = harness.limits.withAnswerRoom(20_000, Duration.ZERO);
        harness.start();
        harness.settle();
        node = harness.node();
        SymbolRequest request =
                new SymbolRequest.ForSliver(index(9, Axis.PRIMARY), Axis.PRIMARY, EITHER);
        node.putMetadata(blob.id(), blob.metadataBytes(), false);
        for (int i = 0; i < 100; i++) {
            assertEquals(ApiError.SLIVER_NOT_FOUND, refusal(() -> symbols(request)));
        }
        harness.upload(blob, 0, 1, 2);
        for (int i = 0; i < 100; i++) {
            assertEquals(3, symbols(request).size());
        }
        harness.slivers.fail(new StoreException("made by a test"));
        for (int i = 0; i < 100; i++) {
            assertEquals(ApiError.UNAVAILABLE, refusal(() -> symbols(request)));
        }
        harness.slivers.fail(null);
        assertEquals(3, symbols(request).size());
    }
}
