// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.hash.RowNodes;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Encodes blobs: all sliver pairs, all their hashes, the metadata and with it the blob ID.
///
/// The blob is a matrix of p rows by s columns of symbols, extended to n by n. Two passes over it,
/// neither of which holds more than a bounded part; the second begins while the first ends, and
/// comes to the recovery columns last:
///
/// 1. *Recovery columns*: bands of rows; each row is extended from s to n symbols, and the new
///    symbols go into the secondary slivers s…n−1.
/// 2. *Strips*: groups of columns, eight at a time; each column is extended from p to n symbols,
///    every symbol is hashed once, the trees of the columns are finished, and the pieces go to all
///    primary slivers and the source columns' secondary slivers. Symbols too large for eight
///    columns to fit are taken in ranges of bytes, which code and hash independently of each other.
///
/// What remains to the end is one Merkle node per row and eight columns.
///
/// Scratch is kept between blobs. One job at a time; the job itself uses the crew's threads.
///
/// Source: walrus-core `encoding/blob_encoding.rs` for what is computed; the order is our own.
public final class BlobEncoder {
    private final EncodingConfig config;
    private final Supplier<Kernels> kernels;
    private final Crew crew;
    private final BufferSizes sizes;
    private final Member[] members;
    private final RowNodes rowNodes;
    private final byte[] columnRoots;
    private final SmallMatrix smallMatrix;

    /// @param config number of shards, at least [EncodingConfig#MIN_ENCODABLE_SHARDS]
    /// @param kernels asked at the start of every piece of work, so that a job may change engines
    ///   on its way
    /// @param crew threads to use
    /// @param sizes memory to use per thread
    public BlobEncoder(
            EncodingConfig config, Supplier<Kernels> kernels, Crew crew, BufferSizes sizes) {
        if (!config.isEncodable()) {
            throw new IllegalArgumentException(
                    "cannot encode for "
                            + config.shardCount()
                            + " shards, at least "
                            + EncodingConfig.MIN_ENCODABLE_SHARDS
                            + " needed");
        }
        this.config = config;
        this.kernels = kernels;
        this.crew = crew;
        this.sizes = sizes;
        int n = config.shardCount();
        this.members = new Member[crew.size()];
        this.rowNodes = new RowNodes(n, n);
        this.columnRoots = new byte[n * Hash32.BYTES];
        this.smallMatrix = new SmallMatrix(config, kernels, crew);
    }

    /// The encoder's number of shards.
    public EncodingConfig config() {
        return config;
    }

    /// Encodes one blob.
    ///
    /// @param sink takes the slivers; all have been written when this returns
    /// @return the blob's metadata, which also gives its ID
    /// @throws IllegalArgumentException if the blob is larger than [EncodingConfig#maxBlobBytes]
    /// @throws IOException if the blob cannot be read or a sliver not be written
    public VerifiedBlobMetadata encode(BlobSource blob, SliverSink sink, Progress progress)
            throws IOException, InterruptedException {
        int symbolBytes = config.symbolBytes(blob.length());
        byte[] rowRoots = new byte[config.shardCount() * Hash32.BYTES];
        if (SmallMatrix.suits(config, symbolBytes, sizes)) {
            smallMatrix.encode(blob, sink, symbolBytes, rowRoots, columnRoots, progress);
        } else {
            encodeStrips(
                    blob,
                    sink,
                    new EncodeLayout(config, sizes, crew.size(), symbolBytes),
                    rowRoots,
                    progress);
        }
        return VerifiedBlobMetadata.ofSliverHashes(
                config, blob.length(), rowRoots, columnRoots, kernels.get().hash());
    }

    private void encodeStrips(
            BlobSource blob,
            SliverSink sink,
            EncodeLayout layout,
            byte[] rowRoots,
            Progress progress)
            throws IOException, InterruptedException {
        AtomicLong done = new AtomicLong();
        crew.run(
                layout.bands + layout.groups,
                layout.bands,
                layout.bands + layout.firstRecoveryGroup,
                i -> member(i, layout),
                (member, unit) -> {
                    member.run(blob, sink, layout, unit);
                    progress.advanced(done.addAndGet(layout.work(unit)), layout.totalWork());
                });
        kernels.get().hash().rowRoots(rowNodes, rowRoots, 0);
    }

    private Member member(int index, EncodeLayout layout) {
        Member member = members[index];
        if (member == null) {
            member = new Member();
            members[index] = member;
        }
        member.prepare(layout);
        return member;
    }

    /// One thread's engines and buffers.
    private final class Member {
        private final BandPass bands;
        private final StripPass strips;
        private byte[] buffer = new byte[0];

        Member() {
            Coders coders = new Coders(config);
            this.bands = new BandPass(coders, kernels);
            this.strips = new StripPass(config, coders, kernels, rowNodes, columnRoots);
        }

        void prepare(EncodeLayout layout) {
            int needed = Math.toIntExact(Math.max(layout.bandBytes(), layout.groupBytes()));
            if (buffer.length < needed) {
                buffer = new byte[needed];
            }
        }

        void run(BlobSource blob, SliverSink sink, EncodeLayout layout, int unit)
                throws IOException, InterruptedException {
            if (unit < layout.bands) {
                bands.run(blob, sink, layout, unit, buffer);
            } else {
                strips.run(blob, sink, layout, unit - layout.bands, buffer);
            }
        }
    }
}
