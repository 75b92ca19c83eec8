// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire.quilt;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.EncodingConfig;
import haulout.testing.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The quilts of the vectors, made by our code from the files that they list. Public, so that a
/// test with an encoder at hand can compare the blob ID of [#image] with the case's `blobId`.
public final class QuiltCases {
    private QuiltCases() {}

    /// The network of a case.
    public static EncodingConfig config(JsonNode item) {
        return new EncodingConfig(item.get("nShards").intValue());
    }

    /// The quilt of a case.
    public static QuiltImage image(JsonNode item) throws IOException {
        List<QuiltItem> files = new ArrayList<>();
        Map<QuiltIdentifier, QuiltContent> contents = new HashMap<>();
        for (JsonNode blob : item.get("blobs")) {
            QuiltIdentifier identifier = identifier(blob);
            files.add(new QuiltItem(identifier, tags(blob), blob.get("size").longValue()));
            contents.put(identifier, QuiltContent.of(contents(blob)));
        }
        return QuiltImage.of(QuiltLayout.of(config(item), files), contents);
    }

    static QuiltIdentifier identifier(JsonNode json) throws IOException {
        return QuiltIdentifier.parse(json.get("identifier").textValue());
    }

    static byte[] contents(JsonNode blob) {
        return Vectors.generate(blob.get("seed").textValue(), blob.get("size").intValue());
    }

    static Map<String, String> tags(JsonNode json) {
        Map<String, String> tags = new HashMap<>();
        json.path("tags")
                .properties()
                .forEach(entry -> tags.put(entry.getKey(), entry.getValue().textValue()));
        return tags;
    }
}
