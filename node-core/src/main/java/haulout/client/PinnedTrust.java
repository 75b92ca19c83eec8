// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.crypto.NetworkPublicKey;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts a node that shows the network key which the ledger has for it, and nobody else; no
/// certificate authority has a say.
///
/// The certificate must be well formed and that of an end entity: not of a certificate authority,
/// for signatures and for servers if it is limited at all, without critical extensions that nobody
/// knows. Its subject public key info is compared byte for byte, and one of its alternative names
/// covers the host. When it expires does not matter. That its owner has the secret key is what the
/// TLS handshake shows. Thread-safe.
///
/// Source: walrus-storage-node-client `tls.rs`.
final class PinnedTrust extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final ConcurrentMap<PeerAddress, NetworkPublicKey> pins = new ConcurrentHashMap<>();

    /// Whether `key` is from now on, and always was, the only one that is trusted there.
    boolean pin(PeerAddress address, NetworkPublicKey key) {
        NetworkPublicKey before = pins.putIfAbsent(address, key);
        return before == null || before.equals(key);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, engine.getPeerHost(), engine.getPeerPort());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new PinException("a socket whose peer is not known");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new PinException("a connection whose peer is not known");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new PinException("clients show no certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new PinException("clients show no certificates");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new PinException("clients show no certificates");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private void check(X509Certificate[] chain, @Nullable String host, int port)
            throws CertificateException {
        if (host == null || port < 1) {
            throw new PinException("a connection whose peer is not known");
        }
        String bare =
                host.startsWith("[") && host.endsWith("]")
                        ? host.substring(1, host.length() - 1)
                        : host;
        PeerAddress address = new PeerAddress(bare, port);
        NetworkPublicKey key = pins.get(address);
        if (key == null) {
            throw new PinException("no key is known for the address");
        }
        if (chain.length == 0) {
            throw new PinException("no certificate");
        }
        check(chain[0], key, address);
    }

    /// Accepts a leaf certificate by returning.
    static void check(X509Certificate leaf, NetworkPublicKey key, PeerAddress address)
            throws CertificateException {
        if (!Arrays.equals(leaf.getPublicKey().getEncoded(), key.toJcaKey().getEncoded())) {
            throw new PinException("the key of the certificate is not the node's");
        }
        if (leaf.getVersion() != 3) {
            throw new PinException("a certificate of version " + leaf.getVersion());
        }
        if (leaf.getBasicConstraints() != -1) {
            throw new PinException("a certificate of a certificate authority");
        }
        if (leaf.hasUnsupportedCriticalExtension()) {
            throw new PinException("a critical extension that is not known");
        }
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            throw new PinException("a key that is not for signatures");
        }
        List<String> purposes = leaf.getExtendedKeyUsage();
        if (purposes != null
                && !purposes.contains(SERVER_AUTHENTICATION)
                && !purposes.contains(ANY_PURPOSE)) {
            throw new PinException("a key that is not for servers");
        }
        if (!covers(leaf.getSubjectAlternativeNames(), address)) {
            throw new PinException("no alternative name covers the host");
        }
    }

    private static boolean covers(@Nullable Collection<List<?>> names, PeerAddress address) {
        if (names == null) {
            return false;
        }
        String host = address.host();
        boolean isLiteral = address.isIpAddress();
        int wanted = isLiteral ? IP_ADDRESS : DNS_NAME;
        for (List<?> name : names) {
            if (name.size() == 2
                    && Integer.valueOf(wanted).equals(name.get(0))
                    && name.get(1) instanceof String value
                    && (isLiteral ? isSameAddress(value, host) : isSameName(value, host))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSameAddress(String one, String other) {
        try {
            return InetAddress.ofLiteral(one).equals(InetAddress.ofLiteral(other));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// A star stands for the whole first label, and only if two more follow.
    private static boolean isSameName(String pattern, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String form = pattern.toLowerCase(Locale.ROOT);
        if (!form.startsWith("*.")) {
            return form.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && form.indexOf('.', 2) > 0 && name.substring(dot).equals(form.substring(1));
    }
}
