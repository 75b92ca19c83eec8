// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import haulout.core.ObjectId;
import java.util.Objects;

/// Whether the owner of a blob may delete it before its time, as a storage confirmation states it.
public sealed interface BlobPersistence {
    /// The blob stays until its last epoch.
    BlobPersistence PERMANENT = new Permanent();

    /// The blob stays until its last epoch. All of these are equal.
    record Permanent() implements BlobPersistence {}

    /// The blob may be deleted, so the confirmation is for one registration of it.
    ///
    /// @param object the registration
    record Deletable(ObjectId object) implements BlobPersistence {
        public Deletable {
            Objects.requireNonNull(object);
        }
    }
}
