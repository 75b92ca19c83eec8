// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.ProgressBar;
import java.io.IOException;
import java.time.Duration;

/// Long work on a drive, from its beginning to its end. Who stops waiting stops nothing: the core
/// goes on with it.
final class DriveErrand {
    private static final Duration STEP = Duration.ofMillis(300);

    // steps without progress, after which somebody wonders: ten seconds and a bit
    private static final int STILL = 36;

    private final CommandContext context;
    private final boolean waits;

    /// @param waits whether for the end
    DriveErrand(CommandContext context, boolean waits) {
        this.context = context;
        this.waits = waits;
    }

    void run(String act, ObjectNode fields)
            throws CommandFailure, IOException, InterruptedException {
        String drive = fields.path("drive").asText();
        JsonNode begun = OwnerCall.order(context, "drives/" + act, fields);
        int number = begun.path("begun").asInt();
        JsonNode end = waits ? follow(number, drive, begun) : begun;
        JsonNode work = find(end, number);
        if (work.path("state").asText().equals("failed")) {
            throw new CommandFailure(work.path("sentence").asText());
        }
        if (context.isJson()) {
            DriveText.print(end, context);
        } else if (!waits) {
            context.out().println("begun; haulout drives list says how far it is");
        } else if (work.has("folder")) {
            context.out().println("moved; the old folder still has everything, to erase it:");
            context.out()
                    .println("haulout drives clear " + drive + " " + work.path("folder").asText());
        } else {
            context.out().println("given back");
        }
    }

    private JsonNode follow(int number, String drive, JsonNode begun)
            throws CommandFailure, InterruptedException {
        JsonNode now = begun;
        long total = 0;
        long before = -1;
        int still = 0;
        try (Shown shown = new Shown()) {
            while (find(now, number).path("state").asText().equals("running")) {
                JsonNode task = task(now, drive);
                total = Math.max(total, task.path("totalBytes").asLong());
                long done = task.path("doneBytes").asLong();
                shown.show(done, total);
                still = done == before ? still + 1 : 0;
                before = done;
                if (still == STILL && !context.isJson()) {
                    context.err()
                            .println(
                                    "haulout: nothing moves at the moment; haulout status says"
                                            + " whether the node waits for the computer to be idle."
                                            + " It goes on by itself, also without this command");
                }
                Thread.sleep(STEP);
                now = OwnerCall.ask(context, "drives");
            }
        }
        return now;
    }

    private static JsonNode task(JsonNode answer, String drive) {
        for (JsonNode one : answer.path("drives")) {
            if (one.path("id").asText().equals(drive)) {
                return one.path("task");
            }
        }
        return answer.path("none");
    }

    private JsonNode find(JsonNode answer, int number) throws CommandFailure {
        for (JsonNode work : answer.path("work")) {
            if (work.path("number").asInt() == number) {
                return work;
            }
        }
        throw new CommandFailure(
                "the core was started anew and goes on with it; haulout drives list says how far"
                        + " it is");
    }

    /// A bar whose length is known only after a while.
    private final class Shown implements AutoCloseable {
        private ProgressBar bar = context.progress("copying", 0);
        private long total;

        void show(long done, long all) {
            if (all != total) {
                bar.close();
                bar = context.progress("copying", all);
                total = all;
            }
            bar.advance(Math.max(0, done - bar.done()));
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
