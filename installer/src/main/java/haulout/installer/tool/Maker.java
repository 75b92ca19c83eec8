// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.tool;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Who makes the packages, from `installer/packages/maker.properties`.
///
/// @param domain of the maker, backwards
/// @param maintainer name and address
public record Maker(String domain, String maintainer) {
    private static final String FILE = "installer/packages/maker.properties";

    /// Reads the file.
    ///
    /// @param root the checkout
    /// @throws PackagingFailure if the file lacks something
    public static Maker read(Path root) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(root.resolve(FILE))) {
            properties.load(reader);
        }
        return new Maker(entry(properties, "id"), entry(properties, "maintainer"));
    }

    /// The program's name in the form of a domain backwards.
    public String id() {
        return domain + ".Haulout";
    }

    private static String entry(Properties properties, String key) throws PackagingFailure {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new PackagingFailure(FILE + " lacks " + key);
        }
        return value;
    }
}
