// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import haulout.core.NodeId;
import haulout.identity.RecoveryException.Kind;
import haulout.store.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What an owner does with the identity of a home: look, save a way back, bring it back, take it to
/// another computer, lock it.
///
/// Whoever changes something must have the home for itself, or be the process that runs it.
/// Threads: one at a time.
public final class IdentityOffice {
    /// How long another copy is looked for before a node is brought back.
    public static final Duration STANDARD_WATCH = Duration.ofMinutes(2);

    // a copy that restarts is away for some seconds
    private static final Duration ASK_EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Path home;
    private final Keyring keyring;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Path twins;

    /// @param home data directory
    /// @param random cryptographically strong
    /// @param twins where the locks of running identities are, see [TwinLock#standardFolder()]
    public IdentityOffice(
            Path home, Keyring keyring, InstantSource clock, RandomGenerator random, Path twins) {
        this.home = home;
        this.keyring = keyring;
        this.clock = clock;
        this.random = random;
        this.twins = twins;
    }

    /// What everybody may know.
    ///
    /// @param folder where the keys are
    /// @param node identity on the ledger, if it is known here
    /// @param retirement why this copy never starts again
    /// @param saved when a way back was last saved
    /// @param address where the node was to be reached last
    public record Look(
            Path folder,
            Optional<NodeId> node,
            IdentityFolder.Lock lock,
            Optional<IdentityFolder.Retirement> retirement,
            Optional<Instant> saved,
            Optional<String> address) {
        public Look {
            Objects.requireNonNull(folder);
            Objects.requireNonNull(node);
            Objects.requireNonNull(lock);
            Objects.requireNonNull(retirement);
            Objects.requireNonNull(saved);
            Objects.requireNonNull(address);
        }
    }

    private IdentityFolder folder() {
        return IdentityFolder.of(home, keyring);
    }

    /// Looks; nothing is opened.
    public Look look() throws IOException {
        IdentityFolder folder = folder();
        return new Look(
                folder.path(),
                folder.nodeId(),
                folder.lock(),
                folder.retirement(),
                folder.lastSaved(),
                folder.lastAddress());
    }

    private NodeSecrets secrets() throws IOException {
        return folder().secrets()
                .orElseThrow(() ->
                        new RecoveryException(Kind.DAMAGED, "there is no identity in " + home));
    }

    /// The words, to be shown to their owner.
    ///
    /// @throws RecoveryException if the keys are of before there were words
    public List<String> words() throws IOException {
        return secrets()
                .words()
                .orElseThrow(() ->
                        new RecoveryException(
                                Kind.NO_WORDS, "these keys are of before there were words"))
                .words();
    }

    /// Notes that the owner has written the words down.
    public void wordsSaved() throws IOException {
        folder().noteSaved(clock.instant());
    }

    /// Saves a recovery file.
    public void save(Path file, char[] passphrase) throws IOException {
        write(file, passphrase, false);
        folder().noteSaved(clock.instant());
    }

    private void write(Path file, char[] passphrase, boolean moved) throws IOException {
        IdentityFolder folder = folder();
        new RecoveryFile(folder.nodeId(), clock.instant(), secrets(), moved, folder.lastAddress())
                .write(file, passphrase, random);
    }

    /// Gives this copy up for one on another computer: first it is marked, then the file is written
    /// that brings it back there. So there is no moment in which both may start; if the file cannot
    /// be written, the mark goes again.
    public void move(Path file, char[] passphrase) throws IOException {
        IdentityFolder folder = folder();
        secrets();
        folder.refuseIfRetired();
        folder.retire("moved", clock.instant());
        boolean written = false;
        try {
            write(file, passphrase, true);
            written = true;
        } finally {
            if (!written) {
                folder.takeBack();
            }
        }
    }

    /// Lets a copy that was given up start again. Its owner says that the other never will.
    public void takeBack(Duration watch) throws IOException, InterruptedException {
        NodeSecrets secrets = secrets();
        listen(secrets, folder().lastAddress(), watch);
        folder().takeBack();
    }

    /// Brings a node back from its file. A file of a move needs no watch: the other copy will never
    /// start.
    ///
    /// @param watch how long the other copy is looked for, if its address is known
    /// @throws IdentityInUseException if it was seen
    public void restore(RecoveryFile file, Duration watch)
            throws IOException, InterruptedException {
        restore(
                file.secrets(),
                file.node(),
                file.address(),
                file.isMoved() ? Duration.ZERO : watch);
        folder().noteSaved(clock.instant()); // whoever has the file needs no other way back
    }

    /// Brings a node back from its words.
    ///
    /// @param watch how long the other copy is looked for, if this home knows its address
    /// @throws IdentityInUseException if it was seen
    public void restore(RecoveryWords words, Duration watch)
            throws IOException, InterruptedException {
        restore(NodeSecrets.of(words), Optional.empty(), folder().lastAddress(), watch);
        folder().noteSaved(clock.instant()); // whoever typed the words has them
    }

    private void restore(
            NodeSecrets secrets, Optional<NodeId> node, Optional<String> address, Duration watch)
            throws IOException, InterruptedException {
        IdentityFolder folder = folder();
        refuseOther(folder, secrets);
        listen(secrets, address, watch);
        PrivateFolder.create(home);
        PrivateFolder.create(folder.path());
        folder.save(secrets);
        boolean ledgerTells = !folder.path().equals(home.resolve("identity"));
        if (node.isPresent() && !ledgerTells) {
            folder.saveId(node.get());
        }
        folder.takeBack();
    }

    private static void refuseOther(IdentityFolder folder, NodeSecrets secrets) throws IOException {
        Optional<NodeSecrets> present;
        try {
            present = folder.secrets();
        } catch (RecoveryException e) {
            if (e.kind() == Kind.DAMAGED) {
                folder.keepAside();
                return;
            }
            throw e;
        }
        if (present.isPresent() && !present.get().isSameAs(secrets)) {
            throw new RecoveryException(
                    Kind.OTHER_NODE, "another node's identity is in " + folder.path());
        }
    }

    /// Whether another copy runs now, by the lock of this computer and by who answers where the
    /// node was last.
    ///
    /// @throws IdentityInUseException if it does
    private void listen(NodeSecrets secrets, Optional<String> address, Duration watch)
            throws IOException, InterruptedException {
        Instant until = clock.instant().plus(watch);
        do {
            TwinLock.take(twins, secrets.protocol().publicKey()).close();
            if (address.isEmpty()) {
                return; // there is nobody to ask
            }
            if (OtherCopy.answersAt(address.get(), secrets.network().publicKey(), PATIENCE)) {
                throw new IdentityInUseException("it answers at " + address.get());
            }
            Duration left = Duration.between(clock.instant(), until);
            if (left.isPositive()) {
                Thread.sleep(left.compareTo(ASK_EVERY) < 0 ? left : ASK_EVERY);
            }
        } while (clock.instant().isBefore(until));
    }

    /// Locks the keys under a passphrase.
    public void lock(char[] passphrase) throws IOException {
        folder().lock(passphrase, random);
    }

    /// Locks the keys under a key that the system keeps.
    public void lockByKeeper() throws IOException {
        folder().lockByKeeper(random);
    }

    /// Takes the lock away.
    public void unlock() throws IOException {
        folder().unlock();
    }

    /// Whether the keys can be opened with what the keyring has.
    public boolean opens() throws IOException {
        try {
            return folder().secrets().isPresent();
        } catch (IdentityLockedException e) {
            return false;
        }
    }
}
