// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import haulout.core.Axis;
import haulout.core.EncodingConfig;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.FileBlob;
import haulout.redstuff.StridedFile;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MetadataFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `haulout encode`: a file into a folder with its metadata and all its slivers.
///
/// Everything is written to a folder of another name beside the wanted one, which gets its name
/// only when it is complete.
public final class EncodeCommand implements Command {
    /// Smaller blobs are read at once, which takes less than mapping them.
    static final int MIN_MAPPED_BYTES = 4 << 20;

    /// Blobs up to this size are mapped: what they add to the process's memory is within what it
    /// may take.
    static final long MAX_MAPPED_BYTES = 256L << 20;

    @Override
    public String name() {
        return "encode";
    }

    @Override
    public String summary() {
        return "Encode a file into metadata and slivers";
    }

    @Override
    public void declare(CommandSpec spec) {
        BlobArguments.declareShards(spec, true);
        spec.addOption(
                OptionSpec.builder("--out")
                        .paramLabel("DIR")
                        .type(Path.class)
                        .required(true)
                        .description("Folder to be made; it must not exist, or be empty.")
                        .build());
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .paramLabel("FILE")
                        .type(Path.class)
                        .required(true)
                        .description("The file to encode.")
                        .build());
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        EncodingConfig config = BlobArguments.shards(arguments, 0);
        Path file = arguments.matchedPositionalValue(0, Path.of(""));
        Path out = BlobArguments.path(arguments, "--out");
        try (FileBlob blob = BlobArguments.open(file, config)) {
            int symbolBytes = config.symbolBytes(blob.length());
            Path existing = requireNewFolder(out);
            FreeSpace.require(existing, fileBytes(config, symbolBytes), "the slivers need");
            try (Staging staging = Staging.folderFor(out, context.cleanUps())) {
                report(encodeInto(staging, blob, config, context), out, context);
            }
        }
    }

    private static VerifiedBlobMetadata encodeInto(
            Staging staging, FileBlob blob, EncodingConfig config, CommandContext context)
            throws IOException, InterruptedException {
        VerifiedBlobMetadata metadata;
        try {
            metadata = encode(blob, config, staging.path(), context);
            blob.requireUnchanged();
            write(
                    staging.path().resolve(SliverFolder.METADATA),
                    MetadataFormat.encode(metadata.metadata()));
            write(staging.path().resolve(SliverFolder.DESCRIPTION), description(metadata));
        } catch (FileSystemException e) {
            throw staging.inTermsOfTarget(e);
        }
        staging.moveToTarget();
        return metadata;
    }

    /// @return an existing folder on the drive that it will be on
    private static Path requireNewFolder(Path out) throws CommandFailure, IOException {
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(out)) {
                throw new CommandFailure(out + " exists already and is not a folder");
            }
            try (Stream<Path> entries = Files.list(out)) {
                if (entries.findAny().isPresent()) {
                    throw new CommandFailure(
                            out + " is not empty; name a new folder, so that nothing is mixed up");
                }
            }
            return out;
        }
        Path parent = out.toAbsolutePath().getParent();
        if (parent == null) {
            throw new CommandFailure(out + " cannot be made: it is the root of a drive");
        }
        if (!Files.exists(parent)) {
            throw new NoSuchFileException(parent.toString());
        }
        if (!Files.isDirectory(parent)) {
            throw new NotDirectoryException(parent.toString());
        }
        return parent;
    }

    /// What the sliver files take, with what frames each payload.
    private static long fileBytes(EncodingConfig config, int symbolBytes) {
        long bytes = 0;
        for (Axis axis : Axis.values()) {
            int payloadBytes = config.sliverBytes(axis, symbolBytes);
            int frameBytes = SliverFolder.header(payloadBytes).length + SliverFolder.TRAILER_BYTES;
            bytes += FreeSpace.of(config.shardCount(), (long) payloadBytes + frameBytes);
        }
        return bytes;
    }

    private static VerifiedBlobMetadata encode(
            FileBlob blob, EncodingConfig config, Path folder, CommandContext context)
            throws IOException, InterruptedException {
        int symbolBytes = config.symbolBytes(blob.length());
        try (CodecThreads threads = CodecThreads.fitting(config, symbolBytes, 1);
                OneShotKernels kernels = OneShotKernels.forBlob(config, symbolBytes);
                BarProgress progress = new BarProgress(context, "encoding")) {
            try (SliverFolderSink sink = new SliverFolderSink(folder, config, symbolBytes)) {
                BlobEncoder encoder =
                        new BlobEncoder(config, kernels, threads.crew(), BufferSizes.FILES);
                return blob.mapped(
                        MIN_MAPPED_BYTES,
                        MAX_MAPPED_BYTES,
                        source -> encoder.encode(source, sink, progress));
            }
        }
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        try {
            Files.write(path, bytes, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw StridedFile.naming("write", path, e);
        }
    }

    private static byte[] description(VerifiedBlobMetadata metadata) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(text, JsonEncoding.UTF8)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            writeDescription(metadata, json);
            json.writeRaw('\n');
        }
        return text.toByteArray();
    }

    /// The blob as one JSON object.
    private static void writeDescription(VerifiedBlobMetadata metadata, JsonGenerator json)
            throws IOException {
        EncodingConfig config = metadata.config();
        long length = metadata.unencodedLength();
        json.writeStartObject();
        json.writeStringField("blobId", metadata.blobId().toString());
        json.writeStringField("rootHash", metadata.root().toString());
        json.writeStringField("encodingType", "RS2");
        json.writeNumberField("nShards", config.shardCount());
        json.writeNumberField("size", length);
        json.writeNumberField("symbolSize", metadata.symbolBytes());
        json.writeNumberField("primarySliverSize", metadata.sliverBytes(Axis.PRIMARY));
        json.writeNumberField("secondarySliverSize", metadata.sliverBytes(Axis.SECONDARY));
        json.writeNumberField("primarySliversNeeded", config.primarySourceCount());
        json.writeNumberField("secondarySliversNeeded", config.secondarySourceCount());
        json.writeNumberField("encodedSize", config.encodedBytes(length));
        json.writeEndObject();
    }

    private static void report(VerifiedBlobMetadata metadata, Path out, CommandContext context)
            throws IOException {
        if (context.isJson()) {
            context.printJson(json -> writeDescription(metadata, json));
            return;
        }
        EncodingConfig config = metadata.config();
        context.out().println(metadata.blobId() + "  " + out);
        context.out()
                .println(
                        2 * config.shardCount()
                                + " slivers; any "
                                + config.primarySourceCount()
                                + " primary or "
                                + config.secondarySourceCount()
                                + " secondary ones give the file back");
    }
}
