// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.client.Pause;
import haulout.client.read.Aggregator;
import haulout.client.read.ReadLimits;
import haulout.client.read.ReadListener;
import haulout.client.read.ReadOutcome;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.FileBlob;
import haulout.redstuff.Kernels;
import haulout.redstuff.TemporaryFile;
import haulout.redstuff.VerifiedBlobMetadata;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `haulout read`: a file out of a network. It gets its name only when all of it is there and
/// checked.
public final class ReadCommand implements Command {
    private static final String STDOUT = "-";

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String summary() {
        return "Read a file from the network";
    }

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(
                OptionSpec.builder("--out")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .required(true)
                        .description("File to be made; it must not exist. - is standard output.")
                        .build());
        Parameters.flag(spec, "--strict", "Encode the result again and compare the blob ID.");
        NetworkSession.declare(spec);
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .paramLabel("BLOB_ID")
                        .type(String.class)
                        .required(true)
                        .description("The blob to read, or a link to it.")
                        .build());
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        BlobId blobId = BlobIdArgument.parse(arguments.matchedPositionalValue(0, ""));
        Path out = BlobArguments.path(arguments, "--out");
        boolean toStdout = out.toString().equals(STDOUT);
        if (toStdout && context.isJson()) {
            throw new WrongUsage("--json and --out - both want standard output");
        }
        ConsistencyCheck check =
                arguments.matchedOptionValue("--strict", false)
                        ? ConsistencyCheck.STRICT
                        : ConsistencyCheck.DEFAULT;
        if (!toStdout) {
            DecodeCommand.requireNewFile(out);
        }
        try (NetworkSession session = NetworkSession.open(arguments, context);
                // what goes to standard output is checked before the first byte does
                Staging staging =
                        toStdout
                                ? Staging.temporary(TemporaryFile.folder(), context.cleanUps())
                                : Staging.fileFor(out, context.cleanUps())) {
            ReadOutcome outcome;
            try {
                Path file = toStdout ? staging.path().resolve("blob") : staging.path();
                outcome = read(session, blobId, file, check, context);
            } catch (FileSystemException e) {
                throw staging.inTermsOfTarget(e);
            }
            NetworkSession.tell(outcome.faults(), context);
            ReadOutcome.Read done = require(outcome, blobId);
            if (toStdout) {
                Files.copy(staging.path().resolve("blob"), context.out());
                context.out().flush();
            } else {
                staging.moveToTarget();
                report(done, out, context);
            }
        }
    }

    private static ReadOutcome read(
            NetworkSession session,
            BlobId blobId,
            Path path,
            ConsistencyCheck check,
            CommandContext context)
            throws IOException, InterruptedException {
        // the size is not known yet, so threads are chosen for the largest symbols
        int most = session.config().symbolBytes(session.config().maxBlobBytes());
        try (CodecThreads threads = CodecThreads.fitting(session.config(), most, 2);
                Target target = new Target(path);
                BlobKernels kernels = new BlobKernels();
                StageBars bars = new StageBars(context)) {
            ReadOutcome outcome =
                    new Aggregator(
                                    session::peers,
                                    session.coding(kernels, threads.crew()),
                                    ReadLimits.home(),
                                    session.executor(),
                                    Pause.real(),
                                    session.random(),
                                    TemporaryFile.folder(),
                                    fault -> {}) // the outcome has them all
                            .read(
                                    blobId,
                                    target::open,
                                    check,
                                    new Watch(session.config(), kernels, bars));
            if (outcome instanceof ReadOutcome.Read) {
                target.force();
            }
            return outcome;
        }
    }

    /// The file, once it is known how long it is.
    private static final class Target implements AutoCloseable {
        private final Path path;
        private @Nullable FileBlob file;

        Target(Path path) {
            this.path = path;
        }

        @SuppressWarnings("MustBeClosedChecker") // because this closes it
        FileBlob open(long length) throws IOException {
            Path folder = path.toAbsolutePath().getParent();
            TemporaryFile.requireSpace(folder == null ? path : folder, length, "the file");
            FileBlob made = FileBlob.create(path, length);
            file = made;
            return made;
        }

        void force() throws IOException {
            if (file != null) {
                file.force();
            }
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }

    /// Shows how far it is, and gets the engines once it is known how large the blob is.
    private record Watch(EncodingConfig config, BlobKernels kernels, StageBars bars)
            implements ReadListener {
        @Override
        public void found(VerifiedBlobMetadata metadata) throws InterruptedException {
            kernels.open(config, metadata.symbolBytes());
        }

        @Override
        public void fetched(int slivers, int needed) {
            bars.show("reading", slivers, needed);
        }

        @Override
        public void decoded(long done, long total) {
            bars.show("decoding", done, total);
        }
    }

    /// The engines of a read: the scalar ones until it is known how large the blob is.
    private static final class BlobKernels implements Supplier<Kernels>, AutoCloseable {
        private volatile @Nullable OneShotKernels chosen;

        void open(EncodingConfig config, int symbolBytes) throws InterruptedException {
            chosen = OneShotKernels.forBlob(config, symbolBytes);
        }

        @Override
        public Kernels get() {
            OneShotKernels kernels = chosen;
            return kernels == null ? Kernels.scalar() : kernels.get();
        }

        @Override
        public void close() {
            OneShotKernels kernels = chosen;
            if (kernels != null) {
                kernels.close();
            }
        }
    }

    private static ReadOutcome.Read require(ReadOutcome outcome, BlobId blobId)
            throws CommandFailure {
        return switch (outcome) {
            case ReadOutcome.Read done -> done;
            case ReadOutcome.NotFound none ->
                    throw new CommandFailure(
                            "there is no blob "
                                    + blobId
                                    + " in this network: nodes with "
                                    + none.shards()
                                    + " shards say so");
            case ReadOutcome.Blocked blocked ->
                    throw new CommandFailure(
                            "blob "
                                    + blobId
                                    + " is not given out by nodes with "
                                    + blocked.shards()
                                    + " shards");
            case ReadOutcome.MarkedInvalid _ ->
                    throw new CommandFailure(
                            "blob "
                                    + blobId
                                    + " is marked invalid: it was encoded wrongly by whoever stored it");
            case ReadOutcome.Inconsistent _ ->
                    throw new CommandFailure(
                            "blob "
                                    + blobId
                                    + " was encoded wrongly by whoever made it; its slivers do not fit together,"
                                    + " so there is no file to be had from them");
            case ReadOutcome.NoMetadata few ->
                    throw new CommandFailure(
                            "nothing was read: nodes with "
                                    + few.answeredShards()
                                    + " shards answered, "
                                    + few.neededShards()
                                    + " needed; try again when more nodes are up");
            case ReadOutcome.TooFew few ->
                    throw new CommandFailure(
                            "nothing was read: "
                                    + few.answeredShards()
                                    + " shards answered, "
                                    + few.neededShards()
                                    + " needed; try again when more nodes are up");
        };
    }

    private static void report(ReadOutcome.Read done, Path out, CommandContext context)
            throws IOException {
        if (!context.isJson()) {
            context.out().println(done.metadata().blobId() + "  " + out);
            return;
        }
        context.printJson(json -> {
            json.writeStartObject();
            json.writeStringField("blobId", done.metadata().blobId().toString());
            json.writeNumberField("size", done.metadata().unencodedLength());
            json.writeStringField("file", out.toString());
            json.writeNumberField("shards", done.shards());
            StoreCommand.writeFaults(json, done.faults());
            json.writeEndObject();
        });
    }
}
