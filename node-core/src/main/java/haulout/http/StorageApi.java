// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import haulout.core.EncodingConfig;
import haulout.http.server.Admission;
import haulout.http.server.Answer;
import haulout.http.server.HttpService;
import haulout.http.server.RequestHandler;
import haulout.http.server.RequestHead;
import haulout.node.Caller;
import haulout.node.NodeApi;
import haulout.node.RefusedException;
import haulout.wire.ApiAnswer;
import haulout.wire.ApiError;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A storage node's API over HTTP: finds the route, reads parameters, and puts answers and refusals
/// into the protocol's envelopes.
///
/// Threads: any.
///
/// Source: walrus-protocol section 6; walrus-service `node/server/routes.rs`.
public final class StorageApi implements HttpService {
    /// Longest body of metadata.
    static final int MAX_METADATA_BYTES = 2 << 20;

    /// A request for a shard has 152 bytes; what is longer does not parse anyway.
    static final int MAX_SYNC_BYTES = 1 << 16;

    /// What a sliver has besides its symbols: length prefix, symbol size, index, and some to spare.
    private static final int SLIVER_EXTRA_BYTES = 128;

    /// What a proof has for each symbol besides its bytes: index, length, and a path through a tree
    /// of at most 65536 leaves, 33 bytes for each of its levels.
    private static final int PROOF_SYMBOL_EXTRA_BYTES = 2 + 3 + 1 + 16 * 33;

    private static final Map<String, String> CROSS_ORIGIN =
            Map.of("access-control-allow-origin", "*", "access-control-expose-headers", "*");

    private static final Logger log = LoggerFactory.getLogger(StorageApi.class);

    private final StorageHandlers handlers;
    private final EncodingConfig config;
    private final RandomGenerator random;
    private final DutySwitch duties;

    /// @param random for the numbers by which failures are found in the log
    public StorageApi(NodeApi node, RandomGenerator random) {
        this(node, random, DutySwitch.ON);
    }

    /// @param random for the numbers by which failures are found in the log
    /// @param duties asked for each request
    public StorageApi(NodeApi node, RandomGenerator random, DutySwitch duties) {
        this.duties = duties;
        this.handlers = new StorageHandlers(node);
        this.config = node.config();
        this.random = random;
    }

    @Override
    public Admission admit(RequestHead head) {
        if (head.method().equals("OPTIONS")) {
            return new Admission.Reply("preflight", preflight());
        }
        String[] path = Route.split(head.path());
        Optional<Route> route = Optional.empty();
        StringJoiner allowed = new StringJoiner(",");
        for (Route candidate : Route.values()) {
            if (candidate.matches(path)) {
                allowed.add(candidate.method());
                if (candidate.method().equals("GET")) {
                    allowed.add("HEAD");
                }
                if (candidate.takes(head.method())) {
                    route = Optional.of(candidate);
                }
            }
        }
        if (route.isPresent()) {
            return admit(route.get(), path, head);
        }
        return allowed.length() == 0
                ? new Admission.Reply("unknown", Answer.empty(404))
                : new Admission.Reply(
                        "unknown", Answer.empty(405).with("allow", allowed.toString()));
    }

    private Admission admit(Route route, String[] path, RequestHead head) {
        if ((route.isAnswering() && !duties.answers())
                || (route.isTakingIn() && !duties.takesIn())) {
            return new Admission.Reply(route.label(), resting());
        }
        try {
            return new Admission.Run(
                    route.label(),
                    maxBodyBytes(route),
                    tooLong(route),
                    new Handler(route, path, head));
        } catch (BadRequestException e) {
            return new Admission.Reply(route.label(), Answer.text(e.status(), e.explanation()));
        } catch (RefusedException e) {
            return new Admission.Reply(route.label(), refusal(e));
        }
    }

    // nobody knows for how long; whoever asks again in a minute costs next to nothing
    private static Answer resting() {
        return failure(
                        ApiAnswer.Failure.of(
                                ApiError.UNAVAILABLE, "the node rests; try again later"))
                .with("retry-after", "60");
    }

    /// One request.
    private final class Handler implements RequestHandler {
        private final Route route;
        private final String[] path;
        private final RequestHead head;

