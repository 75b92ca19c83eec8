// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was announced, how often and when last, in `notices.properties` of the data directory. A
/// file that cannot be read counts as empty: then something is told twice.
///
/// Threads: one.
final class Told {
    /// The pause after the first time, after the second, and after every later one.
    private static final Duration[] AGAIN = {
        Duration.ofHours(24), Duration.ofDays(3), Duration.ofDays(7)
    };

    /// A cause that was away for so long is a new one.
    private static final Duration FORGOTTEN = Duration.ofDays(30);

    /// Causes are made of checks and drives; more of them are a fault, and the oldest go.
    private static final int MOST = 500;

    private static final Logger log = LoggerFactory.getLogger(Told.class);

    private final Path file;
    private final Map<String, Entry> entries = new TreeMap<>();

    private record Entry(int times, Instant last) {}

    Told(Path home) {
        this.file = home.resolve("notices.properties");
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            kept.load(reader);
        } catch (java.nio.file.NoSuchFileException first) {
            return;
        } catch (IOException | IllegalArgumentException broken) {
            log.warn("what was announced is not known", broken);
        }
        kept.stringPropertyNames()
                .forEach(cause ->
                        entry(kept.getProperty(cause)).ifPresent(one -> entries.put(cause, one)));
    }

    private static Optional<Entry> entry(String text) {
        String[] parts = text.split(" ", -1);
        return parts.length == 2 && parts[0].matches("\\d{1,6}") && parts[1].matches("\\d{1,12}")
                ? Optional.of(
                        new Entry(
                                Integer.parseInt(parts[0]),
                                Instant.ofEpochSecond(Long.parseLong(parts[1]))))
                : Optional.empty();
    }

    /// Whether it may be told again.
    boolean isDue(Notice notice, Instant now) {
        Entry entry = entries.get(notice.cause());
        if (entry == null) {
            return true;
        }
        Duration pause = AGAIN[Math.min(AGAIN.length, entry.times()) - 1];
        return notice.lasts() && !now.isBefore(entry.last().plus(pause));
    }

    /// When it was told last.
    Optional<Instant> last(String cause) {
        return Optional.ofNullable(entries.get(cause)).map(Entry::last);
    }

    /// It was told.
    void tell(String cause, Instant now) {
        Entry before = entries.get(cause);
        entries.put(cause, new Entry(before == null ? 1 : before.times() + 1, now));
        entries.entrySet()
                .removeIf(one ->
                        one.getKey().startsWith(LASTING)
                                && one.getValue().last().plus(FORGOTTEN).isBefore(now));
        while (entries.size() > MOST) {
            entries.entrySet().stream()
                    .min(Comparator.comparing(one -> one.getValue().last()))
                    .map(Map.Entry::getKey)
                    .ifPresent(entries::remove);
        }
        write();
    }

    /// Causes that last begin with this; those that happened once are not forgotten.
    static final String LASTING = "check:";

    private void write() {
        Properties kept = new Properties();
        entries.forEach((cause, entry) ->
                kept.setProperty(cause, entry.times() + " " + entry.last().getEpochSecond()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                kept.store(writer, null);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            log.warn("what was announced is not kept", failure);
        }
    }
}
