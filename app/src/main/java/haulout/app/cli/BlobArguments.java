// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.core.EncodingConfig;
import haulout.redstuff.FileBlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What the commands that encode a file have in common: the number of shards, and a file that fits
/// it.
final class BlobArguments {
    /// Most shards that the command line takes: four times what the public network has; memory
    /// grows with the square.
    static final int MAX_SHARDS = 4096;

    private BlobArguments() {}

    /// The option `--shards`.
    static void declareShards(CommandSpec spec, boolean required) {
        spec.addOption(
                OptionSpec.builder("--shards")
                        .paramLabel("N")
                        .type(int.class)
                        .required(required)
                        .description(
                                "Number of shards of the network, "
                                        + EncodingConfig.MIN_ENCODABLE_SHARDS
                                        + " to "
                                        + MAX_SHARDS
                                        + "; 1000 on the public one.")
                        .build());
    }

    /// The value of `--shards`, checked.
    static EncodingConfig shards(ParseResult arguments, int otherwise) throws WrongUsage {
        int shards = arguments.matchedOptionValue("--shards", otherwise);
        if (shards < EncodingConfig.MIN_ENCODABLE_SHARDS || shards > MAX_SHARDS) {
            throw new WrongUsage(
                    "--shards must be "
                            + EncodingConfig.MIN_ENCODABLE_SHARDS
                            + " to "
                            + MAX_SHARDS
                            + ", not "
                            + shards);
        }
        return new EncodingConfig(shards);
    }

    /// The value of an option that names a file or folder and must be given.
    static Path path(ParseResult arguments, String option) throws WrongUsage {
        Path path = arguments.matchedOptionValue(option, Path.of(""));
        if (path.toString().isEmpty()) {
            throw new WrongUsage(option + " must name something, and is empty");
        }
        return path;
    }

    /// Opens a blob that can be encoded for the shards that were chosen, or says in a sentence why
    /// not.
    @MustBeClosed
    static FileBlob open(Path path, EncodingConfig config) throws CommandFailure, IOException {
        return open(path, config, true);
    }

    /// Opens a blob that a network of so many shards can take, or says in a sentence why not.
    @MustBeClosed
    static FileBlob openForNetwork(Path path, EncodingConfig network)
            throws CommandFailure, IOException {
        return open(path, network, false);
    }

    @MustBeClosed
    private static FileBlob open(Path path, EncodingConfig config, boolean isChosen)
            throws CommandFailure, IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        if (file.isDirectory()) {
            throw new CommandFailure(
                    path + " is a folder; a blob is one file, so pack the folder into one first");
        }
        if (!file.isRegularFile()) {
            throw new CommandFailure(
                    path
                            + " is not an ordinary file; a blob is read twice, so save it to a file first");
        }
        long bytes = file.size();
        if (bytes > config.maxBlobBytes()) {
            throw new CommandFailure(
                    path
                            + " has "
                            + bytes
                            + " bytes; "
                            + (isChosen ? tooFewShards(bytes, config) : limitOf(config)));
        }
        return FileBlob.open(path);
    }

    private static String limitOf(EncodingConfig network) {
        return "this network of "
                + network.shardCount()
                + " shards takes files of at most "
                + network.maxBlobBytes();
    }

    private static String tooFewShards(long bytes, EncodingConfig config) {
        OptionalInt fitting =
                IntStream.rangeClosed(config.shardCount() + 1, MAX_SHARDS)
                        .filter(n -> new EncodingConfig(n).maxBlobBytes() >= bytes)
                        .findFirst();
        String largest =
                "the largest blob for "
                        + config.shardCount()
                        + " shards has "
                        + config.maxBlobBytes();
        return fitting.isPresent()
                ? largest + ", and --shards " + fitting.getAsInt() + " or more would do"
                : largest + ", and no number of shards up to " + MAX_SHARDS + " would do";
    }
}
