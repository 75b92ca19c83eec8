// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.EncodingConfig;
import haulout.core.WireFormatException;
import haulout.fuzzing.FuzzTarget;
import haulout.fuzzing.HostileText;
import haulout.http.StorageApi;
import haulout.http.server.Admission;
import haulout.http.server.RequestHead;
import haulout.node.NodeApi;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Heads of HTTP requests: whatever they are, the API has an answer, or a handler with a bounded
/// body.
final class HttpTargets {
    private static final String BLOB = "/v1/blobs/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final EncodingConfig CONFIG = new EncodingConfig(100);
    private static final Set<Integer> AT_ONCE = Set.of(200, 400, 401, 404, 405);
    private static final StorageApi API = new StorageApi(node(), new Random(1));

    private HttpTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                FuzzTarget.of(
                                "head of a request",
                                WireFormatException.class,
                                HttpTargets::admit,
                                (input, admission) -> check(admission))
                        .from(
                                List.of(
                                        example("GET", BLOB + "/metadata", ""),
                                        example("PUT", BLOB + "/metadata", "pending=true"),
                                        example("PUT", BLOB + "/slivers/99/secondary", ""),
                                        example("GET", BLOB + "/slivers/7/primary/status", ""),
                                        example(
                                                "GET",
                                                BLOB + "/confirmation/permanent",
                                                "wait_for_registration=true&wait_millis=100"),
                                        example(
                                                "GET",
                                                BLOB
                                                        + "/confirmation/deletable/0x"
                                                        + "0123456789abcdef".repeat(4),
                                                ""),
                                        example(
                                                "GET",
                                                BLOB + "/recoverySymbols",
                                                "proofAxis=primary&id=1-2&id=3%2D4"),
                                        example(
                                                "GET",
                                                BLOB + "/decodingSymbols",
                                                "targetSlivers=1&targetType=primary"),
                                        example("POST", BLOB + "/inconsistencyProof/primary", ""),
                                        example("GET", "/v1/health", "detailed=true"),
                                        example("POST", "/v1/migrate/sync_shard", ""),
                                        example("OPTIONS", "*", ""))));
    }

    private static byte[] example(String method, String path, String query) {
        return HostileText.bytes(method + "\n" + path + "\n" + query);
    }

    private static Admission admit(byte[] input) {
        String[] lines = HostileText.of(input).split("\n", 3);
        String header = lines[0];
        return API.admit(
                new RequestHead(
                        lines[0],
                        lines.length > 1 ? lines[1] : "",
                        lines.length > 2 ? lines[2] : "",
                        name -> name.length() % 2 == 0 ? null : header,
                        "fuzz"));
    }

    private static void check(Admission admission) {
        assertFalse(admission.route().isEmpty());
        switch (admission) {
            case Admission.Spool _ -> throw new AssertionError("no body of a node is a file");
            case Admission.Reply reply -> assertTrue(AT_ONCE.contains(reply.answer().status()));
            case Admission.Run run -> {
                assertTrue(run.maxBodyBytes() >= 0);
                assertTrue(run.maxBodyBytes() <= CONFIG.maxSliverBytes() * 102 / 100);
            }
        }
    }

    /// A node that knows the shape of its network and nothing else.
    private static NodeApi node() {
        return (NodeApi)
                Proxy.newProxyInstance(
                        HttpTargets.class.getClassLoader(),
                        new Class<?>[] {NodeApi.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("config")) {
                                return CONFIG;
                            }
                            throw new AssertionError("a head alone asks nothing: " + method);
                        });
    }
}
