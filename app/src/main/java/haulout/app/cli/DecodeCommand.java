// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobDecoder;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.DecodeResult;
import haulout.redstuff.FileBlob;
import haulout.redstuff.Kernels;
import haulout.redstuff.VerifiedBlobMetadata;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `haulout decode`: the file again, from any sufficient part of what `encode` made.
public final class DecodeCommand implements Command {
    @Override
    public String name() {
        return "decode";
    }

    @Override
    public String summary() {
        return "Make the file again from slivers";
    }

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(
                OptionSpec.builder("--in")
                        .paramLabel("DIR")
                        .type(Path.class)
                        .required(true)
                        .description("Folder with metadata.bcs and sliver files.")
                        .build());
        spec.addOption(
                OptionSpec.builder("--out")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .required(true)
                        .description("File to be made; it must not exist.")
                        .build());
        Parameters.flag(spec, "--strict", "Encode the result again and compare the blob ID.");
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        Path in = BlobArguments.path(arguments, "--in");
        Path out = BlobArguments.path(arguments, "--out");
        ConsistencyCheck check =
                arguments.matchedOptionValue("--strict", false)
                        ? ConsistencyCheck.STRICT
                        : ConsistencyCheck.DEFAULT;
        Path parent = requireNewFile(out);
        Consumer<String> notice = sentence -> context.err().println("haulout: " + sentence);
        SliverFolderReader folder = SliverFolderReader.open(in, Kernels.scalar(), notice);
        VerifiedBlobMetadata metadata = folder.metadata();
        FreeSpace.require(parent, metadata.unencodedLength(), "the file needs");
        try (OneShotKernels kernels =
                OneShotKernels.forBlob(metadata.config(), metadata.symbolBytes())) {
            // A checker holds a sliver and its expansion, less than two rows together; a decoder
            // one row.
            try (CodecThreads threads =
                            CodecThreads.fitting(metadata.config(), metadata.symbolBytes(), 2);
                    SliverFolderReader.Selection selection =
                            select(folder, threads, kernels, notice, context)) {
                decode(metadata, selection, threads, kernels, out, check, context);
                report(metadata, out, context);
            }
        }
    }

    /// Refuses a file that is there already.
    ///
    /// @return the folder that it will be in
    static Path requireNewFile(Path out) throws CommandFailure, IOException {
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailure(
                    Files.isDirectory(out)
                            ? out + " is a folder; name the file to be made in it"
                            : out
                                    + " exists already; name a new file, so that nothing is overwritten");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (parent == null || !Files.exists(parent)) {
            throw new NoSuchFileException(String.valueOf(parent));
        }
        if (!Files.isDirectory(parent)) {
            throw new NotDirectoryException(parent.toString());
        }
        return parent;
    }

    private static SliverFolderReader.Selection select(
            SliverFolderReader folder,
            CodecThreads threads,
            OneShotKernels kernels,
            Consumer<String> notice,
            CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        SliverFolderReader.Found found;
        // Said when the bar is gone.
        List<String> refusals = new ArrayList<>();
        try (BarProgress progress = new BarProgress(context, "checking")) {
            found = folder.select(threads.crew(), kernels, refusals::add, progress);
        }
        refusals.forEach(notice);
        return switch (found) {
            case SliverFolderReader.Found.Enough(SliverFolderReader.Selection selection) ->
                    selection;
            case SliverFolderReader.Found.TooFew(int primaries, int secondaries) ->
                    throw new CommandFailure(
                            tooFew(folder.metadata().config(), primaries, secondaries));
        };
    }

    private static String tooFew(EncodingConfig config, int primaries, int secondaries) {
        int needPrimary = config.sourceCount(Axis.PRIMARY);
        int needSecondary = config.sourceCount(Axis.SECONDARY);
        return "not enough good slivers: "
                + primaries
                + " primary of "
                + needPrimary
                + " and "
                + secondaries
                + " secondary of "
                + needSecondary
                + "; "
                + (needPrimary - primaries)
                + " more primary or "
                + (needSecondary - secondaries)
                + " more secondary ones are needed";
    }

    private static void decode(
            VerifiedBlobMetadata metadata,
            SliverFolderReader.Selection selection,
            CodecThreads threads,
            OneShotKernels kernels,
            Path out,
            ConsistencyCheck check,
            CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        try (Staging staging = Staging.fileFor(out, context.cleanUps())) {
            try (FileBlob target = FileBlob.create(staging.path(), metadata.unencodedLength());
                    BarProgress progress = new BarProgress(context, "decoding")) {
                DecodeResult result =
                        new BlobDecoder(
                                        metadata.config(),
                                        kernels,
                                        threads.crew(),
                                        BufferSizes.FILES)
                                .decode(
                                        metadata,
                                        selection.axis(),
                                        selection.indices(),
                                        selection,
                                        target,
                                        check,
                                        progress);
                requireDecoded(result, metadata);
                selection.requireUnchanged();
                target.force();
            } catch (FileSystemException e) {
                throw staging.inTermsOfTarget(e);
            }
            staging.moveToTarget();
        }
    }

    private static void requireDecoded(DecodeResult result, VerifiedBlobMetadata metadata)
            throws CommandFailure {
        switch (result) {
            case DecodeResult.Decoded() -> {}
            case DecodeResult.Inconsistent(_) ->
                    throw new CommandFailure(
                            "blob "
                                    + metadata.blobId()
                                    + " was encoded wrongly by whoever made it; its slivers do not fit together, so there is no"
                                    + " file to be had from them");
            case DecodeResult.TooFew(int have, int need) ->
                    throw new IllegalStateException("selected " + have + " slivers of " + need);
        }
    }

    private static void report(VerifiedBlobMetadata metadata, Path out, CommandContext context)
            throws IOException {
        if (context.isJson()) {
            context.printJson(json -> {
                json.writeStartObject();
                json.writeStringField("blobId", metadata.blobId().toString());
                json.writeNumberField("size", metadata.unencodedLength());
                json.writeStringField("file", out.toString());
                json.writeEndObject();
            });
        } else {
            context.out().println(metadata.blobId() + "  " + out);
        }
    }
}
