// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

/// Hears how far a job is. Called from any of the job's threads, a few times per second at most
/// worth showing; may block to hold the job back.
@FunctionalInterface
public interface Progress {
    /// Hears nothing.
    Progress NONE = (done, total) -> {};

    /// Hears that more is done.
    ///
    /// @param done units of work finished, 0…total, not always in order
    /// @param total units of work of the whole job; what a unit is, is the job's affair
    void advanced(long done, long total) throws InterruptedException;
}
