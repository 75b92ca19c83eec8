// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

/// A word of the command line: a command, or a group of commands.
public sealed interface CommandEntry permits Command, CommandGroup {
    /// The word itself, such as `blob-id`.
    String name();

    /// What it does, in a few words without a full stop, for the overview of `--help`.
    String summary();
}
