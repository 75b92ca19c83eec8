// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.condition.OS;

/// A port of the loopback at which nobody listens but who is told of it, also while it is not
/// listened at: a port that is merely free may be another process's by the time it is used.
///
/// On Linux the port stays bound, and a server that may use addresses again can listen at it all
/// the same; the system gives it to nobody who asks for any port, and whoever connects to it is
/// refused. Elsewhere it is only a port that was free.
public final class HeldPort implements AutoCloseable {
    private final Socket holder = new Socket();
    private final int number;

    public HeldPort() throws IOException {
        boolean isBound = false;
        try {
            holder.setReuseAddress(true);
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            number = holder.getLocalPort();
            isBound = true;
        } finally {
            if (!isBound || !OS.LINUX.isCurrentOs()) {
                holder.close();
            }
        }
    }

    /// The port.
    public int number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
