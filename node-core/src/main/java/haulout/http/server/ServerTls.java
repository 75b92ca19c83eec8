// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// TLS of a server, by Java's own implementation.
///
/// Netty's builder would make the same context, and try out beforehand whether trust managers can
/// be wrapped, with a key that it reads by all of Bouncy Castle: three hundred classes and as many
/// thousand objects, in every process, for clients' certificates, which are never asked for.
final class ServerTls {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private ServerTls() {}

    /// The context of a server with these keys, for HTTP/2 and HTTP/1.1.
    ///
    /// @throws SSLException if Java cannot use the keys
    static SslContext of(TlsKeys keys) throws SSLException {
        return new JdkSslContext(
                context(keys),
                false,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1),
                ClientAuth.NONE,
                VERSIONS,
                false);
    }

    private static SSLContext context(TlsKeys keys) throws SSLException {
        // the store never leaves the memory of this process, which has the key anyway
        char[] open = {};
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, open);
            store.setKeyEntry(
                    "key", keys.key(), open, keys.chain().toArray(new X509Certificate[0]));
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, open);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new SSLException("keys of the server", e);
        }
    }
}
