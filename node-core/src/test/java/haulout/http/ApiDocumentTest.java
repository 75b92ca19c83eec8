// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import haulout.http.server.ServerLimits;
import haulout.wire.ApiError;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The description of the API, held equal to the routes and errors that there are.
@ExtendWith(LeakWatch.class)
class ApiDocumentTest {
    private static final JsonNode DOCUMENT = document();

    private static JsonNode document() {
        try {
            return new ObjectMapper().readTree(ApiDocument.shipped().json());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itDescribesExactlyTheRoutesThatThereAre() {
        Set<String> described = new TreeSet<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation ->
                                        described.add(
                                                operation.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey()
                                                        + " "
                                                        + operation
                                                                .getValue()
                                                                .path("operationId")
                                                                .asText())));
        Set<String> routes =
                Stream.of(Route.values())
                        .map(route -> route.method() + " " + route.template() + " " + route.name())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(routes, described);
        assertEquals("3.1.0", DOCUMENT.path("openapi").asText());
    }

    @Test
    void itDescribesEveryParameterOfEveryPath() {
        Pattern parameter = Pattern.compile("\\{(\\w+)}");
        for (Route route : Route.values()) {
            JsonNode operation = operation(route);
            Set<String> inPath = new TreeSet<>();
            Matcher names = parameter.matcher(route.template());
            while (names.find()) {
                inPath.add(names.group(1));
            }
            Set<String> described = new TreeSet<>();
            for (JsonNode one : operation.path("parameters")) {
                JsonNode resolved = resolve(one);
                assertFalse(resolved.path("description").asText().isEmpty());
                if (resolved.path("in").asText().equals("path")) {
                    described.add(resolved.path("name").asText());
                }
            }
            assertEquals(inPath, described, route.name());
            assertEquals(!route.method().equals("GET"), operation.has("requestBody"), route.name());
        }
    }

    private static JsonNode operation(Route route) {
        return DOCUMENT.path("paths")
                .path(route.template())
                .path(route.method().toLowerCase(Locale.ROOT));
    }

    private static JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }

    @Test
    void itNamesEveryErrorUnderItsStatus() {
        Set<String> described = new TreeSet<>();
        for (Route route : Route.values()) {
            operation(route)
                    .path("responses")
                    .properties()
                    .forEach(answer ->
                            answer.getValue()
                                    .path("x-reasons")
                                    .forEach(reason ->
                                            described.add(
                                                    answer.getKey() + " " + reason.asText())));
        }
        Set<String> errors =
                Stream.of(ApiError.values())
                        .map(error -> error.status().httpStatus() + " " + error.reason())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(errors, described);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        DOCUMENT.findValuesAsText("$ref")
                .forEach(reference ->
                        assertFalse(
                                DOCUMENT.at(reference.substring(1)).isMissingNode(), reference));
    }

    @Test
    void itIsServedAsJsonAndToBrowsersAsAPage() throws Exception {
        try (TestServer server =
                        TestServer.plain(TestServer.api(new FakeNode(10)), ServerLimits.forHome());
                HttpClient client = server.client(HttpClient.Version.HTTP_1_1)) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/v1/api")).build();
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals("application/json", answer.headers().firstValue("content-type").get());
            assertEquals(DOCUMENT, new ObjectMapper().readTree(answer.body()));
            request =
                    HttpRequest.newBuilder(server.uri("/v1/api"))
                            .header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                            .build();
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(
                    "text/html; charset=utf-8", answer.headers().firstValue("content-type").get());
            for (Route route : Route.values()) {
                assertTrue(answer.body().contains(route.method() + " " + route.template()));
            }
            assertFalse(answer.body().contains("http://") || answer.body().contains("src="));
        }
    }
}
