// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One HTTP/2 connection. Each request is a stream, and a channel of its own.
///
/// Windows: a stream begins with little, because what it sends before there is room for its body
/// lies in memory that nobody has counted; it gets more together with the room. The window of the
/// connection has place for all that waiting streams can send and for several large bodies beside
/// them, so that those who wait never keep those from sending for whom there is room.
///
/// Threads: the loop of the connection.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Connection extends ChannelInboundHandlerAdapter implements Connection {
    /// What a stream may send before there is room for its body; the protocol's default.
    private static final int STREAM_WINDOW = 65535;

    /// What a stream may send ahead once there is room.
    private static final int LARGE_STREAM_WINDOW = 1 << 20;

    /// Streams of one connection that may wait for room for their bodies.
    static final int MAX_WAITING_STREAMS = 64;

    private static final int CONNECTION_WINDOW =
            MAX_WAITING_STREAMS * STREAM_WINDOW + 4 * LARGE_STREAM_WINDOW;

    /// Streams that a peer may reset in [#RESET_SECONDS]. A reader that has enough resets a third
    /// of its requests; a browser that reads many blobs at once comes to some hundreds.
    private static final int MAX_RESETS = 4000;

    private static final int RESET_SECONDS = 30;

    private final Exchanges shared;
    private final ConnectionGuard guard;
    private final Http2FrameCodec codec;
    private final Set<Http2Request> requests = new LinkedHashSet<>();

    private @Nullable ChannelHandlerContext context;
    private boolean stopping;
    private int waiting;

    private Http2Connection(Exchanges shared, ConnectionGuard guard, Http2FrameCodec codec) {
        this.shared = shared;
        this.guard = guard;
        this.codec = codec;
    }

    /// Adds what speaks HTTP/2 at the end of a pipeline.
    static void install(ChannelPipeline pipeline, Exchanges shared, ConnectionGuard guard) {
        Http2FrameCodec codec =
                Http2FrameCodecBuilder.forServer()
                        .initialSettings(
                                Http2Settings.defaultSettings()
                                        .maxConcurrentStreams(ServerLimits.STREAMS)
                                        .initialWindowSize(STREAM_WINDOW)
                                        .maxHeaderListSize(
                                                ServerLimits.LINE_BYTES
                                                        + ServerLimits.HEADER_BYTES))
                        .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS)
                        .validateHeaders(true)
                        .gracefulShutdownTimeoutMillis(0)
                        .build();
        Http2Connection connection = new Http2Connection(shared, guard, codec);
        pipeline.addLast(codec);
        pipeline.addLast(
                new Http2MultiplexHandler(
                        new io.netty.channel.ChannelInitializer<io.netty.channel.Channel>() {
                            @Override
                            protected void initChannel(io.netty.channel.Channel stream) {
                                stream.config().setAutoRead(false);
                                stream.pipeline().addLast(new Http2Request(shared, connection));
                            }
                        }));
        pipeline.addLast(connection);
    }

    private ChannelHandlerContext ctx() {
        return java.util.Objects.requireNonNull(context);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Http2Exception {
        context = ctx;
        flow().incrementWindowSize(
                        codec.connection().connectionStream(), CONNECTION_WINDOW - STREAM_WINDOW);
        ctx.channel().config().setAutoRead(true);
        ctx.flush();
        guard.speaks(this);
    }

    private Http2LocalFlowController flow() {
        return codec.connection().local().flowController();
    }

    Object peer() {
        return guard.peer();
    }

    /// Lets a stream send as much as there is room for now.
    ///
    /// @param expectedBytes length of its body
    void widen(Http2FrameStream stream, int expectedBytes) {
        int wanted = Math.min(expectedBytes, LARGE_STREAM_WINDOW) - STREAM_WINDOW;
        Http2Stream known = codec.connection().stream(stream.id());
        if (wanted <= 0 || known == null) {
            return;
        }
        try {
            flow().incrementWindowSize(known, wanted);
            ctx().flush();
        } catch (Http2Exception e) {
            throw new IllegalStateException("window of a stream that is open", e);
        }
    }

    /// A stream wants room for its body.
    ///
    /// @return false if too many of this connection wait
    boolean waits() {
        if (waiting >= MAX_WAITING_STREAMS) {
            return false;
        }
        waiting++;
        return true;
    }

    /// A stream waits no more.
    void waitsNoMore() {
        waiting--;
    }

    boolean hasOneRequest() {
        return requests.size() == 1;
    }

    void begins(Http2Request request) {
        requests.add(request);
        guard.requestBegins(ctx().channel());
    }

    void ends(Http2Request request) {
        if (requests.remove(request)) {
            guard.requestEnds(ctx().channel());
            closeIfOver();
        }
    }

    private void closeIfOver() {
        if (stopping && requests.isEmpty()) {
            ctx().close();
        }
    }

    @Override
    public void tick(long nowNanos) {
        for (Http2Request request : List.copyOf(requests)) {
            if (request.isTooLate(nowNanos)) {
                shared.metrics().timeouts.increment();
                request.abort();
            }
        }
        if (requests.isEmpty()
                && nowNanos - guard.lastByteNanos() > shared.limits().idle().toNanos()) {
            shared.metrics().timeouts.increment();
            ctx().close();
        }
    }

    @Override
    public void stop() {
        if (!stopping) {
            stopping = true;
            ctx().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            closeIfOver();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        // settings, pings and the like: the codec has done what is to be done
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
