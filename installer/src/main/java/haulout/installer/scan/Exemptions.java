// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Weaknesses that were looked at and do not concern us, each with a reason and a last day: a line
/// `ID YEAR-MONTH-DAY REASON` each, and remarks after `#`.
record Exemptions(List<Exemption> all) {
    private static final Pattern LINE =
            Pattern.compile("(\\S+)\\s+(\\d{4}-\\d\\d-\\d\\d)\\s+(\\S.*)");

    /// @param id of the weakness, or another name of it
    /// @param until the last day on which it holds
    record Exemption(String id, LocalDate until, String reason) {}

    static Exemptions read(Path file) throws NoVerdict {
        List<Exemption> found = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                Matcher parts = LINE.matcher(text);
                if (!parts.matches()) {
                    throw new NoVerdict(file + ": not ID, day and reason: " + text);
                }
                found.add(
                        new Exemption(
                                parts.group(1), LocalDate.parse(parts.group(2)), parts.group(3)));
            }
        } catch (DateTimeException broken) {
            throw new NoVerdict(file + ": " + broken.getMessage());
        } catch (IOException broken) {
            throw new NoVerdict(file + " cannot be read: " + broken);
        }
        return new Exemptions(found);
    }

    /// The line about a weakness, whether it still holds or not.
    Optional<Exemption> of(Weakness weakness) {
        return all.stream()
                .filter(one -> one.id.equals(weakness.id()) || weakness.aliases().contains(one.id))
                .findFirst();
    }
}
