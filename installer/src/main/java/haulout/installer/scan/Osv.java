// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.scan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The database of osv.dev, or what answers as it does. Whatever is not an answer of the documented
/// form is no verdict: an error page must not look like a clean bill.
final class Osv implements AutoCloseable {
    /// Queries in one request, of which the documentation allows 1000.
    private static final int BATCH = 500;

    /// A library with more weaknesses than this many pages name is no library that we ship.
    private static final int PAGES = 100;

    /// Of one answer, which the documentation bounds at 32 MiB.
    private static final long LARGEST = 32L << 20;

    private static final int OK = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final Duration patience;
    private final HttpClient http;

    /// @param patience for one answer, from the first byte of the question to the last of the
    ///   answer
    Osv(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
        this.http =
                HttpClient.newBuilder()
                        .followRedirects(Redirect.NEVER)
                        .connectTimeout(patience)
                        .build();
    }

    /// A question about one library, or for the rest of the answer to it.
    private record Question(Library library, String page) {}

    /// Asks which weaknesses libraries have.
    ///
    /// @return the names of the weaknesses of each library that has any
    SortedMap<Library, Set<String>> weaknesses(Set<Library> libraries)
            throws NoVerdict, InterruptedException {
        SortedMap<Library, Set<String>> found = new TreeMap<>();
        List<Question> open = new ArrayList<>();
        libraries.forEach(library -> open.add(new Question(library, "")));
        int most = open.size() + PAGES;
        for (int asked = 0; !open.isEmpty(); ) {
            List<Question> now = List.copyOf(open.subList(0, Math.min(BATCH, open.size())));
            asked += now.size();
            if (asked > most) {
                throw new NoVerdict(address + " answers without an end");
            }
            open.subList(0, now.size()).clear();
            JsonNode results = post("/v1/querybatch", body(now)).path("results");
            if (!results.isArray() || results.size() != now.size()) {
                throw new NoVerdict(
                        "%s gave no answer for each of %d libraries"
                                .formatted(address, now.size()));
            }
            for (int at = 0; at < now.size(); at++) {
                Question question = now.get(at);
                JsonNode result = results.get(at);
                Set<String> names = names(result);
                if (!names.isEmpty()) {
                    found.computeIfAbsent(question.library, _ -> new TreeSet<>()).addAll(names);
                }
                String next = result.path("next_page_token").asText("");
                if (!next.isEmpty()) {
                    open.add(new Question(question.library, next));
                }
            }
        }
        return found;
    }

    private static String body(List<Question> questions) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode queries = body.putArray("queries");
        for (Question question : questions) {
            ObjectNode query = queries.addObject();
            query.putObject("package").put("purl", question.library.purl());
            if (!question.page.isEmpty()) {
                query.put("page_token", question.page);
            }
        }
        return body.toString();
    }

    private Set<String> names(JsonNode result) throws NoVerdict {
        JsonNode weaknesses = result.path("vulns");
        Set<String> names = new TreeSet<>();
        boolean isWhole = result.isObject() && (weaknesses.isMissingNode() || weaknesses.isArray());
        for (JsonNode weakness : weaknesses) {
            String name = weakness.path("id").asText("");
            isWhole &= !name.isEmpty();
            names.add(name);
        }
        if (!isWhole) {
            throw new NoVerdict(address + " gave an answer of another form");
        }
        return names;
    }

    /// Asks what a weakness is. That it is there is known whatever becomes of this question.
    Weakness details(String id) throws InterruptedException {
        String path = "/v1/vulns/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        try {
            JsonNode entry = answer(HttpRequest.newBuilder(address.resolve(path)).build());
            return entry.path("id").asText("").equals(id)
                    ? Weakness.of(id, entry)
                    : Weakness.named(id, "its description is of another form");
        } catch (NoVerdict silence) {
            return Weakness.named(id, silence.why());
        }
    }

    private JsonNode post(String path, String body) throws NoVerdict, InterruptedException {
        return answer(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private JsonNode answer(HttpRequest request) throws NoVerdict, InterruptedException {
        // The client's own time ends with the head of an answer, and this one with its last byte.
        CompletableFuture<HttpResponse<byte[]>> coming =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            HttpResponse<byte[]> answer = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != OK) {
                throw new NoVerdict(address + " answered with status " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (TimeoutException silence) {
            coming.cancel(true);
            throw new NoVerdict(
                    "%s did not answer within %d s".formatted(address, patience.toSeconds()));
        } catch (ExecutionException broken) {
            throw new NoVerdict(address + " was not reached: " + broken.getCause());
        } catch (JacksonException broken) {
            throw new NoVerdict(address + " gave an answer that is not JSON");
        } catch (IOException broken) {
            throw new NoVerdict(address + " gave an answer that cannot be read: " + broken);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
