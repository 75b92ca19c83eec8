// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A server of HTTP/1.1 that answers whatever its script writes, be it HTTP or not.
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger mostUnderWay = new AtomicInteger();
    final List<Received> received = new CopyOnWriteArrayList<>();

    /// A request as it came.
    static final class Received {
        final String line;
        final Map<String, String> headers;
        final byte[] body;

        Received(String line, Map<String, String> headers, byte[] body) {
            this.line = line;
            this.headers = headers;
            this.body = body;
        }
    }

    interface Script {
        void answer(Received request, OutputStream out) throws IOException, InterruptedException;
    }

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        Thread.ofVirtual().name("scripted-server").start(this::accept);
    }

    static ScriptedServer start(@Nullable SSLContext tls, Script script) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        ServerSocket listener =
                tls == null
                        ? new ServerSocket(0, 50, loopback)
                        : tls.getServerSocketFactory().createServerSocket(0, 50, loopback);
        return new ScriptedServer(listener, script);
    }

    PeerAddress address() {
        return new PeerAddress("127.0.0.1", listener.getLocalPort());
    }

    static void respond(OutputStream out, int status, @Nullable String type, byte[] body)
            throws IOException {
        String head =
                "HTTP/1.1 "
                        + status
                        + " X\r\n"
                        + (type == null ? "" : "Content-Type: " + type + "\r\n")
                        + "Content-Length: "
                        + body.length
                        + "\r\n\r\n";
        write(out, head);
        out.write(body);
        out.flush();
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void accept() {
        while (true) {
            Socket socket;
            try {
                socket = listener.accept();
            } catch (IOException e) {
                return;
            }
            open.add(socket);
            connections.incrementAndGet();
            Thread.ofVirtual().name("scripted-connection").start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            while (true) {
                String line = line(in);
                if (line.isEmpty()) {
                    return;
                }
                Map<String, String> headers = new TreeMap<>();
                for (String next = line(in); !next.isEmpty(); next = line(in)) {
                    int colon = next.indexOf(':');
                    if (colon < 0) {
                        // a TLS handshake, for example
                        return;
                    }
                    headers.put(
                            next.substring(0, colon).toLowerCase(Locale.ROOT),
                            next.substring(colon + 1).strip());
                }
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                Received request = new Received(line, headers, in.readNBytes(length));
                received.add(request);
                mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                try {
                    script.answer(request, out);
                } finally {
                    underWay.decrementAndGet();
                }
            }
        } catch (IOException | InterruptedException e) {
            // the client went away, or the script wants the connection to end
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Closeable each : open) {
            each.close();
        }
    }
}
