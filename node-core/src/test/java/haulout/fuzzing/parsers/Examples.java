// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The project's own copy of the golden vectors, whatever `haulout.vectors` says: here they are
/// what mutations begin with, and every run is to begin with the same.
final class Examples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Examples() {}

    /// The list `cases` of a file.
    static List<JsonNode> cases(String file) {
        return list(file, "cases");
    }

    /// Another list of a file.
    static List<JsonNode> list(String file, String field) {
        try (InputStream in = Examples.class.getResourceAsStream("/vectors/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no /vectors/" + file + " on the class path");
            }
            List<JsonNode> items = new ArrayList<>();
            JSON.readTree(in).path(field).forEach(items::add);
            return List.copyOf(items);
        } catch (IOException e) {
            throw new UncheckedIOException("vectors " + file, e);
        }
    }
}
