// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.keep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.store.file.FileLayer;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The settings and what else an owner chose, `settings.json` and `window.json` in the data
/// directory, each with its last good copy beside it. A file that cannot be read never stops the
/// program: the copy counts then, or the defaults, and the file is kept aside.
///
/// Threads: any.
public final class SettingsFile {
    // all keys, a thousand drives and two hundred apps fit twice
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_PREFERENCES = 1_000;
    private static final int MAX_PREFERENCE = 4_096;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(SettingsFile.class);

    private final FileLayer files;
    private final Path file;
    private final Path window;
    private final InstantSource clock;
    // read by threads that must not wait for a drive; written under the lock of this object
    private volatile Settings current;
    private volatile Map<String, String> preferences;

    private SettingsFile(FileLayer files, Path folder, InstantSource clock) {
        this.files = files;
        this.file = folder.resolve("settings.json");
        this.window = folder.resolve("window.json");
        this.clock = clock;
        this.current = read(file, SettingsFormat::read).orElse(Settings.of(Preset.BALANCED));
        this.preferences = read(window, SettingsFile::preferences).orElse(Map.of());
    }

    /// Reads what is there.
    ///
    /// @param folder the data directory
    public static SettingsFile open(FileLayer files, Path folder, InstantSource clock) {
        return new SettingsFile(files, folder, clock);
    }

    /// What holds. Never waits, as little as the other questions.
    public Settings current() {
        return current;
    }

    /// Has other settings hold; they are on disk when this returns.
    public synchronized void write(Settings settings) throws IOException {
        write(file, SettingsFormat.write(settings));
        current = settings;
    }

    /// Has settings hold that are made of those that hold; nothing comes in between.
    public synchronized void change(UnaryOperator<Settings> change) throws IOException {
        write(change.apply(current));
    }

    /// A preference of the window.
    public Optional<String> preference(String name) {
        return Optional.ofNullable(preferences.get(name));
    }

    /// The names of the preferences that begin in one way.
    public List<String> preferenceNames(String beginning) {
        return preferences.keySet().stream()
                .filter(name -> name.startsWith(beginning))
                .sorted()
                .toList();
    }

    /// Forgets a preference of the window.
    public synchronized void forgetPreference(String name) throws IOException {
        Map<String, String> next = new TreeMap<>(preferences);
        if (next.remove(name) != null) {
            writePreferences(next);
        }
    }

    /// Keeps a preference of the window.
    ///
    /// @throws IllegalArgumentException if it is too long or there are too many
    public synchronized void setPreference(String name, String value) throws IOException {
        Map<String, String> next = new TreeMap<>(preferences);
        next.put(name, value);
        boolean fits =
                name.length() + value.length() <= MAX_PREFERENCE && next.size() <= MAX_PREFERENCES;
        if (!fits) {
            throw new IllegalArgumentException("preference " + name + " of " + value.length());
        }
        writePreferences(next);
    }

    private void writePreferences(Map<String, String> next) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        next.forEach(json::put);
        write(window, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        preferences = Map.copyOf(next);
    }

    // first the copy of what was good, then the new one: one of both can always be read
    private void write(Path target, byte[] content) throws IOException {
        Optional<byte[]> before = WholeFile.read(files, target, MAX_BYTES);
        if (before.isPresent()) {
            WholeFile.write(files, copy(target), before.get());
        }
        WholeFile.write(files, target, content);
    }

    private static Path copy(Path target) {
        return target.resolveSibling(target.getFileName() + ".good");
    }

    /// Understands a file.
    private interface Reader<T> {
        Optional<T> read(byte[] bytes);
    }

    private <T> Optional<T> read(Path target, Reader<T> reader) {
        Optional<T> value = readOne(target, reader);
        return value.isPresent() ? value : readOne(copy(target), reader);
    }

    private <T> Optional<T> readOne(Path target, Reader<T> reader) {
        try {
            Optional<byte[]> bytes = WholeFile.read(files, target, MAX_BYTES);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            Optional<T> value = reader.read(bytes.get());
            if (value.isEmpty()) {
                Path aside = WholeFile.keepAside(files, target, clock.instant().getEpochSecond());
                log.atWarn().addKeyValue("file", aside).log("cannot be understood, kept aside");
            }
            return value;
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", target).setCause(e).log("cannot be read");
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> preferences(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            if (!json.isObject()) {
                return Optional.empty();
            }
            Map<String, String> map = new TreeMap<>();
            json.properties().stream()
                    .limit(MAX_PREFERENCES)
                    .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
            return Optional.of(map);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
