// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import haulout.client.NetworkDescriptor;
import haulout.client.NodeFault;
import haulout.client.Pause;
import haulout.client.publish.HttpRegistrar;
import haulout.client.publish.PublishLimits;
import haulout.client.publish.PublishListener;
import haulout.client.publish.Publisher;
import haulout.client.publish.RegistrationRequest;
import haulout.client.publish.StoreOutcome;
import haulout.core.EncodingConfig;
import haulout.desk.NameNotes;
import haulout.redstuff.FileBlob;
import haulout.redstuff.TemporaryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `haulout store`: a file into a network.
public final class StoreCommand implements Command {
    @Override
    public String name() {
        return "store";
    }

    @Override
    public String summary() {
        return "Store a file in the network";
    }

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(
                OptionSpec.builder("--epochs")
                        .paramLabel("K")
                        .type(long.class)
                        .description("For how many epochs. Standard: what the network suggests.")
                        .build());
        Parameters.flag(spec, "--deletable", "Let the owner delete it before its time.");
        NetworkSession.declare(spec);
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .required(true)
                        .description("The file to store.")
                        .build());
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        Path file = arguments.matchedPositionalValue(0, Path.of(""));
        try (NetworkSession session = NetworkSession.open(arguments, context);
                FileBlob blob = BlobArguments.openForNetwork(file, session.config())) {
            long epochs = arguments.matchedOptionValue("--epochs", session.network().epochs());
            if (epochs < 1 || epochs > NetworkDescriptor.MAX_EPOCHS) {
                throw new WrongUsage(
                        "--epochs must be 1 to "
                                + NetworkDescriptor.MAX_EPOCHS
                                + ", not "
                                + epochs);
            }
            var options =
                    new RegistrationRequest.Options(
                            epochs,
                            arguments.matchedOptionValue("--deletable", false),
                            Optional.empty(),
                            Map.of());
            StoreOutcome outcome = store(session, blob, options, context);
            if (outcome instanceof StoreOutcome.Certified done) {
                leaveName(done, file, context);
            }
            report(outcome, file, context);
        }
    }

    // the ledger is for everybody, so only the app of this computer is told the name
    private static void leaveName(StoreOutcome.Certified done, Path file, CommandContext context) {
        try {
            new NameNotes(context.home())
                    .leave(done.registered().object(), String.valueOf(file.getFileName()));
        } catch (IOException e) {
            context.err()
                    .println(
                            "haulout: the file is stored, but the app will not know its name: "
                                    + IoSentence.of(e));
        }
    }

    private static StoreOutcome store(
            NetworkSession session,
            FileBlob blob,
            RegistrationRequest.Options options,
            CommandContext context)
            throws IOException, InterruptedException {
        EncodingConfig config = session.config();
        int symbolBytes = config.symbolBytes(blob.length());
        try (CodecThreads threads = CodecThreads.fitting(config, symbolBytes, 1);
                OneShotKernels kernels = OneShotKernels.forBlob(config, symbolBytes);
                HttpRegistrar registrar = new HttpRegistrar(session.network(), session.executor());
                StageBars bars = new StageBars(context)) {
            return new Publisher(
                            session::peers,
                            registrar,
                            session.coding(kernels, threads.crew()),
                            PublishLimits.home(),
                            session.executor(),
                            Pause.real(),
                            session.random(),
                            TemporaryFile.folder(),
                            fault -> {}) // the outcome has them all
                    .store(blob, options, new Bars(bars));
        }
    }

    private record Bars(StageBars bars) implements PublishListener {
        @Override
        public void encoded(long done, long total) {
            bars.show("encoding", done, total);
        }

        @Override
        public void sent(long slivers, long total) {
            bars.show("storing", slivers, total);
        }
    }

    private static void report(StoreOutcome outcome, Path file, CommandContext context)
            throws CommandFailure, IOException {
        switch (outcome) {
            case StoreOutcome.Certified done -> {
                NetworkSession.tell(done.tally().faults(), context);
                print(done, file, context);
            }
            case StoreOutcome.TooFewConfirmations few -> {
                NetworkSession.tell(few.tally().faults(), context);
                throw new CommandFailure(
                        "the file is not stored: nodes with "
                                + few.tally().reachableShards()
                                + " shards answered, "
                                + few.tally().neededShards()
                                + " of "
                                + few.tally().totalShards()
                                + " are needed; "
                                + NetworkSession.advice(few.tally().faults()));
            }
            case StoreOutcome.NotRegistered refused ->
                    throw new CommandFailure(
                            "the file is not stored: " + refused.cause().what(), refused.cause());
            case StoreOutcome.NotCertified refused -> {
                NetworkSession.tell(refused.tally().faults(), context);
                throw new CommandFailure(
                        "the nodes have the file, but it is not certified: "
                                + refused.cause().what(),
                        refused.cause());
            }
        }
    }

    private static void print(StoreOutcome.Certified done, Path file, CommandContext context)
            throws IOException {
        StoreOutcome.Tally tally = done.tally();
        if (!context.isJson()) {
            context.out().println(done.metadata().blobId() + "  " + file);
            context.out()
                    .println(
                            "certified by "
                                    + tally.confirmedNodes()
                                    + " nodes with "
                                    + tally.confirmedShards()
                                    + " of "
                                    + tally.totalShards()
                                    + " shards ("
                                    + tally.neededShards()
                                    + " needed), kept until epoch "
                                    + done.registered().endEpoch());
            return;
        }
        context.printJson(json -> {
            json.writeStartObject();
            json.writeStringField("blobId", done.metadata().blobId().toString());
            json.writeStringField("objectId", done.registered().object().toString());
            json.writeNumberField("size", done.metadata().unencodedLength());
            json.writeNumberField("endEpoch", done.registered().endEpoch().value());
            json.writeNumberField("confirmedNodes", tally.confirmedNodes());
            json.writeNumberField("confirmedShards", tally.confirmedShards());
            json.writeNumberField("neededShards", tally.neededShards());
            json.writeNumberField("shards", tally.totalShards());
            writeFaults(json, tally.faults());
            json.writeEndObject();
        });
    }

    /// Nodes that fell short, as a field of an object.
    static void writeFaults(JsonGenerator json, List<NodeFault> faults) throws IOException {
        json.writeArrayFieldStart("faults");
        for (NodeFault fault : faults) {
            json.writeStartObject();
            json.writeStringField("node", fault.name());
            json.writeStringField("kind", fault.kind().name());
            json.writeStringField("what", fault.what());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
