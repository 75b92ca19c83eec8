// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.util.List;

/// Commands that share their first word, such as `bench encode`.
///
/// @param name the shared word
/// @param summary for the overview of `--help`
/// @param entries the commands, in the order in which `--help` shows them
public record CommandGroup(String name, String summary, List<CommandEntry> entries)
        implements CommandEntry {
    public CommandGroup {
        entries = List.copyOf(entries);
    }
}
