// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import haulout.crypto.NetworkPublicKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Asks at an address whether somebody answers with a node's own network key: only another copy of
/// it could.
///
/// Over TLS the handshake proves the key. A network without TLS gives no such proof; there nobody
/// answers by this.
public final class OtherCopy {
    private OtherCopy() {}

    /// Asks there, once.
    ///
    /// @param address `host:port`
    /// @param key of the node
    /// @param patience for the connection and for the handshake
    /// @return whether it answers there
    public static boolean answersAt(String address, NetworkPublicKey key, Duration patience) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            return false;
        }
        int millis = Math.toIntExact(patience.toMillis());
        try (Socket plain = new Socket()) {
            int port = Integer.parseInt(address.substring(colon + 1));
            plain.connect(new InetSocketAddress(address.substring(0, colon), port), millis);
            plain.setSoTimeout(millis);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            try (SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(plain, address.substring(0, colon), port, true)) {
                socket.startHandshake();
                Certificate[] chain = socket.getSession().getPeerCertificates();
                return chain.length > 0
                        && chain[0].getPublicKey() instanceof ECPublicKey its
                        && NetworkPublicKey.of(its).equals(key);
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false; // nobody, or somebody else
        }
    }

    /// Lets everybody finish the handshake: whose key it was is looked at afterwards, and nothing
    /// is said to whoever answers.
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // we are no server
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // looked at afterwards
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // we are no server
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // looked at afterwards
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // we are no server
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // looked at afterwards
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
