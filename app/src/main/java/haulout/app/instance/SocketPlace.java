// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.instance;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the socket is: beside the lock, or, because the address of a socket has to be short, in a
/// folder of the system's temporary one, to which a file beside the lock leads.
///
/// That folder goes with its socket. After a kill both stay; they go with the next start of any
/// Haulout of this user whose address is too long as well.
final class SocketPlace {
    /// The address of a socket is at most about a hundred bytes long on most systems.
    private static final int LONGEST_ADDRESS = 100;

    /// Whose socket does not answer yet may be about to begin; nobody takes this long for that.
    private static final Duration BEGINNING = Duration.ofMinutes(1);

    private static final String FOLDER = "haulout";
    private static final String SOCKET = "app.sock";

    private static final Logger log = LoggerFactory.getLogger(SocketPlace.class);

    private SocketPlace() {}

    /// The place for a socket of whoever holds the lock in the folder.
    ///
    /// @return where nothing is yet
    static Path make(Path folder) throws IOException {
        Path usual = usual(folder);
        if (isShort(usual)) {
            Files.deleteIfExists(usual); // of a process that is gone: this one holds the lock
            return usual;
        }
        Path own = Files.createTempDirectory(FOLDER);
        sweep(own);
        Path socket = own.resolve(SOCKET);
        Files.writeString(names(folder), socket.toString());
        return socket;
    }

    /// Where the socket of the first one is, if there is a first one.
    static Path find(Path folder) throws IOException {
        Path usual = usual(folder);
        if (isShort(usual)) {
            return usual;
        }
        try {
            return Path.of(Files.readString(names(folder)).strip());
        } catch (InvalidPathException damaged) {
            throw new IOException("no socket is named by " + names(folder), damaged);
        }
    }

    /// Takes away what [#make] has made.
    static void remove(Path folder, Path socket) throws IOException {
        Files.deleteIfExists(socket);
        if (!socket.equals(usual(folder))) {
            Files.deleteIfExists(names(folder));
            removeEmpty(socket.toAbsolutePath().getParent());
        }
    }

    private static Path usual(Path folder) {
        return folder.resolve(SOCKET).toAbsolutePath();
    }

    private static Path names(Path folder) {
        return folder.resolve(SOCKET + ".at");
    }

    private static boolean isShort(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length < LONGEST_ADDRESS;
    }

    private static void removeEmpty(@Nullable Path folder) {
        try {
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException kept) {
            log.debug("the folder of a socket stays", kept);
        }
    }

    /// Removes the folders of this user, older than the own one, in which nobody listens.
    private static void sweep(Path own) {
        Path parent = own.getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, FOLDER + "[0-9]*")) {
            for (Path folder : folders) {
                if (isLeftBehind(folder, own)) {
                    Files.deleteIfExists(folder.resolve(SOCKET));
                    removeEmpty(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException kept) {
            log.debug("folders of sockets that were left behind stay", kept);
        }
    }

    private static boolean isLeftBehind(Path folder, Path own) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !isSameOwner(folder, own)
                || age(folder, own).compareTo(BEGINNING) < 0) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(folder.resolve(SOCKET)));
            return false;
        } catch (IOException nobody) {
            return true;
        }
    }

    private static boolean isSameOwner(Path folder, Path own) throws IOException {
        return !FileSystems.getDefault().supportedFileAttributeViews().contains("owner")
                || Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    }

    /// By how much it is older, both by the clock of the file system.
    private static Duration age(Path folder, Path own) throws IOException {
        return Duration.between(
                Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant(),
                Files.getLastModifiedTime(own).toInstant());
    }
}
