// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.MessageCertificate;

/// Tells a ledger of blobs: what it takes to have one registered and certified there. Space and
/// fees are the implementation's affair.
///
/// Called from the thread that stores the blob; one implementation may serve several of them.
public interface Registrar {
    /// Registers a blob. Every call makes an object of its own.
    ///
    /// @throws RegistrarException if the ledger refused it, or was not reached
    RegisteredBlob register(RegistrationRequest request)
            throws RegistrarException, InterruptedException;

    /// Brings the certificate of a registered blob.
    ///
    /// @throws RegistrarException if the ledger refused it, or was not reached
    void certify(
            RegisteredBlob registered,
            VerifiedBlobMetadata metadata,
            MessageCertificate certificate)
            throws RegistrarException, InterruptedException;
}
