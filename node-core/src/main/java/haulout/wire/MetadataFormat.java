// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.BlobId;
import haulout.core.WireFormatException;
import haulout.crypto.MerkleNode;
import haulout.redstuff.BlobMetadata;
import haulout.redstuff.EncodingType;
import haulout.redstuff.SliverPairHashes;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.util.List;

/// Layout of the metadata of a blob: BlobMetadata is the body of PUT requests, BlobMetadataWithId,
/// with the 32 bytes of the identifier in front, that of answers to GET requests.
///
/// | Bytes | Field |
/// |---|---|
/// | 00 | version |
/// | u8 | encoding type |
/// | u64 | unencoded length |
/// | uleb | number of pairs |
/// | … | for each pair the hash of the primary and that of the secondary sliver |
///
/// A hash is 01 and 32 bytes; 00 stands for the empty node. Source: walrus-core `metadata.rs`.
public final class MetadataFormat {
    // two hashes with their tags
    private static final int PAIR_BYTES = 66;

    // two empty nodes
    private static final int MIN_PAIR_BYTES = 2;

    // the number of shards is an unsigned 16-bit number
    private static final int MAX_PAIRS = 0xFFFF;

    private MetadataFormat() {}

    /// The body of a PUT request.
    public static byte[] encode(BlobMetadata metadata) {
        BcsWriter writer = new BcsWriter(PAIR_BYTES * metadata.hashes().size() + 64);
        write(writer, metadata);
        return writer.toBytes();
    }

    /// Reads all of `bytes` as metadata without an identifier. Nothing of it is verified.
    ///
    /// An older encoding type parses, because it has an answer of its own.
    ///
    /// @throws WireFormatException if the bytes are anything else
    public static BlobMetadata decode(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        BlobMetadata metadata = read(reader);
        reader.expectEnd("metadata");
        return metadata;
    }

    /// The answer to a GET request.
    public static byte[] encodeWithId(BlobId blobId, BlobMetadata metadata) {
        BcsWriter writer = new BcsWriter(PAIR_BYTES * metadata.hashes().size() + 96);
        writer.hash32(blobId.hash());
        write(writer, metadata);
        return writer.toBytes();
    }

    /// Reads all of `bytes` as metadata with an identifier in front. Nothing of it is verified.
    ///
    /// @throws WireFormatException if the bytes are anything else
    public static UnverifiedBlobMetadata decodeWithId(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        BlobId blobId = new BlobId(reader.hash32("blob ID"));
        BlobMetadata metadata = read(reader);
        reader.expectEnd("metadata");
        return metadata.claimedAs(blobId);
    }

    private static void write(BcsWriter writer, BlobMetadata metadata) {
        writer.uleb(0).u8(metadata.encodingType().code()).u64(metadata.unencodedLength());
        writer.list(
                metadata.hashes(),
                (out, pair) -> {
                    MerkleFormat.writeNode(out, pair.primary());
                    MerkleFormat.writeNode(out, pair.secondary());
                });
    }

    private static BlobMetadata read(BcsReader reader) throws WireFormatException {
        reader.tag("version of metadata", 1);
        int at = reader.offset();
        int code = reader.u8("encoding type");
        EncodingType encodingType =
                EncodingType.of(code)
                        .orElseThrow(() ->
                                new WireFormatException("encoding type", at, "0 or 1", "" + code));
        long unencodedLength = reader.u64("unencoded length");
        List<SliverPairHashes> hashes =
                reader.list("sliver pairs", MIN_PAIR_BYTES, MAX_PAIRS, MetadataFormat::readPair);
        return new BlobMetadata(encodingType, unencodedLength, hashes);
    }

    private static SliverPairHashes readPair(BcsReader reader) throws WireFormatException {
        MerkleNode primary = MerkleFormat.readNode(reader);
        return new SliverPairHashes(primary, MerkleFormat.readNode(reader));
    }
}
