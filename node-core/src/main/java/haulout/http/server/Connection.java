// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

/// What the protocols have in common on a connection. All methods are called on its loop.
interface Connection {
    /// Gives up what takes too long.
    void tick(long nowNanos);

    /// Ends the connection once its requests are over.
    void stop();
}
