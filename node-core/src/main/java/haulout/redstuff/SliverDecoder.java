// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import haulout.codec.CodecEngine;
import haulout.codec.CodecEngine.RowDecoder;
import haulout.codec.ErasurePattern;
import haulout.codec.ReedSolomonCode;
import haulout.codec.SymbolGrid;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes a sliver's payload of as many of its n symbols as it has source symbols.
///
/// The last few patterns of positions are kept with their decoders, since many slivers are rebuilt
/// from the same helpers. Scratch is kept too. Not thread-safe.
final class SliverDecoder {
    /// Patterns to keep, each with about a megabyte of scratch: one for each axis, and one more of
    /// each for when a helper has stopped answering.
    private static final int MAX_KEPT_PATTERNS = 4;

    private final EncodingConfig config;
    private final CodecEngine engine;
    private final Map<Positions, Decoder> kept =
            new LinkedHashMap<>(2 * MAX_KEPT_PATTERNS, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Positions, Decoder> eldest) {
                    return size() > MAX_KEPT_PATTERNS;
                }
            };
    private byte[] present = new byte[0];
    private byte[] missing = new byte[0];

    SliverDecoder(EncodingConfig config, CodecEngine engine) {
        this.config = config;
        this.engine = engine;
    }

    /// Decodes one sliver.
    ///
    /// @param positions exactly as many as a sliver of `axis` has source symbols, below n,
    ///   ascending
    /// @param symbols one for each position, of `symbolBytes` bytes; only read
    /// @return the payload, a new array
    byte[] decode(Axis axis, int[] positions, byte[][] symbols, int symbolBytes) {
        Decoder decoder = kept.computeIfAbsent(new Positions(axis, positions), this::make);
        int sourceCount = config.sliverSymbolCount(axis);
        byte[] payload = new byte[Math.multiplyExact(sourceCount, symbolBytes)];
        for (int i = 0; i < positions.length && positions[i] < sourceCount; i++) {
            System.arraycopy(symbols[i], 0, payload, positions[i] * symbolBytes, symbolBytes);
        }
        if (decoder.wanted.length == 0) {
            return payload;
        }
        present = atLeast(present, payload.length);
        missing = atLeast(missing, decoder.wanted.length * symbolBytes);
        for (int i = 0; i < symbols.length; i++) {
            System.arraycopy(symbols[i], 0, present, i * symbolBytes, symbolBytes);
        }
        decoder.rows.decode(
                new SymbolGrid(present, 0, symbolBytes, symbolBytes),
                new SymbolGrid(missing, 0, symbolBytes, symbolBytes),
                1,
                symbolBytes);
        for (int i = 0; i < decoder.wanted.length; i++) {
            System.arraycopy(
                    missing,
                    i * symbolBytes,
                    payload,
                    decoder.wanted[i] * symbolBytes,
                    symbolBytes);
        }
        return payload;
    }

    private Decoder make(Positions key) {
        ReedSolomonCode code = SliverExpansion.code(config, key.axis);
        boolean[] there = new boolean[config.shardCount()];
        for (int position : key.positions) {
            there[position] = true;
        }
        int[] wanted = new int[code.sourceCount()];
        int wantedCount = 0;
        for (int position = 0; position < code.sourceCount(); position++) {
            if (!there[position]) {
                wanted[wantedCount++] = position;
            }
        }
        wanted = Arrays.copyOf(wanted, wantedCount);
        return new Decoder(wanted, engine.decoder(new ErasurePattern(code, key.positions, wanted)));
    }

    private static byte[] atLeast(byte[] buffer, int length) {
        return buffer.length >= length ? buffer : new byte[length];
    }

    private static final class Decoder {
        final int[] wanted;
        final RowDecoder rows;

        Decoder(int[] wanted, RowDecoder rows) {
            this.wanted = wanted;
            this.rows = rows;
        }
    }

    private static final class Positions {
        final Axis axis;
        final int[] positions;

        Positions(Axis axis, int[] positions) {
            this.axis = axis;
            this.positions = positions.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Positions that
                    && axis == that.axis
                    && Arrays.equals(positions, that.positions);
        }

        @Override
        public int hashCode() {
            return 31 * axis.hashCode() + Arrays.hashCode(positions);
        }
    }
}
