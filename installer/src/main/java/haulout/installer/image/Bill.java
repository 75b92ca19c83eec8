// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.installer.tool.PackagingFailure;
import haulout.installer.tool.Program;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// The bill of materials in the image: that of the build, and the Java runtime.
final class Bill {
    private Bill() {}

    static void write(Program program, Path runtime, Path target) throws IOException {
        Path built = program.root().resolve("app/target/haulout-sbom.json");
        if (!Files.exists(built)) {
            throw new PackagingFailure(
                    "there is no bill of materials, which is made online only; run haulout package"
                            + " with a network once");
        }
        ObjectMapper json = new ObjectMapper();
        if (!(json.readTree(built.toFile()) instanceof ObjectNode bill)) {
            throw new PackagingFailure(built + " is no bill of materials");
        }
        ArrayNode components = bill.withArrayProperty("components");
        components.add(runtime(json, runtime));
        Files.write(target, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(bill));
    }

    private static ObjectNode runtime(ObjectMapper json, Path runtime) throws IOException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(runtime.resolve("release"))) {
            release.load(reader);
        }
        ObjectNode component = json.createObjectNode();
        component.put("type", "platform");
        component.put("name", "Java runtime");
        component.put("version", unquoted(release, "JAVA_VERSION"));
        component.put("publisher", System.getProperty("java.vendor", ""));
        component.put("description", "modules " + unquoted(release, "MODULES"));
        component
                .putArray("licenses")
                .addObject()
                .putObject("license")
                .put("id", "GPL-2.0-with-classpath-exception");
        return component;
    }

    private static String unquoted(Properties release, String key) {
        return release.getProperty(key, "").replace("\"", "");
    }
}
