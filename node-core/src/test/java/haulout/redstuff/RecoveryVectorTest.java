// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.redstuff.InconsistencyProofException.Reason;
import haulout.redstuff.RecoveryResult.Inconsistent;
import haulout.redstuff.RecoveryResult.Recovered;
import haulout.testing.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RecoveryVectorTest {
    private static final String FILE = "recovery-derived.json";
    private static final Kernels KERNELS = Kernels.best();

    /// One case: the blob made again from its seed, and the metadata given with it.
    private static final class Case {
        final JsonNode item;
        final EncodingConfig config;
        final PlainMatrix matrix;
        final VerifiedBlobMetadata metadata;

        Case(JsonNode item) throws Exception {
            this.item = item;
            this.config = new EncodingConfig(item.get("nShards").intValue());
            byte[] blob =
                    Vectors.generate(item.get("seed").textValue(), item.get("size").intValue());
            this.matrix = new PlainMatrix(config, blob, KERNELS);
            this.metadata = verified(item, "metadataBcsHex", "blobId");
        }

        VerifiedBlobMetadata verified(JsonNode from, String metadataField, String idField)
                throws Exception {
            return VectorBytes.metadata(Vectors.hex(from.get(metadataField)))
                    .claimedAs(BlobId.parse(from.get(idField).textValue()))
                    .verify(config, KERNELS.hash());
        }
    }

    private static Stream<DynamicTest> tests(CaseCheck check) {
        return Vectors.tests(FILE, item -> check.check(new Case(item)));
    }

    @FunctionalInterface
    private interface CaseCheck {
        void check(Case item) throws Exception;
    }

    private static Axis axis(JsonNode text) {
        return switch (text.textValue()) {
            case "primary" -> Axis.PRIMARY;
            case "secondary" -> Axis.SECONDARY;
            default -> throw new IllegalStateException("axis " + text);
        };
    }

    private static List<JsonNode> symbols(Case item) {
        List<JsonNode> symbols = new ArrayList<>();
        item.item.get("symbols").forEach(symbols::add);
        assertFalse(symbols.isEmpty());
        return symbols;
    }

    private static GeneralRecoverySymbol prove(Case item, JsonNode symbol) {
        SymbolProver prover = new SymbolProver(item.config, KERNELS);
        prover.open(
                item.matrix.sliver(
                        axis(symbol.get("sourceType")),
                        symbol.get("sourceSliverIndex").intValue()));
        return prover.recoverySymbol(new SliverIndex(symbol.get("targetSliverIndex").intValue()));
    }

    @TestFactory
    Stream<DynamicTest> metadataIsThatOfTheBlob() {
        return tests(item -> {
            VerifiedBlobMetadata made = item.matrix.metadata(KERNELS.hash());
            assertEquals(
                    item.item.get("metadataBcsHex").textValue(),
                    Vectors.hex(VectorBytes.of(made.metadata())));
            assertEquals(item.item.get("blobId").textValue(), made.blobId().toString());
        });
    }

    @TestFactory
    Stream<DynamicTest> sliversProveTheirSymbols() {
        return tests(item -> {
            for (JsonNode symbol : symbols(item)) {
                String id = symbol.get("symbolId").textValue();
                Axis source = axis(symbol.get("sourceType"));
                SliverIndex index = new SliverIndex(symbol.get("sourceSliverIndex").intValue());
                SliverIndex target = new SliverIndex(symbol.get("targetSliverIndex").intValue());
                GeneralRecoverySymbol made = prove(item, symbol);
                assertEquals(id, made.id().toString());
                assertEquals(made.id(), SymbolId.parse(id));
                assertEquals(axis(symbol.get("targetType")), made.targetAxis(), id);
                assertEquals(
                        symbol.get("sourcePairIndex").intValue(),
                        index.pair(source, item.config).value(),
                        id);
                assertEquals(
                        symbol.get("symbolHex").textValue(),
                        Vectors.hex(made.proven().symbol().bytes()),
                        id);
                List<String> path = new ArrayList<>();
                symbol.get("merklePath").forEach(node -> path.add(node.textValue()));
                assertEquals(
                        path,
                        made.proven().path().siblings().stream().map(Object::toString).toList(),
                        id);
                String root = symbol.get("rootHex").textValue();
                assertEquals(root, item.metadata.hash(source, index).toString(), id);
                assertEquals(
                        root,
                        made.proven()
                                .path()
                                .rootFrom(
                                        KERNELS.hash(),
                                        Vectors.hex(symbol.get("symbolHex")),
                                        target.value())
                                .toString(),
                        id);
                assertEquals(
                        symbol.get("recoverySymbolBcsHex").textValue(),
                        Vectors.hex(VectorBytes.of(made.proven())),
                        id);
                assertEquals(
                        symbol.get("generalRecoverySymbolBcsHex").textValue(),
                        Vectors.hex(VectorBytes.of(made)),
                        id);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> symbolsAreAcceptedForBothOfTheirSlivers() {
        return tests(item -> {
            RecoverySymbolVerifier verifier =
                    new RecoverySymbolVerifier(item.metadata, KERNELS.hash());
            int n = item.config.shardCount();
            for (JsonNode symbol : symbols(item)) {
                GeneralRecoverySymbol made = prove(item, symbol);
                for (Axis axis : Axis.values()) {
                    SliverIndex own = made.id().sliver(axis);
                    verifier.verify(made, axis, own);
                    SliverIndex other = new SliverIndex((own.value() + 1) % n);
                    var e =
                            assertThrows(
                                    SymbolVerificationException.class,
                                    () -> verifier.verify(made, axis, other));
                    assertEquals(
                            new SymbolVerificationException.Reason.NotUsable(axis, other),
                            e.reason());
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> targetsAreRebuiltWithTheGivenSymbolsAmongTheirs() {
        return tests(item -> {
            SliverRebuilder rebuilder = new SliverRebuilder(item.config, KERNELS);
            for (JsonNode symbol : symbols(item)) {
                GeneralRecoverySymbol given = prove(item, symbol);
                Axis axis = given.targetAxis();
                SliverRecovery recovery = rebuilder.begin(item.metadata, axis, given.target());
                recovery.add(given);
                SymbolProver prover = new SymbolProver(item.config, KERNELS);
                for (int helper = item.config.shardCount() - 1;
                        recovery.have() < recovery.need();
                        helper--) {
                    prover.open(item.matrix.sliver(axis.orthogonal(), helper));
                    recovery.add(prover.recoverySymbol(given.target()));
                }
                if (!(recovery.recover() instanceof Recovered(VerifiedSliver sliver))) {
                    throw new AssertionError("not recovered");
                }
                assertEquals(item.matrix.sliver(axis, given.target().value()), sliver.sliver());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> inconsistencyProofsHoldAgainstTheInconsistentMetadataOnly() {
        return tests(item -> {
            for (Map.Entry<Axis, JsonNode> given : proofs(item).entrySet()) {
                JsonNode node = given.getValue();
                InconsistencyProof proof =
                        VectorBytes.proof(given.getKey(), Vectors.hex(node.get("proofBcsHex")));
                assertEquals(node.get("targetSliverIndex").intValue(), proof.target().value());
                assertEquals(
                        node.get("proofBcsHex").textValue(), Vectors.hex(VectorBytes.of(proof)));
                VerifiedBlobMetadata inconsistent =
                        item.verified(node, "inconsistentMetadataBcsHex", "inconsistentBlobId");
                InconsistencyProofVerifier verifier =
                        new InconsistencyProofVerifier(item.config, KERNELS);
                verifier.verify(proof, inconsistent);
                var e =
                        assertThrows(
                                InconsistencyProofException.class,
                                () -> verifier.verify(proof, item.metadata));
                assertEquals(
                        new Reason.SliverIsConsistent(
                                item.metadata.hash(proof.targetAxis(), proof.target())),
                        e.reason());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> recoveryMakesTheSameInconsistencyProof() {
        return tests(item -> {
            for (Map.Entry<Axis, JsonNode> given : proofs(item).entrySet()) {
                JsonNode node = given.getValue();
                InconsistencyProof proof =
                        VectorBytes.proof(given.getKey(), Vectors.hex(node.get("proofBcsHex")));
                VerifiedBlobMetadata inconsistent =
                        item.verified(node, "inconsistentMetadataBcsHex", "inconsistentBlobId");
                SliverRecovery recovery =
                        new SliverRebuilder(item.config, KERNELS)
                                .begin(inconsistent, proof.targetAxis(), proof.target());
                SymbolProver prover = new SymbolProver(item.config, KERNELS);
                for (RecoverySymbol symbol : proof.symbols()) {
                    prover.open(
                            item.matrix.sliver(
                                    proof.targetAxis().orthogonal(),
                                    symbol.symbol().source().value()));
                    recovery.add(prover.recoverySymbol(proof.target()));
                }
                assertTrue(
                        recovery.recover() instanceof Inconsistent(InconsistencyProof made)
                                && made.targetAxis() == proof.targetAxis()
                                && made.target().equals(proof.target())
                                && bySource(made).equals(bySource(proof)));
            }
        });
    }

    /// The fields that hold proofs, by the axis that ends their name.
    private static Map<Axis, JsonNode> proofs(Case item) {
        Map<Axis, JsonNode> proofs = new HashMap<>();
        for (Axis axis : Axis.values()) {
            String name = "inconsistencyProof" + (axis == Axis.PRIMARY ? "Primary" : "Secondary");
            if (item.item.has(name)) {
                proofs.put(axis, item.item.get(name));
            }
        }
        assertFalse(proofs.isEmpty());
        return proofs;
    }

    private static List<RecoverySymbol> bySource(InconsistencyProof proof) {
        return proof.symbols().stream()
                .sorted(Comparator.comparingInt(symbol -> symbol.symbol().source().value()))
                .toList();
    }
}
