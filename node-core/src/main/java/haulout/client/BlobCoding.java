// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/// What computes for somebody who stores and reads blobs.
///
/// @param kernels asked at the start of every piece of work
/// @param threads platform threads for checking slivers and, beside the caller's own, for coding;
///   remain the caller's
/// @param crew works on one blob at a time; may use the same threads
/// @param checks how many slivers are checked at a time
public record BlobCoding(
        Supplier<Kernels> kernels, ExecutorService threads, Crew crew, int checks) {
    public BlobCoding {
        Objects.requireNonNull(kernels);
        Objects.requireNonNull(threads);
        Objects.requireNonNull(crew);
        if (checks < 1) {
            throw new IllegalArgumentException(checks + " checks at a time");
        }
    }

    /// Memory to use per thread.
    public BufferSizes sizes() {
        return BufferSizes.FILES;
    }
}
