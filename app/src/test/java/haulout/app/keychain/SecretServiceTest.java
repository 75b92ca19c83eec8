// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.keychain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a bus of its own, with a keychain that is only a map; left out where there is no program of a
/// bus.
class SecretServiceTest {
    private static final String COLLECTION = "/org/freedesktop/secrets/collection/login";
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final DBusPath NONE = new DBusPath("/");

    @TempDir private Path folder;
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private Process daemon;
    private String address;
    private DBusConnection keychain;

    private static String path(Map<String, String> attributes) {
        return COLLECTION + "/" + attributes.get("item").replace('-', '_');
    }

    /// The keychain.
    private final class Whole implements Service {
        @Override
        public Two<Variant<?>, DBusPath> OpenSession(String algorithm, Variant<?> input) {
            assertEquals("plain", algorithm);
            return new Two<>(new Variant<>(""), new DBusPath("/org/freedesktop/secrets/session/1"));
        }

        @Override
        public Two<List<DBusPath>, List<DBusPath>> SearchItems(Map<String, String> attributes) {
            assertEquals("haulout", attributes.get("application"));
            String path = path(attributes);
            return new Two<>(
                    kept.containsKey(path) ? List.of(new DBusPath(path)) : List.of(), List.of());
        }

        @Override
        public Two<List<DBusPath>, DBusPath> Unlock(List<DBusPath> objects) {
            return new Two<>(objects, NONE);
        }

        @Override
        public DBusPath ReadAlias(String name) {
            return new DBusPath(COLLECTION);
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public String getObjectPath() {
            return "/org/freedesktop/secrets";
        }
    }

    /// Its only collection.
    private final class Login implements Collection {
        @Override
        @SuppressWarnings("unchecked")
        public Two<DBusPath, DBusPath> CreateItem(
                Map<String, Variant<?>> properties, Secret secret, boolean replace) {
            String path =
                    path(
                            (Map<String, String>)
                                    properties
                                            .get("org.freedesktop.Secret.Item.Attributes")
                                            .getValue());
            kept.put(path, secret.value);
            try {
                keychain.exportObject(path, new One(path));
            } catch (org.freedesktop.dbus.exceptions.DBusException e) {
                throw new IllegalStateException(e);
            }
            return new Two<>(new DBusPath(path), NONE);
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public String getObjectPath() {
            return COLLECTION;
        }
    }

    /// A secret in it.
    private final class One implements Item {
        private final String path;

        private One(String path) {
            this.path = path;
        }

        @Override
        public Secret GetSecret(DBusPath session) {
            return new Secret(session, new byte[0], kept.get(path), "application/octet-stream");
        }

        @Override
        public DBusPath Delete() {
            kept.remove(path);
            return NONE;
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public String getObjectPath() {
            return path;
        }
    }

    @BeforeEach
    void startABus() throws IOException {
        Path program = Path.of("/usr/bin/dbus-daemon");
        assumeTrue(Files.isExecutable(program), "no dbus-daemon");
        Path config =
                Files.writeString(
                        folder.resolve("bus.conf"),
                        """
                        <busconfig><type>session</type>
                        <listen>unix:tmpdir=%s</listen>
                        <policy context="default"><allow send_destination="*"/><allow own="*"/>
                        <allow eavesdrop="false"/></policy></busconfig>
                        """
                                .formatted(folder));
        daemon =
                new ProcessBuilder(
                                program.toString(),
                                "--config-file=" + config,
                                "--nofork",
                                "--print-address")
                        .redirectErrorStream(true)
                        .start();
        address = daemon.inputReader(StandardCharsets.UTF_8).readLine();
        assumeTrue(address != null && address.startsWith("unix:"), "the bus said " + address);
    }

    @AfterEach
    void stopTheBus() throws IOException {
        if (keychain != null) {
            keychain.close();
        }
        if (daemon != null) {
            daemon.destroyForcibly();
        }
    }

    @Test
    void whatIsKeptIsFoundAgainAndForgotten() throws Exception {
        SecretService service = new SecretService(address);
        assertFalse(service.isThere());
        keychain = DBusConnectionBuilder.forAddress(address).withShared(false).build();
        keychain.exportObject("/org/freedesktop/secrets", new Whole());
        keychain.exportObject(COLLECTION, new Login());
        keychain.requestBusName("org.freedesktop.secrets");
        assertTrue(service.isThere());

        byte[] secret = {0, 1, -1, 127, -128, 42};
        assertEquals(Optional.empty(), service.find("node-1"));
        service.keep("node-1", "Haulout: keys of a node", secret);
        assertArrayEquals(secret, service.find("node-1").orElseThrow());
        assertEquals(Optional.empty(), service.find("node-2"));
        service.forget("node-1");
        assertEquals(Optional.empty(), service.find("node-1"));
        service.forget("node-1"); // twice is once
    }

    /// The keychain that desktops of GNOME's kind have, where it is installed.
    @Test
    void aTrueKeychainKeepsFindsAndForgets() throws Exception {
        Path program = Path.of("/usr/bin/gnome-keyring-daemon");
        assumeTrue(Files.isExecutable(program), "no gnome-keyring-daemon");
        Path run = Files.createDirectory(folder.resolve("run"));
        ProcessBuilder builder =
                new ProcessBuilder(
                                program.toString(),
                                "--foreground",
                                "--unlock",
                                "--components=secrets")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", address);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_RUNTIME_DIR", run.toString());
        builder.environment().remove("XDG_DATA_HOME");
        Process keyring = builder.start();
        try {
            try (Writer password = keyring.outputWriter(StandardCharsets.UTF_8)) {
                password.write("of a keychain that is thrown away\n");
            }
            SecretService service = new SecretService(address);
            awaitKeychain(service, keyring);
            byte[] secret = {0, 1, -1, 127, -128, 42};
            assertEquals(Optional.empty(), service.find("node-1"));
            service.keep("node-1", "Haulout: keys of a node", secret);
            assertArrayEquals(secret, service.find("node-1").orElseThrow());
            byte[] other = {7};
            service.keep("node-1", "Haulout: keys of a node", other);
            assertArrayEquals(other, new SecretService(address).find("node-1").orElseThrow());
            service.forget("node-1");
            assertEquals(Optional.empty(), service.find("node-1"));
        } finally {
            keyring.destroyForcibly().waitFor();
        }
    }

    private static void awaitKeychain(SecretService service, Process keyring)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!service.isThere()) {
            assumeTrue(keyring.isAlive(), "gnome-keyring-daemon does not run here");
            assertTrue(System.nanoTime() < end, "the keychain does not come to its bus");
            keyring.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void withoutABusThereIsNoKeychain() {
        assertFalse(new SecretService("unix:path=" + folder.resolve("none")).isThere());
    }
}
