// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.time.Duration;

/// Is asked before bytes go out and when bytes have come in, so that a budget can slow them down.
/// The calls may block; they come from virtual threads, several at a time.
public interface Traffic {
    /// Nothing is held back.
    Traffic UNLIMITED = new Unlimited();

    /// Returns when `byteCount` bytes may be sent.
    void beforeSending(int byteCount) throws InterruptedException;

    /// Returns when `byteCount` more bytes may be taken from a connection, whose sender has to wait
    /// until then.
    void beforeReceiving(int byteCount) throws InterruptedException;

    /// Returns when a request may begin, which takes a connection. Each return of true is followed
    /// by one [#end].
    ///
    /// @param patience how long this may take
    /// @return whether it may; false when that time is over
    boolean begin(Duration patience) throws InterruptedException;

    /// A request has ended.
    void end();

    /// Nothing is held back. All of these are equal.
    record Unlimited() implements Traffic {
        @Override
        public boolean begin(Duration patience) {
            return true;
        }

        @Override
        public void end() {}

        @Override
        public void beforeSending(int byteCount) {}

        @Override
        public void beforeReceiving(int byteCount) {}
    }
}
