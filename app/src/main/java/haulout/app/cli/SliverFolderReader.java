// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.EncodingConfig;
import haulout.core.SliverIndex;
import haulout.core.WireFormatException;
import haulout.redstuff.BlobMetadata;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.MetadataVerificationException;
import haulout.redstuff.Progress;
import haulout.redstuff.Sliver;
import haulout.redstuff.SliverSource;
import haulout.redstuff.SliverVerificationException;
import haulout.redstuff.SliverVerifier;
import haulout.redstuff.StridedFile;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MetadataFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder that `encode` made, or any part of one: finds the sliver files that are good.
final class SliverFolderReader {
    /// Bytes of metadata for the most shards that the command line takes, and more.
    private static final long MAX_METADATA_BYTES = 64 + 66L * 65535;

    /// A description has some hundred bytes; whoever put more there does not get it into memory.
    private static final JsonFactory DESCRIPTION_JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxDocumentLength(1 << 20)
                                    .maxStringLength(1 << 16)
                                    .maxNameLength(1 << 10)
                                    .maxNestingDepth(16)
                                    .build())
                    .build();

    private final Path folder;
    private final VerifiedBlobMetadata metadata;
    private final List<Candidate> candidates;

    private SliverFolderReader(
            Path folder, VerifiedBlobMetadata metadata, List<Candidate> candidates) {
        this.folder = folder;
        this.metadata = metadata;
        this.candidates = candidates;
    }

    /// A file that by its name is a sliver's.
    private record Candidate(Path path, SliverFolder.Name name) {}

    /// A file whose contents have been checked.
    private record Good(Path path, int sliverIndex, long bytes, FileTime modified) {}

    /// Enough good slivers of one axis.
    static final class Selection implements SliverSource, AutoCloseable {
        private final Axis axis;
        private final List<Good> files;
        private final int headerBytes;
        private final OpenFiles open;

        private Selection(Axis axis, List<Good> files, int headerBytes) {
            this.axis = axis;
            this.files = files;
            this.headerBytes = headerBytes;
            this.open = OpenFiles.forReading(files.size());
        }

        /// Whether they are primary or secondary slivers.
        Axis axis() {
            return axis;
        }

        /// Their indices, in the order of their numbers.
        int[] indices() {
            return files.stream().mapToInt(Good::sliverIndex).toArray();
        }

        @Override
        public void read(int number, int payloadOffset, byte[] target, int offset, int count)
                throws IOException {
            Path path = files.get(number).path();
            try {
                open.use(
                        number,
                        path,
                        file ->
                                StridedFile.readFully(
                                        file,
                                        (long) headerBytes + payloadOffset,
                                        target,
                                        offset,
                                        count));
            } catch (IOException e) {
                throw StridedFile.naming("read", path, e);
            }
        }

        @Override
        public void close() throws IOException {
            open.close();
        }

        /// Refuses files that were written to after they had been checked.
        void requireUnchanged() throws IOException {
            for (Good file : files) {
                if (Files.size(file.path()) != file.bytes()
                        || !Files.getLastModifiedTime(file.path()).equals(file.modified())) {
                    throw new IOException(file.path() + " was changed while it was read");
                }
            }
        }
    }

    /// What was found.
    sealed interface Found {
        /// Enough slivers to decode.
        record Enough(Selection selection) implements Found {}

        /// Not enough of either axis.
        record TooFew(int primaries, int secondaries) implements Found {}
    }

    /// Reads the metadata and lists the slivers.
    ///
    /// @param notice hears in one sentence of what is wrong and does not matter
    static SliverFolderReader open(Path folder, Kernels kernels, Consumer<String> notice)
            throws CommandFailure, IOException {
        if (!Files.readAttributes(folder, BasicFileAttributes.class).isDirectory()) {
            throw new CommandFailure(
                    folder + " is not a folder; name the one that haulout encode made");
        }
        VerifiedBlobMetadata metadata = readMetadata(folder, kernels, notice);
        List<Candidate> candidates = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(path ->
                    SliverFolder.Name.parse(String.valueOf(path.getFileName()))
                            .ifPresent(name -> candidates.add(new Candidate(path, name))));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new SliverFolderReader(folder, metadata, candidates);
    }

    private static VerifiedBlobMetadata readMetadata(
            Path folder, Kernels kernels, Consumer<String> notice)
            throws CommandFailure, IOException {
        Path path = folder.resolve(SliverFolder.METADATA);
        if (!Files.isRegularFile(path)) {
            throw new CommandFailure(
                    "there is no "
                            + SliverFolder.METADATA
                            + " in "
                            + folder
                            + "; without it nothing says what the slivers belong to");
        }
        if (Files.size(path) > MAX_METADATA_BYTES) {
            throw new CommandFailure(
                    path
                            + " is damaged: "
                            + Files.size(path)
                            + " bytes, at most "
                            + MAX_METADATA_BYTES
                            + " expected");
        }
        Optional<BlobId> described = readBlobId(folder.resolve(SliverFolder.DESCRIPTION), notice);
        try {
            BlobMetadata unverified = MetadataFormat.decode(Files.readAllBytes(path));
            int shards = unverified.hashes().size();
            if (shards < EncodingConfig.MIN_ENCODABLE_SHARDS || shards > BlobArguments.MAX_SHARDS) {
                throw new CommandFailure(
                        path
                                + " is damaged, or not for this program: it is for "
                                + shards
                                + " shards");
            }
            EncodingConfig config = new EncodingConfig(shards);
            BlobId own = unverified.blobId(kernels.hash());
            VerifiedBlobMetadata metadata =
                    unverified.claimedAs(own).verify(config, kernels.hash());
            if (described.isPresent() && !described.get().equals(own)) {
                throw new CommandFailure(
                        path
                                + " is damaged or of another blob: its blob ID is "
                                + own
                                + ", and "
                                + SliverFolder.DESCRIPTION
                                + " says "
                                + described.get()
                                + "; put the right one there, or delete "
                                + SliverFolder.DESCRIPTION
                                + " to trust this one");
            }
            return metadata;
        } catch (MetadataVerificationException e) {
            throw new CommandFailure(
                    path + " is damaged, or not for this program: " + e.reason(), e);
        } catch (WireFormatException e) {
            throw new CommandFailure(path + " is damaged: " + e.getMessage(), e);
        }
    }

    /// The blob ID that the description gives; empty if there is no description, or none that can
    /// be read.
    private static Optional<BlobId> readBlobId(Path path, Consumer<String> notice) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Optional<BlobId> found = Files.isRegularFile(path) ? parseBlobId(path) : Optional.empty();
        if (found.isEmpty()) {
            notice.accept(
                    SliverFolder.DESCRIPTION
                            + " cannot be read; "
                            + SliverFolder.METADATA
                            + " alone says which blob this is");
        }
        return found;
    }

    private static Optional<BlobId> parseBlobId(Path path) {
        try (JsonParser json = DESCRIPTION_JSON.createParser(path.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                if (field.equals("blobId") && json.currentToken() == JsonToken.VALUE_STRING) {
                    return Optional.of(BlobId.parse(json.getText()));
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException _) {
            return Optional
                    .empty(); // because the description only serves people; the metadata decides
        }
    }

    /// The metadata, which is right in itself.
    VerifiedBlobMetadata metadata() {
        return metadata;
    }

    /// Checks sliver files, the cheapest first, until there are enough of one axis.
    ///
    /// @param notice hears of every file that is passed over, or is not what its name says, in one
    ///   sentence
    Found select(Crew crew, Supplier<Kernels> kernels, Consumer<String> notice, Progress progress)
            throws IOException, InterruptedException {
        int primaries = 0;
        int secondaries = 0;
        for (Axis axis : Axis.values()) {
            int need = metadata.config().sourceCount(axis);
            List<Good> good = goodOf(axis, need, crew, kernels, notice, progress);
            if (good.size() >= need) {
                int headerBytes = SliverFolder.header((int) metadata.sliverBytes(axis)).length;
                return new Found.Enough(new Selection(axis, good.subList(0, need), headerBytes));
            }
            if (axis == Axis.PRIMARY) {
                primaries = good.size();
            } else {
                secondaries = good.size();
            }
        }
        return new Found.TooFew(primaries, secondaries);
    }

    private List<Good> goodOf(
            Axis axis,
            int need,
            Crew crew,
            Supplier<Kernels> kernels,
            Consumer<String> notice,
            Progress progress)
            throws IOException, InterruptedException {
        EncodingConfig config = metadata.config();
        // Source slivers need no decoding, so they come first.
        List<Candidate> ofAxis =
                candidates.stream()
                        .filter(candidate -> candidate.name().axis() == axis)
                        .filter(candidate -> isPlausible(candidate, config, notice))
                        .sorted(
                                Comparator.comparingInt(candidate ->
                                        candidate.name().pair().sliver(axis, config).value()))
                        .toList();
        Map<Integer, Good> good = new HashMap<>();
        int next = 0;
        while (good.size() < need && next < ofAxis.size()) {
            List<Candidate> batch =
                    ofAxis.subList(next, Math.min(ofAxis.size(), next + need - good.size()));
            next += batch.size();
            @Nullable Checked[] checked = new @Nullable Checked[batch.size()];
            int before = good.size();
            crew.run(
                    batch.size(),
                    i -> new Checker(axis, kernels.get()),
                    (checker, i) -> {
                        checked[i] = checker.check(batch.get(i));
                        progress.advanced(before + i, need);
                    });
            for (Checked result : checked) {
                switch (result) {
                    case Checked.Fine(Good file) -> good.putIfAbsent(file.sliverIndex(), file);
                    case Checked.Misnamed(Good file, String sentence) -> {
                        notice.accept(sentence);
                        good.putIfAbsent(file.sliverIndex(), file);
                    }
                    case Checked.Refused(String sentence) -> notice.accept(sentence);
                    case null -> throw new IllegalStateException("a file was not checked");
                }
            }
        }
        return good.values().stream().sorted(Comparator.comparingInt(Good::sliverIndex)).toList();
    }

    private static boolean isPlausible(
            Candidate candidate, EncodingConfig config, Consumer<String> notice) {
        if (candidate.name().pair().value() < config.shardCount()) {
            return true;
        }
        notice.accept(
                candidate.path().getFileName()
                        + " is not of this blob, which has "
                        + config.shardCount()
                        + " sliver pairs");
        return false;
    }

    private sealed interface Checked {
        record Fine(Good file) implements Checked {}

        /// Good, but of another sliver pair than the name says.
        record Misnamed(Good file, String sentence) implements Checked {}

        record Refused(String sentence) implements Checked {}
    }

    /// One thread's checks.
    private final class Checker {
        private final Axis axis;
        private final SliverVerifier verifier;
        private final int payloadBytes;
        private final byte[] header;

        Checker(Axis axis, Kernels kernels) {
            this.axis = axis;
            this.verifier = new SliverVerifier(metadata.config(), kernels);
            this.payloadBytes = (int) metadata.sliverBytes(axis);
            this.header = SliverFolder.header(payloadBytes);
        }

        Checked check(Candidate candidate) throws ClosedByInterruptException {
            Path path = candidate.path();
            // Opening a pipe would wait for ever.
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                return new Checked.Refused(path.getFileName() + " is not a file");
            }
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
                FileTime modified = Files.getLastModifiedTime(path);
                long bytes = file.size();
                long expected = (long) header.length + payloadBytes + SliverFolder.TRAILER_BYTES;
                if (bytes != expected) {
                    return refused(path, bytes + " bytes, expected " + expected);
                }
                byte[] frame = new byte[header.length + SliverFolder.TRAILER_BYTES];
                byte[] payload = new byte[payloadBytes];
                StridedFile.readFully(file, 0, frame, 0, header.length);
                StridedFile.readFully(file, header.length, payload, 0, payloadBytes);
                StridedFile.readFully(
                        file,
                        expected - SliverFolder.TRAILER_BYTES,
                        frame,
                        header.length,
                        SliverFolder.TRAILER_BYTES);
                if (!Arrays.equals(frame, 0, header.length, header, 0, header.length)) {
                    return refused(path, "its first bytes do not give the length of its contents");
                }
                int symbolBytes = unsigned16(frame, header.length);
                int index = unsigned16(frame, header.length + 2);
                if (symbolBytes == 0) {
                    return refused(path, "symbols of 0 bytes");
                }
                verifier.verify(
                        new Sliver(axis, new SliverIndex(index), symbolBytes, payload), metadata);
                Good good = new Good(path, index, bytes, modified);
                SliverFolder.Name name = SliverFolder.Name.of(axis, index, metadata.config());
                return name.equals(candidate.name())
                        ? new Checked.Fine(good)
                        : new Checked.Misnamed(
                                good,
                                path.getFileName()
                                        + " holds what belongs in "
                                        + name.text()
                                        + ", and is used as that");
            } catch (SliverVerificationException e) {
                return refused(
                        path,
                        e.reason() instanceof SliverVerificationException.Reason.RootMismatch
                                ? "its contents do not have the hash that is in "
                                        + SliverFolder.METADATA
                                : e.reason().toString());
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                return new Checked.Refused(
                        path.getFileName() + " cannot be read: " + IoSentence.of(e));
            }
        }

        private static int unsigned16(byte[] bytes, int at) {
            return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
        }

        private Checked refused(Path path, String why) {
            return new Checked.Refused(
                    path.getFileName() + " is damaged or of another blob: " + why);
        }
    }

    @Override
    public String toString() {
        return folder + " with " + candidates.size() + " sliver files";
    }
}
