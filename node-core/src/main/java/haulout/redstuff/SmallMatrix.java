// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.codec.SymbolGrid;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.hash.HashEngine;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;

/// Encodes with few shards: the whole matrix of n by n symbols is in memory, and leaves are hashed across rows.
///
/// Strips of eight columns would leave lanes idle (at n = 10, six of every sixteen); a matrix of few but long symbols is
/// better hashed as one long list of them.
final class SmallMatrix {
    /// From here on strips waste little, and the matrix of the largest blob becomes too large.
    static final int MAX_SHARDS = 23;

    /// Leaves that a thread hashes at a time: several full sets of lanes.
    private static final int LEAVES_PER_UNIT = 8;

    private final Supplier<Kernels> kernels;
    private final Crew crew;
    private final int n;
    private final int p;
    private final int s;
    private final Coders[] coders;
    private byte[] digests = new byte[0];
    private byte[] matrix = new byte[0];

    SmallMatrix(EncodingConfig config, Supplier<Kernels> kernels, Crew crew) {
        this.kernels = kernels;
        this.crew = crew;
        this.n = config.shardCount();
        this.p = config.primarySourceCount();
        this.s = config.secondarySourceCount();
        this.coders = new Coders[crew.size()];
        Arrays.setAll(coders, i -> new Coders(config));
    }

    /// Whether the matrix of a blob with symbols of `symbolBytes` is to be encoded this way.
    static boolean suits(EncodingConfig config, int symbolBytes, BufferSizes sizes) {
        int n = config.shardCount();
        return n <= MAX_SHARDS && n % HashEngine.STRIP_COLUMNS != 0 && (long) n * n * symbolBytes <= sizes.tileBytes();
    }

    /// Makes all slivers and the roots of all rows and columns, 32 bytes each.
    void encode(BlobSource blob, SliverSink sink, int ss, byte[] rowRoots, byte[] columnRoots, Progress progress)
            throws IOException, InterruptedException {
        int bytes = n * n * ss;
        if (matrix.length < bytes) {
            matrix = new byte[bytes];
        }
        if (digests.length == 0) {
            digests = new byte[n * n * Hash32.BYTES];
        }
        // One range of symbol bytes for each thread, at chunks of the code.
        int range = crew.size() == 1 ? ss : Math.max(64, Math.ceilDiv(ss, crew.size() * 64) * 64);
        crew.run(Math.ceilDiv(ss, range), i -> coders[i], (mine, unit) -> {
            int from = unit * range;
            extend(blob, mine, ss, from, Math.min(range, ss - from));
        });
        progress.advanced(1, 3);
        crew.run(Math.ceilDiv(n * n, LEAVES_PER_UNIT), i -> kernels.get(), (mine, unit) -> {
            int first = unit * LEAVES_PER_UNIT;
            int count = Math.min(LEAVES_PER_UNIT, n * n - first);
            mine.hash().leafHashes(matrix, first * ss, ss, ss, count, digests, first * Hash32.BYTES);
        });
        progress.advanced(2, 3);
        HashEngine hash = kernels.get().hash();
        byte[] line = new byte[n * Hash32.BYTES];
        for (int i = 0; i < n; i++) {
            System.arraycopy(digests, i * line.length, line, 0, line.length);
            reduce(hash, line, rowRoots, i);
            Symbols.copy(digests, i * Hash32.BYTES, line.length, line, 0, Hash32.BYTES, n, Hash32.BYTES);
            reduce(hash, line, columnRoots, i);
        }
        if (sink.wantsSlivers()) {
            sink.primaries(n, 0, matrix, 0, n * ss, s * ss);
            for (int column = n - 1; column >= 0; column--) {
                sink.secondary(column, 0, p, 0, matrix, column * ss, n * ss, ss);
            }
        }
        progress.advanced(3, 3);
    }

    private void extend(BlobSource blob, Coders mine, int ss, int from, int count) throws IOException {
        for (int row = 0; row < p; row++) {
            long position = (long) row * s * ss;
            if (count == ss) {
                blob.readPadded(position, matrix, row * n * ss, s * ss);
            } else {
                for (int column = 0; column < s; column++) {
                    blob.readPadded(
                            position + (long) column * ss + from, matrix, (row * n + column) * ss + from, count);
                }
            }
        }
        Kernels current = kernels.get();
        mine.rows(current)
                .encode(
                        new SymbolGrid(matrix, from, ss, n * ss),
                        new SymbolGrid(matrix, s * ss + from, ss, n * ss),
                        p,
                        count);
        mine.columns(current)
                .encode(
                        new SymbolGrid(matrix, from, n * ss, ss),
                        new SymbolGrid(matrix, p * n * ss + from, n * ss, ss),
                        n,
                        count);
    }

    private void reduce(HashEngine hash, byte[] line, byte[] roots, int index) {
        for (int count = n; count > 1; count = Math.ceilDiv(count, 2)) {
            hash.innerHashes(line, 0, count, line, 0);
        }
        System.arraycopy(line, 0, roots, index * Hash32.BYTES, Hash32.BYTES);
    }
}
