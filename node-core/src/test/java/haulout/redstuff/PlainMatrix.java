// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.codec.ReedSolomonCode;
import haulout.codec.SymbolGrid;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.core.SliverIndex;
import haulout.hash.HashEngine;
import java.util.Arrays;

/// All n × n symbols of a blob in one array, made in the most straightforward way, for tests.
final class PlainMatrix {
    final EncodingConfig config;
    final int symbolBytes;
    private final long unencodedLength;
    private final int n;
    private final byte[] cells;

    PlainMatrix(EncodingConfig config, byte[] blob, Kernels kernels) {
        this.config = config;
        this.symbolBytes = config.symbolBytes(blob.length);
        this.unencodedLength = blob.length;
        this.n = config.shardCount();
        this.cells = new byte[n * n * symbolBytes];
        int p = config.primarySourceCount();
        int s = config.secondarySourceCount();
        byte[] padded = Arrays.copyOf(blob, p * s * symbolBytes);
        for (int row = 0; row < p; row++) {
            System.arraycopy(padded, row * s * symbolBytes, cells, at(row, 0), s * symbolBytes);
        }
        int rowBytes = n * symbolBytes;
        kernels.codec()
                .encoder(new ReedSolomonCode(s, n - s))
                .encode(
                        new SymbolGrid(cells, 0, symbolBytes, rowBytes),
                        new SymbolGrid(cells, at(0, s), symbolBytes, rowBytes),
                        p,
                        symbolBytes);
        kernels.codec()
                .encoder(new ReedSolomonCode(p, n - p))
                .encode(
                        new SymbolGrid(cells, 0, rowBytes, symbolBytes),
                        new SymbolGrid(cells, at(p, 0), rowBytes, symbolBytes),
                        n,
                        symbolBytes);
    }

    private int at(int row, int column) {
        return (row * n + column) * symbolBytes;
    }

    byte[] symbol(int row, int column) {
        return Arrays.copyOfRange(cells, at(row, column), at(row, column) + symbolBytes);
    }

    /// All n symbols of a row or column.
    byte[] line(Axis axis, int index) {
        byte[] line = new byte[n * symbolBytes];
        for (int i = 0; i < n; i++) {
            int from = axis == Axis.PRIMARY ? at(index, i) : at(i, index);
            System.arraycopy(cells, from, line, i * symbolBytes, symbolBytes);
        }
        return line;
    }

    Sliver sliver(Axis axis, int index) {
        byte[] payload =
                Arrays.copyOf(line(axis, index), config.sliverSymbolCount(axis) * symbolBytes);
        return new Sliver(axis, new SliverIndex(index), symbolBytes, payload);
    }

    VerifiedBlobMetadata metadata(HashEngine hash) {
        byte[] rowRoots = new byte[n * Hash32.BYTES];
        byte[] columnRoots = new byte[n * Hash32.BYTES];
        for (int i = 0; i < n; i++) {
            hash.merkleRoot(
                    line(Axis.PRIMARY, i),
                    0,
                    symbolBytes,
                    symbolBytes,
                    n,
                    rowRoots,
                    i * Hash32.BYTES);
            hash.merkleRoot(
                    line(Axis.SECONDARY, i),
                    0,
                    symbolBytes,
                    symbolBytes,
                    n,
                    columnRoots,
                    i * Hash32.BYTES);
        }
        return VerifiedBlobMetadata.ofSliverHashes(
                config, unencodedLength, rowRoots, columnRoots, hash);
    }
}
