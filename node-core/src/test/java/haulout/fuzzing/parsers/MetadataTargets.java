// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static haulout.fuzzing.parsers.Targets.canonical;
import static haulout.fuzzing.parsers.Targets.golden;
import static haulout.fuzzing.parsers.Targets.hexFields;
import static haulout.fuzzing.parsers.Targets.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.WireFormatException;
import haulout.fuzzing.FuzzTarget;
import haulout.redstuff.BlobMetadata;
import haulout.redstuff.EncodingType;
import haulout.redstuff.MetadataVerificationException;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.testing.Vectors;
import haulout.wire.MetadataFormat;
import java.util.List;

/// Metadata, with and without an identifier, and their verification.
final class MetadataTargets {
    private MetadataTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                canonical("metadata", MetadataFormat::decode, MetadataFormat::encode)
                        .from(join(bodies(), List.of(odd()))),
                canonical(
                                "metadata with blob ID",
                                MetadataFormat::decodeWithId,
                                MetadataTargets::encodeWithId)
                        .from(join(golden("BlobMetadataWithId"), answers())),
                FuzzTarget.of(
                                "verified metadata",
                                WireFormatException.class,
                                MetadataTargets::verified,
                                MetadataTargets::check)
                        .orRefusing(MetadataVerificationException.class)
                        .from(answers()),
                FuzzTarget.of(
                                "metadata that name themselves",
                                WireFormatException.class,
                                MetadataTargets::selfNamed,
                                MetadataTargets::checkSelfNamed)
                        .orRefusing(MetadataVerificationException.class)
                        .from(bodies()));
    }

    private static List<byte[]> bodies() {
        return join(
                hexFields(Examples.cases("blobs-full.json"), "metadataBcsHex"),
                List.of(MetadataFormat.encode(SampleBlob.sample().metadata().metadata())));
    }

    /// The older encoding type, a length beyond 2^63, and both kinds of hash.
    private static byte[] odd() {
        String pair = "01" + "11".repeat(32) + "00";
        return Vectors.hex("00" + "00" + "ff".repeat(8) + "02" + pair.repeat(2));
    }

    private static List<byte[]> answers() {
        VerifiedBlobMetadata sample = SampleBlob.sample().metadata();
        return join(
                hexFields(Examples.cases("blobs-full.json"), "metadataWithIdBcsHex"),
                List.of(MetadataFormat.encodeWithId(sample.blobId(), sample.metadata())));
    }

    private static byte[] encodeWithId(UnverifiedBlobMetadata metadata) {
        return MetadataFormat.encodeWithId(metadata.blobId(), metadata.metadata());
    }

    private static VerifiedBlobMetadata verified(byte[] input) throws Exception {
        UnverifiedBlobMetadata claim = MetadataFormat.decodeWithId(input);
        return claim.verify(config(claim.metadata()), SampleBlob.KERNELS.hash());
    }

    /// Metadata have the blob ID that they have: whatever parses, fits some network and is of a
    /// supported type verifies.
    private static VerifiedBlobMetadata selfNamed(byte[] input) throws Exception {
        BlobMetadata metadata = MetadataFormat.decode(input);
        return metadata.claimedAs(metadata.blobId(SampleBlob.KERNELS.hash()))
                .verify(config(metadata), SampleBlob.KERNELS.hash());
    }

    private static EncodingConfig config(BlobMetadata metadata) {
        return new EncodingConfig(Math.max(1, metadata.hashes().size()));
    }

    private static void check(byte[] input, VerifiedBlobMetadata metadata) throws Exception {
        assertEquals(metadata.blobId(), metadata.metadata().blobId(SampleBlob.KERNELS.hash()));
        checkSizes(metadata);
    }

    private static void checkSelfNamed(byte[] input, VerifiedBlobMetadata metadata)
            throws Exception {
        byte[] answer = MetadataFormat.encodeWithId(metadata.blobId(), metadata.metadata());
        assertEquals(metadata.root(), verified(answer).root());
        checkSizes(metadata);
    }

    private static void checkSizes(VerifiedBlobMetadata metadata) {
        EncodingConfig config = metadata.config();
        assertEquals(EncodingType.RS2, metadata.metadata().encodingType());
        assertTrue(metadata.unencodedLength() >= 0);
        assertTrue(metadata.unencodedLength() <= config.maxBlobBytes());
        assertTrue(metadata.symbolBytes() >= 2 && metadata.symbolBytes() % 2 == 0);
        for (Axis axis : Axis.values()) {
            assertTrue(metadata.sliverBytes(axis) > 0);
            metadata.hash(axis, new SliverIndex(config.shardCount() - 1));
        }
    }
}
