// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

/// Measures one thing.
///
/// Threads: one at a time, not always the same. It may be interrupted, and it may be given up while
/// it runs; then it is called again only after it has returned.
@FunctionalInterface
public interface Probe<T> {
    /// Measures now.
    ///
    /// @throws Exception if it cannot be measured; that counts as unknown
    T measure() throws Exception;
}
