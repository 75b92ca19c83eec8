// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.hash;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The width of the vectors: the widest that the machine has, up to eight lanes of 64 bits.
///
/// Loading this class loads the Vector API; see [HashEngines].
final class Lanes {
    /// Species of all lane arithmetic.
    static final VectorSpecies<Long> LONGS =
            LongVector.SPECIES_PREFERRED.length() >= 8
                    ? LongVector.SPECIES_512
                    : LongVector.SPECIES_PREFERRED;

    /// Lanes of a vector: 8, 4 or 2.
    static final int COUNT = LONGS.length();

    /// A species that is never used, although a kernel looks as if it might be. The first-tier
    /// compiler would otherwise inline every operation of a kernel, run out of registers and, once
    /// in a while, leave the kernel for good in a form that is a hundred times slower; the second
    /// sees from the profile that only [#LONGS] occurs.
    static final VectorSpecies<Long> OTHER =
            COUNT == 2 ? LongVector.SPECIES_256 : LongVector.SPECIES_128;

    private Lanes() {}

    /// Uses every operation of the kernels once. The Vector API remembers how an operation is done
    /// when it is first used; were that after its methods are compiled, each such first use would
    /// invalidate them and count against every kernel that inlines them (see the codec's
    /// `VectorKernels`).
    ///
    /// @return anything
    static long useAll() {
        LongVector v = LongVector.broadcast(LONGS, COUNT);
        return v.lanewise(VectorOperators.ADD, v)
                .lanewise(VectorOperators.XOR, v)
                .lanewise(VectorOperators.ROR, 1)
                .lanewise(VectorOperators.LSHL, 1)
                .lanewise(VectorOperators.LSHR, 1)
                .lanewise(VectorOperators.AND, -1L)
                .lanewise(VectorOperators.OR, v)
                .lane(0);
    }

    /// Bits of a vector.
    static int bits() {
        return LONGS.vectorBitSize();
    }
}
