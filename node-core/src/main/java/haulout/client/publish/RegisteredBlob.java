// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import haulout.core.Epoch;
import haulout.core.ObjectId;
import java.util.Objects;

/// A registration on the ledger.
///
/// @param object its identity
/// @param endEpoch first epoch in which the blob is gone
public record RegisteredBlob(ObjectId object, Epoch endEpoch) {
    public RegisteredBlob {
        Objects.requireNonNull(object);
        Objects.requireNonNull(endEpoch);
    }
}
