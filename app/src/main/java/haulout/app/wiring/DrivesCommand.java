// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.app.cli.ActCommand;
import haulout.app.cli.ByteText;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandEntry;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.SizeText;
import haulout.app.cli.WrongUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `haulout drives …`: the drives that are lent, and what can be done with them. The running core
/// does it, with the same desk that the window has.
public final class DrivesCommand extends ActCommand<DrivesCommand.Act> {
    private static final String LEND = "--lend";
    private static final String LOST = "--lost";
    private static final String NO_WAIT = "--no-wait";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What can be done.
    enum Act implements ActCommand.Act {
        LIST("Show what is lent, and what is being done to it"),
        PLACES("Show other drives that could be lent"),
        ADD("Lend one more folder"),
        LEND("Lend more or less of a drive"),
        CLOSE("Keep new pieces away from a drive"),
        OPEN("Let new pieces come to a drive again"),
        MOVE("Have a drive's files in another folder, every piece checked"),
        CLEAR("Erase the folder that a drive was moved away from"),
        REMOVE("Bring a drive's pieces to the others and give it back");

        private final String summary;

        Act(String summary) {
            this.summary = summary;
        }

        @Override
        public String summary() {
            return summary;
        }
    }

    private DrivesCommand(Act act) {
        super(act);
    }

    /// One command for each of them.
    public static List<CommandEntry> all() {
        return each(Act.values(), DrivesCommand::new);
    }

    @Override
    public void declare(CommandSpec spec) {
        switch (act()) {
            case LIST, PLACES -> {}
            case ADD -> {
                Parameters.given(
                        spec, 0, "FOLDER", "An empty folder on the drive; it is made if missing.");
                Parameters.option(
                        spec, LEND, "SIZE", "How much, such as 500GB. Standard: as suggested.");
            }
            case LEND -> {
                drive(spec);
                Parameters.given(spec, 1, "SIZE", "How much, such as 500GB.");
            }
            case CLOSE, OPEN -> drive(spec);
            case MOVE -> {
                drive(spec);
                Parameters.given(
                        spec, 1, "FOLDER", "Where to; empty, or left by an earlier attempt.");
                Parameters.flag(
                        spec, NO_WAIT, "Return when it has begun; drives list says how far it is.");
            }
            case CLEAR -> {
                drive(spec);
                Parameters.given(spec, 1, "FOLDER", "Where it was.");
            }
            case REMOVE -> {
                drive(spec);
                Parameters.flag(
                        spec,
                        LOST,
                        "It is missing and will not come back; others rebuild its pieces.");
                Parameters.flag(
                        spec, NO_WAIT, "Return when it has begun; drives list says how far it is.");
            }
        }
    }

    private static void drive(CommandSpec spec) {
        Parameters.given(spec, 0, "DRIVE", "Its folder, or its id or the beginning of that.");
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        String first = arguments.matchedPositionalValue(0, "");
        String second = arguments.matchedPositionalValue(1, "");
        boolean waits = !arguments.hasMatchedOption(NO_WAIT);
        switch (act()) {
            case LIST -> DriveText.print(OwnerCall.ask(context, "drives"), context);
            case PLACES -> places(context);
            case ADD -> add(first, arguments.matchedOptionValue(LEND, ""), context);
            case LEND -> {
                long bytes = size("SIZE", second);
                tell(
                        order("lend", drive(first, context).put("bytes", bytes), context),
                        first + " is lent with " + ByteText.of(bytes),
                        context);
            }
            case CLOSE, OPEN -> {
                boolean opens = act() == Act.OPEN;
                tell(
                        order("take-in", drive(first, context).put("takesIn", opens), context),
                        first + (opens ? " takes in new pieces" : " takes nothing new in"),
                        context);
            }
            case MOVE ->
                    new DriveErrand(context, waits)
                            .run("move", drive(first, context).put("to", absolute(second)));
            case CLEAR ->
                    tell(
                            order(
                                    "clear",
                                    drive(first, context).put("folder", absolute(second)),
                                    context),
                            second + " is empty of Haulout's files",
                            context);
            case REMOVE ->
                    new DriveErrand(context, waits)
                            .run(
                                    "remove",
                                    drive(first, context)
                                            .put("lost", arguments.hasMatchedOption(LOST)));
        }
    }

    private static JsonNode order(String what, ObjectNode fields, CommandContext context)
            throws CommandFailure, InterruptedException {
        return OwnerCall.order(context, "drives/" + what, fields);
    }

    private static void tell(JsonNode answer, String done, CommandContext context)
            throws IOException {
        if (context.isJson()) {
            DriveText.print(answer, context);
        } else {
            context.out().println(done);
        }
    }

    private static String absolute(String folder) {
        return Path.of(folder).toAbsolutePath().normalize().toString();
    }

    private static long size(String option, String text) throws WrongUsage {
        long bytes = SizeText.parse(option, text);
        if (bytes <= 0) {
            throw new WrongUsage(option + " must be above 0");
        }
        return bytes;
    }

    private static void add(String folder, String lend, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        long bytes = lend.isEmpty() ? 0 : size(LEND, lend);
        ObjectNode place = JSON.createObjectNode().put("folder", absolute(folder));
        JsonNode seen = order("look", place, context);
        if (seen.has("refused")) {
            throw new CommandFailure(seen.path("refused").asText());
        }
        if (seen.has("warning")) {
            context.err().println("haulout: " + seen.path("warning").asText());
        }
        long lent = bytes == 0 ? seen.path("suggestedBytes").asLong() : bytes;
        tell(
                order("add", place.put("bytes", lent), context),
                seen.path("folder").asText() + " is lent with " + ByteText.of(lent),
                context);
    }

    private static void places(CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        JsonNode answer = order("places", JSON.createObjectNode(), context);
        if (context.isJson()) {
            DriveText.print(answer, context);
            return;
        }
        if (answer.path("places").isEmpty()) {
            context.out().println("there is no other drive; drives add takes any folder");
        }
        for (JsonNode place : answer.path("places")) {
            context.out().println(DriveText.place(place));
        }
    }

    /// The drive that is meant, as the core knows it.
    private ObjectNode drive(String name, CommandContext context)
            throws CommandFailure, InterruptedException {
        if (act() == Act.CLEAR && name.length() == DriveText.ID_CHARACTERS) {
            return JSON.createObjectNode().put("drive", name); // it may be given back by now
        }
        JsonNode drives = OwnerCall.ask(context, "drives").path("drives");
        return JSON.createObjectNode().put("drive", DriveText.find(name, drives));
    }
}
