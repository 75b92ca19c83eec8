// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The secret keys of a node stay in their files.
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SecretsSystemTest {
    private static final int SHARDS = 10;

    @TempDir private Path folder;

    /// Everything that somebody other than the owner might come to see, and where it was.
    private record Text(String where, byte[] bytes) {}

    private final List<Text> seen = new ArrayList<>();

    @Test
    void secretsAreInTheirFilesOnly() throws Exception {
        NodeLedger ledger = new NodeLedger(folder.resolve("ledger"), SHARDS);
        Path home = folder.resolve("home");
        List<String> command =
                NodeProcess.command(
                        home,
                        ledger.file(),
                        List.of("-Dhaulout.log=trace"),
                        List.of("--lend", "1GB", "--plain-http"));
        try (NodeProcess node = NodeProcess.start(home, command);
                PlainClient client = PlainClient.of(node)) {
            ledger.enter(1, List.of(new NodeLedger.Member(node, 0, SHARDS)));
            client.awaitActive(SHARDS);
            beBusy(node, client, ledger);
            metrics(node);
            files(home.resolve("control"));
            node.terminate();
            see("standard output", node.out().getBytes(StandardCharsets.UTF_8));
            see("log", node.err().getBytes(StandardCharsets.UTF_8));
            assertTrue(node.err().contains("DEBUG"), "nothing was logged: " + node.err());
        }
        assertPermissions(home);
        List<byte[]> secrets = secrets(home.resolve("identity"));
        files(home);
        assertTrue(seen.size() > 50, seen.size() + " texts");
        for (Text text : seen) {
            for (byte[] secret : secrets) {
                assertFalse(contains(text.bytes(), secret), "a secret in " + text.where());
            }
        }
        // and they would be found where they are
        for (String name :
                List.of("identity/network.key", "identity/protocol.key", "identity/words.key")) {
            byte[] file = Files.readAllBytes(home.resolve(name));
            assertTrue(secrets.stream().anyMatch(secret -> contains(file, secret)), name);
        }
    }

    private void see(String where, byte[] bytes) {
        seen.add(new Text(where, bytes));
    }

    private void beBusy(NodeProcess node, PlainClient client, NodeLedger ledger) throws Exception {
        SampleBlob sample = SampleBlob.of(SHARDS, 5000, 1);
        ledger.registered(sample);
        WrittenBlob blob = new WrittenBlob(sample);
        blob.putMetadata(client);
        for (int part = 0; part < sample.partCount(); part++) {
            blob.putPart(client, part);
        }
        blob.confirm(client, node.publicKey());
        List<String> paths = new ArrayList<>();
        for (int part = 0; part < sample.partCount(); part++) {
            paths.add(sample.path(part));
            paths.add(sample.path(part) + "/status");
        }
        for (String rest :
                List.of(
                        "/metadata",
                        "/metadata/status",
                        "/status",
                        "/confirmation/permanent",
                        "/recoverySymbols?targetSliver=1&targetType=primary",
                        "/decodingSymbols?targetSlivers=1&targetType=primary",
                        "/recoverySymbols",
                        "/slivers/99/primary",
                        "/slivers/x/primary")) {
            paths.add(sample.path() + rest);
        }
        paths.addAll(List.of("/v1/health?detailed=true", "/v1/api", "/v1/nothing"));
        for (String path : paths) {
            PlainClient.Reply reply = client.get(path);
            see(path, reply.body());
            see(
                    path + ", headers",
                    reply.response().headers().toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void metrics(NodeProcess node) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = node.metrics();
            byte[] body =
                    http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray())
                            .body();
            assertTrue(new String(body, StandardCharsets.UTF_8).endsWith("# EOF\n"));
            see("metrics", body);
        }
    }

    /// All files but those of the identity.
    private void files(Path from) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                if (!file.getParent().endsWith("identity")) {
                    see(file.toString(), Files.readAllBytes(file));
                }
            }
        }
    }

    private static void assertPermissions(Path home) throws IOException {
        Path identity = home.resolve("identity");
        for (Path owned : List.of(home, identity, home.resolve("control"))) {
            assertEquals("rwx------", permissions(owned), owned.toString());
        }
        List<String> names = new ArrayList<>();
        try (Stream<Path> found = Files.list(identity)) {
            for (Path file : found.sorted().toList()) {
                assertEquals("rw-------", permissions(file), file.toString());
                names.add(file.getFileName().toString());
            }
        }
        assertEquals(
                List.of("network.key", "node.id", "protocol.key", "seen.json", "words.key"), names);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /// The secrets in every form in which one prints such a thing.
    private static List<byte[]> secrets(Path identity) throws IOException {
        List<byte[]> secrets = new ArrayList<>();
        for (String name : List.of("network.key", "protocol.key")) {
            String text = Files.readString(identity.resolve(name)).strip();
            byte[] flagged = Base64.getDecoder().decode(text);
            assertEquals(33, flagged.length);
            secrets.add(text.getBytes(StandardCharsets.US_ASCII));
            secrets.addAll(forms(Arrays.copyOfRange(flagged, 1, flagged.length)));
        }
        byte[] entropy =
                HexFormat.of().parseHex(Files.readString(identity.resolve("words.key")).strip());
        assertEquals(16, entropy.length);
        secrets.addAll(forms(entropy));
        secrets.add(words(entropy).getBytes(StandardCharsets.US_ASCII));
        return secrets;
    }

    private static List<byte[]> forms(byte[] secret) {
        byte[] reversed = new byte[secret.length];
        for (int i = 0; i < secret.length; i++) {
            reversed[i] = secret[secret.length - 1 - i];
        }
        List<byte[]> all = new ArrayList<>();
        for (byte[] bytes : List.of(secret, reversed)) {
            String base64 = Base64.getEncoder().encodeToString(bytes).replaceAll("=+$", "");
            List<String> texts =
                    List.of(
                            base64,
                            base64.replace('+', '-').replace('/', '_'),
                            HexFormat.of().formatHex(bytes),
                            HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT),
                            new BigInteger(1, bytes).toString(),
                            Arrays.toString(bytes).replaceAll("[\\[\\]]", ""));
            all.add(bytes);
            texts.forEach(text -> all.add(text.getBytes(StandardCharsets.US_ASCII)));
        }
        return all;
    }

    /// The words of BIP-39 but the last, which ends with a checksum: 11 bits make one.
    private static String words(byte[] entropy) throws IOException {
        List<String> list;
        try (InputStream text =
                Objects.requireNonNull(
                        SecretsSystemTest.class.getResourceAsStream(
                                "/haulout/identity/words.txt"))) {
            list = new String(text.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        }
        BigInteger bits = new BigInteger(1, entropy);
        List<String> words = new ArrayList<>();
        for (int end = entropy.length * Byte.SIZE - 11; end > 0; end -= 11) {
            words.add(list.get(bits.shiftRight(end).intValue() & 0x7FF).strip());
        }
        assertEquals(11, words.size());
        return String.join(" ", words);
    }

    private static boolean contains(byte[] where, byte[] what) {
        // as text of one byte for each character, which is searched quickly
        return new String(where, StandardCharsets.ISO_8859_1)
                .contains(new String(what, StandardCharsets.ISO_8859_1));
    }
}
