// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.client.PeerException.Kind;
import haulout.client.PeerException.Phase;
import haulout.core.WireFormatException;
import haulout.wire.ApiAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes single requests to one node within limits, and sorts out what came of them. Thread-safe.
final class HttpExchange {
    /// Longest body of a refusal that is read; the network's own have some hundred bytes.
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private static final int MIN_SUCCESS = 200;
    private static final int MIN_ERROR = 400;
    private static final int MAX_ERROR = 599;

    private final PeerAddress address;
    private final PeerTransport transport;
    // asked each time, because a set of connections may have been given up
    private final Supplier<HttpClient> http;
    private final Traffic traffic;
    private final Semaphore turns;

    HttpExchange(
            PeerAddress address,
            PeerTransport transport,
            Supplier<HttpClient> http,
            Traffic traffic,
            int concurrentRequests) {
        this.address = address;
        this.transport = transport;
        this.http = http;
        this.traffic = traffic;
        this.turns = new Semaphore(concurrentRequests, true);
    }

    /// What the bytes of an answer are.
    enum Format {
        /// Binary; peers may leave the content type out.
        BCS("application/octet-stream", true),
        JSON("application/json", false);

        private final String contentType;
        private final boolean mayBeAbsent;

        Format(String contentType, boolean mayBeAbsent) {
            this.contentType = contentType;
            this.mayBeAbsent = mayBeAbsent;
        }

        String contentType() {
            return contentType;
        }

        private boolean isIn(HttpResponse<?> response) {
            Optional<String> type = response.headers().firstValue("Content-Type");
            if (type.isEmpty()) {
                return mayBeAbsent;
            }
            String bare = type.get().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            return bare.equals(contentType);
        }
    }

    /// A successful answer.
    static final class Answer {
        private final int status;
        private final byte[] body;

        private Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        /// HTTP status, 200…299.
        int status() {
            return status;
        }

        /// All of the body; ownership passes.
        byte[] body() {
            return body;
        }
    }

    PeerException failure(Kind kind) {
        return new PeerException(address, kind);
    }

    PeerException failure(Kind kind, Throwable cause) {
        return new PeerException(address, kind, cause);
    }

    /// Makes one attempt.
    ///
    /// @param maxBytes longest body of a success
    /// @param extra time that the peer may take before it begins to answer
    Answer once(
            HttpRequest request, Format format, long maxBytes, ClientLimits limits, Duration extra)
            throws PeerException, InterruptedException {
        Deadline deadline = new Deadline(limits.whole().plus(extra));
        if (!turns.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
            throw failure(new Kind.TimedOut(Phase.TURN, deadline.limit()));
        }
        try {
            if (!traffic.begin(Duration.ofNanos(Math.max(0, deadline.nanosLeft())))) {
                throw failure(new Kind.TimedOut(Phase.TURN, deadline.limit()));
            }
            try {
                HttpResponse<BodyIntake> response = head(request, deadline);
                return answer(response, format, maxBytes, deadline, limits);
            } finally {
                traffic.end();
            }
        } finally {
            turns.release();
        }
    }

    private HttpResponse<BodyIntake> head(HttpRequest request, Deadline deadline)
            throws PeerException, InterruptedException {
        CompletableFuture<HttpResponse<BodyIntake>> coming =
                http.get().sendAsync(request, _ -> new BodyIntake());
        boolean arrived = false;
        try {
            HttpResponse<BodyIntake> response =
                    coming.get(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
            arrived = true;
            response.headers().firstValue("date").ifPresent(date -> transport.said(address, date));
            return response;
        } catch (TimeoutException e) {
            throw new PeerException(address, new Kind.TimedOut(Phase.ANSWER, deadline.limit()), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failure(kindOf(cause), cause);
        } finally {
            if (!arrived) {
                abandon(coming);
            }
        }
    }

    /// If the answer came all the same, just now, its connection must not stay open.
    private static void abandon(CompletableFuture<HttpResponse<BodyIntake>> coming) {
        if (!coming.cancel(true) && !coming.isCompletedExceptionally()) {
            coming.join().body().cancel();
        }
    }

    private Kind kindOf(Throwable cause) {
        Throwable at = cause;
        // a chain of causes may be a ring
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (at instanceof PinException pin) {
                return new Kind.Impostor(pin.flaw());
            }
            at = at.getCause();
        }
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                    new Kind.TimedOut(Phase.CONNECT, transport.connectTimeout());
            case ConnectException _ -> new Kind.Unreachable();
            case ProtocolException _ -> new Kind.Rubbish("not HTTP");
            case IOException _ -> new Kind.Unreachable();
            case IllegalArgumentException _ -> new Kind.Rubbish("not HTTP");
            default -> throw new IllegalStateException("request to " + address, cause);
        };
    }

    private Answer answer(
            HttpResponse<BodyIntake> response,
            Format format,
            long maxBytes,
            Deadline deadline,
            ClientLimits limits)
            throws PeerException, InterruptedException {
        int status = response.statusCode();
        boolean done = false;
        try {
            if (status >= MIN_ERROR && status <= MAX_ERROR) {
                throw failure(refusal(response, deadline, limits));
            }
            if (status < MIN_SUCCESS || status >= MIN_SUCCESS + 100) {
                throw failure(new Kind.Rubbish("HTTP status " + status));
            }
            if (!format.isIn(response)) {
                throw failure(new Kind.Rubbish("another content type"));
            }
            long claimed = response.headers().firstValueAsLong("Content-Length").orElse(0);
            if (claimed > maxBytes) {
                throw failure(
                        new Kind.Rubbish("a body of " + claimed + " bytes, at most " + maxBytes));
            }
            byte[] body =
                    response.body().readAll(claimed, maxBytes, deadline, limits.idle(), traffic);
            done = true;
            return new Answer(status, body);
        } catch (BodyIntake.Failure e) {
            throw failure(e.kind(), e);
        } catch (NumberFormatException e) {
            throw new PeerException(address, new Kind.Rubbish("a length that is no number"), e);
        } finally {
            if (!done) {
                response.body().cancel();
            }
        }
    }

    /// A refusal counts, whatever its body is like.
    private Kind refusal(HttpResponse<BodyIntake> response, Deadline deadline, ClientLimits limits)
            throws InterruptedException {
        int status = response.statusCode();
        ApiAnswer.@Nullable Failure answer = null;
        if (Format.JSON.isIn(response)) {
            try {
                byte[] body =
                        response.body()
                                .readAll(0, MAX_ERROR_BYTES, deadline, limits.idle(), traffic);
                if (ApiAnswer.decode(body, MAX_ERROR_BYTES) instanceof ApiAnswer.Failure failure) {
                    answer = failure;
                }
            } catch (BodyIntake.Failure | WireFormatException e) {
                // what it should have said is not known
                answer = null;
            }
        }
        return new Kind.Refused(status, Optional.ofNullable(answer));
    }
}
