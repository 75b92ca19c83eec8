// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// What a server proves its name with.
///
/// @param chain its own certificate first, then those above it
public record TlsKeys(PrivateKey key, List<X509Certificate> chain) {
    public TlsKeys {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
    }

    /// Says what this is, not what it contains.
    @Override
    public String toString() {
        return "TLS keys of " + chain.getFirst().getSubjectX500Principal();
    }
}
