// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.NodeId;
import haulout.identity.RecoveryException.Kind;
import haulout.store.file.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The folder that holds who a node is.
///
/// | Name | Holds |
/// |---|---|
/// | `node.id` | identity on the ledger |
/// | `words.key` | what the twelve words say; not there for keys of before there were words |
/// | `protocol.key`, `network.key` | the keys |
/// | `locked.json` | all of these but the first, locked; then they are not there themselves |
/// | `seen.json` | where the node was to be reached last |
/// | `saved.json` | when its owner last saved a way to bring it back |
/// | `retired.json` | that this copy never starts again, and why |
///
/// Threads: one at a time. Nothing of this is ever written to a log.
public final class IdentityFolder {
    private static final String ID = "node.id";
    private static final String WORDS = "words.key";
    private static final String PROTOCOL = "protocol.key";
    private static final String NETWORK = "network.key";
    private static final String LOCKED = "locked.json";
    private static final String SEEN = "seen.json";
    private static final String SAVED = "saved.json";
    private static final String RETIRED = "retired.json";
    private static final List<String> PLAIN = List.of(WORDS, PROTOCOL, NETWORK);
    // bound to the sealed bytes
    private static final String ABOUT = "haulout-identity 1 ";
    private static final int ITEM_BYTES = 8;

    private final Path folder;
    private final Keyring keyring;

    /// @param folder need not be there
    public IdentityFolder(Path folder, Keyring keyring) {
        this.folder = folder;
        this.keyring = keyring;
    }

    /// The folder of a home's own node: that of the first node of its practice network, if it has
    /// one.
    ///
    /// @param home data directory
    public static IdentityFolder of(Path home, Keyring keyring) {
        Path first = home.resolve("practice").resolve("n0");
        return new IdentityFolder(
                (Files.isDirectory(first) ? first : home).resolve("identity"), keyring);
    }

    /// How the keys are kept.
    public enum Lock {
        /// There are none.
        NO_KEYS,
        /// In files that only their owner can read.
        OPEN,
        /// Under a passphrase.
        PASSPHRASE,
        /// Under a key that the system keeps.
        KEEPER
    }

    /// Why a copy never starts again.
    ///
    /// @param reason `moved` or `left`
    public record Retirement(Instant at, String reason) {}

    /// The folder.
    public Path path() {
        return folder;
    }

    /// How the keys are kept.
    public Lock lock() throws IOException {
        Optional<String> locked = PrivateFile.read(folder.resolve(LOCKED));
        if (locked.isPresent()) {
            return parse(locked.get()).path("lock").asText().equals("keeper")
                    ? Lock.KEEPER
                    : Lock.PASSPHRASE;
        }
        return hasPlainKeys() ? Lock.OPEN : Lock.NO_KEYS;
    }

    private boolean hasPlainKeys() {
        return Files.exists(folder.resolve(PROTOCOL)) && Files.exists(folder.resolve(NETWORK));
    }

