// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFolderTest {
    private static final char[] PASSPHRASE = "seal rock 7".toCharArray();
    private static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");

    private final Random random = TestSeed.random("identity folder", 7);
    private final Keeper keeper = new Keeper();

    @TempDir Path folder;

    /// A keeper that forgets nothing by itself.
    private static final class Keeper implements KeyKeeper {
        private final Map<String, byte[]> items = new HashMap<>();
        private boolean isThere = true;

        @Override
        public String name() {
            return "test keychain";
        }

        @Override
        public boolean isThere() {
            return isThere;
        }

        @Override
        public Optional<byte[]> find(String item) {
            return Optional.ofNullable(items.get(item)).map(byte[]::clone);
        }

        @Override
        public void keep(String item, String label, byte[] secret) {
            items.put(item, secret.clone());
        }

        @Override
        public void forget(String item) {
            items.remove(item);
        }
    }

    private IdentityFolder fresh() {
        return new IdentityFolder(folder, new Keyring(Optional.of(keeper)));
    }

    private IdentityFolder withPassphrase(String text) {
        Keyring keyring = new Keyring(Optional.of(keeper));
        keyring.offer(text.toCharArray());
        return new IdentityFolder(folder, keyring);
    }

    private String everythingInFiles() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void whatIsSavedIsReadBackAndOnlyItsOwnerCanReadIt() throws Exception {
        NodeSecrets secrets = NodeSecrets.generate(random);
        assertEquals(IdentityFolder.Lock.NO_KEYS, fresh().lock());
        fresh().save(secrets);
        assertEquals(IdentityFolder.Lock.OPEN, fresh().lock());
        NodeSecrets back = fresh().secrets().orElseThrow();
        assertTrue(back.isSameAs(secrets));
        assertEquals(secrets.words(), back.words());
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertEquals(
                        "[OWNER_READ, OWNER_WRITE]",
                        new java.util.TreeSet<>(Files.getPosixFilePermissions(file)).toString());
            }
        }
    }

    @Test
    void aPassphraseLocksThemAndNoOtherOpensThem() throws Exception {
        NodeSecrets secrets = NodeSecrets.generate(random);
        fresh().save(secrets);
        fresh().lock(PASSPHRASE, random);
        assertEquals(IdentityFolder.Lock.PASSPHRASE, fresh().lock());
        String files = everythingInFiles();
        assertFalse(files.contains(secrets.protocol().toKeyFileText()));
        assertFalse(files.contains(secrets.network().toKeyFileText()));
        assertFalse(files.contains(SecretsText.entropy(secrets.words().orElseThrow())));

        IdentityLockedException missing =
                assertThrows(IdentityLockedException.class, () -> fresh().secrets());
        assertFalse(missing.isWrong());
        IdentityLockedException wrong =
                assertThrows(
                        IdentityLockedException.class,
                        () -> withPassphrase("seal rock 8").secrets());
        assertTrue(wrong.isWrong());
        assertTrue(withPassphrase("seal rock 7").secrets().orElseThrow().isSameAs(secrets));

        withPassphrase("seal rock 7").unlock();
        assertEquals(IdentityFolder.Lock.OPEN, fresh().lock());
        assertTrue(fresh().secrets().orElseThrow().isSameAs(secrets));
    }

    @Test
    void theKeeperOfTheSystemLocksThemAndIsAskedForTheKey() throws Exception {
        NodeSecrets secrets = NodeSecrets.generate(random);
        fresh().save(secrets);
        fresh().lockByKeeper(random);
        assertEquals(IdentityFolder.Lock.KEEPER, fresh().lock());
        assertTrue(fresh().secrets().orElseThrow().isSameAs(secrets));
        keeper.isThere = false;
        assertThrows(IdentityLockedException.class, () -> fresh().secrets());
        keeper.isThere = true;
        fresh().lock(PASSPHRASE, random); // from one lock to the other
        assertEquals(Map.of(), keeper.items);
        assertTrue(withPassphrase("seal rock 7").secrets().orElseThrow().isSameAs(secrets));
    }

    @Test
    void aLockThatWasCutOffLosesNothingAndIsFinishedLater() throws Exception {
        NodeSecrets secrets = NodeSecrets.generate(random);
        fresh().save(secrets);
        Map<String, byte[]> before = new HashMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                before.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        fresh().lock(PASSPHRASE, random);
        for (Map.Entry<String, byte[]> file : before.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        assertTrue(withPassphrase("seal rock 7").secrets().orElseThrow().isSameAs(secrets));
        assertFalse(Files.exists(folder.resolve("protocol.key")));
        assertFalse(Files.exists(folder.resolve("words.key")));
    }

    @Test
    void keysThatAreNotThoseOfTheirWordsAreRefused() throws Exception {
        fresh().save(NodeSecrets.generate(random));
        Files.writeString(
                folder.resolve("words.key"),
                SecretsText.entropy(RecoveryWords.generate(random)) + "\n");
        RecoveryException refused = assertThrows(RecoveryException.class, () -> fresh().secrets());
        assertEquals(RecoveryException.Kind.DAMAGED, refused.kind());
    }

    @Test
    void keysOfBeforeThereWereWordsStillOpen() throws Exception {
        fresh().save(NodeSecrets.generate(random));
        Files.delete(folder.resolve("words.key"));
        assertEquals(Optional.empty(), fresh().secrets().orElseThrow().words());
    }

    @Test
    void aKeyThatIsMissingBesideAnIdentityIsNoReasonToMakeAnother() throws Exception {
        fresh().save(NodeSecrets.generate(random));
        fresh().saveId(new NodeId(new Hash32(1, 2, 3, 4)));
        Files.delete(folder.resolve("protocol.key"));
        assertThrows(RecoveryException.class, () -> fresh().secrets());
    }

    @Test
    void aCopyThatWasGivenUpSaysSoUntilItIsTakenBack() throws Exception {
        fresh().save(NodeSecrets.generate(random));
        fresh().refuseIfRetired();
        fresh().retire("moved", NOW);
        assertThrows(IdentityRetiredException.class, () -> fresh().refuseIfRetired());
        Files.writeString(folder.resolve("retired.json"), "{");
        assertThrows(IdentityRetiredException.class, () -> fresh().refuseIfRetired());
        fresh().takeBack();
        fresh().refuseIfRetired();
    }

    @Test
    void aRecoveryFileBringsEverythingBackAndCannotBeChanged(@TempDir Path elsewhere)
            throws Exception {
        NodeSecrets secrets = NodeSecrets.generate(random);
        NodeId node = new NodeId(new Hash32(5, 6, 7, 8));
        Path file = elsewhere.resolve("way back.haulout-recovery");
        new RecoveryFile(Optional.of(node), NOW, secrets, true, Optional.of("127.0.0.1:1"))
                .write(file, PASSPHRASE, random);
        assertEquals(new RecoveryFile.Face(Optional.of(node), NOW), RecoveryFile.look(file));
        RecoveryFile back = RecoveryFile.read(file, PASSPHRASE);
        assertTrue(back.secrets().isSameAs(secrets));
        assertEquals(secrets.words(), back.secrets().words());
        assertTrue(back.isMoved());
        assertEquals(Optional.of("127.0.0.1:1"), back.address());

        RecoveryException wrong =
                assertThrows(
                        RecoveryException.class,
                        () -> RecoveryFile.read(file, "seal rock 8".toCharArray()));
        assertEquals(RecoveryException.Kind.WRONG_PASSPHRASE, wrong.kind());
        String text = Files.readString(file);
        assertFalse(text.contains(secrets.protocol().toKeyFileText()));
        Files.writeString(file, text.replace("2026-09-01", "2026-09-02"));
        assertThrows(RecoveryException.class, () -> RecoveryFile.read(file, PASSPHRASE));
        Files.writeString(file, text.replace("\"version\":1", "\"version\":2"));
        RecoveryException newer =
                assertThrows(RecoveryException.class, () -> RecoveryFile.read(file, PASSPHRASE));
        assertEquals(RecoveryException.Kind.NEWER, newer.kind());
        assertArrayEquals("seal rock 7".toCharArray(), PASSPHRASE);
    }
}
