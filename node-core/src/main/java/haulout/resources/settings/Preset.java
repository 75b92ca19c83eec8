// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.settings;

/// A named set of values; `OWN` starts from the balanced ones.
public enum Preset {
    /// Least noise.
    QUIET,
    /// The default.
    BALANCED,
    /// A computer that has little else to do.
    FULL,
    /// Values of the owner's own.
    OWN;

    /// Picks the value of this preset.
    <T> T pick(T quiet, T balanced, T full) {
        return switch (this) {
            case QUIET -> quiet;
            case BALANCED, OWN -> balanced;
            case FULL -> full;
        };
    }
}
