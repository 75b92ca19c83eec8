// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Supplier;

/// The router of the default route, asked for an echo (or, without the right to do that, for a
/// connection that it refuses). Only addresses of IPv4 are looked for.
///
/// Threads: one at a time.
public final class DefaultRouter implements Router {
    private static final int PATIENCE_MILLIS = 240;

    // the first packet may wait for the router's hardware address
    private static final int TRIES = 2;

    // of a line of Linux's table
    private static final int DESTINATION = 1;
    private static final int GATEWAY = 2;
    private static final int FIELDS = 3;
    private static final String ANYWHERE = "00000000";

    private final Path routes;
    private final Supplier<Hardware> hardware;

    /// @param hardware asked where there is no table of routes to be read
    public DefaultRouter(Supplier<Hardware> hardware) {
        this(Path.of("/proc/net/route"), hardware);
    }

    DefaultRouter(Path routes, Supplier<Hardware> hardware) {
        this.routes = routes;
        this.hardware = hardware;
    }

    @Override
    public Optional<Duration> roundTrip() throws IOException {
        InetAddress router = address();
        Optional<Duration> shortest = Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            long begin = System.nanoTime();
            if (router.isReachable(PATIENCE_MILLIS)) {
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                shortest =
                        shortest.filter(before -> before.compareTo(took) <= 0)
                                .or(() -> Optional.of(took));
            }
        }
        return shortest;
    }

    /// Which address it has.
    InetAddress address() throws IOException {
        if (!Files.exists(routes)) {
            String text = hardware.get().router();
            if (text.isEmpty()) {
                throw new IOException("there is no default route");
            }
            return InetAddress.ofLiteral(text);
        }
        for (String line : Files.readAllLines(routes, StandardCharsets.US_ASCII)) {
            Optional<InetAddress> found = gateway(line);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IOException("there is no default route");
    }

    // "eth0 00000000 0101A8C0 …": the addresses are numbers of the processor's byte order
    private static Optional<InetAddress> gateway(String line) throws IOException {
        StringTokenizer fields = new StringTokenizer(line);
        String[] first = new String[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            if (!fields.hasMoreTokens()) {
                return Optional.empty();
            }
            first[i] = fields.nextToken();
        }
        if (!first[DESTINATION].equals(ANYWHERE) || first[GATEWAY].equals(ANYWHERE)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = HexFormat.of().parseHex(first[GATEWAY]);
            byte[] address = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                address[i] = bytes[bytes.length - 1 - i];
            }
            return Optional.of(InetAddress.getByAddress(address));
        } catch (IllegalArgumentException e) {
            throw new IOException("not a table of routes", e);
        }
    }
}
