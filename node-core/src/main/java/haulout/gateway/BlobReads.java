// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import haulout.client.read.Aggregator;
import haulout.client.read.FindOutcome;
import haulout.client.read.QuiltBlob;
import haulout.client.read.ReadFailedException;
import haulout.client.read.ReadListener;
import haulout.client.read.ReadOutcome;
import haulout.client.transfer.BlobTransfers;
import haulout.core.BlobId;
import haulout.core.WireFormatException;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.TemporaryFile;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.quilt.QuiltIdentifier;
import haulout.wire.quilt.QuiltIndex;
import haulout.wire.quilt.QuiltPatch;
import haulout.wire.quilt.QuiltPatchHeader;
import haulout.wire.quilt.QuiltPatchId;
import haulout.wire.quilt.QuiltReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/// Reads blobs, and parts of them, into temporary files.
///
/// Threads: any.
final class BlobReads {
    private static final ReadListener UNHEARD = ReadListener.NONE;

    private final BlobTransfers transfers;
    private final Path folder;

    /// @param folder existing, for temporary files
    BlobReads(BlobTransfers transfers, Path folder) {
        this.transfers = transfers;
        this.folder = folder;
    }

    /// Bytes that were read.
    ///
    /// @param file the receiver's, who closes it
    record Fetched(TemporaryFile file, long bytes) {}

    /// A file of a quilt that was read.
    record Patch(QuiltPatchHeader header, Fetched content) {}

    /// A piece of a blob.
    ///
    /// @param total size of the blob
    record Piece(Fetched content, long total) {}

    /// How long a blob is.
    long size(BlobId blobId) throws IOException, InterruptedException {
        return transfers.read(aggregator -> found(aggregator, blobId)).unencodedLength();
    }

    private static VerifiedBlobMetadata found(Aggregator aggregator, BlobId blobId)
            throws RefusalException, InterruptedException {
        return switch (aggregator.find(blobId, UNHEARD)) {
            case FindOutcome.Found(VerifiedBlobMetadata metadata) -> metadata;
            case FindOutcome.Missing(ReadOutcome why) -> throw refusal(why);
        };
    }

    /// A whole blob.
    Fetched whole(BlobId blobId, ConsistencyCheck check) throws IOException, InterruptedException {
        return transfers.read(aggregator -> {
            VerifiedBlobMetadata metadata = found(aggregator, blobId);
            long bytes = metadata.unencodedLength();
            return kept(
                    bytes,
                    file -> {
                        BlobTarget place = file.blob(bytes);
                        require(aggregator.read(metadata, _ -> place, check, UNHEARD));
                        return new Fetched(file, bytes);
                    });
        });
    }

    /// A piece of a blob.
    ///
    /// @param last byte of it, counted from 0
    /// @throws RefusalException with `wrong` if the blob is too short for it
    Piece piece(BlobId blobId, long first, long last, GatewayError wrong)
            throws IOException, InterruptedException {
        return transfers.read(aggregator -> {
            VerifiedBlobMetadata metadata = found(aggregator, blobId);
            long total = metadata.unencodedLength();
            if (first > last || last >= total) {
                throw new RefusalException(
                        wrong, "bytes " + first + " to " + last + " of a blob of " + total);
            }
            long length = last - first + 1;
            return kept(
                    length,
                    file -> {
                        require(aggregator.readRange(metadata, first, length, into(file), UNHEARD));
                        return new Piece(new Fetched(file, length), total);
                    });
        });
    }

    /// The files of a quilt.
    List<QuiltPatch> patches(BlobId quiltId) throws IOException, InterruptedException {
        return transfers.read(aggregator -> {
            VerifiedBlobMetadata metadata = found(aggregator, quiltId);
            try (QuiltBlob columns = aggregator.quilt(metadata, UNHEARD)) {
                return index(metadata, columns).patches();
            } catch (ReadFailedException e) {
                throw refusal(e.outcome());
            }
        });
    }

    private static QuiltIndex index(VerifiedBlobMetadata metadata, QuiltBlob columns)
            throws IOException {
        try {
            return reader(metadata, columns).readIndex();
        } catch (WireFormatException e) {
            throw notThere("the blob is no quilt: " + e.getMessage());
        }
    }

