// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.NodeId;
import haulout.core.WireFormatException;
import haulout.identity.RecoveryException.Kind;
import haulout.store.file.SystemFiles;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A file that brings a node back: everybody may see whose it is and when it was made, and only the
/// passphrase opens the rest.
///
///     {"format": "haulout-recovery", "version": 1, "node": "0x…", "made": "…",
///      "rounds": …, "salt": "hex", "nonce": "hex", "sealed": "base64"}
///
/// `format`, `version`, `node` and `made` are bound to the sealed bytes (as associated data), so
/// that none can be changed.
///
/// @param node identity on the ledger, if it is known
/// @param made when
/// @param secrets of the node
/// @param isMoved whether the copy that it was made from will never start again
/// @param address where the node was to be reached last, as `host:port`
public record RecoveryFile(
        Optional<NodeId> node,
        Instant made,
        NodeSecrets secrets,
        boolean isMoved,
        Optional<String> address) {
    /// How its name should end.
    public static final String ENDING = ".haulout-recovery";

    private static final String FORMAT = "haulout-recovery";
    private static final int VERSION = 1;
    // ours have under a kilobyte
    private static final int MAX_BYTES = 1 << 16;

    public RecoveryFile {
        Objects.requireNonNull(node);
        Objects.requireNonNull(made);
        Objects.requireNonNull(secrets);
        Objects.requireNonNull(address);
    }

    /// What everybody can see of a recovery file.
    ///
    /// @param node whose it is, if that was known
    public record Face(Optional<NodeId> node, Instant made) {}

    /// Writes it; it is there whole and flushed, or not at all. What was written is opened again
    /// before this returns, because nobody else will try for years.
    public void write(Path file, char[] passphrase, RandomGenerator random) throws IOException {
        ObjectNode json = SecretsText.empty();
        json.put("format", FORMAT).put("version", VERSION);
        node.ifPresent(id -> json.put("node", id.toString()));
        json.put("made", made.toString());
        ObjectNode inside = SecretsText.empty();
        SecretsText.write(secrets, inside);
        inside.put("moved", isMoved);
        address.ifPresent(at -> inside.put("address", at));
        byte[] plain = SecretsText.bytes(inside);
        try {
            Sealing.seal(json, passphrase, about(json), plain, random);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        WholeFile.write(new SystemFiles(), file, SecretsText.bytes(json));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // sealed, but a passphrase can be guessed at by whoever has the file
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        if (!read(file, passphrase).secrets().isSameAs(secrets)) {
            throw new IOException(file + " was read back with other keys");
        }
    }

    private static String about(JsonNode json) {
        return String.join(
                "\n",
                json.path("format").asText(),
                json.path("version").asText(),
                json.path("node").asText(),
                json.path("made").asText());
    }

    private static JsonNode outside(Path file) throws IOException {
        byte[] bytes =
                WholeFile.read(new SystemFiles(), file, MAX_BYTES)
                        .orElseThrow(() -> new java.nio.file.NoSuchFileException(file.toString()));
        JsonNode json = SecretsText.parse(bytes);
        if (!json.path("format").asText().equals(FORMAT)) {
            throw new RecoveryException(Kind.NOT_OURS, "no recovery file");
        }
        if (json.path("version").asInt() != VERSION) {
            throw new RecoveryException(
                    Kind.NEWER, "version " + json.path("version").asText() + " of recovery files");
        }
        return json;
    }

    /// Looks at a file without opening it. What it says is proven only by opening it.
    public static Face look(Path file) throws IOException {
        return face(outside(file));
    }

    private static Face face(JsonNode json) throws RecoveryException {
        try {
            return new Face(
                    json.has("node")
                            ? Optional.of(NodeId.parse(json.path("node").asText()))
                            : Optional.empty(),
                    Instant.parse(json.path("made").asText()));
        } catch (WireFormatException | DateTimeException e) {
            throw new RecoveryException(Kind.DAMAGED, "whose it is cannot be read");
        }
    }

    /// Opens a file.
    ///
    /// @throws RecoveryException if it is none, of a newer version, or the passphrase is wrong
    public static RecoveryFile read(Path file, char[] passphrase) throws IOException {
        JsonNode json = outside(file);
        byte[] plain =
                Sealing.open(json, passphrase, about(json))
                        .orElseThrow(() ->
                                new RecoveryException(
                                        Kind.WRONG_PASSPHRASE, "the recovery file stays closed"));
        try {
            JsonNode inside = SecretsText.parse(plain);
            Face face = face(json);
            return new RecoveryFile(
                    face.node(),
                    face.made(),
                    SecretsText.read(inside),
                    inside.path("moved").asBoolean(),
                    inside.has("address")
                            ? Optional.of(inside.path("address").asText())
                            : Optional.empty());
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Says whose it is, not what it contains.
    @Override
    public String toString() {
        return "recovery file of " + node.map(NodeId::toString).orElse("a node");
    }
}
