// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.client.PeerException.Kind;
import haulout.client.PeerException.Phase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of an answer as it comes in. One piece is asked for at a time, when the piece before
/// has been taken: a sender who is faster waits, and one who sends more than was agreed is cut off
/// before the surplus is kept.
final class BodyIntake implements HttpResponse.BodySubscriber<BodyIntake> {
    private static final int FIRST_BYTES = 16 * 1024;

    // so that what has come is moved seldom
    private static final int GROWTH = 8;

    // INV: at most one Piece is there, and one End behind it
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    private sealed interface Arrival {
        record Piece(List<ByteBuffer> buffers) implements Arrival {}

        record End() implements Arrival {}

        record Failed(Throwable cause) implements Arrival {}
    }

    @Override
    public CompletionStage<BodyIntake> getBody() {
        // at once: the body is read by whoever gets this
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        if (!subscription.complete(newSubscription)) {
            newSubscription.cancel();
            return;
        }
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrivals.add(new Arrival.Piece(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        arrivals.add(new Arrival.Failed(cause));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival.End());
    }

    /// Gives up the rest of the body, and with it the connection.
    void cancel() {
        // as soon as there is one
        var _ = subscription.thenAccept(Flow.Subscription::cancel);
    }

    /// The whole body.
    ///
    /// @param claimedBytes how long it is said to be, 0 if that was not said
    /// @param maxBytes a longer one is refused as soon as that shows
    /// @param deadline when it must be there
    /// @param idle longest silence
    /// @throws Failure if it is not all there in time
    byte[] readAll(
            long claimedBytes, long maxBytes, Deadline deadline, Duration idle, Traffic traffic)
            throws Failure, InterruptedException {
        long likely = claimedBytes > 0 ? Math.min(claimedBytes, maxBytes) : maxBytes;
        byte[] bytes = new byte[(int) Math.min(FIRST_BYTES, likely)];
        int size = 0;
        try {
            while (true) {
                switch (next(deadline, idle)) {
                    case Arrival.Piece(List<ByteBuffer> buffers) -> {
                        long length = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
                        if (size + length > maxBytes) {
                            cancel();
                            throw new Failure(
                                    new Kind.Rubbish("a body of more than " + maxBytes + " bytes"));
                        }
                        bytes = room(bytes, size + (int) length, likely);
                        for (ByteBuffer buffer : buffers) {
                            int count = buffer.remaining();
                            buffer.get(bytes, size, count);
                            size += count;
                        }
                        traffic.beforeReceiving((int) length);
                        subscription.join().request(1);
                    }
                    case Arrival.End() -> {
                        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
                    }
                    case Arrival.Failed(Throwable cause) ->
                            throw new Failure(new Kind.BrokenOff(), cause);
                }
            }
        } catch (InterruptedException e) {
            cancel();
            throw e;
        }
    }

    private Arrival next(Deadline deadline, Duration idle) throws Failure, InterruptedException {
        long whole = deadline.nanosLeft();
        Arrival arrival =
                arrivals.poll(Math.max(0, Math.min(whole, idle.toNanos())), TimeUnit.NANOSECONDS);
        if (arrival == null || (deadline.nanosLeft() <= 0 && !(arrival instanceof Arrival.End))) {
            cancel();
            throw new Failure(
                    deadline.nanosLeft() <= 0
                            ? new Kind.TimedOut(Phase.WHOLE, deadline.limit())
                            : new Kind.TimedOut(Phase.IDLE, idle));
        }
        return arrival;
    }

    private static byte[] room(byte[] bytes, int needed, long likely) {
        if (needed <= bytes.length) {
            return bytes;
        }
        // a few times what has come, so that what is claimed but does not come takes little memory
        long larger = Math.max(needed, Math.min(likely, (long) GROWTH * bytes.length));
        return Arrays.copyOf(bytes, (int) Math.min(larger, Integer.MAX_VALUE - 8));
    }

    /// The body did not come as it should.
    static final class Failure extends IOException {
        private final transient Kind kind;

        Failure(Kind kind) {
            this(kind, null);
        }

        Failure(Kind kind, @Nullable Throwable cause) {
            super(kind.toString(), cause);
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }
    }
}
