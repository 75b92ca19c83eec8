// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.settings;

/// Units of bytes as people use them.
public final class Sizes {
    /// A thousand bytes.
    public static final long KB = 1_000;

    /// A million bytes.
    public static final long MB = 1_000_000;

    /// A thousand million bytes.
    public static final long GB = 1_000_000_000;

    private Sizes() {}
}
