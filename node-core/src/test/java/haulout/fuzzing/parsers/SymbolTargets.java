// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static haulout.fuzzing.parsers.Targets.canonical;
import static haulout.fuzzing.parsers.Targets.golden;
import static haulout.fuzzing.parsers.Targets.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.WireFormatException;
import haulout.fuzzing.FuzzTarget;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.InconsistencyProofException;
import haulout.redstuff.InconsistencyProofVerifier;
import haulout.redstuff.RecoveryResult;
import haulout.redstuff.RecoverySymbol;
import haulout.redstuff.RecoverySymbolVerifier;
import haulout.redstuff.SliverRebuilder;
import haulout.redstuff.SliverRecovery;
import haulout.redstuff.SymbolVerificationException;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.testing.Vectors;
import haulout.wire.MetadataFormat;
import haulout.wire.SymbolFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Symbols and lists of them, recovery from such lists, and inconsistency proofs.
final class SymbolTargets {
    private static final int WANTED = 2;

    private SymbolTargets() {}

    static List<FuzzTarget<?>> all() {
        List<FuzzTarget<?>> targets = new ArrayList<>();
        targets.add(
                canonical("symbol ID", SymbolFormat::decodeId, SymbolFormat::encodeId)
                        .from(List.of(Vectors.hex("11002200"))));
        targets.add(
                canonical(
                                "recovery symbol that names its target",
                                SymbolFormat::decodeGeneralRecoverySymbol,
                                SymbolFormat::encodeGeneralRecoverySymbol)
                        .from(
                                join(
                                        golden("GeneralRecoverySymbol"),
                                        derived("generalRecoverySymbolBcsHex"))));
        targets.add(
                canonical(
                                "list of recovery symbols",
                                SymbolFormat::decodeRecoverySymbols,
                                SymbolFormat::encodeRecoverySymbols)
                        .from(
                                join(
                                        golden("GET recoverySymbols"),
                                        answers(Axis.PRIMARY),
                                        answers(Axis.SECONDARY))));
        targets.add(
                canonical(
                                "lists of decoding symbols",
                                SymbolFormat::decodeDecodingSymbols,
                                SymbolFormat::encodeDecodingSymbols)
                        .from(join(golden("GET decodingSymbols"), List.of(decodingSymbols()))));
        targets.add(
                FuzzTarget.of(
                                "recovery of a sliver of a bad blob",
                                WireFormatException.class,
                                bytes ->
                                        recover(
                                                bytes,
                                                Axis.PRIMARY,
                                                Bad.BLOB.proof().target(),
                                                Bad.BLOB.metadata()),
                                (input, result) -> checkRecoveryOfBad(result))
                        .costing(2)
                        .from(List.of(badAnswer())));
        for (Axis axis : Axis.values()) {
            targets.addAll(ofAxis(axis));
        }
        return targets;
    }

    private static List<FuzzTarget<?>> ofAxis(Axis axis) {
        return List.of(
                canonical(
                                "decoding symbol, " + axis,
                                bytes -> SymbolFormat.decodeDecodingSymbol(bytes, axis),
                                SymbolFormat::encodeDecodingSymbol)
                        .from(golden("DecodingSymbol")),
                canonical(
                                "recovery symbol, " + axis,
                                bytes -> SymbolFormat.decodeRecoverySymbol(bytes, axis),
                                SymbolFormat::encodeRecoverySymbol)
                        .from(join(golden("RecoverySymbol"), derived("recoverySymbolBcsHex"))),
                canonical(
                                "inconsistency proof, " + axis,
                                bytes -> SymbolFormat.decodeProof(bytes, axis),
                                SymbolFormat::encodeProof)
                        .from(join(golden("POST inconsistencyProof"), proofs())),
                FuzzTarget.of(
                                "verified recovery symbol, " + axis,
                                WireFormatException.class,
                                bytes -> verified(bytes, axis),
                                (input, symbol) -> checkVerified(symbol))
                        .orRefusing(SymbolVerificationException.class)
                        .from(singles(axis)),
                FuzzTarget.of(
                                "recovery of a sliver, " + axis,
                                WireFormatException.class,
                                bytes ->
                                        recover(
                                                bytes,
                                                axis,
                                                new SliverIndex(WANTED),
                                                SampleBlob.sample().metadata()),
                                (input, result) -> checkRecovery(result, axis))
                        .costing(2)
                        .from(answers(axis)),
                FuzzTarget.of(
                                "proof against a good blob, " + axis,
                                WireFormatException.class,
                                bytes -> judged(bytes, axis, SampleBlob.sample().metadata()),
                                (input, proof) -> assertFalse(proof.valid()))
                        .costing(2)
                        .from(List.of(proofOfSample(axis))),
                FuzzTarget.of(
                                "proof against a bad blob, " + axis,
                                WireFormatException.class,
                                bytes -> judged(bytes, axis, Bad.BLOB.metadata()),
                                SymbolTargets::checkBad)
                        .costing(2)
                        .from(proofs()));
    }

