// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.Command;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandEntry;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.WrongUsage;
import haulout.daemon.NeighbourControl;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `haulout neighbour stop`, `start`, `wipe`, `slow` and `lie`: what can be done with a node of the
/// practice network that runs.
public final class NeighbourCommand implements Command {
    private static final int MAX_INDEX = 999;

    private final NeighbourControl.Act act;

    private NeighbourCommand(NeighbourControl.Act act) {
        this.act = act;
    }

    /// One command for each thing that can be done.
    public static List<CommandEntry> all() {
        return Arrays.stream(NeighbourControl.Act.values())
                .<CommandEntry>map(NeighbourCommand::new)
                .toList();
    }

    @Override
    public String name() {
        return act.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String summary() {
        return switch (act) {
            case STOP -> "Take a node of the practice network away";
            case START -> "Bring a node of the practice network back, and make it honest";
            case WIPE -> "Erase the store of a node of the practice network";
            case SLOW -> "Have a node of the practice network answer late";
            case LIE -> "Have a node of the practice network answer wrongly";
        };
    }

    @Override
    public void declare(CommandSpec spec) {
        Parameters.given(spec, 0, "N", "Place of the node in the descriptor, from 0.");
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        String text = arguments.matchedPositionalValue(0, "");
        int index;
        try {
            index = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            index = -1;
        }
        if (index < 0 || index > MAX_INDEX) {
            throw new WrongUsage("N must be a number from 0, not " + text);
        }
        int node = index;
        try {
            NeighbourControl.run(context.home(), node, act);
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        String done =
                switch (act) {
                    case STOP -> "stopped";
                    case START -> "started";
                    case WIPE -> "wiped";
                    case SLOW -> "answers late";
                    case LIE -> "lies";
                };
        if (context.isJson()) {
            context.printJson(json -> {
                json.writeStartObject();
                json.writeNumberField("index", node);
                json.writeStringField("done", done);
                json.writeEndObject();
            });
        } else {
            context.out().println("node " + node + " " + done);
        }
    }
}
