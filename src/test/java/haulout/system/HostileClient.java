// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Connections that do harm, each again and again until it is told to stop.
///
/// Threads: each attack runs in a thread of its own.
final class HostileClient {
    private static final byte[] BLOCK = new byte[1 << 16];

    /// Between the bytes of those who are slow.
    private static final long SLOW_MILLIS = 200;

    private final InetSocketAddress node;
    private final InetAddress from;
    private final String blob;
    private final AtomicBoolean stopped;
    private final AtomicLong connections;
    private final AtomicLong open;

    /// What all of them share.
    ///
    /// @param connections how many were made so far
    /// @param open how many are open now
    record Crowd(AtomicBoolean stopped, AtomicLong connections, AtomicLong open) {
        Crowd() {
            this(new AtomicBoolean(), new AtomicLong(), new AtomicLong());
        }
    }

    /// @param from address that the connections come from
    /// @param blob path of a blob that is registered
    HostileClient(InetSocketAddress node, InetAddress from, String blob, Crowd crowd) {
        this.node = node;
        this.from = from;
        this.blob = blob;
        this.stopped = crowd.stopped();
        this.connections = crowd.connections();
        this.open = crowd.open();
    }

    /// What is sent on a connection.
    @FunctionalInterface
    private interface Attack {
        void run(OutputStream out) throws IOException, InterruptedException;
    }

    /// One of the attacks.
    void run(int kind) throws InterruptedException {
        Attack attack =
                switch (kind % 6) {
                    case 0 -> this::sendHeadSlowly;
                    case 1 -> this::sendEndlessHeaders;
                    case 2 -> this::sendTooMuch;
                    case 3 -> this::sendBodySlowly;
                    case 4 -> this::askAndNeverRead;
                    default -> this::sayNothing;
                };
        while (!stopped.get()) {
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(from, 0));
                socket.connect(node);
                connections.incrementAndGet();
                open.incrementAndGet();
                try {
                    attack.run(socket.getOutputStream());
                } finally {
                    open.decrementAndGet();
                }
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS); // the node had enough of it; once more
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void slowly(OutputStream out) throws IOException, InterruptedException {
        while (!stopped.get()) {
            out.write('a');
            out.flush();
            TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
        }
    }

    private void sendHeadSlowly(OutputStream out) throws IOException, InterruptedException {
        out.write(ascii("GET /v1/health HTTP/1.1\r\nhost: n\r\nx-slow: "));
        slowly(out);
    }

    private void sendEndlessHeaders(OutputStream out) throws IOException {
        out.write(ascii("GET /v1/health HTTP/1.1\r\nhost: n\r\n"));
        byte[] header = ascii("x-header: " + "v".repeat(1000) + "\r\n");
        while (!stopped.get()) {
            out.write(header);
        }
    }

    private void sendTooMuch(OutputStream out) throws IOException {
        out.write(
                ascii(
                        "PUT "
                                + blob
                                + "/metadata HTTP/1.1\r\nhost: n\r\ntransfer-encoding: chunked\r\n\r\n"));
        while (!stopped.get()) {
            out.write(ascii("10000\r\n"));
            out.write(BLOCK);
            out.write(ascii("\r\n"));
        }
    }

    private void sendBodySlowly(OutputStream out) throws IOException, InterruptedException {
        out.write(
                ascii(
                        "PUT "
                                + blob
                                + "/slivers/1/primary HTTP/1.1\r\nhost: n\r\ncontent-length: 400000\r\n\r\n"));
        out.write(BLOCK);
        slowly(out);
    }

    private void askAndNeverRead(OutputStream out) throws IOException {
        byte[] request = ascii("GET " + blob + "/status HTTP/1.1\r\nhost: n\r\n\r\n");
        while (!stopped.get()) {
            out.write(request);
        }
    }

    private void sayNothing(OutputStream out) throws InterruptedException {
        while (!stopped.get()) {
            TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
        }
    }
}
