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

/// Encodes with few shards: the whole matrix of n by n symbols is in memory, and leaves are hashed
/// across rows.
///
/// Strips of eight columns would leave lanes idle (at n = 10, six of every sixteen); a matrix of
/// few but long symbols is better hashed as one long list of them.
final class SmallMatrix {
    /// From here on strips waste little, and the matrix of the largest blob becomes too large.
    static final int MAX_SHARDS = 23;

    /// The code works on symbols in chunks of so many bytes.
    private static final int CHUNK_BYTES = 64;

    /// Of the matrix that is extended at a time: well within the second-level cache.
    private static final int CACHED_BYTES = 400 << 10;

    /// Leaves that the vector engine hashes at a time.
    private static final int LEAVES_AT_ONCE = 16;

    private final Supplier<Kernels> kernels;
    private final Crew crew;

    /// Leaves of a unit of work: all if there is one thread, else two units for each.
    private final int unitLeaves;

    private final int n;
    private final int p;
    private final int s;
    private final Coders[] coders;
    private final byte[] digests;

    /// One level of the trees of all rows, then of all columns; each tree's nodes side by side.
    private final byte[] nodes;

    private byte[] matrix = new byte[0];

    SmallMatrix(EncodingConfig config, Supplier<Kernels> kernels, Crew crew) {
        this.kernels = kernels;
        this.crew = crew;
        this.n = config.shardCount();
        this.p = config.primarySourceCount();
        this.s = config.secondarySourceCount();
        this.coders = new Coders[crew.size()];
        Arrays.setAll(coders, i -> new Coders(config));
        int used = n <= MAX_SHARDS ? n : 0; // because an encoder for more shards never comes here
        int units = crew.size() == 1 ? 1 : 2 * crew.size();
        this.unitLeaves =
                LEAVES_AT_ONCE * Math.ceilDiv(Math.ceilDiv(used * used, LEAVES_AT_ONCE), units);
        this.digests = new byte[used * used * Hash32.BYTES];
        this.nodes = new byte[2 * used * evenUp(used) * Hash32.BYTES];
    }

    /// Whether the matrix of a blob with symbols of `symbolBytes` is to be encoded this way.
    static boolean suits(EncodingConfig config, int symbolBytes, BufferSizes sizes) {
        int n = config.shardCount();
        return n <= MAX_SHARDS
                && n % HashEngine.STRIP_COLUMNS != 0
                && (long) n * n * symbolBytes <= sizes.tileBytes();
    }

    /// Makes all slivers and the roots of all rows and columns, 32 bytes each.
    void encode(
            BlobSource blob,
            SliverSink sink,
            int ss,
            byte[] rowRoots,
            byte[] columnRoots,
            Progress progress)
            throws IOException, InterruptedException {
        int bytes = n * n * ss;
        if (matrix.length < bytes) {
            matrix = new byte[bytes];
        }
        int range = range(ss);
        crew.run(
                Math.ceilDiv(ss, range),
                i -> coders[i],
                (mine, unit) -> {
                    int from = unit * range;
                    extend(blob, mine, ss, from, Math.min(range, ss - from));
                });
        progress.advanced(1, 2);
        // What is written waits for nobody; half of it comes after the trees, which one thread
        // does.
        int hashUnits = Math.ceilDiv(n * n, unitLeaves);
        int slivers = sink.wantsSlivers() ? 2 * n : 0;
        int reduction = hashUnits + slivers / 2;
        crew.run(
                reduction + 1 + slivers - slivers / 2,
                hashUnits,
                reduction,
                i -> kernels.get(),
                (mine, unit) -> {
                    if (unit < hashUnits) {
                        hashLeaves(mine.hash(), unit, ss);
                    } else if (unit == reduction) {
                        reduce(mine.hash(), rowRoots, columnRoots);
                    } else {
                        hand(sink, unit - hashUnits - (unit > reduction ? 1 : 0), ss);
                    }
                });
        progress.advanced(2, 2);
    }

    /// Bytes of each symbol that a unit of work extends: for each thread the same, at chunks of the
    /// code, and not more than stay in the cache from one code to the other.
    private int range(int ss) {
        int each = Math.ceilDiv(ss, crew.size() * CHUNK_BYTES) * CHUNK_BYTES;
        int cached = CACHED_BYTES / (n * n) / CHUNK_BYTES * CHUNK_BYTES;
        return Math.min(each, cached);
    }

    private void hashLeaves(HashEngine hash, int unit, int ss) {
        int first = unit * unitLeaves;
        int count = Math.min(unitLeaves, n * n - first);
        hash.leafHashes(matrix, first * ss, ss, ss, count, digests, first * Hash32.BYTES);
    }

    /// Hands over one sliver: the primary ones, then the secondary ones.
    private void hand(SliverSink sink, int sliver, int ss) throws IOException {
        if (sliver < n) {
            sink.primaries(sliver, 1, 0, TiledRows.whole(matrix, sliver * n * ss, n * ss), s * ss);
        } else {
            int column = sliver - n;
            sink.secondary(column, 0, p, 0, matrix, column * ss, n * ss, ss);
        }
    }

    private void extend(BlobSource blob, Coders mine, int ss, int from, int count)
            throws IOException {
        for (int row = 0; row < p; row++) {
            long position = (long) row * s * ss;
            if (count == ss) {
                blob.readPadded(position, matrix, row * n * ss, s * ss);
            } else {
                for (int column = 0; column < s; column++) {
                    blob.readPadded(
                            position + (long) column * ss + from,
                            matrix,
                            (row * n + column) * ss + from,
                            count);
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

    /// Reduces the trees of all rows and all columns together, level by level, because one level of
    /// one tree would leave most lanes empty.
    private void reduce(HashEngine hash, byte[] rowRoots, byte[] columnRoots) {
        int trees = 2 * n;
        int stride = evenUp(n) * Hash32.BYTES;
        for (int i = 0; i < n; i++) {
            Symbols.copy(
                    digests,
                    i * n * Hash32.BYTES,
                    Hash32.BYTES,
                    nodes,
                    i * stride,
                    Hash32.BYTES,
                    n,
                    Hash32.BYTES);
            Symbols.copy(
                    digests,
                    i * Hash32.BYTES,
                    n * Hash32.BYTES,
                    nodes,
                    (n + i) * stride,
                    Hash32.BYTES,
                    n,
                    Hash32.BYTES);
        }
        int count = n;
        while (count > 1) {
            int even = evenUp(count);
            if (even > count) {
                addEmptyNodes(trees, count);
            }
            hash.innerHashes(nodes, 0, trees * even, nodes, 0);
            count = even / 2;
        }
        System.arraycopy(nodes, 0, rowRoots, 0, n * Hash32.BYTES);
        System.arraycopy(nodes, n * Hash32.BYTES, columnRoots, 0, n * Hash32.BYTES);
    }

    /// Puts an empty node behind the `count` nodes of each tree.
    private void addEmptyNodes(int trees, int count) {
        int bytes = count * Hash32.BYTES;
        for (int tree = trees - 1; tree >= 0; tree--) {
            int to = tree * (bytes + Hash32.BYTES);
            if (count < n) {
                System.arraycopy(nodes, tree * bytes, nodes, to, bytes);
            }
            Arrays.fill(nodes, to + bytes, to + bytes + Hash32.BYTES, (byte) 0);
        }
    }

    private static int evenUp(int count) {
        return count + (count & 1);
    }
}
