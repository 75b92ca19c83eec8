// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.daemon.RunningCore;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Asks the core that runs in the data directory of a command, or has it do something.
final class OwnerCall {
    private OwnerCall() {}

    /// Asks.
    static JsonNode ask(CommandContext context, String path)
            throws CommandFailure, InterruptedException {
        return send(context, path, Optional.empty());
    }

    /// Has something done.
    ///
    /// @param fields what it takes
    static JsonNode order(CommandContext context, String path, JsonNode fields)
            throws CommandFailure, InterruptedException {
        return send(context, path, Optional.of(fields));
    }

    private static JsonNode send(CommandContext context, String path, Optional<JsonNode> fields)
            throws CommandFailure, InterruptedException {
        try {
            return RunningCore.owner(
                            context.home(),
                            path,
                            fields,
                            Locale.getDefault(),
                            ZoneId.systemDefault())
                    .orElseThrow(() -> notRunning(context));
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static CommandFailure notRunning(CommandContext context) {
        return new CommandFailure(
                "no core runs in "
                        + context.home()
                        + "; start one with haulout, or without a window with haulout practice");
    }
}
