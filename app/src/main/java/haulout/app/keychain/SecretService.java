// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.keychain;

import haulout.identity.KeyKeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.types.Variant;

/// The keychain of Linux desktops, which GNOME Keyring, KWallet and KeePassXC offer.
///
/// Secrets travel as they are over the bus of the user's session, which nobody else can read. Each
/// call has a connection of its own, because there are few. Source: Secret Service API 0.2.
public final class SecretService implements KeyKeeper {
    private static final String NAME = "org.freedesktop.secrets";
    private static final String PATH = "/org/freedesktop/secrets";
    private static final String NONE = "/";
    private static final String ITEM = "org.freedesktop.Secret.Item.";
    // by which its items are found again
    private static final String APPLICATION = "haulout";
    // somebody types a password
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String address;

    /// @param address of the bus of the user's session
    public SecretService(String address) {
        this.address = address;
    }

    @Override
    public String name() {
        return "the keychain";
    }

    @Override
    public boolean isThere() {
        try (DBusConnection bus = connect()) {
            DBus daemon =
                    bus.getRemoteObject(
                            "org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
            return daemon.NameHasOwner(NAME)
                    || List.of(daemon.ListActivatableNames()).contains(NAME);
        } catch (DBusException | DBusExecutionException | IOException e) {
            return false;
        }
    }

    private DBusConnection connect() throws DBusException {
        return DBusConnectionBuilder.forAddress(address).withShared(false).build();
    }

    /// What is done over one connection.
    @FunctionalInterface
    private interface Talk<T> {
        T with(DBusConnection bus, Service service) throws DBusException, IOException;
    }

    private <T> T talk(Talk<T> what) throws IOException {
        try (DBusConnection bus = connect()) {
            return what.with(bus, bus.getRemoteObject(NAME, PATH, Service.class));
        } catch (DBusException | DBusExecutionException e) {
            throw new IOException("the keychain does not answer: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> attributes(String item) {
        return Map.of("application", APPLICATION, "item", item);
    }

    private static DBusPath session(Service service) {
        return service.OpenSession("plain", new Variant<>("")).second;
    }

    @Override
    public Optional<byte[]> find(String item) throws IOException {
        return talk((bus, service) -> {
            Optional<DBusPath> path = path(bus, service, item);
            if (path.isEmpty()) {
                return Optional.empty();
            }
            Item its = bus.getRemoteObject(NAME, path.get().getPath(), Item.class);
            return Optional.of(its.GetSecret(session(service)).value.clone());
        });
    }

    private static Optional<DBusPath> path(DBusConnection bus, Service service, String item)
            throws DBusException, IOException {
        Two<List<DBusPath>, List<DBusPath>> found = service.SearchItems(attributes(item));
        if (!found.first.isEmpty()) {
            return Optional.of(found.first.getFirst());
        }
        if (found.second.isEmpty()) {
            return Optional.empty();
        }
        unlock(bus, service, found.second.getFirst());
        return Optional.of(found.second.getFirst());
    }

    private static void unlock(DBusConnection bus, Service service, DBusPath what)
            throws DBusException, IOException {
        ask(bus, service.Unlock(List.of(what)).second);
    }

    /// Has the user asked, and waits for the answer.
    private static void ask(DBusConnection bus, DBusPath question)
            throws DBusException, IOException {
        if (question.getPath().equals(NONE)) {
            return;
        }
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        DBusSigHandler<Prompt.Completed> completed =
                signal -> {
                    if (signal.getPath().equals(question.getPath())) {
                        answer.complete(!signal.dismissed);
                    }
                };
        bus.addSigHandler(Prompt.Completed.class, completed);
        try {
            bus.getRemoteObject(NAME, question.getPath(), Prompt.class).Prompt("");
            if (!answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the keychain stayed locked");
            }
        } catch (TimeoutException e) {
            throw new IOException("nobody answered the keychain's question", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is completed with values only
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while the keychain asked", e);
        } finally {
            bus.removeSigHandler(Prompt.Completed.class, completed);
        }
    }

    @Override
    public void keep(String item, String label, byte[] secret) throws IOException {
        talk((bus, service) -> {
            DBusPath collection = service.ReadAlias("default");
            if (collection.getPath().equals(NONE)) {
                throw new IOException("the keychain has no collection to keep things in");
            }
            unlock(bus, service, collection);
            Map<String, Variant<?>> properties =
                    Map.of(
                            ITEM + "Label",
                            new Variant<>(label),
                            ITEM + "Attributes",
                            new Variant<>(attributes(item), "a{ss}"));
            Two<DBusPath, DBusPath> made =
                    bus.getRemoteObject(NAME, collection.getPath(), Collection.class)
                            .CreateItem(
                                    properties,
                                    new Secret(
                                            session(service),
                                            new byte[0],
                                            secret,
                                            "application/octet-stream"),
                                    true);
            ask(bus, made.second);
            return made;
        });
    }

    @Override
    public void forget(String item) throws IOException {
        talk((bus, service) -> {
            Optional<DBusPath> path = path(bus, service, item);
            if (path.isPresent()) {
                ask(bus, bus.getRemoteObject(NAME, path.get().getPath(), Item.class).Delete());
            }
            return path;
        });
    }
}
