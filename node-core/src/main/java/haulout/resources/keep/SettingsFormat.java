// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.keep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.resources.settings.DriveChoice;
import haulout.resources.settings.HoursGrid;
import haulout.resources.settings.Key;
import haulout.resources.settings.LineRate;
import haulout.resources.settings.Mode;
import haulout.resources.settings.Preset;
import haulout.resources.settings.RateKey;
import haulout.resources.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Settings as JSON: one flat object, keys as on screen. What a file of another version lacks, or
/// has out of range, gets its default; what it has and this version does not know is kept.
///
/// ```json
/// {"format":1,"mode":"paused","mode.until":"2026-03-02T12:30:00Z","preset":"balanced",
///  "cpu.shareAway":50,"net.up.using":"30 %","apps.list":["game"],"hours.grid":"fff…",
///  "disk":{"0f…":{"lendBytes":1000,"floorBytes":0}}}
/// ```
final class SettingsFormat {
    private static final int FORMAT = 1;
    // drives that one computer ever had
    private static final int MAX_DRIVES = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Key> KEYS =
            Arrays.stream(Key.values()).collect(Collectors.toMap(Key::text, Function.identity()));
    private static final Map<String, RateKey> RATES =
            Arrays.stream(RateKey.values())
                    .collect(Collectors.toMap(RateKey::text, Function.identity()));

    private SettingsFormat() {}

    static byte[] write(Settings settings) throws JsonProcessingException {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("mode", word(settings.mode().kind()));
        if (!settings.mode().until().equals(Instant.MAX)) {
            json.put("mode.until", settings.mode().until().toString());
        }
        json.put("preset", word(settings.preset()));
        for (Key key : Key.values()) {
            long value = settings.get(key);
            // what is as in the preset goes with the preset
            if (value != key.of(settings.preset())) {
                json.put(key.text(), value);
            }
        }
        for (RateKey key : RateKey.values()) {
            if (!settings.get(key).equals(key.of(settings.preset()))) {
                json.put(key.text(), settings.get(key).text());
            }
        }
        if (!settings.apps().isEmpty()) {
            ArrayNode apps = json.putArray("apps.list");
            settings.apps().forEach(apps::add);
        }
        if (!settings.hours().equals(HoursGrid.FREE)) {
            json.put("hours.grid", settings.hours().cells());
        }
        if (!settings.drives().isEmpty()) {
            ObjectNode drives = json.putObject("disk");
            settings.drives()
                    .forEach((id, choice) ->
                            drives.putObject(id)
                                    .put("lendBytes", choice.lendBytes())
                                    .put("floorBytes", choice.floorBytes()));
        }
        for (Map.Entry<String, String> other : settings.others().entrySet()) {
            json.set(other.getKey(), JSON.readTree(other.getValue()));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// Reads a file of any version.
    ///
    /// @return empty if it is no JSON object
    static Optional<Settings> read(byte[] bytes) {
        JsonNode json;
        try {
            json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        return json.isObject() ? Optional.of(settings(json)) : Optional.empty();
    }

    private static Settings settings(JsonNode json) {
        Map<Key, Long> numbers = new EnumMap<>(Key.class);
        Map<RateKey, LineRate> rates = new EnumMap<>(RateKey.class);
        Map<String, String> others = new TreeMap<>();
        json.properties()
                .forEach(field -> {
                    String name = field.getKey();
                    JsonNode value = field.getValue();
                    Key key = KEYS.get(name);
                    RateKey rate = RATES.get(name);
                    if (key != null) {
                        if (value.canConvertToLong() && key.allows(value.asLong())) {
                            numbers.put(key, value.asLong());
                        }
                    } else if (rate != null) {
                        LineRate.parse(value.asText()).ifPresent(r -> rates.put(rate, r));
                    } else if (!KNOWN.contains(name)) {
                        others.put(name, value.toString());
                    }
                });
        return new Settings(
                mode(json),
                value(Preset.class, json.path("preset").asText()).orElse(Preset.BALANCED),
                numbers,
                rates,
                drives(json.path("disk")),
                apps(json.path("apps.list")),
                HoursGrid.parse(json.path("hours.grid").asText()).orElse(HoursGrid.FREE),
                others);
    }

    private static final List<String> KNOWN =
            List.of("format", "mode", "mode.until", "preset", "apps.list", "hours.grid", "disk");

    private static Mode mode(JsonNode json) {
        Mode.Kind kind =
                value(Mode.Kind.class, json.path("mode").asText()).orElse(Mode.Kind.AUTOMATIC);
        JsonNode until = json.path("mode.until");
        if (until.isMissingNode()) {
            return new Mode(kind, Instant.MAX);
        }
        try {
            return new Mode(kind, Instant.parse(until.asText()));
        } catch (DateTimeException e) {
            // until when is not known: a pause that nobody ends is worse than none
            return Mode.AUTOMATIC;
        }
    }

    private static <E extends Enum<E>> Optional<E> value(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word(value).equals(word))
                .findFirst();
    }

    private static List<String> apps(JsonNode json) {
        List<String> apps = new ArrayList<>();
        for (JsonNode app : json) {
            if (app.isTextual() && apps.size() < Settings.MAX_APPS) {
                apps.add(app.asText());
            }
        }
        return apps;
    }

    private static Map<String, DriveChoice> drives(JsonNode json) {
        Map<String, DriveChoice> drives = new HashMap<>();
        json.properties().stream()
                .limit(MAX_DRIVES)
                .forEach(field -> {
                    long lend = field.getValue().path("lendBytes").asLong(Key.NONE);
                    long floor = field.getValue().path("floorBytes").asLong(0);
                    try {
                        drives.put(field.getKey(), new DriveChoice(lend, floor));
                    } catch (IllegalArgumentException _) {
                        // out of range: as if it had not been set
                    }
                });
        return drives;
    }
}
