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
import haulout.redstuff.ColumnSpool;
import haulout.redstuff.FileBlob;
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
        spec.addOption(
                OptionSpec.builder("--deletable")
                        .type(boolean.class)
                        .description("Let the owner delete it before its time.")
                        .build());
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
                FileBlob blob = BlobArguments.open(file, session.config())) {
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
            report(outcome, file, context);
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
                Bars bars = new Bars(context)) {
            return new Publisher(
                            session.peers(),
                            registrar,
                            session.coding(kernels, threads.crew()),
                            PublishLimits.home(),
                            session.executor(),
                            Pause.real(),
                            session.random(),
                            ColumnSpool.temporaryFolder())
                    .store(blob, options, bars);
        }
    }

    /// One bar behind the other.
    private static final class Bars implements PublishListener, AutoCloseable {
        private final CommandContext context;
        private BarProgress bar;
        private boolean sending;

        Bars(CommandContext context) {
            this.context = context;
            this.bar = new BarProgress(context, "encoding");
        }

        @Override
        public synchronized void encoded(long done, long total) {
            bar.advanced(done, total);
        }

        @Override
        public synchronized void sent(long slivers, long total) {
            if (!sending) {
                sending = true;
                bar.close();
                bar = new BarProgress(context, "storing");
            }
            bar.advanced(slivers, total);
        }

        @Override
        public synchronized void close() {
            bar.close();
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
                        "the blob is not stored: "
                                + few.tally().confirmedShards()
                                + " shards confirmed it, "
                                + few.tally().neededShards()
                                + " of "
                                + few.tally().totalShards()
                                + " are needed; try again when more nodes are up");
            }
            case StoreOutcome.NotRegistered refused ->
                    throw new CommandFailure(
                            "the blob is not stored: " + refused.cause().what(), refused.cause());
            case StoreOutcome.NotCertified refused -> {
                NetworkSession.tell(refused.tally().faults(), context);
                throw new CommandFailure(
                        "the nodes have the blob, but it is not certified: "
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
