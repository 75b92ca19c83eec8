// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

/// Which budget holds for which node: not all are reached over the same line. Thread-safe.
@FunctionalInterface
public interface TrafficRoutes {
    /// The budget on the way to an address.
    Traffic toward(PeerAddress address);
}
