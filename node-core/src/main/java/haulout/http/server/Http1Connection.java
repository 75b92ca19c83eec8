// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection: one request after the other. What comes early waits in a short queue,
/// and while that has something the socket is not read.
///
/// Threads: the loop of the connection.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1Connection extends ChannelInboundHandlerAdapter implements Wire, Connection {
    /// Most bytes of an unwanted body that are read to keep a connection, and so that the peer gets
    /// to read why; a client that goes on sending after that is cut off.
    private static final long MAX_DROPPED_BYTES = 64L << 20;

    /// Up to here a body is copied behind its head: one small copy costs less than two buffers.
    private static final int MAX_JOINED_BYTES = 1 << 13;

    private final Exchanges shared;
    private final ConnectionGuard guard;
    private final ArrayDeque<Object> inbox = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private boolean draining;
    private boolean keepAlive = true;
    private boolean expectsContinue;
    private boolean stopping;
    private boolean closed;
    private long droppedBytes;
    private long idleSinceNanos = System.nanoTime();

    /// When a head was first seen to have begun; 0 if none has. The first one has, because the
    /// protocol was known by its bytes.
    private long headSinceNanos = idleSinceNanos;

    Http1Connection(Exchanges shared, ConnectionGuard guard) {
        this.shared = shared;
        this.guard = guard;
    }

    private ChannelHandlerContext ctx() {
        return java.util.Objects.requireNonNull(context);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        guard.speaks(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        inbox.add(message);
        drain();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (inbox.isEmpty()) {
            // also while a request is handled, to hear of a peer that goes away
            ctx.read();
        }
    }

    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!closed && !inbox.isEmpty()) {
                Exchange current = exchange;
                if (current == null && inbox.peekFirst() instanceof HttpRequest request) {
                    inbox.removeFirst();
                    begin(request);
                } else if (current == null) {
                    ReferenceCountUtil.release(inbox.removeFirst());
                } else if (current.takesBody() && inbox.peekFirst() instanceof HttpContent part) {
                    inbox.removeFirst();
                    take(current, part);
                } else {
                    return;
                }
            }
        } finally {
            draining = false;
        }
    }

    private void begin(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(request.decoderResult().cause());
            return;
        }
        if (request.protocolVersion().majorVersion() != 1) {
            refuse(505);
            return;
        }
        guard.requestBegins(ctx().channel());
        headSinceNanos = 0;
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        keepAlive = HttpUtil.isKeepAlive(request);
        expectsContinue = !old && HttpUtil.is100ContinueExpected(request);
        droppedBytes = 0;
        RequestHead head =
                RequestHead.of(
                        request.method().name(),
                        request.uri(),
                        name -> request.headers().get(name),
                        peer());
        Exchange next = new Exchange(shared, this, head);
        exchange = next;
        next.start(announced(request));
    }

    private static long announced(HttpRequest request) {
        if (HttpUtil.isTransferEncodingChunked(request)) {
            return -1;
        }
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        // the decoder has refused what is no number, and takes a missing one as 0
        return length == null ? 0 : Long.parseLong(length.strip());
    }

    private void take(Exchange current, HttpContent part) {
        try {
            if (part.decoderResult().isFailure()) {
                abort();
                return;
            }
            int count = part.content().readableBytes();
            if (!current.body(part.content())) {
                droppedBytes += count;
            }
            if (part instanceof LastHttpContent) {
                current.bodyEnd();
            } else if (droppedBytes > MAX_DROPPED_BYTES) {
                abort();
            }
        } finally {
            part.release();
        }
    }

    private void refuse(Throwable cause) {
        refuse(
                switch (cause) {
                    case TooLongHttpLineException line -> 414;
                    case TooLongHttpHeaderException headers -> 431;
                    default -> 400;
                });
    }

    private void refuse(int status) {
        keepAlive = false;
        closed = true;
        shared.metrics().answered("malformed", status, 0);
        ctx().writeAndFlush(head(status, shared.service().commonHeaders(), 0, 0))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public EventLoop loop() {
        return ctx().channel().eventLoop();
    }

    @Override
    public Object peer() {
        return guard.peer();
    }

    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public void receive(int expectedBytes) {
        if (expectsContinue && expectedBytes > 0) {
            ctx().writeAndFlush(Http1Head.goOn());
        }
        expectsContinue = false;
        if (!draining) {
            drain();
            readOn();
        }
    }

    private void readOn() {
        if (!closed && inbox.isEmpty()) {
            ctx().read();
        }
    }

    @Override
    public Future<?> begin(
            int status, Map<String, String> headers, long length, ByteBuf first, boolean last) {
        if (stopping || shared.stopping().get()) {
            keepAlive = false;
        }
        int count = first.readableBytes();
        if (count > MAX_JOINED_BYTES) {
            ctx().write(head(status, headers, length, 0), ctx().voidPromise());
            return ctx().writeAndFlush(first);
        }
        ByteBuf bytes = head(status, headers, length, count);
        bytes.writeBytes(first);
        first.release();
        return ctx().writeAndFlush(bytes);
    }

    private ByteBuf head(int status, Map<String, String> headers, long length, int more) {
        ByteBuf bytes = ctx().alloc().directBuffer(Http1Head.TYPICAL_BYTES + more);
        Http1Head.write(bytes, status, headers, shared.date().text(), length, keepAlive);
        return bytes;
    }

    @Override
    public Future<?> more(ByteBuf bytes, boolean last) {
        return ctx().writeAndFlush(bytes);
    }

    @Override
    public void abort() {
        closed = true;
        ctx().close();
    }

    @Override
    public void finished() {
        exchange = null;
        idleSinceNanos = System.nanoTime();
        guard.requestEnds(ctx().channel());
        if (!keepAlive || stopping) {
            closed = true;
            ctx().close();
            return;
        }
        if (!draining) {
            drain();
            readOn();
        }
    }

    @Override
    public void tick(long nowNanos) {
        Exchange current = exchange;
        ServerLimits limits = shared.limits();
        boolean late;
        if (current != null) {
            late = current.isTooLate(nowNanos);
        } else if (headSinceNanos != 0 || guard.lastByteNanos() - idleSinceNanos > 0) {
            // the head has begun, at most a tick ago if that is news
            headSinceNanos = headSinceNanos == 0 ? nowNanos : headSinceNanos;
            late = nowNanos - headSinceNanos > limits.head().toNanos();
        } else {
            late = nowNanos - idleSinceNanos > limits.idle().toNanos();
        }
        if (late) {
            shared.metrics().timeouts.increment();
            abort();
        }
    }

    @Override
    public void stop() {
        stopping = true;
        if (exchange == null) {
            abort();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closed = true;
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.gone();
        }
        inbox.forEach(ReferenceCountUtil::release);
        inbox.clear();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        abort();
    }
}
