// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.app.cli.Command;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.TimeText;
import haulout.daemon.RunningCore;
import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `haulout status`: the state, the sentence, the proofs, and every rule with what is measured, the
/// limit, since when and what ends it; as the running core says it.
public final class StatusCommand implements Command {
    private static final String ALL = "--all";

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "Say how the running node is and which rules hold it back";
    }

    @Override
    public void declare(CommandSpec spec) {
        Parameters.flag(spec, ALL, "Also show rules that do not act.");
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        Optional<JsonNode> status =
                RunningCore.status(context.home(), Locale.getDefault(), ZoneId.systemDefault());
        if (context.isJson()) {
            context.printJson(json -> {
                if (status.isPresent()) {
                    new ObjectMapper().writeTree(json, status.get());
                } else {
                    json.writeStartObject();
                    json.writeStringField("standing", "stopped");
                    json.writeEndObject();
                }
            });
        }
        if (status.isEmpty()) {
            throw new CommandFailure(
                    "no core runs in "
                            + context.home()
                            + "; start one with haulout, or without a"
                            + " window with haulout practice");
        }
        if (context.isJson()) {
            return;
        }
        print(status.get(), arguments.hasMatchedOption(ALL), context.out());
    }

    private static void print(JsonNode status, boolean all, PrintStream out) {
        out.println(text(status, "title"));
        out.println(text(status, "sentence"));
        status.path("more").forEach(line -> out.println("  + " + line.asText()));
        out.println();
        List<List<String>> proofs = new ArrayList<>();
        for (JsonNode proof : status.path("proofs")) {
            proofs.add(
                    List.of(text(proof, "outcome"), text(proof, "detail"), time(proof, "lastRun")));
        }
        table(proofs, out);
        out.println();
        List<List<String>> rules = new ArrayList<>();
        for (JsonNode rule : status.path("rules")) {
            if (all || !text(rule, "state").equals("clear")) {
                rules.add(
                        List.of(
                                text(rule, "rule"),
                                text(rule, "state"),
                                text(rule, "measured") + " / " + text(rule, "limit"),
                                time(rule, "since"),
                                text(rule, "sentence"),
                                text(rule, "ends")));
            }
        }
        table(rules, out);
        for (JsonNode probe : status.path("unknown")) {
            out.println("not measured: " + text(probe, "probe") + cause(text(probe, "cause")));
        }
    }

    private static String time(JsonNode json, String name) {
        return TimeText.of(text(json, name));
    }

    /// Why a probe has no answer, without the name of the exception that it was.
    static String cause(String whole) {
        String plain = whole.replaceFirst("^([a-z]\\w*\\.)+[A-Z]\\w*(: |$)", "");
        return plain.isBlank() ? "" : " (" + plain.toLowerCase(Locale.ROOT) + ")";
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText();
    }

    private static void table(List<List<String>> rows, PrintStream out) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i));
                line.append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