    private static List<byte[]> derived(String field) {
        List<byte[]> all = new ArrayList<>();
        for (JsonNode item : Examples.cases("recovery-derived.json")) {
            item.path("symbols").forEach(symbol -> all.add(Vectors.hex(symbol.get(field))));
        }
        return all;
    }

    private static List<byte[]> proofs() {
        return Examples.cases("recovery-derived.json").stream()
                .map(item -> Vectors.hex(item.at("/inconsistencyProofPrimary/proofBcsHex")))
                .toList();
    }

    private static List<byte[]> singles(Axis axis) {
        return SampleBlob.sample().symbolsFor(axis, WANTED).stream()
                .map(SymbolFormat::encodeGeneralRecoverySymbol)
                .toList();
    }

    /// All symbols for a sliver, too few of them, and symbols that the sliver itself proves.
    private static List<byte[]> answers(Axis axis) {
        List<GeneralRecoverySymbol> symbols = SampleBlob.sample().symbolsFor(axis, WANTED);
        List<GeneralRecoverySymbol> mixed = new ArrayList<>(symbols.subList(0, 2));
        for (int other = 0; other < SampleBlob.CONFIG.shardCount(); other++) {
            mixed.add(SampleBlob.sample().symbolsFor(axis.orthogonal(), other).get(WANTED));
        }
        return List.of(
                SymbolFormat.encodeRecoverySymbols(symbols),
                SymbolFormat.encodeRecoverySymbols(symbols.subList(1, 3)),
                SymbolFormat.encodeRecoverySymbols(mixed));
    }

    private static byte[] decodingSymbols() {
        Map<SliverIndex, List<DecodingSymbol>> byTarget =
                new TreeMap<>((one, other) -> Integer.compare(one.value(), other.value()));
        for (int target = 0; target < SampleBlob.CONFIG.shardCount(); target++) {
            byTarget.put(
                    new SliverIndex(target),
                    SampleBlob.sample().symbolsFor(Axis.PRIMARY, target).stream()
                            .map(symbol -> symbol.proven().symbol())
                            .toList());
        }
        return SymbolFormat.encodeDecodingSymbols(byTarget);
    }

    private static byte[] proofOfSample(Axis axis) {
        List<RecoverySymbol> symbols =
                SampleBlob.sample().symbolsFor(axis, WANTED).stream()
                        .limit(SampleBlob.CONFIG.sliverSymbolCount(axis))
                        .map(GeneralRecoverySymbol::proven)
                        .toList();
        return SymbolFormat.encodeProof(
                new InconsistencyProof(axis, new SliverIndex(WANTED), symbols));
    }

    private static byte[] badAnswer() {
        return SymbolFormat.encodeRecoverySymbols(
                Bad.BLOB.proof().symbols().stream()
                        .map(symbol -> new GeneralRecoverySymbol(symbol, Bad.BLOB.proof().target()))
                        .toList());
    }

    private static GeneralRecoverySymbol verified(byte[] input, Axis axis) throws Exception {
        GeneralRecoverySymbol symbol = SymbolFormat.decodeGeneralRecoverySymbol(input);
        new RecoverySymbolVerifier(SampleBlob.sample().metadata(), SampleBlob.KERNELS.hash())
                .verify(symbol, axis, new SliverIndex(WANTED));
        return symbol;
    }

