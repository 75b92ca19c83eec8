// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.BlobId;
import haulout.home.ActivityEvent;
import haulout.home.ShareLink;
import haulout.home.StoreWish;
import haulout.home.Transfer;
import haulout.network.FetchedBlob;
import haulout.network.OwnFiles;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.store.HistoryStore;
import haulout.store.KeptFile;
import haulout.store.StoreException;
import haulout.store.WaitingFile;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The owner's files on their way in and out, a few at a time.
final class TransferQueue {
    // encoding takes the processor and two at once would take twice as long each
    private static final int AT_ONCE_IN = 1;
    private static final int AT_ONCE_OUT = 2;

    // ended ones beyond this leave the list, oldest first
    private static final int MAX_ENDED = 100;

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
    private final Patience patience;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentSkipListMap<Long, OngoingTransfer> all = new ConcurrentSkipListMap<>();

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
        this.patience = new Patience(clock, Thread::sleep);
    }

    /// All transfers, newest first.
    List<Transfer> reports() {
        List<Transfer> reports = new ArrayList<>();
        all.values().forEach(one -> reports.add(one.report()));
        Collections.reverse(reports);
        return reports;
    }

    /// Puts a file in, as soon as it is its turn. It goes on after a restart.
    Transfer store(StoreWish wish) throws IOException, InterruptedException {
        Path file = wish.file().toAbsolutePath();
        long bytes = Files.size(file);
        Optional<ByteBuffer> key =
                wish.locked()
                        ? Optional.of(ByteBuffer.wrap(LockedFile.newKey(random)))
                        : Optional.empty();
        WaitingFile waiting =
                new WaitingFile(0, file, wish.epochs(), wish.deletable(), key, clock.instant());
        return store(waiting, history.add(waiting), bytes);
    }

    private Transfer store(WaitingFile waiting, long number, long bytes) {
        OngoingTransfer one =
                new OngoingTransfer(
                        numbers.incrementAndGet(),
                        name(waiting.file()),
                        true,
                        bytes,
                        Optional.empty(),
                        Optional.empty(),
                        waiting.since());
        return start(
                one,
                in,
                () -> storeNow(waiting, number, one),
                () -> {
                    if (!one.isForLater()) {
                        history.giveUp(number); // says nothing of a file that has arrived
                    }
                });
    }

    /// Goes on with what was on its way when the program ended.
    void resume() throws StoreException, InterruptedException {
        for (WaitingFile waiting : history.waiting()) {
            store(waiting, waiting.number(), size(waiting.file()));
        }
    }

    // the transfer itself says that a file is gone
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /// Takes a file out, as soon as it is its turn.
    Transfer takeOut(BlobId blob, Path target) throws IOException, InterruptedException {
        Optional<KeptFile> known = known(blob);
        return takeOut(
                blob,
                target,
                known.map(KeptFile::name).orElse(name(target)),
                known.map(KeptFile::bytes).orElse(0L),
                known.flatMap(KeptFile::secret));
    }

    /// Takes out what somebody shared. The own key is used for an own file.
    Transfer takeOut(ShareLink link, Path target) throws IOException, InterruptedException {
        Optional<KeptFile> known = known(link.blob());
        return takeOut(
                link.blob(),
                target,
                link.name().isEmpty() ? name(target) : link.name(),
                known.map(KeptFile::bytes).orElse(0L),
                link.key().or(() -> known.flatMap(KeptFile::secret)));
    }

    private Transfer takeOut(
            BlobId blob, Path target, String name, long bytes, Optional<ByteBuffer> key)
            throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        // whoever chose the name was asked; what comes there later is nobody's wish
        boolean replaces = Files.exists(target);
        OngoingTransfer one =
                new OngoingTransfer(
                        numbers.incrementAndGet(),
                        name,
                        false,
                        bytes,
                        Optional.of(blob),
                        Optional.of(target),
                        clock.instant());
        return start(
                one,
                out,
                () -> takeOutNow(blob, target, replaces, key.map(TransferQueue::bytes), one),
                () -> {});
    }

    private Transfer start(OngoingTransfer one, Semaphore turn, Errands.Deed deed, Ending after) {
        all.put(one.id(), one);
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
                log.atInfo().setCause(e).addKeyValue("transfer", one.id()).log("transfer failed");
            }
            one.end(failure);
            end(after);
            tell(one.report());
        });
        return one.report();
    }

    /// What is noted when a transfer has ended.
    @FunctionalInterface
    private interface Ending {
        void run() throws IOException, InterruptedException;
    }

    private static void end(Ending after) {
        try {
            after.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the program ends
        } catch (IOException e) {
            log.atWarn().setCause(e).log("a transfer's end was not noted; it will be tried again");
        }
    }

    private void forgetOldest() {
        int ended = 0;
        for (OngoingTransfer one : all.descendingMap().values()) {
            if (one.report().stage().isOver() && ++ended > MAX_ENDED) {
                all.remove(one.id());
            }
        }
    }

    private void storeNow(WaitingFile waiting, long number, OngoingTransfer one)
            throws IOException, InterruptedException {
        Path source = waiting.file();
        Path locked = folder.resolve("locked-" + one.id());
        // now, because the file may be gone when its pieces have been confirmed
        long bytes = Files.size(source);
        Optional<byte[]> key = Optional.empty();
        try {
            if (waiting.secret().isPresent()) {
                one.locking();
                key = Optional.of(keyOf(source, bytes(waiting.secret().get())));
                lock(source, locked, key.get());
                source = locked;
            }
            Path sent = source;
            // the name stays on this computer: the ledger is for everybody
            StoreTerms terms = new StoreTerms(waiting.epochs(), waiting.isDeletable(), Map.of());
            // what was registered for the first attempt serves the others
            StoredBlob stored = patience.ask(one, () -> files.store(sent, terms, one));
            history.arrived(
                    number,
                    new KeptFile(
                            stored.object(),
                            stored.blobId(),
                            name(waiting.file()),
                            bytes,
                            clock.instant(),
                            stored.endEpoch(),
                            waiting.isDeletable(),
                            key.map(ByteBuffer::wrap)));
            one.confirmed(stored.nodes(), stored.nodes() + stored.shortcomings().size());
        } finally {
            Files.deleteIfExists(locked);
        }
    }

    private static byte[] keyOf(Path file, byte[] secret) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return LockedFile.keyOf(secret, in);
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

    /// Beside the target, and there at once when all of it is whole: what is replaced stays until
    /// then.
    private void takeOutNow(
            BlobId blob, Path target, boolean replaces, Optional<byte[]> key, OngoingTransfer one)
            throws IOException, InterruptedException {
        Path locked = folder.resolve("fetched-" + one.id());
        Path open = target.resolveSibling("." + name(target) + ".haulout-" + one.id());
        try {
            if (key.isEmpty()) {
                read(blob, open, one);
            } else {
                read(blob, locked, one);
                one.locking();
                open(locked, open, key.get());
            }
            if (!replaces && Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(open, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(locked);
            Files.deleteIfExists(open);
        }
    }

    private static void open(Path locked, Path open, byte[] key) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(locked));
                FileChannel file =
                        FileChannel.open(
                                open, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file))) {
            LockedFile.open(in, out, key);
            out.flush();
            file.force(true);
        }
    }

    private void read(BlobId blob, Path target, OngoingTransfer one)
            throws IOException, InterruptedException {
        FetchedBlob _ = patience.ask(one, () -> files.read(blob, target, false, one));
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
        OngoingTransfer one = all.get(id);
        if (one != null) {
            one.cancel(false);
        }
    }

    /// Takes an ended transfer off the list.
    void forget(long id) {
        all.computeIfPresent(id, (_, one) -> one.report().stage().isOver() ? null : one);
    }

    /// Stops all of them; what is on its way in goes on at the next start.
    void stop() {
        all.values().forEach(one -> one.cancel(true));
    }
}
