// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.NodeId;
import haulout.crypto.BlsPublicKey;
import haulout.identity.IdentityFolder;
import haulout.identity.IdentityInUseException;
import haulout.identity.IdentityOffice;
import haulout.identity.IdentityRetiredException;
import haulout.identity.Keyring;
import haulout.identity.RecoveryFile;
import haulout.identity.RecoveryWords;
import haulout.identity.TwinLock;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that was lost comes back by its words or its file, and never twice.
class RestoreTest {
    private static final char[] PASSPHRASE = "haul out at low tide".toCharArray();

    @TempDir Path temp;

    private final Random random = TestSeed.random("restore", 21);

    private PracticeNetwork open(Path home) throws Exception {
        return PracticeNetwork.open(
                new PracticeSetup(
                        home,
                        OptionalInt.of(4),
                        OptionalInt.of(13),
                        Optional.of(Duration.ofHours(1)),
                        false,
                        Optional.empty(),
                        1L << 30,
                        1),
                InstantSource.system());
    }

    private IdentityOffice office(Path home) {
        return new IdentityOffice(
                home, Keyring.empty(), InstantSource.system(), random, TwinLock.standardFolder());
    }

    private static BlsPublicKey key(Path home) throws IOException {
        return IdentityFolder.of(home, Keyring.empty())
                .secrets()
                .orElseThrow()
                .protocol()
                .publicKey();
    }

    private static void erase(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void theWordsBringALostIdentityBackUnderItsOldName() throws Exception {
        Path home = temp.resolve("home");
        NodeId before;
        try (PracticeNetwork network = open(home)) {
            before = network.own().id();
        }
        RecoveryWords words = RecoveryWords.parse(String.join(" ", office(home).words()));
        erase(home.resolve("practice/n0/identity"));
        office(home).restore(words, Duration.ZERO);
        try (PracticeNetwork network = open(home)) {
            assertEquals(before, network.own().id());
            assertTrue(
                    network.money().pools().stream()
                            .anyMatch(pool -> pool.node().equals(before) && pool.shards() > 0));
        }
    }

    @Test
    void onAnotherComputerTheWordsMakeTheSameNode() throws Exception {
        Path old = temp.resolve("old");
        try (PracticeNetwork network = open(old)) {
            assertEquals(4, network.nodeCount());
        }
        RecoveryWords words = RecoveryWords.parse(String.join(" ", office(old).words()));
        Path fresh = temp.resolve("fresh");
        office(fresh).restore(words, Duration.ZERO);
        try (PracticeNetwork network = open(fresh)) {
            assertEquals(key(old), key(fresh));
            assertTrue(
                    network.money().pools().stream()
                            .anyMatch(pool ->
                                    pool.node().equals(network.own().id()) && pool.shards() > 0));
        }
        try (PracticeNetwork network = open(fresh)) { // and again
            assertEquals(key(old), key(fresh));
            assertEquals(4, network.nodeCount());
        }
    }

    @Test
    void aCopyIsNotBroughtBackNorStartedWhileTheOtherRuns() throws Exception {
        Path first = temp.resolve("first");
        try (PracticeNetwork running = open(first)) {
            RecoveryWords words = RecoveryWords.parse(String.join(" ", office(first).words()));
            Path second = temp.resolve("second");
            assertThrows(
                    IdentityInUseException.class,
                    () -> office(second).restore(words, Duration.ZERO));
            // who goes round that cannot start it
            IdentityFolder folder = new IdentityFolder(second.resolve("identity"), Keyring.empty());
            Files.createDirectories(folder.path());
            folder.save(IdentityFolder.of(first, Keyring.empty()).secrets().orElseThrow());
            assertThrows(IdentityInUseException.class, () -> open(second));
            assertEquals(4, running.nodeCount());
        }
    }

    @Test
    void aCopyThatAnswersElsewhereIsSeenByItsKey() throws Exception {
        Path first = temp.resolve("first");
        Path file = temp.resolve("back.haulout-recovery");
        try (PracticeNetwork running = open(first)) {
            office(first).save(file, PASSPHRASE);
            // another computer has no lock of this one
            IdentityOffice elsewhere =
                    new IdentityOffice(
                            temp.resolve("second"),
                            Keyring.empty(),
                            InstantSource.system(),
                            random,
                            temp.resolve("locks"));
            IdentityInUseException seen =
                    assertThrows(
                            IdentityInUseException.class,
                            () ->
                                    elsewhere.restore(
                                            RecoveryFile.read(file, PASSPHRASE),
                                            Duration.ofSeconds(1)));
            assertTrue(seen.getMessage().contains("answers at"), seen.getMessage());
            assertEquals(4, running.nodeCount());
        }
    }

    @Test
    void afterAMoveTheOldCopyNeverStartsAndTheNewOneDoes() throws Exception {
        Path old = temp.resolve("old");
        try (PracticeNetwork network = open(old)) {
            assertEquals(4, network.nodeCount());
        }
        BlsPublicKey key = key(old);
        Path file = temp.resolve("move.haulout-recovery");
        office(old).move(file, PASSPHRASE);
        assertThrows(IdentityRetiredException.class, () -> open(old));

        Path fresh = temp.resolve("fresh");
        office(fresh).restore(RecoveryFile.read(file, PASSPHRASE), Duration.ofHours(1));
        assertNotEquals(Optional.empty(), office(fresh).look().saved());
        try (PracticeNetwork network = open(fresh)) {
            assertEquals(key, key(fresh));
            assertEquals(4, network.nodeCount());
        }
        office(old).takeBack(Duration.ZERO);
        try (PracticeNetwork network = open(old)) {
            assertEquals(4, network.nodeCount());
        }
    }

    @Test
    void anotherNodesIdentityIsNotWrittenOver() throws Exception {
        Path home = temp.resolve("home");
        office(home).restore(RecoveryWords.generate(random), Duration.ZERO);
        BlsPublicKey before = key(home);
        assertThrows(
                IOException.class,
                () -> office(home).restore(RecoveryWords.generate(random), Duration.ZERO));
        assertEquals(before, key(home));
        assertNotEquals(Optional.empty(), office(home).look().saved());
    }

    @Test
    void lockedKeysOpenWithTheirPassphraseOnly() throws Exception {
        Path home = temp.resolve("home");
        try (PracticeNetwork network = open(home)) {
            assertEquals(4, network.nodeCount());
        }
        office(home).lock(PASSPHRASE);
        assertThrows(IOException.class, () -> open(home));
        Keyring keyring = Keyring.empty();
        keyring.offer(PASSPHRASE);
        try (PracticeNetwork network =
                PracticeNetwork.open(
                        new PracticeSetup(
                                home,
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                1L << 30,
                                1,
                                false,
                                true,
                                keyring),
                        InstantSource.system())) {
            assertEquals(4, network.nodeCount());
        }
    }
}
