// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.redstuff.BlobTarget;
import java.io.IOException;

/// Where a blob goes.
@FunctionalInterface
public interface ReadTarget {
    /// Opens the place for a blob, once it is known how long it is. What is written there means
    /// nothing unless the outcome is [ReadOutcome.Read].
    BlobTarget open(long length) throws IOException;
}
