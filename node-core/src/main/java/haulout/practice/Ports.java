// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.client.PeerAddress;
import haulout.core.WireFormatException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Ports for nodes, chosen before they start, so that the ledger knows their addresses when they
/// first look at it.
final class Ports {
    private Ports() {}

    /// One port for each wish: that one if it is free, another one otherwise.
    ///
    /// @param wishes 0 for any
    static List<Integer> choose(List<Integer> wishes) throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            // because a port that is free for one may be another one's wish
            List<Integer> ports = new ArrayList<>();
            for (int wish : wishes) {
                ports.add(wish > 0 ? take(wish, taken) : 0);
            }
            for (int i = 0; i < ports.size(); i++) {
                if (ports.get(i) == 0) {
                    ports.set(i, take(0, taken));
                }
            }
            return ports;
        } finally {
            for (ServerSocket socket : taken) {
                socket.close();
            }
        }
    }

    /// Takes a port.
    ///
    /// @return the port, 0 if it is not free
    private static int take(int port, List<ServerSocket> taken) throws IOException {
        ServerSocket socket = new ServerSocket();
        taken.add(socket);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            if (port == 0) {
                throw e;
            }
            return 0;
        }
        return socket.getLocalPort();
    }

    /// The port that the ledger says, 0 if it is none that could be listened on.
    static int of(String address) {
        try {
            int port = PeerAddress.parse(address).port();
            return port < 1024 ? 0 : port;
        } catch (WireFormatException e) {
            return 0;
        }
    }
}
