// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import haulout.client.transfer.BlobTransfers;
import haulout.client.transfer.BusyException;
import haulout.core.EncodingConfig;
import haulout.http.server.Admission;
import haulout.http.server.Answer;
import haulout.http.server.HttpService;
import haulout.http.server.RequestHead;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publisher and aggregator at one address. Bodies go through temporary files, so memory is bounded
/// by [BlobTransfers].
///
/// Threads: any. Source: walrus-protocol sections 7.1 and 7.2.
public final class GatewayApi implements HttpService {
    private static final Map<String, String> CROSS_ORIGIN =
            Map.of("access-control-allow-origin", "*", "access-control-expose-headers", "*");
    private static final Logger log = LoggerFactory.getLogger(GatewayApi.class);

    private final AggregatorRoutes aggregator;
    private final PublisherRoutes publisher;
    private final Limits limits;
    private final Path folder;

    /// How large what is stored may be.
    ///
    /// @param blobBytes of a blob
    /// @param quiltBytes of the request with the files of a quilt
    public record Limits(long blobBytes, long quiltBytes) {
        /// Those of the reference publisher.
        public static final Limits USUAL = new Limits(10_240L << 10, 102_400L << 10);
    }

    @FunctionalInterface
    private interface Work {
        Answer run(byte[] body) throws IOException, InterruptedException;
    }

    @FunctionalInterface
    private interface FileWork {
        Answer run(Path body) throws IOException, InterruptedException;
    }

    /// @param folder existing, for temporary files
    public GatewayApi(
            BlobTransfers transfers,
            GatewayLedger ledger,
            EncodingConfig config,
            Limits limits,
            Path folder) {
        this.aggregator = new AggregatorRoutes(new BlobReads(transfers, folder), ledger);
        this.publisher = new PublisherRoutes(transfers, ledger, config);
        this.limits = limits;
        this.folder = folder;
    }

    @Override
    public Admission admit(RequestHead head) {
        if (head.method().equals("OPTIONS")) {
            return new Admission.Reply("preflight", preflight());
        }
        boolean reads = head.method().equals("GET") || head.method().equals("HEAD");
        return switch (head.path()) {
            case "/status" -> text(reads, "status", "OK");
            case "/v1/api" -> text(reads, "api", GatewayText.ROUTES);
            case "/v1/blobs" ->
                    put(head, "put_blob", limits.blobBytes(), body -> publisher.blob(head, body));
            case "/v1/quilts" ->
                    put(
                            head,
                            "put_quilt",
                            limits.quiltBytes(),
                            body -> publisher.quilt(head, body));
            default -> {
                String[] path = head.path().split("/", -1);
                yield path.length < 4 || path.length > 6
                        ? unknown()
                        : read(head, Arrays.asList(path).subList(1, path.length), reads);
            }
        };
    }

    private static Admission text(boolean reads, String route, String text) {
        return reads ? new Admission.Reply(route, Answer.text(200, text)) : notAllowed("GET,HEAD");
    }

    private Admission read(RequestHead head, List<String> path, boolean reads) {
        String first = path.get(0) + "/" + path.get(1);
        if (first.equals("v1alpha/blobs") && path.size() == 3 && path.get(2).equals("concat")) {
            return reads || head.method().equals("POST")
                    ? run("concat", body -> aggregator.concat(head, body))
                    : notAllowed("GET,HEAD,POST");
        }
        Work work = work(head, first, path.subList(2, path.size()));
        if (work == null) {
            return unknown();
        }
        return reads ? run("read", work) : notAllowed("GET,HEAD");
    }

    /// What a path asks for, null if nothing.
    private @Nullable Work work(RequestHead head, String first, List<String> rest) {
        String route = first + (rest.size() == 1 ? "" : "/" + rest.size());
        return switch (route) {
            case "v1/blobs" -> body -> aggregator.blob(head, rest.getFirst());
            case "v1/blobs/2" -> blobPart(head, rest.get(0), rest.get(1));
            case "v1/blobs/3" ->
                    rest.getFirst().equals("by-quilt-id")
                            ? body -> aggregator.byName(head, rest.get(1), decoded(rest.get(2)))
                            : null;
            case "v1/quilts/2" ->
                    rest.get(1).equals("patches")
                            ? body -> aggregator.patches(head, rest.get(0))
                            : null;
            case "v1alpha/blobs/2" ->
                    rest.get(1).equals("stream")
                            ? body -> aggregator.stream(head, rest.get(0))
                            : null;
            default -> null;
        };
    }

    private @Nullable Work blobPart(RequestHead head, String one, String two) {
        if (two.equals("byte-range")) {
            return body -> aggregator.byteRange(head, one);
        }
        return switch (one) {
            case "by-object-id" -> body -> aggregator.byObject(head, two);
            case "by-quilt-patch-id" -> body -> aggregator.byPatch(head, two);
            default -> null;
        };
    }

    private static String decoded(String piece) throws RefusalException {
        try {
            return URLDecoder.decode(piece.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusalException(
                    GatewayError.MALFORMED_REQUEST, "a percent sign without two hex digits");
        }
    }

    private static Admission run(String route, Work work) {
        return new Admission.Run(
                route,
                AggregatorRoutes.maxBodyBytes(),
                Answer.text(413, "length limit exceeded"),
                body -> answer(() -> work.run(body)));
    }

    private Admission put(RequestHead head, String route, long most, FileWork work) {
        if (!head.method().equals("PUT")) {
            return notAllowed("PUT");
        }
        return new Admission.Spool(
                route,
                most,
                Answer.text(413, "length limit exceeded"),
                folder,
                body -> answer(() -> work.run(body)));
    }

    @FunctionalInterface
    private interface Answering {
        Answer run() throws IOException, InterruptedException;
    }

    private static Answer answer(Answering work) throws IOException, InterruptedException {
        try {
            return work.run();
        } catch (RefusalException refusal) {
            return refusal.answer();
        } catch (BusyException busy) {
            return Answer.text(429, String.valueOf(busy.getMessage())).with("retry-after", "5");
        }
    }

    private static Admission unknown() {
        return new Admission.Reply("unknown", Answer.empty(404));
    }

    private static Admission notAllowed(String methods) {
        return new Admission.Reply("unknown", Answer.empty(405).with("allow", methods));
    }

    private static Answer preflight() {
        return Answer.empty(200)
                .with("access-control-allow-methods", "*")
                .with("access-control-allow-headers", "*")
                .with("access-control-max-age", "3600");
    }

    @Override
    public Answer failed(RequestHead head, Throwable failure) {
        log.atError().addKeyValue("method", head.method()).setCause(failure).log("request failed");
        return new RefusalException(GatewayError.INTERNAL_ERROR, "an internal error has occurred")
                .answer();
    }

    @Override
    public Answer overloaded() {
        return Answer.text(429, "too many requests at once; try again later")
                .with("retry-after", "1");
    }

    @Override
    public Map<String, String> commonHeaders() {
        return CROSS_ORIGIN;
    }
}
