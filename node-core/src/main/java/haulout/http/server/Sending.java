// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import haulout.http.server.FairBudget.Claim;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The part of an exchange that may block: calls the handler and sends what it answers, no faster
/// than the caller takes it.
///
/// Threads: runs on a thread of its own, writes on the loop.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class Sending implements Runnable {
    /// One chunk is sent while the next one is read.
    private static final int CHUNKS_AHEAD = 2;

    private final Exchange exchange;
    private final Exchanges shared;
    private final Wire wire;
    private final Admission.Run admitted;
    private final Claim slot;
    private final @Nullable Claim bodyClaim;
    private final Semaphore ahead = new Semaphore(CHUNKS_AHEAD);
    private final Semaphore turn = new Semaphore(0);
    private final AtomicBoolean begun = new AtomicBoolean();

    /// What is done when the caller leaves, once.
    private final AtomicReference<@Nullable Runnable> leaving = new AtomicReference<>();

    private volatile boolean gone;
    private volatile boolean posted;
    private volatile @Nullable Thread thread;
    private byte @Nullable [] body;
    private @Nullable Claim room;

    /// @param body ownership passes
    /// @param slot ownership passes
    /// @param bodyClaim ownership passes
    Sending(
            Exchange exchange,
            Exchanges shared,
            Wire wire,
            Admission.Run admitted,
            byte[] body,
            Claim slot,
            @Nullable Claim bodyClaim) {
        this.exchange = exchange;
        this.shared = shared;
        this.wire = wire;
        this.admitted = admitted;
        this.body = body;
        this.slot = slot;
        this.bodyClaim = bodyClaim;
    }

    /// The caller is gone. Called on the loop.
    ///
    /// @return whether the handler was never begun, and never will
    boolean gone() {
        gone = true;
        runLeaving();
        turn.release();
        ahead.release(CHUNKS_AHEAD);
        if (begun.compareAndSet(false, true)) {
            // the thread was cancelled before it began, and will not give anything back
            releaseRoom();
            return true;
        }
        return false;
    }

    private void onLeaving(Runnable action) {
        leaving.set(action);
        if (gone) {
            runLeaving();
        }
    }

    private void runLeaving() {
        Runnable action = leaving.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    /// Gives back what the handler had.
    void releaseRoom() {
        slot.close();
        if (bodyClaim != null) {
            bodyClaim.close();
        }
    }

    /// The server has stopped, and cannot wait.
    void interrupt() {
        Thread working = thread;
        if (working != null) {
            working.interrupt();
        }
    }

    @Override
    public void run() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        thread = Thread.currentThread();
        shared.atWork().add(this);
        try {
            sendOf(handle());
        } catch (InterruptedException e) {
            abort();
        } catch (IOException | RuntimeException | Error e) {
            closeRoom();
            shared.metrics().failed.increment();
            Answer failure = shared.service().failed(exchange.head(), e);
            wire.loop()
                    .execute(() -> {
                        if (posted) {
                            exchange.broken();
                        } else {
                            exchange.reply(failure);
                        }
                    });
        } finally {
            shared.atWork().remove(this);
            thread = null;
            releaseRoom();
        }
    }

    private Answer handle() throws InterruptedException {
        byte[] whole = java.util.Objects.requireNonNull(body);
        body = null;
        try {
            Answer answer = admitted.handler().handle(whole, this::onLeaving);
            // after a failure something may still be at work with it
            if (admitted.handler().isDoneWithBody() && answer.status() / 100 == 2) {
                shared.pool().giveBack(whole);
            }
            return answer;
        } catch (IOException | RuntimeException | Error e) {
            return shared.service().failed(exchange.head(), e);
        } finally {
            if (bodyClaim != null) {
                bodyClaim.close();
            }
        }
    }

    private void sendOf(Answer answer) throws IOException, InterruptedException {
        boolean passed = false;
        try {
            passed = send(answer);
        } finally {
            if (!passed) {
                answer.close();
            }
        }
    }

    /// @return whether the answer is closed by others, once it has left
    private boolean send(Answer answer) throws IOException, InterruptedException {
        BodySource source = answer.body();
        long length = source.byteCount();
        if (exchange.isHead() || length == 0) {
            post(answer, length, Unpooled.EMPTY_BUFFER, Sending::nothing, true);
            return false;
        }
        int chunkBytes = Chunks.size(length);
        long wanted = (long) chunkBytes * (length > chunkBytes ? CHUNKS_AHEAD : 1);
        if (!claimRoom(wanted)) {
            wire.loop().execute(exchange::overloaded);
            return false;
        }
        slot.close();
        // not what is much smaller than the buffer that it may lie in: room was taken for its own
        // size
        Optional<ByteBuffer> whole =
                chunkBytes == Chunks.BLOCK_BYTES && length <= chunkBytes
                        ? source.whole()
                        : Optional.empty();
        if (whole.isPresent()) {
            post(answer, length, Unpooled.wrappedBuffer(whole.get()), answer::close, true);
            return true;
        }
        sendChunks(answer, source, length, chunkBytes);
        return false;
    }

    private void sendChunks(Answer answer, BodySource source, long length, int chunkBytes)
            throws IOException, InterruptedException {
        long left = length;
        boolean first = true;
        int begun = 0;
        try {
            while (left > 0) {
                ahead.acquire();
                // large ones for who has taken a small one
                int most = begun++ < CHUNKS_AHEAD ? Chunks.BLOCK_BYTES : Chunks.MAX_BYTES;
                long wanted = Math.min(left, Math.min(most, chunkBytes));
                ByteBuffer chunk = shared.chunks().take((int) wanted);
                left -= fill(source, chunk, left, length);
                ByteBuf bytes = Unpooled.wrappedBuffer(chunk);
                Runnable giveBack =
                        () -> {
                            shared.chunks().giveBack(chunk.clear());
                            ahead.release();
                        };
                post(first ? answer : null, length, bytes, giveBack, left == 0);
                first = false;
            }
        } finally {
            if (left > 0) {
                closeRoom();
            }
        }
    }

    private boolean claimRoom(long bytes) throws InterruptedException {
        Optional<Claim> claim = shared.answers().claim(wire.peer(), bytes, turn::release);
        if (claim.isEmpty()) {
            return false;
        }
        room = claim.get();
        if (!claim.get().isGranted()) {
            boolean granted = false;
            try {
                turn.acquire();
                granted = !gone;
            } finally {
                if (!granted) {
                    closeRoom();
                }
            }
            if (!granted) {
                throw new InterruptedException();
            }
        }
        return true;
    }

    /// Reads until the chunk is full or nothing is left; gives the chunk back if that fails.
    private long fill(BodySource source, ByteBuffer chunk, long left, long length)
            throws IOException, InterruptedException {
        boolean filled = false;
        try {
            chunk.limit((int) Math.min(left, chunk.capacity()));
            while (chunk.hasRemaining()) {
                if (gone) {
                    throw new InterruptedException();
                }
                if (source.read(chunk) < 0) {
                    throw new IOException(
                            "body of an answer: ended %d bytes before its end, expected %d"
                                    .formatted(left - chunk.position(), length));
                }
            }
            chunk.flip();
            filled = true;
            return chunk.remaining();
        } finally {
            if (!filled) {
                shared.chunks().giveBack(chunk.clear());
                ahead.release();
            }
        }
    }

    /// Sends from the loop.
    ///
    /// @param answer with its head; null if that was sent
    /// @param release run when the bytes have left, or never will
    private void post(
            @Nullable Answer answer, long length, ByteBuf bytes, Runnable release, boolean last) {
        posted = true;
        wire.loop()
                .execute(() -> {
                    if (gone) {
                        bytes.release();
                        sent(release, last, false);
                        return;
                    }
                    Future<?> done =
                            answer != null
                                    ? exchange.begin(answer, length, bytes, last)
                                    : wire.more(bytes, last);
                    done.addListener(any -> sent(release, last, any.isSuccess()));
                });
    }

    private void sent(Runnable release, boolean last, boolean whole) {
        if (!whole) {
            gone = true;
        }
        release.run();
        if (last || !whole) {
            closeRoom();
            exchange.left(whole);
        } else {
            exchange.progressed();
        }
    }

    private void abort() {
        try {
            wire.loop().execute(wire::abort);
        } catch (RejectedExecutionException _) {
            // the server has stopped, and every connection with it
        }
    }

    private static void nothing() {
        // there are no bytes to release
    }

    private void closeRoom() {
        Claim claim = room;
        if (claim != null) {
            claim.close();
        }
    }
}
