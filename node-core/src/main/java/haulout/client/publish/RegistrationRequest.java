// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import haulout.core.AccountAddress;
import haulout.redstuff.VerifiedBlobMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What is to be registered.
///
/// @param metadata of the blob
/// @param options how it is to be kept
public record RegistrationRequest(VerifiedBlobMetadata metadata, Options options) {
    /// How a blob is to be kept.
    ///
    /// @param epochs for how many epochs, the present one included
    /// @param deletable whether the owner may delete it before
    /// @param owner who shall own it; the ledger's own account if empty
    /// @param attributes kept with it on the ledger
    public record Options(
            long epochs,
            boolean deletable,
            Optional<AccountAddress> owner,
            Map<String, String> attributes) {
        public Options {
            if (epochs < 1) {
                throw new IllegalArgumentException(epochs + " epochs, at least 1 needed");
            }
            Objects.requireNonNull(owner);
            attributes = Map.copyOf(attributes);
        }
    }

    public RegistrationRequest {
        Objects.requireNonNull(metadata);
        Objects.requireNonNull(options);
    }
}
