// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.WireFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// The form in which the contract takes signers: bit (i mod 8), least significant first, of byte
/// floor(i / 8) stands for member i of the committee. Source: contracts/walrus
/// `bls_aggregate.move`.
public final class SignerBitmap {
    private SignerBitmap() {}

    /// The bitmap of `signers`, ceil(memberCount / 8) bytes.
    ///
    /// @throws IndexOutOfBoundsException if a signer is no member
    public static byte[] of(Collection<Integer> signers, int memberCount) {
        byte[] bitmap = new byte[Math.ceilDiv(memberCount, 8)];
        for (int signer : signers) {
            Objects.checkIndex(signer, memberCount);
            bitmap[signer / 8] |= (byte) (1 << signer % 8);
        }
        return bitmap;
    }

    /// The signers of a bitmap, ascending. It may be shorter than [#of] makes it.
    ///
    /// @throws WireFormatException if it is longer, or has a bit for somebody who is no member
    public static List<Integer> decode(byte[] bitmap, int memberCount) throws WireFormatException {
        int maxBytes = Math.ceilDiv(memberCount, 8);
        if (bitmap.length > maxBytes) {
            throw new WireFormatException(
                    "signers bitmap", 0, "at most " + maxBytes + " bytes", bitmap.length + "");
        }
        List<Integer> signers = new ArrayList<>();
        for (int signer = 0; signer < 8 * bitmap.length; signer++) {
            if ((bitmap[signer / 8] >> signer % 8 & 1) == 1) {
                if (signer >= memberCount) {
                    throw new WireFormatException(
                            "signers bitmap",
                            signer / 8,
                            "signers below " + memberCount,
                            "signer " + signer);
                }
                signers.add(signer);
            }
        }
        return List.copyOf(signers);
    }
}
