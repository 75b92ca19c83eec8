// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static haulout.fuzzing.parsers.Targets.canonical;
import static haulout.fuzzing.parsers.Targets.golden;
import static haulout.fuzzing.parsers.Targets.join;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.Axis;
import haulout.core.WireFormatException;
import haulout.fuzzing.FuzzTarget;
import haulout.redstuff.Sliver;
import haulout.redstuff.SliverVerificationException;
import haulout.redstuff.SliverVerifier;
import haulout.redstuff.VerifiedSliver;
import haulout.testing.Vectors;
import haulout.wire.SliverFormat;
import haulout.wire.SyncedSliver;
import java.util.ArrayList;
import java.util.List;

/// Slivers, their verification, and answers to shard synchronisation.
final class SliverTargets {
    private static final int MAX_SYNCED = 1000;

    private SliverTargets() {}

    static List<FuzzTarget<?>> all() {
        List<FuzzTarget<?>> targets = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            targets.add(
                    canonical(
                                    "sliver, " + axis,
                                    bytes -> SliverFormat.decode(bytes, axis),
                                    SliverFormat::encode)
                            .from(examples(axis)));
            targets.add(
                    FuzzTarget.of(
                                    "verified sliver, " + axis,
                                    WireFormatException.class,
                                    bytes -> verified(bytes, axis),
                                    (input, sliver) -> checkVerified(sliver))
                            .orRefusing(SliverVerificationException.class)
                            .from(own(axis)));
        }
        targets.add(
                canonical(
                                "answer to shard synchronisation",
                                bytes -> SyncedSliver.decodeAnswer(bytes, MAX_SYNCED),
                                SyncedSliver::encodeAnswer)
                        .from(join(golden("SyncShardResponse"), List.of(answer()))));
        return targets;
    }

    private static List<byte[]> own(Axis axis) {
        List<byte[]> slivers = new ArrayList<>();
        for (int i = 0; i < SampleBlob.CONFIG.shardCount(); i++) {
            slivers.add(SliverFormat.encode(SampleBlob.sample().sliver(axis, i)));
        }
        return slivers;
    }

    private static List<byte[]> examples(Axis axis) {
        String field = axis == Axis.PRIMARY ? "primaryBcsHex" : "secondaryBcsHex";
        List<byte[]> examples = new ArrayList<>(golden("SliverData"));
        for (JsonNode item : Examples.cases("blobs-full.json")) {
            item.path("pairs").forEach(pair -> examples.add(Vectors.hex(pair.get(field))));
        }
        examples.addAll(own(axis));
        return examples;
    }

    private static byte[] answer() {
        List<SyncedSliver> items = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            items.add(
                    new SyncedSliver(
                            SampleBlob.sample().metadata().blobId(),
                            SampleBlob.sample().sliver(axis, 3)));
        }
        return SyncedSliver.encodeAnswer(items);
    }

    private static VerifiedSliver verified(byte[] input, Axis axis) throws Exception {
        Sliver sliver = SliverFormat.decode(input, axis);
        return new SliverVerifier(SampleBlob.CONFIG, SampleBlob.KERNELS)
                .verify(sliver, SampleBlob.sample().metadata());
    }

    /// What verifies is the sliver of the blob, to the last byte.
    private static void checkVerified(VerifiedSliver verified) {
        Sliver sliver = verified.sliver();
        assertEquals(SampleBlob.sample().sliver(sliver.axis(), sliver.index().value()), sliver);
    }
}
