// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.HomeException;
import haulout.home.IdentityDesk;
import haulout.home.IdentityReport;
import haulout.identity.IdentityFolder;
import haulout.identity.IdentityOffice;
import haulout.identity.Keyring;
import haulout.identity.RecoveryFile;
import haulout.identity.RecoveryWords;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/// The identity of this home's node.
///
/// Threads: any; one thing is done at a time.
final class OwnIdentityDesk implements IdentityDesk {
    /// Guessing it costs half a second each.
    static final int LEAST_CHARACTERS = 10;

    private final IdentityOffice office;
    private final Keyring keyring;
    private final Errands errands;
    private final Seat seat;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile IdentityReport newest = IdentityReport.UNKNOWN;

    /// The network around the identity.
    interface Seat {
        /// Stops it, if it runs.
        void stop() throws IOException;

        /// Starts it, if it does not run and the first start is done.
        void start() throws IOException, InterruptedException;
    }

    OwnIdentityDesk(IdentityOffice office, Keyring keyring, Errands errands, Seat seat) {
        this.office = office;
        this.keyring = keyring;
        this.errands = errands;
        this.seat = seat;
    }

    @Override
    public IdentityReport report() {
        return newest;
    }

    @Override
    public CompletionStage<IdentityReport> look() {
        return errands.ask(() -> alone(() -> newest));
    }

    /// Something that needs the folder for itself.
    @FunctionalInterface
    private interface Deed<T> {
        T run() throws IOException, InterruptedException, HomeException;
    }

    private <T> T alone(Deed<T> deed) throws IOException, InterruptedException, HomeException {
        lock.lockInterruptibly();
        try {
            T done = deed.run();
            newest = seen();
            return done;
        } finally {
            lock.unlock();
        }
    }

    private CompletionStage<Void> tell(Deed<?> deed) {
        return errands.tell(() -> alone(deed));
    }

    private IdentityReport seen() throws IOException {
        IdentityOffice.Look look = office.look();
        return new IdentityReport(
                switch (look.lock()) {
                    case NO_KEYS -> IdentityReport.Lock.NO_KEYS;
                    case OPEN -> IdentityReport.Lock.OPEN;
                    case PASSPHRASE -> IdentityReport.Lock.PASSPHRASE;
                    case KEEPER -> IdentityReport.Lock.KEYCHAIN;
                },
                look.lock() == IdentityFolder.Lock.OPEN || office.opens(),
                keyring.keeper().isPresent(),
                look.saved(),
                look.retirement()
                        .map(gone -> Sentence.of("identity.moved", new Term.At(gone.at()))));
    }

    @Override
    public CompletionStage<List<String>> words() {
        return errands.ask(() -> alone(office::words));
    }

    @Override
    public CompletionStage<Void> wordsSaved() {
        return tell(() -> {
            office.wordsSaved();
            return true;
        });
    }

    private static void requireGood(char[] passphrase) throws HomeException {
        if (passphrase.length < LEAST_CHARACTERS) {
            throw new HomeException(
                    Sentence.of("failure.passphrase-short", new Term.Count(LEAST_CHARACTERS)));
        }
    }

    /// Does something with a copy of a secret, which is cleared afterwards.
    private CompletionStage<Void> secretly(char[] secret, Secretly deed) {
        char[] own = secret.clone();
        return tell(() -> {
            try {
                deed.run(own);
                return true;
            } finally {
                Arrays.fill(own, '\0');
            }
        });
    }

    /// Something that needs a secret.
    @FunctionalInterface
    private interface Secretly {
        void run(char[] secret) throws IOException, InterruptedException, HomeException;
    }

    @Override
    public CompletionStage<Void> save(Path file, char[] passphrase) {
        return secretly(
                passphrase,
                own -> {
                    requireGood(own);
                    office.save(file, own);
                });
    }

    @Override
    public CompletionStage<Void> move(Path file, char[] passphrase) {
        return secretly(
                passphrase,
                own -> {
                    requireGood(own);
                    seat.stop();
                    boolean moved = false;
                    try {
                        office.move(file, own);
                        moved = true;
                    } finally {
                        if (!moved) {
                            seat.start();
                        }
                    }
                });
    }

    @Override
    public CompletionStage<Void> takeBack() {
        return tell(() -> {
            office.takeBack(IdentityOffice.STANDARD_WATCH);
            seat.start();
            return true;
        });
    }

    @Override
    public CompletionStage<Void> open(char[] passphrase) {
        return secretly(
                passphrase,
                own -> {
                    keyring.offer(own);
                    if (!office.opens()) {
                        keyring.forget();
                        throw new HomeException(Sentence.of("failure.passphrase-wrong"));
                    }
                    seat.start();
                });
    }

    @Override
    public CompletionStage<Void> lock(char[] passphrase) {
        return secretly(
                passphrase,
                own -> {
                    requireGood(own);
                    office.lock(own);
                });
    }

    @Override
    public CompletionStage<Void> lockByKeychain() {
        return tell(() -> {
            office.lockByKeeper();
            return true;
        });
    }

    @Override
    public CompletionStage<Void> unlock() {
        return tell(() -> {
            office.unlock();
            return true;
        });
    }

    @Override
    public CompletionStage<String> describe(Path file) {
        return errands.ask(() -> {
            if (!Files.isRegularFile(file)) {
                throw new HomeException(
                        Sentence.of("failure.no-file", new Term.Name(file.toString())));
            }
            RecoveryFile.Face face = RecoveryFile.look(file);
            return face.node().map(Object::toString).orElse("");
        });
    }

    @Override
    public CompletionStage<Void> restore(char[] words) {
        return secretly(
                words,
                own ->
                        office.restore(
                                RecoveryWords.parse(CharBuffer.wrap(own)),
                                IdentityOffice.STANDARD_WATCH));
    }

    @Override
    public CompletionStage<Void> restore(Path file, char[] passphrase) {
        return secretly(
                passphrase,
                own -> office.restore(RecoveryFile.read(file, own), IdentityOffice.STANDARD_WATCH));
    }
}
