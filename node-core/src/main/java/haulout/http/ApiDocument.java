// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The description of the API in OpenAPI 3.1, which is a resource, and a page made of it.
///
/// Threads: immutable.
final class ApiDocument {
    private static final String RESOURCE = "openapi.json";

    /// Read while the class is initialised: `docs/decisions/0003-shipped-texts.md`.
    private static final ApiDocument SHIPPED = read();

    private final byte[] json;
    private final byte[] page;

    private ApiDocument(byte[] json, byte[] page) {
        this.json = json;
        this.page = page;
    }

    /// The one that is shipped with the program.
    static ApiDocument shipped() {
        return SHIPPED;
    }

    private static ApiDocument read() {
        try (InputStream in = ApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing");
            }
            byte[] json = in.readAllBytes();
            return new ApiDocument(
                    json, page(new JsonMapper().readTree(json)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + RESOURCE, e);
        }
    }

    /// The document, in a new array.
    byte[] json() {
        return json.clone();
    }

    /// The page, in HTML, in a new array.
    byte[] page() {
        return page.clone();
    }

    private static String page(JsonNode api) {
        StringBuilder html = new StringBuilder(1 << 14);
        html.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>");
        html.append(text(api.path("info").path("title"))).append("</title><style>");
        html.append("body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}");
        html.append("h2{font-size:1em;font-family:monospace;margin:2em 0 0}");
        html.append("td{padding:.1em 1em .1em 0;vertical-align:top}");
        html.append("td:first-child{font-family:monospace}</style><h1>");
        html.append(text(api.path("info").path("title"))).append("</h1><p>");
        html.append(text(api.path("info").path("description")));
        html.append("<p>For programs: this address with <code>accept: application/json</code>.");
        api.path("paths")
                .properties()
                .forEach(path -> {
                    JsonNode item = path.getValue();
                    item.properties()
                            .forEach(entry -> {
                                if (!entry.getKey().equals("parameters")) {
                                    operation(
                                            entry.getKey(),
                                            path.getKey(),
                                            item,
                                            entry.getValue(),
                                            html);
                                }
                            });
                });
        return html.append("</html>\n").toString();
    }

    private static void operation(
            String method, String path, JsonNode item, JsonNode operation, StringBuilder html) {
        html.append("<h2>").append(method.toUpperCase(java.util.Locale.ROOT)).append(' ');
        html.append(escaped(path)).append("</h2><p>").append(text(operation.path("summary")));
        html.append("<table>");
        for (JsonNode parameters :
                new JsonNode[] {item.path("parameters"), operation.path("parameters")}) {
            for (JsonNode parameter : parameters) {
                String reference = parameter.path("$ref").asText();
                String name =
                        reference.isEmpty()
                                ? parameter.path("name").asText()
                                : reference.substring(reference.lastIndexOf('/') + 1);
                row(name, parameter.path("description").asText(), html);
            }
        }
        operation
                .path("responses")
                .properties()
                .forEach(answer -> {
                    JsonNode description = answer.getValue().path("description");
                    row(answer.getKey(), description.asText(), html);
                });
        html.append("</table>");
    }

    private static void row(String name, String explanation, StringBuilder html) {
        html.append("<tr><td>").append(escaped(name)).append("<td>");
        html.append(escaped(explanation));
    }

    private static String text(JsonNode node) {
        return escaped(node.asText());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
