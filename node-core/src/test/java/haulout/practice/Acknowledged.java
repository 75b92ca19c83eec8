// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.network.StoredBlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// What a network acknowledged, in a file that outlives the process that noted it. Thread-safe.
final class Acknowledged {
    private static final String STORED = "stored";
    private static final String GIVEN_UP = "given-up";

    private final Path file;
    private final Map<ObjectId, Kept> kept = new ConcurrentHashMap<>();

    /// One file of the owner's.
    ///
    /// @param seed of its bytes
    record Kept(BlobId blobId, ObjectId object, long endEpoch, long seed, int byteCount) {
        byte[] bytes() {
            return content(seed, byteCount);
        }
    }

    /// Goes on from what is in the file.
    Acknowledged(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            Map<ObjectId, Kept> before = new LinkedHashMap<>();
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ");
                if (words[0].equals(GIVEN_UP)) {
                    before.remove(ObjectId.parse(words[1]));
                } else if (words.length == 6) { // a line that was cut off was not acknowledged
                    Kept one =
                            new Kept(
                                    BlobId.parse(words[2]),
                                    ObjectId.parse(words[1]),
                                    Long.parseLong(words[3]),
                                    Long.parseLong(words[4]),
                                    Integer.parseInt(words[5]));
                    before.put(one.object(), one);
                }
            }
            kept.putAll(before);
        }
    }

    static byte[] content(long seed, int byteCount) {
        byte[] bytes = new byte[byteCount];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// The network has said yes.
    void add(StoredBlob blob, long seed, int byteCount) throws IOException {
        Kept one = new Kept(blob.blobId(), blob.object(), blob.endEpoch(), seed, byteCount);
        note(
                "%s %s %s %d %d %d\n"
                        .formatted(
                                STORED,
                                one.object(),
                                one.blobId(),
                                one.endEpoch(),
                                seed,
                                byteCount));
        kept.put(one.object(), one);
    }

    /// Nobody asks for it any more; noted before it is deleted.
    void giveUp(Kept one) throws IOException {
        kept.remove(one.object());
        note("%s %s\n".formatted(GIVEN_UP, one.object()));
    }

    /// Gives up what ends.
    void giveUpUntil(long epoch) throws IOException {
        for (Kept one : all()) {
            if (one.endEpoch() <= epoch) {
                giveUp(one);
            }
        }
    }

    boolean has(Kept one) {
        return kept.containsKey(one.object());
    }

    List<Kept> all() {
        return List.copyOf(kept.values());
    }

    private synchronized void note(String line) throws IOException {
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
