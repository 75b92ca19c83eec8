// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import haulout.http.server.FairBudget.Claim;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// One request from its head to the last byte of its answer, whatever protocol carries it.
///
/// Room for the body is claimed before it is read, for its announced length or the longest allowed
/// one; then room for the handler; then for the answer. So nothing that is half received waits for
/// what other half received bodies hold.
///
/// Threads: all methods on the loop of the connection, the handler and [Sending] on a thread of
/// their own.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class Exchange {
    private static final byte[] NO_BYTES = new byte[0];

    /// What a body's array begins with; it grows as the bytes come, so that announcing many costs
    /// nothing but room.
    private static final int FIRST_BODY_BYTES = 1 << 16;

    /// By how much it grows: what was announced is claimed as a whole, so that only what an array
    /// costs to clear speaks against more.
    private static final long GROWTH = 16;

    /// Bytes that count as progress of a body or an answer.
    private static final int PROGRESS_BYTES = 1 << 14;

    /// What is kept of a body that goes to a file before it is written there.
    private static final int SPOOL_BYTES = 1 << 20;

    private enum State {
        /// waits for room for the body
        CLAIMING,
        /// the body comes
        RECEIVING,
        /// waits for its turn, or the handler runs
        HANDLING,
        /// the answer is on its way
        ANSWERING,
        /// nothing more of it
        DONE
    }

    private final Exchanges shared;
    private final Wire wire;
    private final RequestHead head;
    private final long startedNanos;

    private State state = State.CLAIMING;
    private String route = "none";
    private Admission.@Nullable Run run;
    private int maxBodyBytes;
    private @Nullable BodySpool spool;
    private long spoolMaxBytes;
    private long spooledBytes;
    private boolean spooling;
    private byte[] body = NO_BYTES;
    private int bodyBytes;
    private boolean bodyEnded;
    private @Nullable Claim bodyClaim;
    private @Nullable Claim slot;
    private @Nullable Sending sending;
    private long progressNanos;
    private long progressBytes;
    private boolean answerLeft;
    private boolean answerBroken;

    Exchange(Exchanges shared, Wire wire, RequestHead head) {
        this.shared = shared;
        this.wire = wire;
        this.head = head;
        this.startedNanos = System.nanoTime();
        this.progressNanos = startedNanos;
    }

    RequestHead head() {
        return head;
    }

    /// Begins.
    ///
    /// @param announced bytes of the body; -1 if unknown, 0 if there is none
    void start(long announced) {
        // because connections are few, the first request of each is always let in
        if (shared.open().incrementAndGet() > shared.limits().openRequests() && !wire.isAlone()) {
            overloaded();
            return;
        }
        switch (shared.service().admit(head)) {
            case Admission.Reply reply -> {
                route = reply.route();
                reply(reply.answer());
            }
            case Admission.Run admitted -> {
                route = admitted.route();
                run = admitted;
                claimBody(admitted, announced);
            }
            case Admission.Spool spooled -> {
                route = spooled.route();
                claimSpool(spooled, announced);
            }
        }
    }

    /// As for a body in memory, but for room for a part of it only.
    private void claimSpool(Admission.Spool spooled, long announced) {
        if (announced > spooled.maxBodyBytes()) {
            reply(spooled.tooLong());
            return;
        }
        BodySpool file = new BodySpool(spooled.folder());
        spool = file;
        spoolMaxBytes = spooled.maxBodyBytes();
        Admission.Run rest =
                new Admission.Run(
                        spooled.route(),
                        SPOOL_BYTES,
                        spooled.tooLong(),
                        nothing -> {
                            try (file) {
                                return spooled.handler().handle(file.file());
                            }
                        });
        run = rest;
        claimBody(rest, announced == 0 ? 0 : -1);
    }

    /// Begins and ends with "overloaded".
    void startOverloaded() {
        shared.open().incrementAndGet();
        overloaded();
    }

    private void claimBody(Admission.Run admitted, long announced) {
        if (admitted.maxBodyBytes() == 0 || announced == 0) {
            state = State.RECEIVING;
            wire.receive(0);
            return;
        }
        if (announced > admitted.maxBodyBytes()) {
            reply(admitted.tooLong());
            return;
        }
        int amount = announced < 0 ? admitted.maxBodyBytes() : (int) announced;
        maxBodyBytes = amount;
        Optional<Claim> claim =
                shared.bodies()
                        .claim(wire.peer(), amount, () -> wire.loop().execute(this::bodyGranted));
        bodyClaim = claim.orElse(null);
        if (claim.isEmpty()) {
            overloaded();
        } else if (claim.get().isGranted()) {
            bodyGranted();
        }
    }

    private void bodyGranted() {
        if (state == State.CLAIMING) {
            state = State.RECEIVING;
            progressNanos = System.nanoTime();
            wire.receive(maxBodyBytes);
        }
    }

    /// Whether bytes of the body may be handed over now: either they are wanted, or they are
    /// dropped.
    boolean takesBody() {
        return state != State.CLAIMING && !bodyEnded && !spooling;
    }

    /// Whether the body has come whole.
    boolean isReceived() {
        return bodyEnded;
    }

    /// Bytes of the body; they stay the caller's.
    ///
    /// @return whether they were wanted
    boolean body(ByteBuf data) {
        int count = data.readableBytes();
        if (state != State.RECEIVING || maxBodyBytes == 0) {
            return false;
        }
        if (spool != null) {
            return spooled(data, spool);
        }
        if (count > maxBodyBytes - bodyBytes) {
            Admission.Run admitted = run;
            releaseBody();
            reply(admitted == null ? Answer.empty(413) : admitted.tooLong());
            return false;
        }
        if (body.length == 0) {
            body = shared.pool().take(maxBodyBytes).orElse(body);
        }
        if (body.length < bodyBytes + count) {
            int wanted =
                    Math.max(bodyBytes + count, (int) Math.min(GROWTH * body.length, maxBodyBytes));
            wanted = Math.max(wanted, Math.min(FIRST_BODY_BYTES, maxBodyBytes));
            byte[] larger = new byte[wanted];
            System.arraycopy(body, 0, larger, 0, bodyBytes);
            body = larger;
        }
        data.readBytes(body, bodyBytes, count);
        bodyBytes += count;
        if (bodyBytes - progressBytes >= Math.max(PROGRESS_BYTES, maxBodyBytes >> 6)) {
            progressBytes = bodyBytes;
            progressNanos = System.nanoTime();
        }
        return true;
    }

    private boolean spooled(ByteBuf data, BodySpool file) {
        int count = data.readableBytes();
        spooledBytes += count;
        if (spooledBytes > spoolMaxBytes) {
            Admission.Run admitted = run;
            releaseBody();
            reply(admitted == null ? Answer.empty(413) : admitted.tooLong());
            return false;
        }
        if (body.length < bodyBytes + count) {
            int wanted = Math.max(bodyBytes + count, Math.min(2 * body.length, SPOOL_BYTES));
            body = java.util.Arrays.copyOf(body, Math.max(wanted, FIRST_BODY_BYTES));
        }
        data.readBytes(body, bodyBytes, count);
        bodyBytes += count;
        if (spooledBytes - progressBytes >= PROGRESS_BYTES) {
            progressBytes = spooledBytes;
            progressNanos = System.nanoTime();
        }
        if (bodyBytes >= SPOOL_BYTES) {
            write(file);
        }
        return true;
    }

    /// Has what is in memory written to the file; nothing more is taken meanwhile.
    private void write(BodySpool file) {
        byte[] bytes = body;
        int count = bodyBytes;
        body = NO_BYTES;
        bodyBytes = 0;
        spooling = true;
        try {
            shared.threads()
                    .execute(() -> {
                        try {
                            file.append(bytes, count);
                            wire.loop().execute(() -> written(bytes));
                        } catch (IOException | RuntimeException e) {
                            wire.loop().execute(() -> notWritten(e));
                        }
                    });
        } catch (RejectedExecutionException e) {
            wire.abort();
        }
    }

    private void written(byte[] free) {
        spooling = false;
        progressNanos = System.nanoTime();
        if (state != State.RECEIVING) {
            return;
        }
        if (body.length == 0) {
            body = free; // a new one for each megabyte would be twice the body's size of garbage
        }
        if (bodyEnded) {
            bodyEnd();
        } else {
            wire.receive(SPOOL_BYTES);
        }
    }

    private void notWritten(Exception failure) {
        spooling = false;
        if (state == State.RECEIVING) {
            shared.metrics().failed.increment();
            reply(shared.service().failed(head, failure));
        }
    }

    /// The body has come whole.
    void bodyEnd() {
        bodyEnded = true;
        BodySpool file = spool;
        if (state == State.RECEIVING && file != null && (spooling || bodyBytes > 0)) {
            if (!spooling) {
                write(file);
            }
            return;
        }
        if (state == State.RECEIVING) {
            state = State.HANDLING;
            Optional<Claim> claim =
                    shared.running()
                            .claim(wire.peer(), 1, () -> wire.loop().execute(this::slotGranted));
            slot = claim.orElse(null);
            if (claim.isEmpty()) {
                releaseBody();
                overloaded();
            } else if (claim.get().isGranted()) {
                slotGranted();
            }
        } else {
            finishIfOver();
        }
    }

    private void slotGranted() {
        Admission.Run admitted = run;
        Claim room = slot;
        if (state != State.HANDLING || admitted == null || room == null || sending != null) {
            return;
        }
        if (bodyBytes == 0 && isAnsweredAtOnce(admitted)) {
            return;
        }
        byte[] whole = bodyBytes == body.length ? body : java.util.Arrays.copyOf(body, bodyBytes);
        body = NO_BYTES;
        Sending work = new Sending(this, shared, wire, admitted, whole, room, bodyClaim);
        // from here on they are its own
        sending = work;
        bodyClaim = null;
        slot = null;
        try {
            shared.threads().execute(work);
        } catch (RejectedExecutionException e) {
            work.releaseRoom();
            wire.abort();
        }
    }

    // because to hand it over to a thread takes longer than to answer what is at hand
    private boolean isAnsweredAtOnce(Admission.Run admitted) {
        Optional<Answer> ready = isHead() ? Optional.empty() : admitted.handler().handleIfReady();
        if (ready.isEmpty()) {
            return false;
        }
        Answer answer = ready.get();
        Optional<ByteBuffer> bytes = answer.body().whole();
        Optional<Claim> room =
                bytes.isPresent()
                        ? shared.answers().claim(wire.peer(), bytes.get().remaining(), () -> {})
                        : Optional.empty();
        if (room.isEmpty() || !room.get().isGranted()) {
            room.ifPresent(Claim::close);
            answer.close();
            return false;
        }
        closeSlot();
        releaseBody();
        run = null;
        wire.receive(0);
        ByteBuf whole = Unpooled.wrappedBuffer(bytes.get());
        begin(answer, whole.readableBytes(), whole, true)
                .addListener(done -> {
                    answer.close();
                    room.get().close();
                    left(done.isSuccess());
                });
        return true;
    }

    /// Answers from the loop, with what is in memory.
    void reply(Answer answer) {
        byte[] bytes = ((Answer.Memory) answer.body()).bytes();
        releaseBody();
        state = State.ANSWERING;
        run = null;
        wire.receive(0);
        if (bytes.length == 0) {
            begin(answer, 0, Unpooled.EMPTY_BUFFER, true)
                    .addListener(done -> left(done.isSuccess()));
            return;
        }
        // because it may not block here, and a caller that takes nothing must not pile answers up
        Optional<Claim> room = shared.answers().claim(wire.peer(), bytes.length, () -> {});
        if (room.isEmpty() || !room.get().isGranted()) {
            room.ifPresent(Claim::close);
            shared.metrics().overloaded.increment();
            wire.abort();
            return;
        }
        begin(answer, bytes.length, sent(Unpooled.wrappedBuffer(bytes)), true)
                .addListener(done -> {
                    room.get().close();
                    left(done.isSuccess());
                });
    }

    /// What is sent of a body: nothing of it when only the head was asked for.
    ByteBuf sent(ByteBuf bytes) {
        if (isHead()) {
            bytes.release();
            return Unpooled.EMPTY_BUFFER;
        }
        return bytes;
    }

    boolean isHead() {
        return head.method().equals("HEAD");
    }

    /// Sends the first bytes of an answer.
    io.netty.util.concurrent.Future<?> begin(
            Answer answer, long length, ByteBuf first, boolean last) {
        Map<String, String> headers = new LinkedHashMap<>(shared.service().commonHeaders());
        headers.putAll(answer.headers());
        state = State.ANSWERING;
        progressNanos = System.nanoTime();
        shared.metrics().answered(route, answer.status(), progressNanos - startedNanos);
        return wire.begin(answer.status(), headers, length, first, last);
    }

    /// Some of the answer has left.
    void progressed() {
        progressNanos = System.nanoTime();
    }

    /// All of the answer has left, or will never.
    void left(boolean whole) {
        if (!whole) {
            wire.abort();
            return;
        }
        answerLeft = true;
        finishIfOver();
    }

    /// The answer cannot be ended as it was begun.
    void broken() {
        answerBroken = true;
        wire.abort();
    }

    /// There is no room for it.
    void overloaded() {
        shared.metrics().overloaded.increment();
        reply(shared.service().overloaded());
    }

    private void finishIfOver() {
        if (answerLeft && bodyEnded && state != State.DONE) {
            over();
            wire.finished();
        }
    }

    /// The peer is gone, or was sent away. What the handler does with files goes on to its end,
    /// because an interrupted thread closes them; what it waits for it may let go, see
    /// [RequestHandler].
    void gone() {
        if (state == State.DONE) {
            return;
        }
        if (!answerLeft && !answerBroken) {
            shared.metrics().aborted.increment();
        }
        over();
        Sending work = sending;
        BodySpool file = spool;
        if (work != null && work.gone() && file != null) {
            discard(file);
        }
    }

    private void over() {
        state = State.DONE;
        shared.open().decrementAndGet();
        releaseBody();
        closeSlot();
    }

    private void closeSlot() {
        Claim room = slot;
        slot = null;
        if (room != null) {
            room.close();
        }
    }

    private void releaseBody() {
        BodySpool file = spool;
        if (file != null && sending == null) {
            spool = null;
            discard(file);
        }
        body = NO_BYTES;
        bodyBytes = 0;
        Claim claim = bodyClaim;
        bodyClaim = null;
        if (claim != null) {
            claim.close();
        }
    }

    private void discard(BodySpool file) {
        try {
            shared.threads()
                    .execute(() -> {
                        try {
                            file.close();
                        } catch (IOException e) {
                            shared.metrics().failed.increment();
                        }
                    });
        } catch (RejectedExecutionException e) {
            shared.metrics().failed.increment();
        }
    }

    /// Whether it has to be given up.
    boolean isTooLate(long nowNanos) {
        ServerLimits limits = shared.limits();
        if (state == State.DONE) {
            return false;
        }
        if (nowNanos - startedNanos > limits.request().toNanos()) {
            return true;
        }
        boolean moves =
                (state == State.RECEIVING && !bodyEnded)
                        || (state == State.ANSWERING && (!answerLeft || !bodyEnded));
        FairBudget room = state == State.RECEIVING ? shared.bodies() : shared.answers();
        long patience =
                (room.waitingCount() > 0 ? limits.stallWhenFull() : limits.stall()).toNanos();
        return moves && nowNanos - progressNanos > patience;
    }
}
