// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import haulout.http.server.ConnectionTable.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// First in the pipeline of each connection: counts its bytes, knows whether it is at work, and
/// closes it when its first bytes do not come.
///
/// Threads: the loop of the connection.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionGuard extends ChannelDuplexHandler {
    private final ConnectionTable table;
    private final Exchanges shared;
    private final LoopTicks ticks;
    private final Object peer;
    private final long openedNanos = System.nanoTime();

    private @Nullable Connection connection;
    private int openRequests;
    private long lastByteNanos = openedNanos;

    ConnectionGuard(ConnectionTable table, Exchanges shared, LoopTicks ticks, Channel channel) {
        this.table = table;
        this.shared = shared;
        this.ticks = ticks;
        this.peer = peerOf(channel.remoteAddress());
    }

    /// Addresses are peers; of IPv6 the 64 bits that a subscriber is given.
    static Object peerOf(@Nullable SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return "unknown";
        }
        return inet.getAddress() instanceof Inet6Address six
                ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                : inet.getAddress();
    }

    /// The address, for budgets.
    Object peer() {
        return peer;
    }

    /// When a byte last came or went.
    long lastByteNanos() {
        return lastByteNanos;
    }

    /// The protocol of the connection is known.
    void speaks(Connection protocol) {
        connection = protocol;
        if (shared.stopping().get()) {
            protocol.stop();
        }
    }

    /// A request begins.
    void requestBegins(Channel channel) {
        if (openRequests++ == 0) {
            ticks.requestBegins();
            table.busy(peer, channel);
        }
    }

    /// A request is over.
    void requestEnds(Channel channel) {
        if (--openRequests == 0) {
            table.idle(peer, channel);
        }
    }

    /// Whether a request is under way.
    boolean isBusy() {
        return openRequests > 0;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        shared.metrics().connections.increment();
        Verdict verdict = table.enter(peer, ctx.channel());
        if (verdict == Verdict.REFUSED) {
            shared.metrics().refusedConnections.increment();
            ctx.channel().close();
            return;
        }
        if (verdict == Verdict.TAKEN_FOR_ANOTHER) {
            shared.metrics().evicted.increment();
        }
        ctx.channel().closeFuture().addListener(closed -> table.leave(peer, ctx.channel()));
        ticks.add(this, ctx.channel());
    }

    /// Called now and then.
    void tick(Channel channel, long nowNanos) {
        Connection protocol = connection;
        if (protocol != null) {
            protocol.tick(nowNanos);
        } else if (nowNanos - openedNanos > shared.limits().handshake().toNanos()) {
            shared.metrics().timeouts.increment();
            channel.close();
        }
    }

    /// The server stops.
    void stop(Channel channel) {
        Connection protocol = connection;
        if (protocol != null) {
            protocol.stop();
        } else {
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            shared.metrics().bytesIn.add(bytes.readableBytes());
            lastByteNanos = System.nanoTime();
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            shared.metrics().bytesOut.add(bytes.readableBytes());
        }
        ctx.write(message, promise);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // resets and the like: nothing that anybody could do something about
        ctx.close();
    }
}
