// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.security.cert.CertificateException;

/// A TLS certificate is not one that the node we want would show.
final class PinException extends CertificateException {
    private final String flaw;

    PinException(String flaw) {
        super(flaw);
        this.flaw = flaw;
    }

    String flaw() {
        return flaw;
    }
}
