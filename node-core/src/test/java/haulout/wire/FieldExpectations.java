// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.Hash32;
import haulout.crypto.MerkleNode;
import haulout.redstuff.DecodingSymbol;
import haulout.redstuff.GeneralRecoverySymbol;
import haulout.redstuff.InconsistencyProof;
import haulout.redstuff.RecoverySymbol;
import haulout.redstuff.Sliver;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.testing.Vectors;
import haulout.wire.quilt.QuiltIndex;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares what was decoded with what the vectors say was encoded, as far as their words have the
/// usual forms: "index 128" for a number, "data = 6 x 13" or "blob id 32 x 1b" for repeated bytes.
/// Words that are not there are not compared.
final class FieldExpectations {
    private final String input;

    private FieldExpectations(String input) {
        this.input = input;
    }

    static void check(Object value, String input) {
        new FieldExpectations(input).checkValue(value);
    }

    private void checkValue(Object value) {
        switch (value) {
            case Sliver sliver -> {
                number("symbol_size", sliver.symbolBytes());
                number("index", sliver.index().value());
                fill("data =", bytes(sliver.payload()));
            }
            case DecodingSymbol symbol -> checkSymbol(symbol);
            case RecoverySymbol symbol -> checkRecoverySymbol(symbol);
            case GeneralRecoverySymbol symbol -> {
                checkRecoverySymbol(symbol.proven());
                number("target_index", symbol.target().value());
                assertEquals(input.contains("Primary("), symbol.targetAxis() == Axis.PRIMARY);
            }
            case InconsistencyProof proof -> number("target_sliver_index", proof.target().value());
            case ProtocolMessage message -> checkMessage(message);
            case MessageCertificate certificate -> {
                fill("serialized_message =", certificate.message());
                fill("signature", certificate.signature().toBytes());
                assertTrue(
                        !input.contains("signers [")
                                || input.contains(
                                        certificate.signers().toString().replace(" ", "")));
            }
            case SignedMessage signed -> fill("signature =", signed.signature().toBytes());
            case UnverifiedBlobMetadata metadata -> {
                fill("blob id", metadata.blobId().toBytes());
                numberLong("unencoded length", metadata.metadata().unencodedLength());
                digest("primary Digest\\(", metadata.metadata().hashes().getFirst().primary());
                if (input.contains("secondary Empty")) {
                    assertEquals(
                            MerkleNode.EMPTY, metadata.metadata().hashes().getFirst().secondary());
                }
            }
            case QuiltIndex index -> {
                number("end_index", index.patches().getFirst().endColumn());
                checkTags(index.patches().getFirst().tags());
            }
            case HashedAuthPackage authPackage -> {
                fill("blob digest", authPackage.blobDigest().toBytes());
                fill("nonce digest", authPackage.nonceDigest().toBytes());
                numberLong("length", authPackage.blobBytes());
            }
            default -> {
                // structures whose words have no usual form are held by their bytes alone
            }
        }
    }

    private void checkSymbol(DecodingSymbol symbol) {
        number("index", symbol.source().value());
        fill("(?:data =|" + symbol.source().value() + ",)", bytes(symbol.symbol()));
    }

    private void checkRecoverySymbol(RecoverySymbol symbol) {
        checkSymbol(symbol.symbol());
        if (input.contains("merkle path = [Digest(32 x 12), Empty]")) {
            assertEquals(2, symbol.path().siblings().size());
            digest("merkle path = \\[Digest\\(", symbol.path().siblings().getFirst());
            assertEquals(MerkleNode.EMPTY, symbol.path().siblings().getLast());
        }
    }

    private void checkMessage(ProtocolMessage message) {
        number("intent", message.intent());
        numberLong("epoch", message.epoch().value());
        switch (message) {
            case ProtocolMessage.ProofOfPossession proof -> {
                fill("sui_address", proof.account().toBytes());
                fill("bls key", proof.key().toBytes());
            }
            case ProtocolMessage.StorageConfirmation confirmation -> {
                fill("blob id", confirmation.blobId().toBytes());
                if (confirmation.persistence() instanceof BlobPersistence.Deletable(var object)) {
                    fill("object", object.toBytes());
                } else {
                    assertTrue(!input.contains("object"));
                }
            }
            case ProtocolMessage.InvalidBlobId invalid ->
                    fill("blob id", invalid.blobId().toBytes());
            case ProtocolMessage.SyncShard sync -> {
                number("shard", sync.shard().value());
                numberLong("count", sync.sliverCount());
                fill("starting blob id", sync.startingBlobId().toBytes());
                assertEquals(input.contains("Secondary"), sync.axis() == Axis.SECONDARY);
            }
            default -> {
                // no words are known
            }
        }
    }

    private void checkTags(Map<String, String> tags) {
        Matcher list = Pattern.compile("tags ((?:\\S+=\\S+ ?)+)").matcher(input);
        if (list.find()) {
            Map<String, String> expected = new HashMap<>();
            for (String tag : list.group(1).trim().split(" ")) {
                String[] parts = tag.split("=", 2);
                expected.put(parts[0], parts[1]);
            }
            assertEquals(expected, tags);
        }
    }

    private void number(String word, int actual) {
        numberLong(word, actual);
    }

    private void numberLong(String word, long actual) {
        Matcher found = Pattern.compile("(?<![\\w])" + word + " (\\d+)").matcher(input);
        if (found.find()) {
            assertEquals(Long.parseLong(found.group(1)), actual, word);
        }
    }

    private void digest(String word, MerkleNode actual) {
        fill(word, actual.hash().toBytes());
    }

    private void fill(String word, byte[] actual) {
        Matcher found =
                Pattern.compile("(?<![\\w])" + word + " ?(\\d+) x ([0-9a-f]{2})").matcher(input);
        if (found.find()) {
            byte[] expected = new byte[Integer.parseInt(found.group(1))];
            Arrays.fill(expected, (byte) Integer.parseInt(found.group(2), 16));
            assertEquals(hex(expected), hex(actual), word);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return bytes.length == Hash32.BYTES ? Hash32.of(bytes).toString() : Vectors.hex(bytes);
    }
}
