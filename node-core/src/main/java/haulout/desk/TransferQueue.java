// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.BlobId;
import haulout.home.ActivityEvent;
import haulout.home.StoreWish;
import haulout.home.Transfer;
import haulout.network.OwnFiles;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferListener;
import haulout.store.HistoryStore;
import haulout.store.KeptFile;
import haulout.store.StoreException;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The owner's files on their way in and out, a few at a time.
final class TransferQueue {
    // encoding takes the processor and two at once would take twice as long each
    private static final int AT_ONCE_IN = 1;
    private static final int AT_ONCE_OUT = 2;

    // ended ones beyond this leave the list, oldest first
    private static final int MAX_ENDED = 100;
    private static final int MAX_NOTES = 20;

    private static final Logger log = LoggerFactory.getLogger(TransferQueue.class);

    private final OwnFiles files;
    private final HistoryStore history;
    private final Diary diary;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Executor executor;
    private final Path folder;
    private final Semaphore in = new Semaphore(AT_ONCE_IN, true);
    private final Semaphore out = new Semaphore(AT_ONCE_OUT, true);
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Ongoing> all = new ConcurrentSkipListMap<>();

    /// @param random cryptographically strong, for any thread
    /// @param executor makes a (virtual) thread for each task
    /// @param folder existing and private, for locked copies
    TransferQueue(
            OwnFiles files,
            HistoryStore history,
            Diary diary,
            InstantSource clock,
            RandomGenerator random,
            Executor executor,
            Path folder) {
        this.files = files;
        this.history = history;
        this.diary = diary;
        this.clock = clock;
        this.random = random;
        this.executor = executor;
        this.folder = folder;
    }

    /// One transfer.
    private final class Ongoing implements TransferListener {
        private final long id = numbers.incrementAndGet();
        private final List<Sentence> notes = new ArrayList<>();
        private final Instant started = clock.instant();
        private Transfer now;
        private @Nullable Thread thread;
        private boolean cancelled;

        Ongoing(
                String name,
                boolean isIn,
                long bytes,
                Optional<BlobId> blob,
                Optional<Path> target) {
            this.now =
                    new Transfer(
                            id,
                            name,
                            isIn,
                            Transfer.Stage.WAITING,
                            0,
                            0,
                            bytes,
                            0,
                            0,
                            blob,
                            Optional.empty(),
                            List.of(),
                            started,
                            target);
        }

        synchronized Transfer report() {
            return now;
        }

        private void set(Transfer.Stage stage, long done, long total, Optional<Sentence> failure) {
            now =
                    new Transfer(
                            id,
                            now.name(),
                            now.isIn(),
                            stage,
                            done,
                            total,
                            now.bytes(),
                            now.placesNow(),
                            now.places(),
                            now.blob(),
                            failure,
                            notes,
                            started,
                            now.target());
        }

        private void places(int placesNow, int places) {
            now =
                    new Transfer(
                            id,
                            now.name(),
                            now.isIn(),
                            now.stage(),
                            now.done(),
                            now.total(),
                            now.bytes(),
                            placesNow,
                            places,
                            now.blob(),
                            now.failure(),
                            notes,
                            started,
                            now.target());
        }

        @Override
        public synchronized void progress(Stage stage, long done, long total) {
            if (!now.stage().isOver()) {
                set(stage(stage), done, total, Optional.empty());
            }
        }

        synchronized void locking() {
            set(Transfer.Stage.LOCKING, 0, 0, Optional.empty());
        }

        @Override
        public synchronized void known(BlobId blobId) {
            now =
                    new Transfer(
                            id,
                            now.name(),
                            now.isIn(),
                            now.stage(),
                            now.done(),
                            now.total(),
                            now.bytes(),
                            now.placesNow(),
                            now.places(),
                            Optional.of(blobId),
                            now.failure(),
                            notes,
                            started,
                            now.target());
        }

        @Override
        public synchronized void shortcoming(String node, boolean lied, String what) {
            if (notes.size() < MAX_NOTES) {
                notes.add(
                        lied
                                ? Sentence.of("transfer.note.lied", new Term.Name(node))
                                : Sentence.of("transfer.note.short", new Term.Name(node)));
            }
        }

        synchronized boolean begin() {
            thread = Thread.currentThread();
            return !cancelled;
        }

        synchronized void end(@Nullable Throwable failure) {
            thread = null;
            if (failure == null) {
                set(Transfer.Stage.DONE, 1, 1, Optional.empty());
            } else if (cancelled) {
                set(Transfer.Stage.CANCELLED, 0, 0, Optional.empty());
            } else {
                set(Transfer.Stage.FAILED, 0, 0, Optional.of(Failures.sentence(failure)));
            }
        }

        synchronized void cancel() {
            if (now.stage().isOver()) {
                return;
            }
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    private static Transfer.Stage stage(TransferListener.Stage stage) {
        return switch (stage) {
            case WAITING -> Transfer.Stage.WAITING;
            case ENCODING -> Transfer.Stage.ENCODING;
            case REGISTERING -> Transfer.Stage.REGISTERING;
            case SENDING -> Transfer.Stage.SENDING;
            case CERTIFYING -> Transfer.Stage.CERTIFYING;
            case FETCHING -> Transfer.Stage.FETCHING;
            case DECODING -> Transfer.Stage.DECODING;
        };
    }

    /// All transfers, newest first.
    List<Transfer> reports() {
        List<Transfer> reports = new ArrayList<>();
        all.values().forEach(one -> reports.add(one.report()));
        Collections.reverse(reports);
        return reports;
    }

    /// Puts a file in, as soon as it is its turn.
    Transfer store(StoreWish wish) throws IOException {
        Path file = wish.file();
        Ongoing one =
                new Ongoing(name(file), true, Files.size(file), Optional.empty(), Optional.empty());
        return start(one, in, () -> storeNow(wish, one));
    }

    /// Takes a file out, as soon as it is its turn.
    Transfer takeOut(BlobId blob, Path target) throws IOException, InterruptedException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Optional<KeptFile> known = known(blob);
        Ongoing one =
                new Ongoing(
                        known.map(KeptFile::name).orElse(name(target)),
                        false,
                        known.map(KeptFile::bytes).orElse(0L),
                        Optional.of(blob),
                        Optional.of(target));
        return start(one, out, () -> takeOutNow(blob, target, known, one));
    }