    /// What verifies is a symbol of the blob, to the last byte.
    private static void checkVerified(GeneralRecoverySymbol symbol) {
        GeneralRecoverySymbol own =
                SampleBlob.sample()
                        .symbolsFor(symbol.targetAxis(), symbol.target().value())
                        .get(symbol.source().value());
        assertEquals(own, symbol);
    }

    private static RecoveryResult recover(
            byte[] input, Axis axis, SliverIndex wanted, VerifiedBlobMetadata metadata)
            throws WireFormatException {
        SliverRecovery recovery =
                new SliverRebuilder(metadata.config(), SampleBlob.KERNELS)
                        .begin(metadata, axis, wanted);
        recovery.addAll(SymbolFormat.decodeRecoverySymbols(input));
        return recovery.recover();
    }

    /// Whatever symbols come, a good blob gives the right sliver or none.
    private static void checkRecovery(RecoveryResult result, Axis axis) {
        switch (result) {
            case RecoveryResult.Recovered(var sliver) ->
                    assertEquals(SampleBlob.sample().sliver(axis, WANTED), sliver.sliver());
            case RecoveryResult.TooFew(int have, int need) -> assertFalse(have >= need);
            case RecoveryResult.Inconsistent(var proof) -> fail("a good blob was found bad");
        }
    }

    /// A sliver that does not fit is never recovered, and what is found instead is a proof.
    private static void checkRecoveryOfBad(RecoveryResult result) throws Exception {
        switch (result) {
            case RecoveryResult.Recovered(var sliver) -> fail("there is no such sliver");
            case RecoveryResult.TooFew(int have, int need) -> assertFalse(have >= need);
            case RecoveryResult.Inconsistent(var proof) -> {
                byte[] sent = SymbolFormat.encodeProof(proof);
                assertEquals(proof, SymbolFormat.decodeProof(sent, Axis.PRIMARY));
                checkBad(sent, judged(sent, Axis.PRIMARY, Bad.BLOB.metadata()));
                assertTrue(judged(sent, Axis.PRIMARY, Bad.BLOB.metadata()).valid());
            }
        }
    }

    private record Judged(InconsistencyProof proof, boolean valid) {}

    private static Judged judged(byte[] input, Axis axis, VerifiedBlobMetadata metadata)
            throws WireFormatException {
        InconsistencyProof proof = SymbolFormat.decodeProof(input, axis);
        try {
            new InconsistencyProofVerifier(metadata.config(), SampleBlob.KERNELS)
                    .verify(proof, metadata);
            return new Judged(proof, true);
        } catch (InconsistencyProofException refused) {
            return new Judged(proof, false);
        }
    }

    /// The blob for four shards of the vectors of which one sliver does not fit.
    private record Bad(VerifiedBlobMetadata metadata, InconsistencyProof proof) {
        static final Bad BLOB = read();

        private static Bad read() {
            try {
                JsonNode item = Examples.cases("recovery-derived.json").getFirst();
                JsonNode bad = item.get("inconsistencyProofPrimary");
                VerifiedBlobMetadata metadata =
                        MetadataFormat.decode(Vectors.hex(bad.get("inconsistentMetadataBcsHex")))
                                .claimedAs(BlobId.parse(bad.get("inconsistentBlobId").textValue()))
                                .verify(
                                        new EncodingConfig(item.get("nShards").intValue()),
                                        SampleBlob.KERNELS.hash());
                return new Bad(
                        metadata,
                        SymbolFormat.decodeProof(
                                Vectors.hex(bad.get("proofBcsHex")), Axis.PRIMARY));
            } catch (IOException e) {
                throw new AssertionError("vectors", e);
            }
        }
    }

    /// The symbols of a valid proof are those of the blob, in any order.
    private static void checkBad(byte[] input, Judged judged) {
        if (judged.valid()) {
            Set<RecoverySymbol> symbols = new HashSet<>(judged.proof().symbols());
            assertEquals(Bad.BLOB.proof().targetAxis(), judged.proof().targetAxis());
            assertEquals(Bad.BLOB.proof().target(), judged.proof().target());
            assertEquals(new HashSet<>(Bad.BLOB.proof().symbols()), symbols);
        }
    }
}
