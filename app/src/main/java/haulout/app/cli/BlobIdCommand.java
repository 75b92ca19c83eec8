// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.ColumnSpool;
import haulout.redstuff.FileBlob;
import haulout.redstuff.VerifiedBlobMetadata;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `haulout blob-id`: what ID a file has as a blob. Writes nothing.
public final class BlobIdCommand implements Command {
    private static final String FILES = "FILE";

    /// Files up to this size are read at once.
    private static final long MAX_LOADED_BYTES = 64L << 20;

    @Override
    public String name() {
        return "blob-id";
    }

    @Override
    public String summary() {
        return "Print the blob ID of each file";
    }

    @Override
    public void declare(CommandSpec spec) {
        BlobArguments.declareShards(spec, true);
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("1..*")
                        .required(true)
                        .paramLabel(FILES)
                        .type(List.class)
                        .auxiliaryTypes(Path.class)
                        .description("Files to be named; one line for each.")
                        .build());
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        EncodingConfig config = BlobArguments.shards(arguments, 0);
        List<Path> files = arguments.matchedPositionalValue(0, List.of());
        List<Named> named = new ArrayList<>();
        int failures = 0;
        for (Path file : files) {
            try {
                BlobId id = blobId(file, config, context);
                named.add(new Named(file, id));
                if (!context.isJson()) {
                    context.out().println(id + "  " + file);
                }
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (CommandFailure | IOException e) {
                if (files.size() == 1) {
                    throw e;
                }
                failures++;
                context.err().println("haulout: " + CommandRunner.sentenceOf(e));
            }
        }
        if (context.isJson()) {
            context.printJson(json -> {
                json.writeStartArray();
                for (Named entry : named) {
                    json.writeStartObject();
                    json.writeStringField("blobId", entry.id().toString());
                    json.writeStringField("file", entry.file().toString());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        }
        if (failures > 0) {
            throw new CommandFailure(
                    failures + " of " + files.size() + " files could not be named, see above");
        }
    }

    private record Named(Path file, BlobId id) {}

    private static BlobId blobId(Path file, EncodingConfig config, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        try (FileBlob blob = BlobArguments.open(file, config)) {
            int symbolBytes = config.symbolBytes(blob.length());
            try (CodecThreads threads = CodecThreads.fitting(config, symbolBytes, 1);
                    OneShotKernels kernels = OneShotKernels.forBlob(config, symbolBytes);
                    ColumnSpool spool = ColumnSpool.open(config, symbolBytes);
                    BarProgress progress = new BarProgress(context, "hashing")) {
                BlobEncoder encoder =
                        new BlobEncoder(config, kernels, threads.crew(), BufferSizes.FILES);
                VerifiedBlobMetadata metadata =
                        encoder.encode(blob.loaded(MAX_LOADED_BYTES), spool, progress);
                blob.requireUnchanged();
                return metadata.blobId();
            }
        }
    }
}
