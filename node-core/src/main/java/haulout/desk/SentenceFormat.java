// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Sentences as they are kept, so that a history can be read in another language later:
///
///     {"key": "…", "terms": [{"bytes": 12}, {"name": "F:"}, …]}
///
/// A term that this version does not know is read as a dash, so that nothing is lost by going back
/// to an older one.
final class SentenceFormat {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DEPTH = 4;

    private SentenceFormat() {}

    static String encode(Sentence sentence) {
        return json(sentence).toString();
    }

    private static ObjectNode json(Sentence sentence) {
        ObjectNode json = JSON.createObjectNode().put("key", sentence.key());
        ArrayNode terms = json.putArray("terms");
        for (Term term : sentence.terms()) {
            ObjectNode one = terms.addObject();
            switch (term) {
                case Term.Name(String text) -> one.put("name", text);
                case Term.Count(long number) -> one.put("count", number);
                case Term.Bytes(long bytes) -> one.put("bytes", bytes);
                case Term.Rate(long rate) -> one.put("rate", rate);
                case Term.Percent(double percent) -> one.put("percent", percent);
                case Term.Degrees(double celsius) -> one.put("degrees", celsius);
                case Term.Span(Duration length) -> one.put("millis", length.toMillis());
                case Term.At(Instant moment) -> one.put("at", moment.toEpochMilli());
                case Term.Money(long frost) -> one.put("frost", frost);
                case Term.Part(Sentence part) -> one.set("part", json(part));
            }
        }
        return json;
    }

    /// @param text as [#encode] made it; anything else is shown as it is
    static Sentence decode(String text) {
        try {
            return sentence(JSON.readTree(text), 0);
        } catch (JsonProcessingException e) {
            return Sentence.of("activity.plain", new Term.Name(text));
        }
    }

    private static Sentence sentence(JsonNode json, int depth) {
        List<Term> terms = new ArrayList<>();
        for (JsonNode one : json.path("terms")) {
            terms.add(term(one, depth));
        }
        return new Sentence(json.path("key").asText("activity.plain"), terms);
    }

    private static Term term(JsonNode one, int depth) {
        if (one.fieldNames().hasNext()) {
            JsonNode value = one.elements().next();
            return switch (one.fieldNames().next()) {
                case "name" -> new Term.Name(value.asText());
                case "count" -> new Term.Count(value.asLong());
                case "bytes" -> new Term.Bytes(value.asLong());
                case "rate" -> new Term.Rate(value.asLong());
                case "percent" -> new Term.Percent(value.asDouble());
                case "degrees" -> new Term.Degrees(value.asDouble());
                case "millis" -> new Term.Span(Duration.ofMillis(value.asLong()));
                case "at" -> new Term.At(Instant.ofEpochMilli(value.asLong()));
                case "frost" -> new Term.Money(value.asLong());
                case "part" ->
                        depth < MAX_DEPTH
                                ? new Term.Part(sentence(value, depth + 1))
                                : new Term.Name("–");
                default -> new Term.Name("–");
            };
        }
        return new Term.Name("–");
    }
}
