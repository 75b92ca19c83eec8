// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.http.server.Admission;
import haulout.http.server.Answer;
import haulout.http.server.HttpService;
import haulout.http.server.RequestHead;
import haulout.network.Neighbourhood;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a practice network offers to the programs of its computer, on a port of the loopback
/// address: the part of a chain, and control of the neighbours.
///
/// | Request | Does |
/// |---|---|
/// | `GET /v1/descriptor` | the network as it is now |
/// | `POST /v1/blobs` | registers a blob |
/// | `POST /v1/blobs/{objectId}/certify` | certifies it |
/// | `GET /v1/ledger/epoch`, `nodes`, `account`, `pool/{node}` | the ledger, in JSON |
/// | `POST /v1/ledger/stake`, `unstake`, `withdraw`, `collect`, `next-epoch` | needs the token |
/// | `GET /v1/nodes` | how the nodes are, and how far their repairs |
/// | `POST /v1/nodes/{index}/stop`, `start`, `wipe`, `slow`, `lie` | controls a node; needs the token |
///
/// The token goes into `Authorization: Bearer …`. Failures are
/// `{"error":{"code":409,"message":"…"}}`.
///
/// Threads: any.
final class PracticeApi implements HttpService {
    /// A certificate with the bitmap of a thousand members and some attributes fit many times.
    private static final int MAX_BODY_BYTES = 1 << 16;

    private static final Pattern CERTIFY = Pattern.compile("/v1/blobs/([0-9a-zA-Z]{1,66})/certify");
    private static final Pattern LEDGER =
            Pattern.compile("/v1/ledger/([a-z-]{1,16}(?:/[0-9A-Za-z._-]{1,80})?)");
    private static final Pattern NODE =
            Pattern.compile("/v1/nodes/([0-9]{1,4})/(stop|start|wipe|slow|lie)");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(PracticeApi.class);

    private final BlobDesk desk;
    private final Self self;
    private final Neighbourhood nodes;
    private final LedgerApi ledger;
    private final byte[] authorization;

    /// What the network says of itself.
    @FunctionalInterface
    interface Self {
        /// The network as it is now.
        ObjectNode descriptor() throws IOException, InterruptedException;
    }

    @FunctionalInterface
    private interface Work {
        JsonNode run(byte[] body) throws IOException, InterruptedException;
    }

    PracticeApi(BlobDesk desk, Self self, Neighbourhood nodes, LedgerApi ledger, String token) {
        this.ledger = ledger;
        this.desk = desk;
        this.self = self;
        this.nodes = nodes;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Admission admit(RequestHead head) {
        Matcher node = NODE.matcher(head.path());
        if (head.path().equals("/v1/descriptor")) {
            return on(head, "GET", "descriptor", body -> self.descriptor());
        }
        if (head.path().equals("/v1/blobs")) {
            return on(head, "POST", "register", body -> desk.register(RequestFields.parse(body)));
        }
        if (head.path().equals("/v1/nodes")) {
            return on(head, "GET", "nodes", body -> NodesJson.of(nodes.neighbours()));
        }
        Matcher ledgerPath = LEDGER.matcher(head.path());
        if (ledgerPath.matches()) {
            return ledger(head, String.valueOf(ledgerPath.group(1)));
        }
        Matcher certify = CERTIFY.matcher(head.path());
        if (certify.matches()) {
            String object = certify.group(1);
            return on(
                    head,
                    "POST",
                    "certify",
                    body -> desk.certify(object(object), RequestFields.parse(body)));
        }
        if (node.matches()) {
            int index = Integer.parseInt(node.group(1));
            return isAuthorized(head)
                    ? on(head, "POST", "control", body -> control(index, node.group(2)))
                    : reply(401, "the token in the token file is needed");
        }
        return reply(404, "there is nothing at this address");
    }

    private Admission ledger(RequestHead head, String what) {
        if (head.method().equals("GET")) {
            return on(head, "GET", "ledger", body -> ledger.get(what));
        }
        return isAuthorized(head)
                ? on(head, "POST", "ledger", body -> ledger.post(what, body))
                : reply(401, "the token in the token file is needed");
    }

    private static ObjectId object(String text) throws RequestRefusal {
        try {
            return ObjectId.parse(text);
        } catch (WireFormatException e) {
            throw new RequestRefusal(400, "no object: " + e.getMessage());
        }
    }

    private ObjectNode control(int index, String what) throws IOException, InterruptedException {
        switch (what) {
            case "stop" -> nodes.stop(index);
            case "start" -> nodes.start(index);
            case "wipe" -> nodes.wipe(index);
            case "slow" -> nodes.slow(index);
            default -> nodes.lie(index);
        }
        return JSON.createObjectNode().put("index", index).put("done", what);
    }

    private boolean isAuthorized(RequestHead head) {
        String given = head.header("authorization").orElse("");
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization);
    }

    private static Admission on(RequestHead head, String method, String route, Work work) {
        if (!head.method().equals(method)) {
            return new Admission.Reply(
                    "unknown", failure(405, "only " + method + " here").with("allow", method));
        }
        return new Admission.Run(
                route,
                MAX_BODY_BYTES,
                failure(413, "at most " + MAX_BODY_BYTES + " bytes"),
                body -> {
                    try {
                        return answer(200, work.run(body));
                    } catch (RequestRefusal refusal) {
                        return refused(refusal);
                    }
                });
    }

    private static Admission reply(int status, String message) {
        return new Admission.Reply("unknown", failure(status, message));
    }

    private static Answer refused(RequestRefusal refusal) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode error = json.putObject("error");
        error.put("code", refusal.status()).put("message", String.valueOf(refusal.getMessage()));
        // for programs, which do not read sentences
        refusal.fault().ifPresent(fault -> error.put("fault", fault.toString()));
        return answer(refusal.status(), json);
    }

    private static Answer failure(int status, String message) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("error").put("code", status).put("message", message);
        return answer(status, json);
    }

    private static Answer answer(int status, JsonNode json) {
        return Answer.bytes(
                status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Answer failed(RequestHead head, Throwable failure) {
        log.atError().addKeyValue("path", head.path()).setCause(failure).log("request failed");
        return failure(500, String.valueOf(failure.getMessage()));
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
