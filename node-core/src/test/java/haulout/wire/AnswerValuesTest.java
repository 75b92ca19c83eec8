// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.core.Hash32;
import haulout.core.ShardIndex;
import haulout.core.WireFormatException;
import haulout.crypto.BlsSecretKey;
import haulout.testing.TestSeed;
import haulout.wire.BlobStatus.DeletableCounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values of JSON answers, written and read.
class AnswerValuesTest {
    private final Random random = TestSeed.random("AnswerValuesTest", 3);

    private EventId event() {
        return new EventId(
                new Hash32(
                        random.nextLong() >>> random.nextInt(64),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong()),
                random.nextInt(1000));
    }

    private static BlobStatus again(BlobStatus status) throws WireFormatException {
        byte[] bytes = WireJson.write(status.toJson());
        return BlobStatus.ofJson(WireJson.parse("status", bytes, 10_000));
    }

    @Test
    void everyStatusIsReadAsItWasWritten() throws WireFormatException {
        for (int i = 0; i < 200; i++) {
            DeletableCounts counts = new DeletableCounts(5, random.nextInt(6));
            Optional<Epoch> since =
                    random.nextBoolean() ? Optional.of(new Epoch(i)) : Optional.empty();
            for (BlobStatus status :
                    List.of(
                            new BlobStatus.Nonexistent(),
                            new BlobStatus.Invalid(event()),
                            new BlobStatus.Permanent(
                                    new Epoch(0xFFFF_FFFFL), i % 2 == 0, event(), counts, since),
                            new BlobStatus.Deletable(counts, since))) {
                assertEquals(status, again(status));
            }
        }
        Hash32 zeros = Hash32.ZERO;
        BlobStatus first = new BlobStatus.Invalid(new EventId(zeros, 0));
        assertEquals(first, again(first));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Nonexistent\"",
                "null",
                "[]",
                "{\"invalid\":{}}",
                "{\"invalid\":{\"event\":{\"txDigest\":\"0\",\"eventSeq\":\"0\"}}}",
                "{\"invalid\":{\"event\":{\"txDigest\":\"11\",\"eventSeq\":\"0\"}}}",
                "{\"invalid\":{\"event\":{\"txDigest\":"
                        + "\"11111111111111111111111111111111\",\"eventSeq\":\"00\"}}}",
                "{\"invalid\":{\"event\":{\"txDigest\":"
                        + "\"11111111111111111111111111111111\",\"eventSeq\":0}}}",
                "{\"invalid\":{\"event\":{\"txDigest\":"
                        + "\"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\","
                        + "\"eventSeq\":\"0\"}}}",
                "{\"deletable\":{\"deletableCounts\":{\"count_deletable_total\":1,"
                        + "\"count_deletable_certified\":2}}}",
                "{\"permanent\":{\"endEpoch\":4294967296,\"isCertified\":true}}"
            })
    void refusesOtherStatuses(String json) throws WireFormatException {
        var value = WireJson.parse("status", json.getBytes(StandardCharsets.UTF_8), 10_000);
        assertThrows(WireFormatException.class, () -> BlobStatus.ofJson(value));
    }

    @Test
    void healthIsReadAsItWasWritten() throws WireFormatException {
        for (boolean detailed : new boolean[] {true, false}) {
            NodeHealth health =
                    new NodeHealth(
                            Duration.ofSeconds(10, 5),
                            new Epoch(7),
                            BlsSecretKey.generate(random).publicKey(),
                            "RecoveryInProgress (7)",
                            new NodeHealth.EventProgress(3, 4, Optional.of(99L)),
                            detailed
                                    ? List.of(
                                            new NodeHealth.Shard(
                                                    new ShardIndex(6),
                                                    NodeHealth.ShardState.IN_RECOVERY))
                                    : List.of(),
                            List.of(),
                            Optional.of(5L),
                            detailed);
            byte[] bytes = WireJson.write(health.toJson());
            assertEquals(health, NodeHealth.ofJson(WireJson.parse("health", bytes, 10_000), 7));
            if (detailed) {
                assertThrows(
                        WireFormatException.class,
                        () -> NodeHealth.ofJson(WireJson.parse("health", bytes, 10_000), 6));
            }
        }
    }
}