        // null if it is read again: as a list of symbols it is ten times as large as in the line,
        // and thousands of requests may wait for their turn
        private final @Nullable StorageRequest kept;

        Handler(Route route, String[] path, RequestHead head)
                throws BadRequestException, RefusedException {
            this.route = route;
            this.path = path;
            this.head = head;
            StorageRequest request = StorageRequest.parse(route, path, head);
            this.kept = request instanceof StorageRequest.RecoverySymbols ? null : request;
        }

        private StorageRequest request() throws BadRequestException, RefusedException {
            StorageRequest read = kept;
            return read != null ? read : StorageRequest.parse(route, path, head);
        }

        @Override
        public Answer handle(byte[] body) throws IOException, InterruptedException {
            try {
                return handlers.handle(request(), body);
            } catch (RefusedException e) {
                return refusal(e);
            } catch (BadRequestException e) {
                return Answer.text(e.status(), e.explanation());
            }
        }

        @Override
        public Answer handle(byte[] body, Consumer<Runnable> callerLeaves)
                throws IOException, InterruptedException {
            Caller caller = new Caller(head.peer());
            callerLeaves.accept(caller::leave);
            return caller.<Answer, IOException>workedFor(() -> handle(body));
        }

        @Override
        public Optional<Answer> handleIfReady() {
            StorageRequest read = kept;
            return read == null ? Optional.empty() : handlers.handleIfReady(read);
        }

        // a sliver is on the drive by then, or was copied
        @Override
        public boolean isDoneWithBody() {
            return route == Route.PUT_SLIVER;
        }
    }

    private int maxBodyBytes(Route route) {
        return switch (route) {
            case PUT_METADATA -> MAX_METADATA_BYTES;
            case PUT_SLIVER -> Math.toIntExact(config.maxSliverBytes() + SLIVER_EXTRA_BYTES);
            case INCONSISTENCY_PROOF ->
                    Math.toIntExact(
                            Math.max(
                                    MAX_METADATA_BYTES,
                                    config.maxSliverBytes()
                                            + (long) config.secondarySourceCount()
                                                    * PROOF_SYMBOL_EXTRA_BYTES));
            case SYNC_SHARD -> MAX_SYNC_BYTES;
            default -> 0;
        };
    }

    // made once, because it is at hand for every request; and an answer in memory that is sent by
    // the loop is not changed by that
    private static final Answer SLIVER_TOO_LONG = Answer.text(413, "length limit exceeded");
    private static final Answer BODY_TOO_LONG =
            failure(
                    ApiAnswer.Failure.of(
                            ApiError.INVALID_CONTENT_TYPE, "the body is longer than allowed"));

    private static Answer tooLong(Route route) {
        return route == Route.PUT_SLIVER ? SLIVER_TOO_LONG : BODY_TOO_LONG;
    }

    private static Answer preflight() {
        return Answer.empty(200)
                .with("access-control-allow-methods", "*")
                .with("access-control-allow-headers", "*")
                .with("access-control-max-age", "3600")
                .with(
                        "vary",
                        "origin, access-control-request-method, access-control-request-headers");
    }

    private static Answer refusal(RefusedException e) {
        Answer answer = failure(ApiAnswer.Failure.of(e.error(), e.explanation(), e.facts()));
        return e.error() == ApiError.UNAVAILABLE ? answer.with("retry-after", "1") : answer;
    }

    private static Answer failure(ApiAnswer.Failure failure) {
        return Answer.bytes(failure.code(), "application/json", failure.toBytes());
    }

    @Override
    public Answer failed(RequestHead head, Throwable failure) {
        String trace = HexFormat.of().toHexDigits(random.nextLong());
        log.atError()
                .setCause(failure)
                .addKeyValue("trace", trace)
                .addKeyValue("method", head.method())
                .log("request failed");
        return failure(ApiAnswer.Failure.internal(trace));
    }

    @Override
    public Answer overloaded() {
        return failure(
                        ApiAnswer.Failure.of(
                                ApiError.UNAVAILABLE, "the node is busy; try again later"))
                .with("retry-after", "1");
    }

    @Override
    public Map<String, String> commonHeaders() {
        return CROSS_ORIGIN;
    }
}
