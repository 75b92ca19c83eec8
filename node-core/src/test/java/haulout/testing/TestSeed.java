// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.testing;

import java.util.Random;

/// The seed of a randomised test: printed, and set again with `-Dhaulout.seed=N`.
public final class TestSeed {
    private TestSeed() {}

    /// A generator that gives the same numbers in every run unless `-Dhaulout.seed` says otherwise.
    ///
    /// @param test what the seed is printed with
    /// @param defaultSeed used when none is set
    public static Random random(String test, long defaultSeed) {
        long seed = Long.getLong("haulout.seed", defaultSeed);
        System.out.println(test + ": -Dhaulout.seed=" + seed);
        return new Random(seed);
    }
}
