// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.assembly.HouseRules;
import haulout.assembly.NodeHome;
import haulout.assembly.NodeHost;
import haulout.assembly.NodeWatch;
import haulout.assembly.OpenThings;
import haulout.http.server.Admission;
import haulout.http.server.Answer;
import haulout.http.server.HttpServer;
import haulout.http.server.HttpService;
import haulout.http.server.RequestHead;
import haulout.http.server.ServerLimits;
import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.status.Facts;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.RestFacts;
import haulout.status.StatusFunction;
import haulout.status.Surface;
import haulout.store.file.PrivateFile;
import haulout.store.file.SystemFiles;
import haulout.store.file.WholeFile;
import haulout.text.Wording;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a running core tells the programs of its computer, on a port of the loopback address, to
/// those who can read the token: `GET /v1/status`. `control/core.json` says where it is.
///
/// Language and time zone of the sentences are those of the headers `accept-language` and
/// `time-zone`.
///
/// Threads: any.
final class CoreDesk implements HttpService {
    private static final Duration STOP_TIME = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int TOKEN_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(CoreDesk.class);

    private final HouseRules rules;
    private final Supplier<Optional<NodeWatch>> watch;
    private final Optional<IntSupplier> others;
    private final NodeHost host;
    private final byte[] authorization;
    private List<AlertReport> before = List.of();

    private CoreDesk(
            HouseRules rules,
            Supplier<Optional<NodeWatch>> watch,
            Optional<IntSupplier> others,
            NodeHost host,
            String token) {
        this.rules = rules;
        this.others = others;
        this.watch = watch;
        this.host = host;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.US_ASCII);
    }

    /// Opens the desk.
    ///
    /// @param open takes charge of it
    /// @param watch of this computer's own node; empty while that does not run
    /// @param others how many nodes of the network run, where this computer has none of its own
    static CoreDesk open(
            OpenThings open,
            NodeHome home,
            NodeHost host,
            HouseRules rules,
            Supplier<Optional<NodeWatch>> watch,
            Optional<IntSupplier> others)
            throws IOException {
        byte[] secret = new byte[TOKEN_BYTES];
        host.random().nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        Path tokenFile = home.control().resolve("core.token");
        PrivateFile.write(tokenFile, token);
        CoreDesk desk = new CoreDesk(rules, watch, others, host, token);
        HttpServer server =
                HttpServer.open(
                        new HttpServer.Setup(
                                "core",
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                Optional.empty(),
                                ServerLimits.forHome().withConnections(64, 64),
                                host.background(),
                                host.metrics(),
                                host.clock()),
                        desk);
        open.add(() -> server.close(STOP_TIME));
        Path file = home.control().resolve("core.json");
        ObjectNode json = JSON.createObjectNode();
        json.put("pid", ProcessHandle.current().pid());
        json.put("url", "http://127.0.0.1:" + server.address().getPort());
        json.put("tokenFile", tokenFile.toString());
        SystemFiles files = new SystemFiles();
        WholeFile.write(files, file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        open.add(() -> files.delete(file));
        // so that each alert keeps the time at which it began
        ScheduledFuture<?> looks =
                host.timer()
                        .scheduleWithFixedDelay(
                                () -> host.background().execute(desk::look),
                                0,
                                LOOK_EVERY.toMillis(),
                                TimeUnit.MILLISECONDS);
        open.add(() -> looks.cancel(false));
        return desk;
    }

    /// How the core is now.
    synchronized Surface look() {
        RestFacts rest = rules.rest();
        Surface surface =
                watch.get()
                        .map(node -> StatusFunction.look(node.facts(rest, rules.owner()), before))
                        .orElseGet(() ->
                                StatusFunction.look(
                                        others.map(running -> following(rest, running.getAsInt()))
                                                .orElseGet(() -> stopped(rest)),
                                        before));
        before = surface.alerts();
        return surface;
    }

    /// Of somebody who runs no node: nothing is kept, and whether the network is there counts.
    private Facts following(RestFacts rest, int running) {
        Instant now = host.clock().instant();
        return new Facts(
                now,
                new Phase.Running(),
                Look.passed(now),
                false,
                Optional.empty(),
                List.of(),
                NetworkFacts.of(
                        new NetworkFacts.Peers(
                                running,
                                running,
                                Optional.of(now),
                                running == 0 ? Optional.of(now) : Optional.empty())),
                OwnerFacts.NONE,
                // the rules hold nothing back of which there is anything
                new RestFacts(rest.mode(), true, true, true, rest.onBattery(), List.of()),
                List.of());
    }

    private Facts stopped(RestFacts rest) {
        Instant now = host.clock().instant();
        return new Facts(
                now,
                new Phase.Stopped(),
                Look.passed(now),
                true,
                Optional.empty(),
                List.of(),
                NetworkFacts.of(new NetworkFacts.Peers(0, 0, Optional.empty(), Optional.empty())),
                OwnerFacts.NONE,
                rest,
                List.of());
    }

    @Override
    public Admission admit(RequestHead head) {
        String given = head.header("authorization").orElse("");
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
            return new Admission.Reply("unknown", failure(401, "the token is needed"));
        }
        if (!head.path().equals("/v1/status")) {
            return new Admission.Reply("unknown", failure(404, "there is nothing here"));
        }
        if (!head.method().equals("GET")) {
            return new Admission.Reply(
                    "unknown", failure(405, "only GET here").with("allow", "GET"));
        }
        return new Admission.Run("status", 0, failure(413, "no body"), body -> status(head));
    }

    private Answer status(RequestHead head) {
        Locale locale = Locale.forLanguageTag(head.header("accept-language").orElse("en"));
        Wording wording = new Wording(locale, zone(head.header("time-zone").orElse("")));
        Mode mode = rules.settings().mode();
        Instant now = host.clock().instant();
        String word = mode.at(now).name().toLowerCase(Locale.ROOT);
        ObjectNode json = new StatusDocument(wording, now).of(look(), word, rules.loop().probes());
        return answer(200, json);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }

    private static Answer failure(int status, String message) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("error").put("code", status).put("message", message);
        return answer(status, json);
    }

    private static Answer answer(int status, ObjectNode json) {
        return Answer.bytes(
                status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Answer failed(RequestHead head, Throwable failure) {
        log.atError().addKeyValue("path", head.path()).setCause(failure).log("request failed");
        return failure(500, "this could not be told; the log says why");
    }

    @Override
    public Answer overloaded() {
        return failure(503, "too much at once, try again");
    }

    @Override
    public Map<String, String> commonHeaders() {
        return Map.of();
    }
}
