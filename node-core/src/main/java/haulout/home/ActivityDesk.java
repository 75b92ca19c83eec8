// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// History and logs.
public interface ActivityDesk {
    /// Events, newest first.
    ///
    /// @param before only those with a smaller number
    /// @param most how many
    CompletionStage<List<ActivityEvent>> events(ActivityFilter filter, long before, int most);

    /// Lines of the technical log that came after a line, oldest first, at most 100 000.
    CompletionStage<List<LogLine>> log(long after);

    /// Where the log's files are.
    Path logFolder();

    /// What would be in a help file: names and contents, without secrets, names of files and
    /// addresses.
    CompletionStage<List<HelpPart>> helpFile();

    /// Writes a help file.
    CompletionStage<Void> saveHelpFile(Path target);
}
