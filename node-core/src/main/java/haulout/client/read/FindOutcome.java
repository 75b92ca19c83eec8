// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.redstuff.VerifiedBlobMetadata;
import java.util.Objects;

/// What came of looking for a blob.
public sealed interface FindOutcome {
    /// It is there.
    record Found(VerifiedBlobMetadata metadata) implements FindOutcome {
        public Found {
            Objects.requireNonNull(metadata);
        }
    }

    /// It is not.
    ///
    /// @param why not one of those with a blob
    record Missing(ReadOutcome why) implements FindOutcome {
        public Missing {
            Objects.requireNonNull(why);
        }
    }
}
