// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.assembly.HouseRules;
import haulout.assembly.NodeHost;
import haulout.assembly.OpenThings;
import haulout.desk.OwnerDesks;
import haulout.home.HomeException;
import haulout.http.server.Admission;
import haulout.http.server.Answer;
import haulout.http.server.HttpServer;
import haulout.http.server.HttpService;
import haulout.http.server.RequestHead;
import haulout.http.server.ServerLimits;
import haulout.metrics.MetricsRegistry;
import haulout.resources.probe.WatchedProbe;
import haulout.resources.settings.Mode;
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
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a running core tells the programs of its computer, on a port of the loopback address, to
/// those who can read the token: `GET /v1/status`, and what [OwnerRoutes] has for the owner.
/// `control/core.json` says where it is.
///
/// Language and time zone of the sentences are those of the headers `accept-language` and
/// `time-zone`.
///
/// Threads: any.
public final class CoreDesk implements HttpService {
    private static final Duration STOP_TIME = Duration.ofMillis(500);
    private static final int TOKEN_BYTES = 32;

    // a folder or two and a number
    private static final int MAX_BODY_BYTES = 1 << 15;
    private static final String API = "/v1/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(CoreDesk.class);

    private final Source source;
    private final OwnerRoutes owner;
    private final InstantSource clock;
    private final byte[] authorization;

    /// What it tells.
    ///
    /// @param surface how the node is now
    /// @param mode the owner's switch
    /// @param probes what is measured of this computer
    /// @param owner what its owner can do; empty while nothing of it can be done
    public record Source(
            Supplier<Surface> surface,
            Supplier<Mode> mode,
            Supplier<List<WatchedProbe.Report>> probes,
            Supplier<Optional<OwnerDesks>> owner) {
        public Source {
            Objects.requireNonNull(surface);
            Objects.requireNonNull(mode);
            Objects.requireNonNull(probes);
            Objects.requireNonNull(owner);
        }

        static Source of(
                HouseRules rules, Supplier<Surface> surface, Supplier<Optional<OwnerDesks>> owner) {
            return new Source(
                    surface, () -> rules.settings().mode(), () -> rules.loop().probes(), owner);
        }
    }

    /// What it runs on.
    ///
    /// @param background runs the answers
    public record Means(
            ExecutorService background,
            MetricsRegistry metrics,
            RandomGenerator random,
            InstantSource clock) {
        public Means {
            Objects.requireNonNull(background);
            Objects.requireNonNull(metrics);
            Objects.requireNonNull(random);
            Objects.requireNonNull(clock);
        }

        static Means of(NodeHost host) {
            return new Means(host.background(), host.metrics(), host.random(), host.clock());
        }
    }

    private CoreDesk(Source source, InstantSource clock, String token) {
        this.source = source;
        this.owner = new OwnerRoutes(source.owner());
        this.clock = clock;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.US_ASCII);
    }

    /// Opens the desk.
    ///
    /// @param open takes charge of it
    /// @param control folder where programs look for it; is there
    public static CoreDesk open(OpenThings open, Path control, Source source, Means means)
            throws IOException {
        byte[] secret = new byte[TOKEN_BYTES];
        means.random().nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        Path tokenFile = control.resolve("core.token");
        PrivateFile.write(tokenFile, token);
        CoreDesk desk = new CoreDesk(source, means.clock(), token);
        HttpServer server =
                HttpServer.open(
                        new HttpServer.Setup(
                                "core",
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                Optional.empty(),
                                ServerLimits.forHome().withConnections(64, 64),
                                means.background(),
                                means.metrics(),
                                means.clock()),
                        desk);
        open.add(() -> server.close(STOP_TIME));
        Path file = control.resolve("core.json");
        ObjectNode json = JSON.createObjectNode();
        json.put("pid", ProcessHandle.current().pid());
        json.put("url", "http://127.0.0.1:" + server.address().getPort());
        json.put("tokenFile", tokenFile.toString());
        byte[] said = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        WholeFile.write(new SystemFiles(), file, said);
        open.add(() -> withdraw(file, said));
        return desk;
    }

    /// Says no longer where it is, unless another core has said since where that one is.
    private static void withdraw(Path file, byte[] said) throws IOException {
        SystemFiles files = new SystemFiles();
        Optional<byte[]> now = WholeFile.read(files, file, MAX_BODY_BYTES);
        if (now.filter(bytes -> Arrays.equals(bytes, said)).isPresent()) {
            files.delete(file);
        }
    }

    @Override
    public Admission admit(RequestHead head) {
        String given = head.header("authorization").orElse("");
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
            return new Admission.Reply("unknown", failure(401, "the token is needed"));
        }
        if (head.path().equals("/v1/status")) {
            return head.method().equals("GET")
                    ? new Admission.Run("status", 0, failure(413, "no body"), body -> status(head))
                    : new Admission.Reply(
                            "unknown", failure(405, "only GET here").with("allow", "GET"));
        }
        boolean isPost = head.method().equals("POST");
        if (!head.path().startsWith(API) || !(isPost || head.method().equals("GET"))) {
            return new Admission.Reply("unknown", nothing());
        }
        return new Admission.Run(
                "owner",
                isPost ? MAX_BODY_BYTES : 0,
                failure(413, "at most " + MAX_BODY_BYTES + " bytes"),
                body -> owner(head, isPost ? Optional.of(body) : Optional.empty()));
    }

    private Answer owner(RequestHead head, Optional<byte[]> body) throws InterruptedException {
        Wording wording = wording(head);
        Instant now = clock.instant();
        try {
            return owner.answer(
                            head.path().substring(API.length()),
                            body,
                            sentence -> wording.say(sentence, now),
                            now)
                    .map(json -> answer(200, json))
                    .orElseGet(CoreDesk::nothing);
        } catch (HomeException e) {
            return failure(409, wording.say(e.sentence(), now));
        }
    }

    private static Wording wording(RequestHead head) {
        Locale locale = Locale.forLanguageTag(head.header("accept-language").orElse("en"));
        return new Wording(locale, zone(head.header("time-zone").orElse("")));
    }

    private Answer status(RequestHead head) {
        Wording wording = wording(head);
        Instant now = clock.instant();
        String word = source.mode().get().at(now).name().toLowerCase(Locale.ROOT);
        ObjectNode json =
                new StatusDocument(wording, now)
                        .of(source.surface().get(), word, source.probes().get());
        return answer(200, json);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }

    private static Answer nothing() {
        return failure(404, "there is nothing here");
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
