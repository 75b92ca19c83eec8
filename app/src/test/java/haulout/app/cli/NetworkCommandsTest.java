// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.app.testing.Outcome;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `store` and `read` when there is no network, or none that answers. What they do with one that
/// does is for the system tests.
class NetworkCommandsTest {
    private static final String SOME_ID = "A".repeat(43);

    @TempDir private Path folder;

    /// Bound, so that they are nobody's, and not listened at.
    private final List<Socket> silent = new ArrayList<>();

    private Outcome run(Object... arguments) {
        List<Object> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--home", folder.resolve("home")));
        return Outcome.of(List.of(new StoreCommand(), new ReadCommand()), words.toArray());
    }

    private Path file(int bytes) throws Exception {
        return Files.write(folder.resolve("file"), new byte[bytes]);
    }

    @AfterEach
    void letGo() throws Exception {
        for (Socket socket : silent) {
            socket.close();
        }
    }

    /// Where nobody listens.
    private int silentPort() throws Exception {
        Socket socket = new Socket();
        silent.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket.getLocalPort();
    }

    /// A network of four nodes and thirteen shards that nobody runs.
    private Path descriptor() throws Exception {
        Random random = new Random(4);
        HexFormat hex = HexFormat.of();
        List<String> nodes = new ArrayList<>();
        List<String> shards = List.of("0,1,2,3", "4,5,6", "7,8,9", "10,11,12");
        for (int i = 0; i < shards.size(); i++) {
            nodes.add(
                    """
                    {"name":"n%d","url":"https://127.0.0.1:%d","shards":[%s],"publicKey":"%s",
                     "networkPublicKey":"%s","nodeId":"0x%s"}\
                    """
                            .formatted(
                                    i,
                                    silentPort(),
                                    shards.get(i),
                                    hex.formatHex(
                                            BlsSecretKey.generate(random).publicKey().toBytes()),
                                    hex.formatHex(
                                            NetworkSecretKey.generate().publicKey().toBytes()),
                                    ("0" + (i + 1)).repeat(32)));
        }
        String url = "http://127.0.0.1:" + silentPort();
        return Files.writeString(
                folder.resolve("network.json"),
                """
                {"nShards":13,"epoch":1,"register":{"url":"%s"},"certify":{"url":"%s/{objectId}"},
                 "nodes":[%s]}\
                """
                        .formatted(url, url, String.join(",", nodes)));
    }

    private static void assertSays(int exit, String what, Outcome outcome) {
        assertEquals(exit, outcome.exit(), outcome.toString());
        assertTrue(outcome.err().contains(what), outcome.err());
        assertEquals(1, outcome.err().lines().filter(line -> line.contains("haulout: ")).count());
        assertEquals("", outcome.out());
    }

    @Test
    void withoutANetworkBothSayHowToStartOne() throws Exception {
        assertSays(1, "start one with 'haulout practice'", run("store", file(5)));
        assertSays(
                1,
                "start one with 'haulout practice'",
                run("read", SOME_ID, "--out", folder.resolve("out")));
    }

    @Test
    void aDescriptorThatIsNoneIsNamed() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage"), "{}");
        assertSays(
                1, "is no usable network descriptor", run("store", file(5), "--network", garbage));
        assertSays(1, "missing", run("store", file(5), "--network", folder.resolve("missing")));
    }

    @Test
    void wrongUsageIsSaidBeforeAnythingIsDone() throws Exception {
        Path network = descriptor();
        Path out = folder.resolve("out");
        assertSays(2, "no blob ID", run("read", "short", "--out", out, "--network", network));
        assertSays(
                2,
                "both want standard output",
                run("read", SOME_ID, "--out", "-", "--json", "--network", network));
        assertSays(2, "--epochs", run("store", file(5), "--epochs", "0", "--network", network));
        Files.writeString(out, "there already");
        assertSays(1, "out", run("read", SOME_ID, "--out", out, "--network", network));
        assertEquals("there already", Files.readString(out));
    }

    @Test
    void nodesThatAreAllAwayAreCountedAndNothingIsLeftBehind() throws Exception {
        Path network = descriptor();
        Path out = folder.resolve("out");
        Outcome read = run("read", SOME_ID, "--out", out, "--network", network);
        assertEquals(1, read.exit());
        assertTrue(read.err().contains("nodes with 0 shards answered, 9 needed"), read.toString());
        assertTrue(read.err().contains("node n3 was not reached"), read.err());
        assertFalse(Files.exists(out));
        Outcome store = run("store", file(500), "--network", network);
        assertEquals(1, store.exit());
        assertTrue(store.err().contains("the file is not stored"), store.err());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(2, left.count(), "more than the file and the descriptor");
        }
    }

    @Test
    void aFileThatIsTooLargeForTheNetworkIsRefused() throws Exception {
        // thirteen shards take 5 · 9 symbols of 65 534 bytes
        assertSays(
                1,
                "has 3000000 bytes; this network of 13 shards takes files of at most 2949030\n",
                run("store", file(3_000_000), "--network", descriptor()));
    }
}
