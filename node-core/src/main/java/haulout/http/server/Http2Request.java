// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One stream of an HTTP/2 connection. A frame that was read is acknowledged to the peer, so
/// nothing is read before there is room for it.
///
/// Threads: the loop of the connection.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Request extends ChannelInboundHandlerAdapter implements Wire {
    /// Most bytes of an unwanted body that are read so that the peer reads the answer first; the
    /// rest is called off.
    private static final long MAX_DROPPED_BYTES = 1 << 20;

    private final Exchanges shared;
    private final Http2Connection connection;
    private final ArrayDeque<Object> inbox = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private boolean draining;
    private boolean waiting;
    private boolean answered;
    private boolean over;
    private long droppedBytes;

    Http2Request(Exchanges shared, Http2Connection connection) {
        this.shared = shared;
        this.connection = connection;
    }

    private ChannelHandlerContext ctx() {
        return java.util.Objects.requireNonNull(context);
    }

    private Http2StreamChannel stream() {
        return (Http2StreamChannel) ctx().channel();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        connection.begins(this);
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        inbox.add(message);
        drain();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        readOn();
    }

    private void readOn() {
        if (!over && inbox.isEmpty() && (exchange == null || !exchange.isReceived())) {
            ctx().read();
        }
    }

    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!over && !inbox.isEmpty()) {
                Object message = inbox.peekFirst();
                Exchange current = exchange;
                if (current == null && message instanceof Http2HeadersFrame headers) {
                    inbox.removeFirst();
                    begin(headers);
                } else if (current != null && current.takesBody()) {
                    inbox.removeFirst();
                    take(current, message);
                } else if (current == null || current.isReceived()) {
                    ReferenceCountUtil.release(inbox.removeFirst());
                } else {
                    return;
                }
            }
        } finally {
            draining = false;
        }
    }

    private void begin(Http2HeadersFrame frame) {
        Http2Headers headers = frame.headers();
        CharSequence method = headers.method();
        CharSequence path = headers.path();
        RequestHead head =
                RequestHead.of(
                        method == null ? "" : method.toString(),
                        path == null ? "" : path.toString(),
                        name -> {
                            CharSequence value = headers.get(name);
                            return value == null ? null : value.toString();
                        },
                        peer());
        Exchange next = new Exchange(shared, this, head);
        exchange = next;
        waiting = !frame.isEndStream() && connection.waits();
        if (!frame.isEndStream() && !waiting) {
            next.startOverloaded();
            return;
        }
        next.start(frame.isEndStream() ? 0 : announced(headers));
        if (frame.isEndStream()) {
            next.bodyEnd();
        }
    }

    /// The codec compares the length with what comes, and resets the stream if they differ.
    private static long announced(Http2Headers headers) {
        CharSequence length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Math.max(-1, Long.parseLong(length.toString()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void take(Exchange current, Object message) {
        try {
            if (message instanceof Http2DataFrame data) {
                int count = data.content().readableBytes();
                if (!current.body(data.content())) {
                    droppedBytes += count;
                }
                if (data.isEndStream()) {
                    current.bodyEnd();
                } else if (droppedBytes > MAX_DROPPED_BYTES && answered) {
                    reset(Http2Error.NO_ERROR);
                }
            } else if (message instanceof Http2HeadersFrame trailers && trailers.isEndStream()) {
                current.bodyEnd();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public EventLoop loop() {
        return ctx().channel().eventLoop();
    }

    @Override
    public Object peer() {
        return connection.peer();
    }

    @Override
    public boolean isAlone() {
        return connection.hasOneRequest();
    }

    @Override
    public void receive(int expectedBytes) {
        waitsNoMore();
        if (expectedBytes > 0) {
            connection.widen(stream().stream(), expectedBytes);
        }
        if (!draining) {
            drain();
            readOn();
        }
    }

    private void waitsNoMore() {
        if (waiting) {
            waiting = false;
            connection.waitsNoMore();
        }
    }

    @Override
    public Future<?> begin(
            int status, Map<String, String> headers, long length, ByteBuf first, boolean last) {
        Http2Headers head = new DefaultHttp2Headers().status(Integer.toString(status));
        headers.forEach(head::set);
        head.setLong(HttpHeaderNames.CONTENT_LENGTH, length);
        head.set(HttpHeaderNames.DATE, shared.date().text());
        answered = last;
        if (!first.isReadable()) {
            first.release();
            return ctx().writeAndFlush(new DefaultHttp2HeadersFrame(head, last));
        }
        ctx().write(new DefaultHttp2HeadersFrame(head, false));
        return ctx().writeAndFlush(new DefaultHttp2DataFrame(first, last));
    }

    @Override
    public Future<?> more(ByteBuf bytes, boolean last) {
        answered |= last;
        return ctx().writeAndFlush(new DefaultHttp2DataFrame(bytes, last));
    }

    @Override
    public void abort() {
        reset(Http2Error.INTERNAL_ERROR);
    }

    private void reset(Http2Error error) {
        if (!over) {
            over = true;
            ctx().writeAndFlush(new DefaultHttp2ResetFrame(error))
                    .addListener(done -> ctx().close());
        }
    }

    @Override
    public void finished() {
        over = true;
    }

    boolean isTooLate(long nowNanos) {
        Exchange current = exchange;
        return current != null && current.isTooLate(nowNanos);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Http2ResetFrame) {
            gone();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone();
        connection.ends(this);
    }

    private void gone() {
        over = true;
        waitsNoMore();
        Exchange current = exchange;
        if (current != null) {
            current.gone();
        }
        inbox.forEach(ReferenceCountUtil::release);
        inbox.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        reset(Http2Error.INTERNAL_ERROR);
    }
}
