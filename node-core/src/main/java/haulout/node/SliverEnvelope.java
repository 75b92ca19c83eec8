// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import haulout.core.WireFormatException;
import haulout.redstuff.Sliver;
import haulout.redstuff.SliverVerificationException;
import haulout.redstuff.SliverVerifier;
import haulout.redstuff.VerifiedBlobMetadata;
import java.nio.ByteBuffer;

/// A received `SliverData` whose payload has not been copied yet, so that an upload that is refused
/// or was there already costs no memory.
///
/// @param payloadOffset where the payload begins, from the buffer's position
/// @param payloadBytes length of the payload
/// @param symbolBytes stated bytes of a symbol, 1…65535
/// @param index stated position on its axis
record SliverEnvelope(int payloadOffset, int payloadBytes, int symbolBytes, SliverIndex index) {
    // symbol size and index
    private static final int TRAILER_BYTES = 4;
    private static final int MAX_ULEB_BYTES = 5;

    /// Reads the lengths around the payload.
    ///
    /// @param bcs position to limit; left as it is
    /// @throws WireFormatException if the bytes are not exactly one sliver
    static SliverEnvelope read(ByteBuffer bcs) throws WireFormatException {
        int total = bcs.remaining();
        long length = 0;
        int at = 0;
        while (true) {
            if (at == MAX_ULEB_BYTES || at == total) {
                throw new WireFormatException("sliver payload", at, "a length", "no end of it");
            }
            int group = bcs.get(bcs.position() + at) & 0xFF;
            length |= (long) (group & 0x7F) << (7 * at);
            at++;
            if (group < 0x80) {
                if (group == 0 && at > 1) {
                    throw new WireFormatException(
                            "sliver payload", at - 1, "the shortest form", "a longer one");
                }
                break;
            }
        }
        if (length != (long) total - at - TRAILER_BYTES) {
            throw new WireFormatException(
                    "sliver payload",
                    at,
                    length + " bytes and " + TRAILER_BYTES + " more",
                    (total - at) + " bytes");
        }
        int symbolBytes = u16(bcs, at + (int) length);
        if (symbolBytes == 0) {
            throw new WireFormatException("symbol size", at + length, "at least 1", "0");
        }
        SliverIndex index = new SliverIndex(u16(bcs, at + (int) length + 2));
        return new SliverEnvelope(at, (int) length, symbolBytes, index);
    }

    /// The sliver, with a copy of the payload.
    ///
    /// @param payload as long as it; the sliver's from now on
    Sliver open(ByteBuffer bcs, Axis axis, byte[] payload) {
        bcs.get(bcs.position() + payloadOffset, payload);
        return new Sliver(axis, index, symbolBytes, payload);
    }

    /// Checks the sliver, where it lies if that is in an array.
    void verify(ByteBuffer bcs, Axis axis, VerifiedBlobMetadata metadata, SliverVerifier verifier)
            throws SliverVerificationException {
        if (!bcs.hasArray()) {
            verifier.verify(open(bcs, axis, new byte[payloadBytes]), metadata);
            return;
        }
        int offset = bcs.arrayOffset() + bcs.position() + payloadOffset;
        verifier.verify(axis, index, symbolBytes, bcs.array(), offset, payloadBytes, metadata);
    }

    private static int u16(ByteBuffer bcs, int offset) {
        int at = bcs.position() + offset;
        return (bcs.get(at) & 0xFF) | (bcs.get(at + 1) & 0xFF) << 8;
    }
}