    private Transfer start(Ongoing one, Semaphore turn, Errands.Deed deed) {
        all.put(one.id, one);
        forgetOldest();
        executor.execute(() -> {
            Throwable failure = null;
            try {
                if (!one.begin()) {
                    throw new InterruptedException();
                }
                turn.acquire();
                try {
                    deed.run();
                } finally {
                    turn.release();
                }
            } catch (Exception | StackOverflowError e) {
                failure = e;
                log.atInfo().setCause(e).addKeyValue("transfer", one.id).log("transfer failed");
            }
            one.end(failure);
            tell(one.report());
        });
        return one.report();
    }

    private void forgetOldest() {
        int ended = 0;
        for (Ongoing one : all.descendingMap().values()) {
            if (one.report().stage().isOver() && ++ended > MAX_ENDED) {
                all.remove(one.id);
            }
        }
    }

    private void storeNow(StoreWish wish, Ongoing one) throws IOException, InterruptedException {
        Path source = wish.file();
        Path locked = folder.resolve("locked-" + one.id);
        Optional<byte[]> key = Optional.empty();
        try {
            if (wish.locked()) {
                one.locking();
                key = Optional.of(LockedFile.newKey(random));
                lock(source, locked, key.get());
                source = locked;
            }
            StoredBlob stored =
                    files.store(
                            source,
                            // the name stays on this computer: the ledger is for everybody
                            new StoreTerms(wish.epochs(), wish.deletable(), Map.of()),
                            one);
            history.put(
                    new KeptFile(
                            stored.object(),
                            stored.blobId(),
                            name(wish.file()),
                            Files.size(wish.file()),
                            clock.instant(),
                            stored.endEpoch(),
                            wish.deletable(),
                            key.map(ByteBuffer::wrap)));
            synchronized (one) {
                one.places(stored.nodes(), stored.nodes() + stored.shortcomings().size());
            }
        } finally {
            Files.deleteIfExists(locked);
        }
    }

    private static void lock(Path from, Path to, byte[] key) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(from));
                OutputStream out =
                        new BufferedOutputStream(
                                Files.newOutputStream(to, StandardOpenOption.CREATE_NEW))) {
            LockedFile.lock(in, out, key);
        }
    }

    private void takeOutNow(BlobId blob, Path target, Optional<KeptFile> known, Ongoing one)
            throws IOException, InterruptedException {
        Optional<byte[]> key = known.flatMap(KeptFile::secret).map(TransferQueue::bytes);
        if (key.isEmpty()) {
            files.read(blob, target, false, one);
            return;
        }
        Path locked = folder.resolve("fetched-" + one.id);
        Path open = target.resolveSibling("." + name(target) + ".haulout-" + one.id);
        try {
            files.read(blob, locked, false, one);
            one.locking();
            try (InputStream in = new BufferedInputStream(Files.newInputStream(locked));
                    OutputStream out =
                            new BufferedOutputStream(
                                    Files.newOutputStream(open, StandardOpenOption.CREATE_NEW))) {
                LockedFile.open(in, out, key.get());
            }
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(open, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(locked);
            Files.deleteIfExists(open);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        ByteBuffer copy = buffer.duplicate();
        byte[] bytes = new byte[copy.remaining()];
        copy.get(bytes);
        return bytes;
    }

    private Optional<KeptFile> known(BlobId blob) throws StoreException, InterruptedException {
        return history.files().stream().filter(file -> file.blob().equals(blob)).findFirst();
    }

    private void tell(Transfer ended) {
        Term name = new Term.Name(ended.name());
        Term size = new Term.Bytes(ended.bytes());
        Optional<Sentence> sentence =
                switch (ended.stage()) {
                    case DONE ->
                            Optional.of(
                                    ended.isIn()
                                            ? Sentence.of("activity.file.in", name, size)
                                            : Sentence.of("activity.file.out", name));
                    case FAILED ->
                            Optional.of(
                                    Sentence.of(
                                            ended.isIn()
                                                    ? "activity.file.in.failed"
                                                    : "activity.file.out.failed",
                                            name,
                                            new Term.Part(ended.failure().orElseThrow())));
                    default -> Optional.empty();
                };
        try {
            if (sentence.isPresent()) {
                diary.note(ActivityEvent.Kind.FILES, sentence.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the program ends
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// Stops a transfer.
    void cancel(long id) {
        Ongoing one = all.get(id);
        if (one != null) {
            one.cancel();
        }
    }

    /// Takes an ended transfer off the list.
    void forget(long id) {
        all.computeIfPresent(id, (_, one) -> one.report().stage().isOver() ? null : one);
    }

    /// Stops all of them.
    void stop() {
        all.values().forEach(Ongoing::cancel);
    }
}
