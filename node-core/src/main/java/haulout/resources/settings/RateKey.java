// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.settings;

/// A limit of the line: direction and whether the owner uses the computer.
public enum RateKey {
    /// Upload while in use.
    UP_USING("net.up.using", 10, 30, 60),
    /// Upload while away.
    UP_AWAY("net.up.away", 40, 70, 90),
    /// Download while in use.
    DOWN_USING("net.down.using", 10, 30, 60),
    /// Download while away.
    DOWN_AWAY("net.down.away", 40, 70, 90);

    private final String text;
    private final int quiet;
    private final int balanced;
    private final int full;

    RateKey(String text, int quiet, int balanced, int full) {
        this.text = text;
        this.quiet = quiet;
        this.balanced = balanced;
        this.full = full;
    }

    /// The name in the file and on screen.
    public String text() {
        return text;
    }

    /// The value that a preset gives.
    public LineRate of(Preset preset) {
        return LineRate.percent(preset.pick(quiet, balanced, full));
    }
}
