// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.app.cli.ActCommand;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandEntry;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.WrongUsage;
import haulout.daemon.NeighbourControl;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `haulout ledger …`: who stores and who stakes in the practice network that runs.
public final class LedgerCommand extends ActCommand<LedgerCommand.Act> {
    /// What can be asked or done.
    enum Act implements ActCommand.Act {
        NODES("The nodes and their stake"),
        POOL("A node, who stakes on it, and what it has earned", "NODE"),
        ACCOUNT("The owner's money and stakes"),
        EPOCH("Where the epoch stands, and what storage costs"),
        STAKE("Stake on a node", "NODE", "WAL"),
        UNSTAKE("Ask for a stake back", "ID"),
        WITHDRAW("Take out a stake that is ready", "ID"),
        NEXT_EPOCH("End the epoch now");

        private final String summary;

        @SuppressWarnings("ImmutableEnumChecker") // because that of List.of never changes
        private final List<String> parameters;

        Act(String summary, String... parameters) {
            this.summary = summary;
            this.parameters = List.of(parameters);
        }

        @Override
        public String summary() {
            return summary;
        }
    }

    private LedgerCommand(Act act) {
        super(act);
    }

    /// One command for each of them.
    public static List<CommandEntry> all() {
        return each(Act.values(), LedgerCommand::new);
    }

    @Override
    public void declare(CommandSpec spec) {
        for (int i = 0; i < act().parameters.size(); i++) {
            String label = act().parameters.get(i);
            Parameters.given(
                    spec,
                    i,
                    label,
                    switch (label) {
                        case "NODE" -> "Name of the node, such as n3, or its ID.";
                        case "WAL" -> "How many WAL.";
                        default -> "ID of the stake.";
                    });
        }
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        String first = arguments.matchedPositionalValue(0, "");
        JsonNode answer;
        try {
            answer = answer(context, first, arguments.matchedPositionalValue(1, ""));
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        if (context.isJson()) {
            context.printJson(json -> new ObjectMapper().writeTree(json, answer));
            return;
        }
        PrintStream out = context.out();
        switch (act()) {
            case NODES -> answer.forEach(node -> out.println(line(node)));
            case POOL -> pool(out, answer);
            case ACCOUNT -> account(out, answer);
            case EPOCH -> epoch(out, answer);
            case STAKE -> out.println("staked; the stake is " + answer.path("stake").asText());
            case UNSTAKE ->
                    out.println(
                            "asked for; it can be taken out from epoch "
                                    + answer.path("withdrawEpoch").asLong()
                                    + " on");
            case WITHDRAW -> out.println("taken out: " + WalText.of(answer.path("amount")));
            case NEXT_EPOCH -> out.println("epoch " + answer.path("epoch").asLong() + " has begun");
        }
    }

    private JsonNode answer(CommandContext context, String first, String second)
            throws WrongUsage, IOException, InterruptedException {
        return switch (act()) {
            case NODES, ACCOUNT, EPOCH -> NeighbourControl.ask(context.home(), name());
            case POOL -> NeighbourControl.ask(context.home(), "pool/" + first);
            case STAKE ->
                    NeighbourControl.order(
                            context.home(),
                            name(),
                            Map.of("node", first, "amount", Long.toString(WalText.frost(second))));
            case UNSTAKE, WITHDRAW ->
                    NeighbourControl.order(context.home(), name(), Map.of("stake", first));
            case NEXT_EPOCH -> NeighbourControl.order(context.home(), name(), Map.of());
        };
    }

    private static String line(JsonNode node) {
        return "%-5s %-10s %4d shards  stake %s, commission %s %%"
                .formatted(
                        node.path("name").asText(),
                        node.path("standing").asText().toLowerCase(Locale.ROOT),
                        node.path("shards").asInt(),
                        WalText.of(node.path("stake")),
                        BigDecimal.valueOf(node.path("commissionBps").asLong(), 2)
                                .stripTrailingZeros()
                                .toPlainString());
    }

    private static void pool(PrintStream out, JsonNode pool) {
        out.println(line(pool));
        out.println("node " + pool.path("node").asText());
        out.println(
                "commission "
                        + WalText.of(pool.path("commission"))
                        + ", of which "
                        + WalText.of(pool.path("collectable"))
                        + " can be collected");
        for (JsonNode stake : pool.path("stakers")) {
            out.println("stake " + stake(stake));
        }
        for (JsonNode epoch : pool.path("rewards")) {
            out.println(
                    "epoch "
                            + epoch.path("epoch").asLong()
                            + " brought "
                            + WalText.of(epoch.path("reward"))
                            + ", of which commission "
                            + WalText.of(epoch.path("commission")));
        }
    }

    private static String stake(JsonNode stake) {
        return stake.path("stake").asText()
                + "  "
                + WalText.of(stake.path("principal"))
                + ", earned "
                + WalText.of(stake.path("earned"))
                + ", from epoch "
                + stake.path("activationEpoch").asLong()
                + switch (stake.path("exit").asText()) {
                    case "WITHDRAW" -> ", can be taken out";
                    case "WAIT" ->
                            ", can be taken out from epoch "
                                    + stake.path("leavingEpoch").asLong()
                                    + " on";
                    default -> "";
                };
    }

    private static void account(PrintStream out, JsonNode account) {
        out.println("account " + account.path("address").asText());
        out.println("balance " + WalText.of(account.path("balance")));
        for (JsonNode stake : account.path("stakes")) {
            out.println("stake on " + stake.path("name").asText() + "  " + stake(stake));
        }
    }

    private static void epoch(PrintStream out, JsonNode epoch) {
        String phase =
                switch (epoch.path("phase").asText()) {
                    case "SYNCING" ->
                            "shards move: "
                                    + epoch.path("reportedShards").asInt()
                                    + " reported, "
                                    + epoch.path("quorumShards").asInt()
                                    + " needed";
                    case "SELECTED" -> "the next committee is selected";
                    default -> "runs";
                };
        out.println("epoch " + epoch.path("epoch").asLong() + ": " + phase);
        if (epoch.has("change")) {
            out.println("the next one begins at " + epoch.path("change").asText());
        }
        out.println(
                "storing a mebibyte costs "
                        + WalText.of(epoch.path("storagePrice"))
                        + " an epoch, writing it "
                        + WalText.of(epoch.path("writePrice")));
        out.println("so far it will distribute " + WalText.of(epoch.path("income")));
    }
}
