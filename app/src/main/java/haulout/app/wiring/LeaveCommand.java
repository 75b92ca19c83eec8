// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.app.cli.ActCommand;
import haulout.app.cli.Asker;
import haulout.app.cli.ByteText;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandEntry;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.TimeText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `haulout leave …`: leaving the network for good, as the window's page does it. It goes on by
/// itself, in whichever program runs the node.
public final class LeaveCommand extends ActCommand<LeaveCommand.Act> {
    private static final String YES = "--yes";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What can be done.
    enum Act implements ActCommand.Act {
        SHOW("Say what leaving would mean, or how far it is"),
        BEGIN("Hand over what the node keeps, and take its stake back"),
        STAY("Stay after all");

        private final String summary;

        Act(String summary) {
            this.summary = summary;
        }

        @Override
        public String summary() {
            return summary;
        }
    }

    private LeaveCommand(Act act) {
        super(act);
    }

    /// One command for each of them.
    public static List<CommandEntry> all() {
        return each(Act.values(), LeaveCommand::new);
    }

    @Override
    public void declare(CommandSpec spec) {
        if (act() == Act.BEGIN) {
            Parameters.flag(spec, YES, "Do not ask.");
        }
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        JsonNode before = OwnerCall.ask(context, "leaving");
        JsonNode answer =
                switch (act()) {
                    case SHOW -> before;
                    case BEGIN -> begin(before, arguments, context);
                    case STAY -> OwnerCall.order(context, "leaving/stay", JSON.createObjectNode());
                };
        if (context.isJson()) {
            context.printJson(json -> JSON.writeTree(json, answer));
        } else {
            print(answer, context.out());
        }
    }

    private static JsonNode begin(JsonNode before, ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        boolean asks =
                before.path("stage").asText().equals("staying")
                        && !arguments.hasMatchedOption(YES)
                        && !before.has("refused");
        if (asks) {
            print(before, context.err());
            if (!Asker.of(context).isYes("Leave the network for good?")) {
                throw new CommandFailure("nothing was done");
            }
        }
        return OwnerCall.order(context, "leaving/begin", JSON.createObjectNode());
    }

    private static void print(JsonNode answer, PrintStream out) {
        switch (answer.path("stage").asText()) {
            case "unknown" -> out.println("nobody has looked yet; try again in a moment");
            case "staying" -> out.println("this node stays");
            case "leaving" -> out.println("this node leaves");
            case "returning" -> out.println("this node stays after all; its stake is on its way");
            default -> out.println("this node has left");
        }
        if (answer.has("refused")) {
            out.println(answer.path("refused").asText());
        }
        String stage = answer.path("stage").asText();
        if (stage.equals("staying") || stage.equals("leaving")) {
            out.println(
                    answer.has("pieceBytes")
                            ? ByteText.of(answer.path("pieceBytes").asLong())
                                    + " go to the others first"
                            : "what it keeps goes to the others first");
            out.println(WalText.of(answer.path("backFrost")) + " come back" + from(answer));
        }
        for (JsonNode step : answer.path("steps")) {
            String sign =
                    step.path("done").asBoolean()
                            ? "done  "
                            : step.path("now").asBoolean() ? "now   " : "      ";
            out.println("  " + sign + step.path("sentence").asText());
        }
        if (answer.has("receipt")) {
            out.println("receipt: " + answer.path("receipt").asText());
        }
    }

    private static String from(JsonNode answer) {
        return answer.has("from")
                ? " from " + TimeText.of(answer.path("from").asText()) + " on"
                : "";
    }
}
