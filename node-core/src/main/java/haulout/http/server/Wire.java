// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Map;

/// One request and its answer as the protocol carries them. All methods are called on the loop.
interface Wire {
    /// The loop of the connection.
    EventLoop loop();

    /// Whoever sent the request, as budgets tell peers apart.
    Object peer();

    /// Whether its connection has no other request.
    boolean isAlone();

    /// Lets the body come.
    ///
    /// @param expectedBytes how long it is going to be
    void receive(int expectedBytes);

    /// Begins the answer.
    ///
    /// @param headers by their names in lower case
    /// @param length of the body as it is announced
    /// @param first the first bytes of the body; ownership passes
    /// @param last whether that is all
    /// @return done when the bytes have left
    Future<?> begin(
            int status, Map<String, String> headers, long length, ByteBuf first, boolean last);

    /// Sends more of the body.
    ///
    /// @param bytes ownership passes
    Future<?> more(ByteBuf bytes, boolean last);

    /// Lets the peer see that the answer is not whole.
    void abort();

    /// The exchange is over.
    void finished();
}
