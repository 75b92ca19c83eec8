// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.app.cli.ByteText;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.TimeText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What commands say about drives.
final class DriveText {
    /// A drive's whole id.
    static final int ID_CHARACTERS = 32;

    // shorter ones could be meant by mistake
    private static final int LEAST_ID_CHARACTERS = 4;

    private DriveText() {}

    /// All of it, as one document or for people.
    static void print(JsonNode answer, CommandContext context) throws IOException {
        if (context.isJson()) {
            context.printJson(json -> new ObjectMapper().writeTree(json, answer));
            return;
        }
        PrintStream out = context.out();
        if (answer.path("drives").isEmpty()) {
            out.println("nothing is lent: this computer's node does not run");
        }
        for (JsonNode drive : answer.path("drives")) {
            out.println(drive.path("folder").asText());
            lines(drive).forEach(line -> out.println("  " + line));
        }
        for (JsonNode work : answer.path("work")) {
            if (work.path("state").asText().equals("failed")) {
                out.println(
                        "not done: "
                                + work.path("act").asText()
                                + " of "
                                + work.path("drive").asText()
                                + ": "
                                + work.path("sentence").asText());
            }
        }
    }

    private static List<String> lines(JsonNode drive) {
        List<String> lines = new ArrayList<>();
        lines.add("id      " + drive.path("id").asText());
        lines.add(
                "lent    %s, of which %s are used; %s stay free"
                        .formatted(
                                bytes(drive, "lentBytes"),
                                bytes(drive, "usedBytes"),
                                bytes(drive, "floorBytes")));
        if (drive.has("freeBytes")) {
            lines.add(
                    "drive   %s of %s free"
                            .formatted(bytes(drive, "freeBytes"), bytes(drive, "totalBytes")));
        }
        lines.add("state   " + state(drive));
        JsonNode task = drive.path("task");
        if (task.isObject()) {
            lines.add(
                    "now     %s, %s of %s"
                            .formatted(
                                    task.path("what").asText().equals("move")
                                            ? "copying and checking"
                                            : "bringing its pieces to the other drives",
                                    bytes(task, "doneBytes"),
                                    bytes(task, "totalBytes")));
        }
        return lines;
    }

    private static String state(JsonNode drive) {
        String state =
                switch (drive.path("state").asText()) {
                    case "missing" ->
                            "missing"
                                    + (drive.has("missingSince")
                                            ? " since "
                                                    + TimeText.of(
                                                            drive.path("missingSince").asText())
                                            : "");
                    case "read_only" -> "cannot be written";
                    case "failing" -> "makes errors";
                    case "full" -> "full: only what always stays free is left";
                    case "fine" -> "fine";
                    default -> "not known";
                };
        return state
                + (drive.path("takesIn").asBoolean() ? "" : ", takes nothing new in")
                + ", shield "
                + drive.path("shield").asText();
    }

    private static String bytes(JsonNode json, String name) {
        return ByteText.of(json.path(name).asLong());
    }

    /// A place that could be lent.
    static String place(JsonNode place) {
        String folder = place.path("folder").asText();
        if (place.has("refused")) {
            return folder + "  " + place.path("refused").asText();
        }
        return "%s  %s free, %s suggested, %s at most%s"
                .formatted(
                        folder,
                        bytes(place, "freeBytes"),
                        bytes(place, "suggestedBytes"),
                        bytes(place, "mostBytes"),
                        place.has("warning") ? "  " + place.path("warning").asText() : "");
    }

    /// The id of the drive that is meant.
    ///
    /// @param name its folder, its id, or the beginning of that
    static String find(String name, JsonNode drives) throws CommandFailure {
        List<String> found = new ArrayList<>();
        for (JsonNode drive : drives) {
            String id = drive.path("id").asText();
            boolean isMeant =
                    (name.length() >= LEAST_ID_CHARACTERS && id.startsWith(name))
                            || isFolder(name, drive.path("folder").asText());
            if (isMeant) {
                found.add(id);
            }
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new CommandFailure(
                found.isEmpty()
                        ? "no lent drive is " + name + "; haulout drives list shows all of them"
                        : name + " is the beginning of several drives; write more of it");
    }

    private static boolean isFolder(String name, String folder) {
        try {
            return Path.of(name).toAbsolutePath().normalize().equals(Path.of(folder));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
