// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.bus;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bus behind a Unix socket. The connection is made with the first question and again after it
/// broke.
///
/// Threads: any, one question at a time. An interrupt ends a question and the connection.
public final class SocketBus implements Bus, AutoCloseable {
    private static final BusCall HELLO =
            BusCall.of(
                    "org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                    "org.freedesktop.DBus",
                    "Hello");
    // longest line of the greeting
    private static final int MAX_LINE = 512;
    // messages for others that may come before the answer
    private static final int MAX_OTHERS = 256;

    private final Path socket;
    private final long user;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SocketChannel channel;
    private int serial;
    private final AtomicLong ended = new AtomicLong();

    /// @param socket where the bus listens
    /// @param user number of the user who asks
    public SocketBus(Path socket, long user) {
        this.socket = socket;
        this.user = user;
    }

    @Override
    public List<Object> ask(BusCall call) throws IOException {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try {
            return exchange(connected(), call);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            close();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long connection() {
        return ended.get();
    }

    /// A program that said no; the connection is still good.
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private SocketChannel connected() throws IOException {
        SocketChannel open = channel;
        if (open != null) {
            return open;
        }
        SocketChannel fresh = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean greeted = false;
        try {
            fresh.connect(UnixDomainSocketAddress.of(socket));
            greet(fresh);
            exchange(fresh, HELLO);
            greeted = true;
        } finally {
            if (!greeted) {
                fresh.close();
            }
        }
        channel = fresh;
        return fresh;
    }

    private void greet(SocketChannel open) throws IOException {
        String name =
                HexFormat.of().formatHex(Long.toString(user).getBytes(StandardCharsets.US_ASCII));
        write(open, ascii("\0AUTH EXTERNAL " + name + "\r\n"));
        String answer = line(open);
        if (!answer.startsWith("OK")) {
            throw new IOException("the bus does not let user " + user + " in: " + answer);
        }
        write(open, ascii("BEGIN\r\n"));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(SocketChannel open) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < MAX_LINE) {
            ByteBuffer one = read(open, 1);
            char c = (char) one.get(0);
            if (c == '\n') {
                return line.toString().strip();
            }
            line.append(c);
        }
        throw new IOException("the bus greets with more than " + MAX_LINE + " bytes");
    }

    private List<Object> exchange(SocketChannel open, BusCall call) throws IOException {
        int mine = ++serial;
        write(open, BusMessage.call(mine, call));
        for (int i = 0; i < MAX_OTHERS; i++) {
            ByteBuffer head = read(open, BusMessage.FIXED_BYTES);
            int length = BusMessage.length(head);
            ByteBuffer whole = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            whole.put(head).put(read(open, length - BusMessage.FIXED_BYTES)).flip();
            BusMessage.Answer answer = BusMessage.parse(whole);
            if (answer.serial() == mine) {
                if (answer.type() == BusMessage.ERROR) {
                    throw new RefusedException(call.member() + ": " + answer.values());
                }
                return answer.values();
            }
        }
        throw new IOException("no answer among " + MAX_OTHERS + " messages");
    }

    private static ByteBuffer read(SocketChannel open, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (open.read(bytes) < 0) {
                throw new IOException("the bus closed the connection");
            }
        }
        return bytes.flip();
    }

    private static void write(SocketChannel open, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            SocketChannel open = channel;
            channel = null;
            if (open != null) {
                long _ = ended.incrementAndGet();
                open.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
