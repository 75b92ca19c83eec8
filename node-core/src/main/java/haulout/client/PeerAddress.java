// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.core.WireFormatException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a node answers: a host name or an IP address, and a port.
///
/// @param host in lower case; an IPv6 address in full and without brackets
/// @param port 1…65535
public record PeerAddress(String host, int port) {
    /// Port of storage nodes that name none.
    public static final int DEFAULT_PORT = 9185;

    // longest name of the domain name system, and room for a port
    private static final int MAX_CHARS = 253 + 8;

    private static final Pattern IP_V4 = Pattern.compile("[0-9.]+");

    // nothing that could end the host in a URL, such as '@', '/', '?' or '#'
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([A-Za-z0-9._-]{1,253}))(?::([0-9]{1,5}))?");

    public PeerAddress {
        host = canonical(host);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ", allowed 1 to 65535");
        }
    }

    /// Reads `host`, `host:port` or `[IPv6]:port`.
    ///
    /// @throws WireFormatException if the text is anything else
    public static PeerAddress parse(String text) throws WireFormatException {
        Matcher matcher = FORM.matcher(text.length() <= MAX_CHARS ? text : "");
        if (!matcher.matches()) {
            throw new WireFormatException("node address", 0, "host and port", "other text");
        }
        String literal = matcher.group(1);
        String name = matcher.group(2);
        int port = matcher.group(3) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(3));
        if (port < 1 || port > 65535) {
            throw new WireFormatException("node address", 0, "a port up to 65535", port + "");
        }
        try {
            return new PeerAddress(literal != null ? literal : String.valueOf(name), port);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("node address", 0, "an IP address", "other text", e);
        }
    }

    /// Whether the host is an IP address.
    public boolean isIpAddress() {
        return isIpAddress(host);
    }

    private static boolean isIpAddress(String host) {
        return host.indexOf(':') >= 0 || IP_V4.matcher(host).matches();
    }

    /// One text for each address, because addresses are compared.
    private static String canonical(String host) {
        return isIpAddress(host)
                ? InetAddress.ofLiteral(host).getHostAddress()
                : host.toLowerCase(Locale.ROOT);
    }

    /// The host as it stands in a URL.
    public String urlHost() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return urlHost() + ":" + port;
    }
}
