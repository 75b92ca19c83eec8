// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

/// The arguments were wrong, found only when the command looked at them. The sentence is followed
/// by a hint at `--help`.
public final class WrongUsage extends CommandFailure {
    private static final long serialVersionUID = 1L;

    /// @param sentence see [CommandFailure]
    public WrongUsage(String sentence) {
        super(sentence);
    }
}
