// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.instance;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lock that decides who is first, and the socket by which later ones call the first.
///
/// A lock vanishes with its process, so that a crash leaves nothing in the way. Threads: the
/// listener is called by a thread of its own.
public final class SingleInstance implements AutoCloseable {
    /// Has the first one show its window.
    public static final String RAISE = "raise";

    /// Asks only whether somebody is there.
    public static final String PING = "ping";

    /// Has the first one show something: this, a blank and a link.
    public static final String OPEN = "open";

    /// Longest word that is read, so that nobody can fill the memory; the longest link is shorter.
    private static final int MOST_BYTES = 192;

    private static final String YES = "ok";
    private static final String ENDING = "ending";

    /// Soon enough for whoever has just clicked.
    private static final Duration BETWEEN = Duration.ofMillis(100);

    /// For two minutes: a core that has much to write down takes a while to end.
    private static final int MOST_ENDING = 1200;

    /// For five seconds: between lock and socket there are only milliseconds.
    private static final int MOST_SILENT = 50;

    private static final Logger log = LoggerFactory.getLogger(SingleInstance.class);

    private final Path folder;
    private final FileChannel file;
    private final FileLock lock;
    private final ServerSocketChannel server;
    private final Path socket;

    private SingleInstance(
            Path folder, FileChannel file, FileLock lock, ServerSocketChannel server, Path socket) {
        this.folder = folder;
        this.file = file;
        this.lock = lock;
        this.server = server;
        this.socket = socket;
    }

    /// Becomes the first, if nobody is.
    ///
    /// @param home the data folder
    /// @param listener hears what later ones say; false if it is ending and does nothing for them
    /// @return empty if somebody is the first already
    public static Optional<SingleInstance> acquire(Path home, Predicate<String> listener)
            throws IOException {
        Path folder = folder(home);
        FileChannel file =
                FileChannel.open(
                        folder.resolve("app.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException _) {
            // held within this process
        }
        if (lock == null) {
            file.close();
            return Optional.empty();
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Path socket;
        try {
            socket = SocketPlace.make(folder);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException failure) {
            server.close();
            file.close();
            throw failure;
        }
        SingleInstance first = new SingleInstance(folder, file, lock, server, socket);
        Thread.ofVirtual().name("instance").start(() -> first.listen(listener));
        return Optional.of(first);
    }

    /// Becomes the first, or has the first do something. One that is ending is waited for.
    ///
    /// @param word what the first is told
    /// @param between waits a moment between two attempts
    /// @return empty if the first does it
    /// @throws TimeoutException if the first neither answers nor ends
    public static Optional<SingleInstance> acquireOrCall(
            Path home, String word, Predicate<String> listener, Rest between)
            throws IOException, InterruptedException, TimeoutException {
        int ending = 0;
        int silent = 0;
        while (true) {
            Optional<SingleInstance> first = acquire(home, listener);
            if (first.isPresent()) {
                return first;
            }
            try {
                if (call(home, word)) {
                    return Optional.empty();
                }
                ending++;
                silent = 0;
            } catch (IOException nobody) {
                // it has not begun to listen, or listens no more
                log.debug("who holds the lock does not answer", nobody);
                silent++;
            }
            if (ending >= MOST_ENDING || silent >= MOST_SILENT) {
                throw new TimeoutException();
            }
            between.take();
        }
    }

    /// A pause.
    @FunctionalInterface
    public interface Rest {
        /// Takes it.
        void take() throws InterruptedException;

        /// The usual one.
        Rest USUAL = () -> Thread.sleep(BETWEEN);
    }

    /// Says a word to the first.
    ///
    /// @return whether it does it; false from one that is ending
    /// @throws IOException also if there is nobody
    public static boolean call(Path home, String word) throws IOException {
        Path socket = SocketPlace.find(folder(home));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap((word + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            return read(channel).equals(YES);
        }
    }

    private static Path folder(Path home) throws IOException {
        Path folder = home.resolve("control");
        boolean isNew = !Files.exists(home);
        Files.createDirectories(folder);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            if (isNew) {
                // nobody else's business; a folder that was there is its owner's to open
                Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    private void listen(Predicate<String> listener) {
        while (server.isOpen()) {
            try (SocketChannel caller = server.accept()) {
                String word = read(caller);
                String answer = listener.test(word) ? YES : ENDING;
                caller.write(ByteBuffer.wrap((answer + "\n").getBytes(StandardCharsets.UTF_8)));
            } catch (AsynchronousCloseException end) {
                return;
            } catch (ClosedChannelException end) {
                return;
            } catch (IOException broken) {
                log.warn("a second start could not be answered", broken);
            }
        }
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            if (bytes.position() > 0 && bytes.get(bytes.position() - 1) == '\n') {
                break;
            }
        }
        bytes.flip();
        return StandardCharsets.UTF_8.decode(bytes).toString().strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
        SocketPlace.remove(folder, socket);
        lock.release();
        file.close();
    }
}
