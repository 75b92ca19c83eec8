// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;

/// One HTTP/2 connection with prior knowledge: nothing is negotiated, with TLS or without.
@NullUnmarked
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Client implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    final Channel channel;

    /// @param window what each stream may be sent before it is read
    Http2Client(TestServer server, boolean tls, int window) throws Exception {
        channel =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel opened) {
                                        if (tls) {
                                            opened.pipeline().addLast(withoutAlpn(opened));
                                        }
                                        opened.pipeline().addLast(codec(window));
                                        opened.pipeline()
                                                .addLast(
                                                        new Http2MultiplexHandler(
                                                                new ChannelInboundHandlerAdapter()));
                                    }
                                })
                        .connect("127.0.0.1", server.port())
                        .sync()
                        .channel();
    }

    private static Http2FrameCodec codec(int window) {
        return Http2FrameCodecBuilder.forClient()
                .initialSettings(Http2Settings.defaultSettings().initialWindowSize(window))
                .build();
    }

    private static io.netty.channel.ChannelHandler withoutAlpn(Channel opened) {
        return new JdkSslContext(
                        TestServer.trustingAll(),
                        true,
                        null,
                        IdentityCipherSuiteFilter.INSTANCE,
                        null,
                        ClientAuth.NONE,
                        null,
                        false)
                .newHandler(opened.alloc());
    }

    /// What came back on a stream.
    static final class Exchange extends ChannelInboundHandlerAdapter {
        final CompletableFuture<Integer> status = new CompletableFuture<>();
        final CompletableFuture<byte[]> body = new CompletableFuture<>();
        final CompletableFuture<Long> reset = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Http2StreamChannel stream;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
            try {
                if (message instanceof Http2HeadersFrame headers) {
                    status.complete(Integer.parseInt(headers.headers().status().toString()));
                    end(headers.isEndStream());
                } else if (message instanceof Http2DataFrame data) {
                    data.content().readBytes(bytes, data.content().readableBytes());
                    end(data.isEndStream());
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void end(boolean last) {
            if (last) {
                body.complete(bytes.toByteArray());
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof Http2ResetFrame frame) {
                reset.complete(frame.errorCode());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            reset.complete(-1L);
            body.completeExceptionally(new IllegalStateException("stream closed"));
            status.completeExceptionally(new IllegalStateException("stream closed"));
        }

        int status() throws Exception {
            return status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        byte[] body() throws Exception {
            return body.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        long reset() throws Exception {
            return reset.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        void send(ByteBuf data, boolean last) {
            stream.writeAndFlush(new DefaultHttp2DataFrame(data, last));
        }

        void cancel() {
            stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
        }
    }

    /// Begins a request whose body is sent by the caller.
    Exchange begin(String method, String path, boolean last) throws Exception {
        Exchange exchange = new Exchange();
        exchange.stream =
                new Http2StreamChannelBootstrap(channel).handler(exchange).open().sync().getNow();
        exchange.stream.writeAndFlush(
                new DefaultHttp2HeadersFrame(
                        new DefaultHttp2Headers()
                                .method(method)
                                .path(path)
                                .scheme("https")
                                .authority("node"),
                        last));
        return exchange;
    }

    Exchange get(String path) throws Exception {
        return begin("GET", path, true);
    }

    Exchange put(String path, byte[] body) throws Exception {
        Exchange exchange = begin("PUT", path, false);
        exchange.send(Unpooled.wrappedBuffer(body), true);
        return exchange;
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
