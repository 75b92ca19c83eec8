// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// Next to the socket: lets bytes out and in as fast as the line allows, encryption included.
///
/// What waits here is bounded by whoever sends, who has two chunks on their way at most. Reading is
/// held back before the next read; the system then holds back the sender.
///
/// Threads: the loop of the connection.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class LineHandler extends ChannelDuplexHandler {
    // limits may be raised meanwhile
    private static final long LONGEST_WAIT_MILLIS = 200;
    private static final long SHORTEST_WAIT_MILLIS = 5;

    // the longest answer that goes out while the line rests
    private static final long SMALL_BYTES = 64 << 10;

    private final SocketLine line;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private boolean isSendScheduled;
    private boolean isReadScheduled;
    private boolean wasResting;
    private long sentAtRest;

    private record Waiting(Object message, ChannelPromise promise) {}

    LineHandler(SocketLine line) {
        this.line = line;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        queue.addLast(new Waiting(message, promise));
        drain(ctx, false);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    // a client that is cut off asks somebody else
    private boolean isCutOff(boolean isLate) {
        boolean rests = line.rests();
        boolean begins = rests && !wasResting;
        wasResting = rests;
        sentAtRest = rests ? sentAtRest : 0;
        return rests && (sentAtRest > SMALL_BYTES || (begins && isLate));
    }

    private void drain(ChannelHandlerContext ctx, boolean isLate) {
        if (isCutOff(isLate)) {
            ctx.close();
            return;
        }
        boolean sent = false;
        while (!queue.isEmpty()) {
            Waiting first = queue.getFirst();
            if (!(first.message() instanceof ByteBuf bytes)) {
                queue.removeFirst();
                ctx.write(first.message(), first.promise());
                continue;
            }
            int granted = line.send(bytes.readableBytes());
            sentAtRest += granted;
            if (granted == bytes.readableBytes()) {
                queue.removeFirst();
                ctx.write(bytes, first.promise());
            } else if (granted > 0) {
                ctx.write(bytes.readRetainedSlice(granted));
            } else {
                break;
            }
            sent = true;
        }
        if (!queue.isEmpty() && !isSendScheduled) {
            isSendScheduled = true;
            ctx.executor()
                    .schedule(
                            () -> {
                                isSendScheduled = false;
                                drain(ctx, true);
                                ctx.flush();
                            },
                            millis(line.sendWait()),
                            TimeUnit.MILLISECONDS);
        }
        if (sent && isSendScheduled) {
            ctx.flush();
        }
    }

    private static long millis(Duration wait) {
        return Math.clamp(wait.toMillis(), SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS);
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (isReadScheduled) {
            return;
        }
        Duration wait = line.receiveWait();
        if (wait.isZero()) {
            ctx.read();
            return;
        }
        isReadScheduled = true;
        ctx.executor()
                .schedule(
                        () -> {
                            isReadScheduled = false;
                            read(ctx);
                        },
                        millis(wait),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            line.received(bytes.readableBytes());
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        drop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        drop();
        ctx.fireChannelInactive();
    }

    private void drop() {
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            ReferenceCountUtil.release(waiting.message());
            waiting.promise().tryFailure(new ClosedChannelException());
        }
    }
}
