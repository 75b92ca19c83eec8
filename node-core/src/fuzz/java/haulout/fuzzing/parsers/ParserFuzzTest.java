// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import haulout.fuzzing.FuzzTarget;
import haulout.fuzzing.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// The parsers under guided fuzzing, one method for each family of them: the first byte of an input
/// chooses the parser, the others are for it. Without `JAZZER_FUZZ` the seeds alone are run.
class ParserFuzzTest {
    private static final Map<String, List<FuzzTarget<?>>> FAMILIES = Targets.families();
    private static final Map<FuzzTarget<?>, Probe> PROBES = new HashMap<>();

    private static void run(String family, byte[] input) {
        if (input.length == 0) {
            return;
        }
        List<FuzzTarget<?>> targets = FAMILIES.get(family);
        FuzzTarget<?> target = targets.get((input[0] & 0xFF) % targets.size());
        PROBES.computeIfAbsent(target, Probe::new)
                .accepts(Arrays.copyOfRange(input, 1, input.length));
    }

    private static Stream<byte[]> seeds(String family) {
        List<FuzzTarget<?>> targets = FAMILIES.get(family);
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            for (byte[] example : targets.get(i).corpus()) {
                byte[] seed = new byte[1 + example.length];
                seed[0] = (byte) i;
                System.arraycopy(example, 0, seed, 1, example.length);
                seeds.add(seed);
            }
        }
        return seeds.stream();
    }

    @MethodSource("bcsSeeds")
    @FuzzTest(maxDuration = "4m")
    void bcs(byte[] input) {
        run("bcs", input);
    }

    static Stream<byte[]> bcsSeeds() {
        return seeds("bcs");
    }

    @MethodSource("metadataSeeds")
    @FuzzTest(maxDuration = "4m")
    void metadata(byte[] input) {
        run("metadata", input);
    }

    static Stream<byte[]> metadataSeeds() {
        return seeds("metadata");
    }

    @MethodSource("sliversSeeds")
    @FuzzTest(maxDuration = "4m")
    void slivers(byte[] input) {
        run("slivers", input);
    }

    static Stream<byte[]> sliversSeeds() {
        return seeds("slivers");
    }

    @MethodSource("symbolsSeeds")
    @FuzzTest(maxDuration = "4m")
    void symbols(byte[] input) {
        run("symbols", input);
    }

    static Stream<byte[]> symbolsSeeds() {
        return seeds("symbols");
    }

    @MethodSource("blobsSeeds")
    @FuzzTest(maxDuration = "4m")
    void blobs(byte[] input) {
        run("blobs", input);
    }

    static Stream<byte[]> blobsSeeds() {
        return seeds("blobs");
    }

    @MethodSource("messagesSeeds")
    @FuzzTest(maxDuration = "4m")
    void messages(byte[] input) {
        run("messages", input);
    }

    static Stream<byte[]> messagesSeeds() {
        return seeds("messages");
    }

    @MethodSource("jsonSeeds")
    @FuzzTest(maxDuration = "4m")
    void json(byte[] input) {
        run("json", input);
    }

    static Stream<byte[]> jsonSeeds() {
        return seeds("json");
    }

    @MethodSource("quiltsSeeds")
    @FuzzTest(maxDuration = "4m")
    void quilts(byte[] input) {
        run("quilts", input);
    }

    static Stream<byte[]> quiltsSeeds() {
        return seeds("quilts");
    }

    @MethodSource("textsSeeds")
    @FuzzTest(maxDuration = "4m")
    void texts(byte[] input) {
        run("texts", input);
    }

    static Stream<byte[]> textsSeeds() {
        return seeds("texts");
    }

    @MethodSource("keysSeeds")
    @FuzzTest(maxDuration = "4m")
    void keys(byte[] input) {
        run("keys", input);
    }

    static Stream<byte[]> keysSeeds() {
        return seeds("keys");
    }

    @MethodSource("httpSeeds")
    @FuzzTest(maxDuration = "4m")
    void http(byte[] input) {
        run("http", input);
    }

    static Stream<byte[]> httpSeeds() {
        return seeds("http");
    }

    @MethodSource("descriptorSeeds")
    @FuzzTest(maxDuration = "4m")
    void descriptor(byte[] input) {
        run("descriptor", input);
    }

    static Stream<byte[]> descriptorSeeds() {
        return seeds("descriptor");
    }
}
