// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketBusTest {
    private static final HexFormat HEX = HexFormat.of();

    // the greeting as in the specification's example, every field by hand
    private static final String HELLO =
            "6c01000100000000010000006d000000"
                    + "01016f00150000002f6f72672f667265656465736b746f702f4442757300"
                    + "0000"
                    + "02017300140000006f72672e667265656465736b746f702e4442757300"
                    + "000000"
                    + "030173000500000048656c6c6f00"
                    + "0000"
                    + "06017300140000006f72672e667265656465736b746f702e4442757300"
                    + "000000";

    @Test
    void aCallHasTheBytesOfTheSpecification() {
        ByteBuffer call =
                BusMessage.call(
                        1,
                        BusCall.of(
                                "org.freedesktop.DBus",
                                "/org/freedesktop/DBus",
                                "org.freedesktop.DBus",
                                "Hello"));
        byte[] bytes = new byte[call.remaining()];
        call.get(bytes);
        assertEquals(HELLO, HEX.formatHex(bytes));
    }

    @Test
    void aVariantInAnAnswerIsRead() throws IOException {
        // reply to call 7, body "v": a variant with the 64-bit number 250
        String message =
                "6c02000110000000090000000f000000"
                        + "0501750007000000"
                        + "0801670001760000"
                        + "01740000000000"
                        + "00fa00000000000000";
        byte[] bytes = HEX.parseHex(message);
        BusMessage.Answer answer =
                BusMessage.parse(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        assertEquals(new BusMessage.Answer(BusMessage.RETURN, 7, List.of(250L)), answer);
    }

    @Test
    void noMessageOfOthersBreaksMoreThanTheQuestion() {
        byte[] bytes = HEX.parseHex(HELLO);
        for (int cut = 1; cut < bytes.length; cut++) {
            ByteBuffer part = ByteBuffer.wrap(bytes, 0, cut).slice().order(ByteOrder.LITTLE_ENDIAN);
            try {
                BusMessage.parse(part);
            } catch (IOException | IndexOutOfBoundsException expected) {
                continue;
            }
        }
        bytes[4] = 0;
        bytes[7] = 0x7f;
        assertThrows(
                IOException.class,
                () -> BusMessage.length(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
        assertArrayEquals(new byte[] {'l'}, new byte[] {bytes[0]});
    }

    @Test
    void aRealBusAnswers(@TempDir Path folder) throws Exception {
        Path daemon = Path.of("/usr/bin/dbus-daemon");
        Assumptions.assumeTrue(Files.isExecutable(daemon), "no dbus-daemon on this computer");
        Path socket = folder.resolve("bus");
        Process process =
                new ProcessBuilder(
                                daemon.toString(),
                                "--session",
                                "--nofork",
                                "--nopidfile",
                                "--address=unix:path=" + socket)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();
        try {
            while (!Files.exists(socket)) {
                assertTrue(process.isAlive(), () -> "the bus ended");
                boolean ended = process.waitFor(10, TimeUnit.MILLISECONDS);
                assertTrue(!ended, "the bus ended");
            }
            long user =
                    ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
            String face = "org.freedesktop.DBus";
            try (SocketBus bus = new SocketBus(socket, user)) {
                long first = bus.connection();
                Object id = bus.ask(BusCall.of(face, "/", face, "GetId")).getFirst();
                assertEquals(32, id.toString().length());
                assertEquals(
                        List.of(true), bus.ask(BusCall.of(face, "/", face, "NameHasOwner", face)));
                IOException refused =
                        assertThrows(
                                IOException.class,
                                () -> bus.ask(BusCall.of("no.such.Program", "/", face, "Ping")));
                assertTrue(String.valueOf(refused.getMessage()).contains("Ping"));
                assertEquals(List.of(id), bus.ask(BusCall.of(face, "/", face, "GetId")), "goes on");
                assertEquals(first, bus.connection());
            }
            SocketBus bus = new SocketBus(socket, user);
            List<Object> id = bus.ask(BusCall.of(face, "/", face, "GetId"));
            long first = bus.connection();
            bus.close();
            assertEquals(id, bus.ask(BusCall.of(face, "/", face, "GetId")));
            assertNotEquals(first, bus.connection(), "what was asked for has ended");
            bus.close();
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void whereNoBusIsTheQuestionFails(@TempDir Path folder) throws IOException {
        try (SocketBus bus = new SocketBus(folder.resolve("none"), 0)) {
            assertThrows(IOException.class, () -> bus.ask(BusCall.of("a.b", "/", "a.b", "C")));
        }
    }
}