    private static QuiltReader reader(VerifiedBlobMetadata metadata, QuiltBlob columns) {
        return new QuiltReader(metadata.config(), metadata.symbolBytes(), columns);
    }

    private static RefusalException notThere(String what) {
        return new RefusalException(GatewayError.QUILT_PATCH_NOT_FOUND, what);
    }

    /// A file of a quilt by its name.
    Patch patch(BlobId quiltId, QuiltIdentifier name) throws IOException, InterruptedException {
        return transfers.read(aggregator -> {
            VerifiedBlobMetadata metadata = found(aggregator, quiltId);
            try (QuiltBlob columns = aggregator.quilt(metadata, UNHEARD)) {
                QuiltPatch patch =
                        index(metadata, columns)
                                .find(name)
                                .orElseThrow(() -> notThere("the quilt has no file of this name"));
                return copy(metadata, columns, QuiltPatchId.of(quiltId, patch));
            } catch (ReadFailedException e) {
                throw refusal(e.outcome());
            }
        });
    }

    /// A file of a quilt by its place.
    Patch patch(QuiltPatchId id) throws IOException, InterruptedException {
        return transfers.read(aggregator -> {
            VerifiedBlobMetadata metadata = found(aggregator, id.quiltId());
            try (QuiltBlob columns = aggregator.quilt(metadata, UNHEARD)) {
                return copy(metadata, columns, id);
            } catch (ReadFailedException e) {
                throw refusal(e.outcome());
            }
        });
    }

    private Patch copy(VerifiedBlobMetadata metadata, QuiltBlob columns, QuiltPatchId id)
            throws IOException, InterruptedException {
        columns.expect(id.endColumn());
        long most =
                (long) (id.endColumn() - id.startColumn())
                        * metadata.config().primarySourceCount()
                        * metadata.symbolBytes();
        return kept(
                most,
                file -> {
                    try {
                        QuiltPatchHeader header = reader(metadata, columns).copy(id, into(file));
                        return new Patch(header, new Fetched(file, header.contentBytes()));
                    } catch (WireFormatException e) {
                        throw notThere("there is no file at this place: " + e.getMessage());
                    }
                });
    }

    @FunctionalInterface
    private interface Filling<T> {
        T fill(TemporaryFile file) throws IOException, InterruptedException;
    }

    /// A temporary file that stays if it was filled.
    @SuppressWarnings("MustBeClosedChecker") // because it goes on to whoever asked
    private <T> T kept(long bytes, Filling<T> filling) throws IOException, InterruptedException {
        TemporaryFile file = TemporaryFile.nameless(folder, ".answer", bytes);
        boolean filled = false;
        try {
            T result = filling.fill(file);
            filled = true;
            return result;
        } finally {
            if (!filled) {
                file.close();
            }
        }
    }

    private static OutputStream into(TemporaryFile file) {
        FileChannel channel = file.channel();
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(bytes, offset, count);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
        };
    }

    private static void require(ReadOutcome outcome) throws RefusalException {
        if (!(outcome instanceof ReadOutcome.Read)) {
            throw refusal(outcome);
        }
    }

    private static RefusalException refusal(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Read _ -> throw new IllegalArgumentException("it was read");
            case ReadOutcome.NotFound _ ->
                    new RefusalException(
                            GatewayError.BLOB_NOT_FOUND,
                            "the requested blob ID does not exist in this network");
            case ReadOutcome.Blocked _ ->
                    new RefusalException(
                            GatewayError.FORBIDDEN_BLOB, "the nodes do not give this blob out");
            case ReadOutcome.MarkedInvalid _ ->
                    new RefusalException(
                            GatewayError.BLOB_NOT_FOUND,
                            "the blob is marked invalid: it was encoded wrongly");
            case ReadOutcome.Inconsistent _ ->
                    new RefusalException(
                            GatewayError.BLOB_NOT_FOUND,
                            "the blob was encoded wrongly: its slivers do not fit together");
            case ReadOutcome.NoMetadata few -> few(few.answeredShards(), few.neededShards());
            case ReadOutcome.TooFew few -> few(few.answeredShards(), few.neededShards());
        };
    }

    private static RefusalException few(int answered, int needed) {
        return new RefusalException(
                GatewayError.BLOB_UNAVAILABLE,
                answered + " shards answered, " + needed + " are needed; try again later");
    }
}
