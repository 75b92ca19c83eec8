// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.net.SocketAddress;
import java.time.Duration;

/// The line to other computers, that all connections share. Thread-safe; nothing here waits.
public interface SocketLine {
    /// Nothing is held back or counted.
    SocketLine FREE = new Free();

    /// Whether bytes to and from an address go through it.
    boolean isFor(SocketAddress remote);

    /// Most connections through it, those of other programs not counted.
    int connections();

    /// Whether nothing but small messages goes through it now; large answers under way end.
    boolean rests();

    /// How many of the bytes may be sent now, 0 to all; they count as sent.
    int send(int wanted);

    /// How long until something may be sent.
    Duration sendWait();

    /// Bytes have come in.
    void received(int bytes);

    /// How long until something may be taken in.
    Duration receiveWait();

    /// Nothing is held back or counted. All of these are equal.
    record Free() implements SocketLine {
        @Override
        public boolean isFor(SocketAddress remote) {
            return false;
        }

        @Override
        public int connections() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean rests() {
            return false;
        }

        @Override
        public int send(int wanted) {
            return wanted;
        }

        @Override
        public Duration sendWait() {
            return Duration.ZERO;
        }

        @Override
        public void received(int bytes) {}

        @Override
        public Duration receiveWait() {
            return Duration.ZERO;
        }
    }
}
