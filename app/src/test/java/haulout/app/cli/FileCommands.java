// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.app.testing.Outcome;
import java.util.List;

/// The commands on files, run in this process.
final class FileCommands {
    private FileCommands() {}

    /// Runs one. A number or a path may stand among the arguments as it is.
    static Outcome run(Object... arguments) {
        return Outcome.of(
                List.of(new BlobIdCommand(), new EncodeCommand(), new DecodeCommand()), arguments);
    }
}