    private static JsonNode parse(String text) throws RecoveryException {
        return SecretsText.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Identity on the ledger, empty if it is not known here.
    public Optional<NodeId> nodeId() throws IOException {
        Optional<String> text = PrivateFile.read(folder.resolve(ID));
        return text.isPresent() ? Optional.of(NodeId.parse(text.get())) : Optional.empty();
    }

    /// Notes the identity that a ledger has given.
    public void saveId(NodeId node) throws IOException {
        PrivateFile.write(folder.resolve(ID), node.toString());
    }

    /// Forgets the identity on a ledger; the keys stay.
    public void forgetId() throws IOException {
        Files.deleteIfExists(folder.resolve(ID));
    }

    /// The secrets; empty if there are none, or the making of new ones was cut off.
    ///
    /// @throws IdentityLockedException if they are locked and what opens them is missing
    /// @throws RecoveryException if they are there and cannot be understood
    public Optional<NodeSecrets> secrets() throws IOException {
        Optional<String> locked = PrivateFile.read(folder.resolve(LOCKED));
        if (locked.isPresent()) {
            NodeSecrets secrets = open(parse(locked.get()));
            deletePlain(); // locking was cut off
            return Optional.of(secrets);
        }
        Optional<String> protocol = PrivateFile.read(folder.resolve(PROTOCOL));
        Optional<String> network = PrivateFile.read(folder.resolve(NETWORK));
        if (protocol.isPresent() && network.isPresent()) {
            return Optional.of(
                    SecretsText.of(
                            PrivateFile.read(folder.resolve(WORDS)),
                            protocol.get(),
                            network.get()));
        }
        if (nodeId().isPresent()) {
            throw new RecoveryException(Kind.DAMAGED, "keys are missing in " + folder);
        }
        return Optional.empty();
    }

    private NodeSecrets open(JsonNode locked) throws IOException {
        if (locked.path("format").asInt() != 1) {
            throw new RecoveryException(Kind.NEWER, "locked keys of a newer version");
        }
        Optional<byte[]> plain =
                locked.path("lock").asText().equals("keeper")
                        ? openByKeeper(locked)
                        : openByPassphrase(locked);
        byte[] bytes =
                plain.orElseThrow(() ->
                        new IdentityLockedException(
                                "the keys in " + folder + " stay locked", true));
        try {
            return SecretsText.read(SecretsText.parse(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private Optional<byte[]> openByPassphrase(JsonNode locked) throws IOException {
        char[] passphrase =
                keyring.passphrase()
                        .orElseThrow(() ->
                                new IdentityLockedException(
                                        "the keys in " + folder + " need their passphrase", false));
        try {
            return Sealing.open(locked, passphrase, ABOUT + "passphrase");
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private Optional<byte[]> openByKeeper(JsonNode locked) throws IOException {
        KeyKeeper keeper =
                keyring.keeper()
                        .orElseThrow(() ->
                                new IdentityLockedException(
                                        "the keychain that the keys in "
                                                + folder
                                                + " need is not there",
                                        false));
        byte[] key =
                keeper.find(locked.path("item").asText())
                        .orElseThrow(() ->
                                new IdentityLockedException(
                                        keeper.name() + " has no key for " + folder, false));
        try {
            return Sealing.open(locked, key, ABOUT + "keeper");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Keeps secrets where none are.
    ///
    /// @throws RecoveryException if other keys are here
    public void save(NodeSecrets secrets) throws IOException {
        Optional<NodeSecrets> present = secrets();
        if (present.isPresent()) {
            if (!present.get().isSameAs(secrets)) {
                throw new RecoveryException(
                        Kind.OTHER_NODE, "the keys of another node are in " + folder);
            }
            return;
        }
        writePlain(secrets);
    }

    private void writePlain(NodeSecrets secrets) throws IOException {
        if (secrets.words().isPresent()) {
            PrivateFile.write(folder.resolve(WORDS), SecretsText.entropy(secrets.words().get()));
        } else {
            Files.deleteIfExists(folder.resolve(WORDS));
        }
        PrivateFile.write(folder.resolve(NETWORK), secrets.network().toKeyFileText());
        PrivateFile.write(folder.resolve(PROTOCOL), secrets.protocol().toKeyFileText());
    }

    private void deletePlain() throws IOException {
        for (String name : PLAIN) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /// Takes what cannot be understood out of the way; nothing is deleted.
    void keepAside() throws IOException {
        for (String name : List.of(LOCKED, WORDS, PROTOCOL, NETWORK)) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                int number = 1;
                while (Files.exists(folder.resolve(name + ".old" + number))) {
                    number++;
                }
                Files.move(file, folder.resolve(name + ".old" + number));
            }
        }
    }

    /// Locks the keys under a passphrase. The old form goes when the new one was read back.
    public void lock(char[] passphrase, RandomGenerator random) throws IOException {
        NodeSecrets secrets = present();
        ObjectNode json = SecretsText.empty().put("format", 1).put("lock", "passphrase");
        byte[] plain = SecretsText.bytes(secrets);
        try {
            Sealing.seal(json, passphrase, ABOUT + "passphrase", plain, random);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        Optional<String> before = keeperItem();
        PrivateFile.write(folder.resolve(LOCKED), text(json));
        keyring.offer(passphrase);
        finishLocking(secrets, before);
    }

    /// Locks the keys under a new key that the system keeps.
    ///
    /// @throws IdentityLockedException if it keeps none
    public void lockByKeeper(RandomGenerator random) throws IOException {
        NodeSecrets secrets = present();
        KeyKeeper keeper =
                keyring.keeper()
                        .orElseThrow(() ->
                                new IdentityLockedException("this system has no keychain", false));
        byte[] key = new byte[Sealing.KEY_BYTES];
        random.nextBytes(key);
        byte[] name = new byte[ITEM_BYTES];
        random.nextBytes(name);
        String item = "node-" + HexFormat.of().formatHex(name);
        ObjectNode json =
                SecretsText.empty().put("format", 1).put("lock", "keeper").put("item", item);
        byte[] plain = SecretsText.bytes(secrets);
        try {
            keeper.keep(item, "Haulout: keys of a node", key);
            Sealing.seal(json, key, ABOUT + "keeper", plain, random);
        } finally {
            Arrays.fill(plain, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
        Optional<String> before = keeperItem();
        PrivateFile.write(folder.resolve(LOCKED), text(json));
        finishLocking(secrets, before);
    }

    private static String text(ObjectNode json) {
        return new String(SecretsText.bytes(json), StandardCharsets.UTF_8);
    }

    private Optional<String> keeperItem() throws IOException {
        Optional<String> locked = PrivateFile.read(folder.resolve(LOCKED));
        return locked.isEmpty()
                ? Optional.empty()
                : Optional.of(parse(locked.get()).path("item").asText())
                        .filter(item -> !item.isEmpty());
    }

    private void finishLocking(NodeSecrets secrets, Optional<String> oldItem) throws IOException {
        JsonNode written =
                parse(PrivateFile.read(folder.resolve(LOCKED)).orElseThrow(IOException::new));
        if (!open(written).isSameAs(secrets)) {
            throw new IOException("the locked keys were read back as others");
        }
        deletePlain();
        if (oldItem.isPresent() && keyring.keeper().isPresent()) {
            keyring.keeper().get().forget(oldItem.get());
        }
    }

    /// Takes the lock away: the keys are in files again that only their owner can read.
    public void unlock() throws IOException {
        NodeSecrets secrets = present();
        Optional<String> item = keeperItem();
        writePlain(secrets);
        Files.deleteIfExists(folder.resolve(LOCKED));
        keyring.forget();
        if (item.isPresent() && keyring.keeper().isPresent()) {
            keyring.keeper().get().forget(item.get());
        }
    }

    private NodeSecrets present() throws IOException {
        return secrets()
                .orElseThrow(() -> new RecoveryException(Kind.DAMAGED, "no keys in " + folder));
    }

    /// Notes where the node is to be reached, for whoever asks later whether it still is.
    public void noteAddress(String address, Instant at) throws IOException {
        PrivateFile.write(
                folder.resolve(SEEN),
                text(SecretsText.empty().put("address", address).put("at", at.toString())));
    }

    /// Where the node was to be reached last.
    public Optional<String> lastAddress() throws IOException {
        Optional<String> seen = PrivateFile.read(folder.resolve(SEEN));
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(parse(seen.get()).path("address").asText())
                        .filter(address -> !address.isEmpty());
    }

    /// Notes that the owner has saved a way to bring the node back.
    public void noteSaved(Instant at) throws IOException {
        PrivateFile.write(
                folder.resolve(SAVED), text(SecretsText.empty().put("at", at.toString())));
    }

    /// When the owner last saved a way to bring the node back.
    public Optional<Instant> lastSaved() throws IOException {
        Optional<String> saved = PrivateFile.read(folder.resolve(SAVED));
        try {
            return saved.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Instant.parse(parse(saved.get()).path("at").asText()));
        } catch (RecoveryException | DateTimeException e) {
            return Optional.empty(); // then it is asked for once more
        }
    }

    /// Since when the identity is here; empty if there is none.
    public Optional<Instant> since() throws IOException {
        Path id = folder.resolve(ID);
        return Files.exists(id)
                ? Optional.of(Files.getLastModifiedTime(id).toInstant())
                : Optional.empty();
    }

    /// Has this copy never start again.
    ///
    /// @param reason `moved` or `left`
    public void retire(String reason, Instant at) throws IOException {
        PrivateFile.write(
                folder.resolve(RETIRED),
                text(SecretsText.empty().put("reason", reason).put("at", at.toString())));
    }

    /// Why this copy never starts again; empty if it may.
    public Optional<Retirement> retirement() throws IOException {
        Optional<String> text = PrivateFile.read(folder.resolve(RETIRED));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode json = parse(text.get());
            return Optional.of(
                    new Retirement(
                            Instant.parse(json.path("at").asText()),
                            json.path("reason").asText("moved")));
        } catch (RecoveryException | DateTimeException e) {
            // whatever is in it: somebody wanted that this copy does not start
            return Optional.of(new Retirement(Instant.EPOCH, "moved"));
        }
    }

    /// Lets this copy start again, because the other one never will.
    public void takeBack() throws IOException {
        Files.deleteIfExists(folder.resolve(RETIRED));
    }

    /// Lets nobody use a copy that was given up.
    ///
    /// @throws IdentityRetiredException if it was
    public void refuseIfRetired() throws IOException {
        Optional<Retirement> gone = retirement();
        if (gone.isPresent()) {
            throw new IdentityRetiredException(
                    "the node in "
                            + folder
                            + (gone.get().reason().equals("left")
                                    ? " has left the network"
                                    : " was moved to another computer")
                            + " on "
                            + gone.get().at());
        }
    }

    /// Hands keys that were restored, and have no place on a ledger yet, to the folder of the node
    /// that will have them. May be cut off at any moment, and be done again.
    ///
    /// @param to existing and private
    public void handTo(IdentityFolder to) throws IOException {
        if (lock() == Lock.NO_KEYS || (to.lock() != Lock.NO_KEYS && to.nodeId().isPresent())) {
            return;
        }
        forgetId();
        // the keys last: without them the others say nothing
        for (String name : List.of(RETIRED, SEEN, SAVED, WORDS, NETWORK, LOCKED, PROTOCOL)) {
            Optional<String> text = PrivateFile.read(folder.resolve(name));
            if (text.isPresent()) {
                // flushed, because the only other copy is deleted below
                PrivateFile.write(to.folder.resolve(name), text.get());
            }
        }
        if (to.lock() == Lock.NO_KEYS) {
            throw new IOException("the keys did not arrive in " + to.folder);
        }
        for (String name : List.of(PROTOCOL, LOCKED, NETWORK, WORDS, SAVED, SEEN, RETIRED)) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }
}
