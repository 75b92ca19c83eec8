// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.daemon.HomeHost;
import haulout.home.ActivityEvent;
import haulout.home.ActivityFilter;
import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.NetworkReport;
import haulout.home.StakeReport;
import haulout.home.StoredFile;
import haulout.home.Transfer;
import haulout.resources.settings.Preset;
import haulout.status.NodeStanding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Today's program opens what earlier releases have left, and nothing of it is lost.
@Timeout(300)
class DataUpgradeSystemTest {
    private static final String HISTORY = "history.db";
    private static final int USER_VERSION = 60;

    @TempDir private Path folder;

    /// Who it is and what it owns, as that release said itself; FROST.
    ///
    /// @param node its place on the ledger
    /// @param balance what a purse of 10,000 WAL has left after two files
    private record Owned(String node, String owner, long balance, long stake) {}

    private static final Map<String, Owned> OWNED =
            Map.of(
                    "0.1.0",
                    new Owned(
                            "0x482570ceff8c138ef74157d369d80c2055139f2da6f21d7d2005bb7255faa6e4",
                            "0x35c10f1b0efd9b884ebec7c24386cf8935a457b956d6973f9e0eede23dcbfdae",
                            9_999_999_520_000L,
                            1_000_000_000_000_000L));

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0"})
    void aHomeOfAnEarlierReleaseIsWhole(String release) throws Exception {
        Path home = folder.resolve("home");
        Instant left = unpack(release);
        Map<String, Integer> schemas = schemas(home);
        // an hour later, whenever this runs: what is kept for a time would end otherwise
        Clock clock =
                Clock.offset(
                        Clock.systemUTC(),
                        Duration.between(Instant.now(), left.plus(Duration.ofHours(1))));
        try (HomeHost host = HomeHost.open(SampleHome.options(home, Optional.empty()), clock)) {
            assertTrue(host.home().start().isEmpty(), "the first start was done long ago");
            HomeSnapshot whole =
                    SampleHome.await(
                            host.home(),
                            now ->
                                    now.files().size() == 2
                                            && now.files().stream()
                                                    .allMatch(file ->
                                                            file.state() == StoredFile.State.SAFE)
                                            && now.status().standing() == NodeStanding.HEALTHY);
            assertEquals(
                    Set.of(SampleHome.LOCKED, SampleHome.OPEN),
                    whole.files().stream().map(StoredFile::name).collect(Collectors.toSet()));
            assertSameOwner(OWNED.get(release), whole);
            for (StoredFile file : whole.files()) {
                assertEquals(file.name().equals(SampleHome.LOCKED), file.isLocked(), file.name());
                assertComesBack(host.home(), file);
            }
            assertEquals(Optional.of("de"), host.home().settings().preference(SampleHome.LANGUAGE));
            ActivityFilter stored =
                    new ActivityFilter(
                            Set.of(ActivityEvent.Kind.FILES),
                            Optional.empty(),
                            SampleHome.OPEN,
                            Locale.ENGLISH);
            assertFalse(
                    SampleHome.get(host.home().activity().events(stored, Long.MAX_VALUE, 10))
                            .isEmpty(),
                    "the history is kept");
            assertEquals(Preset.BALANCED, host.home().settings().current().preset());
        }
        Map<String, Integer> now = schemas(home);
        schemas.forEach((file, before) -> assertTrue(now.get(file) >= before, file));
        assertTrue(
                now.get(HISTORY) > 1 && schemas.get(HISTORY) == 1,
                () -> "a database of an earlier kind was brought up to date: " + now);
    }

    // SQLite file format, 1.3: the header has the user's version at 60
    private static Map<String, Integer> schemas(Path home) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        for (String file : List.of(HISTORY, "ledger.db", "practice/n0/node.db")) {
            found.put(
                    file,
                    ByteBuffer.wrap(Files.readAllBytes(home.resolve(file))).getInt(USER_VERSION));
        }
        return found;
    }

    private static void assertSameOwner(Owned owned, HomeSnapshot whole) {
        NetworkReport network = whole.network().orElseThrow();
        assertEquals(owned.node(), network.self().orElseThrow().toString());
        assertEquals(owned.owner(), network.owner().orElseThrow().toString());
        assertEquals(Optional.of(owned.balance()), whole.staking().balance().asOptional());
        assertEquals(
                owned.stake(),
                whole.staking().stakes().stream()
                        .filter(StakeReport::isOwn)
                        .mapToLong(StakeReport::principal)
                        .sum());
    }

    private void assertComesBack(HomeNode home, StoredFile file) throws Exception {
        Path back = folder.resolve(file.name());
        Transfer out = SampleHome.get(home.files().takeOut(file.blob(), back));
        SampleHome.awaitDone(home, out);
        assertArrayEquals(SampleHome.content(file.name()), Files.readAllBytes(back));
    }

    /// Puts the sample into the folder.
    ///
    /// @return when it was left
    private Instant unpack(String release) throws IOException {
        String left = "";
        try (InputStream file =
                        DataUpgradeSystemTest.class.getResourceAsStream(
                                "/homes/home-" + release + ".zip");
                ZipInputStream zip = new ZipInputStream(file, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readAllBytes();
                if (entry.getName().equals(SampleHome.MADE)) {
                    left = new String(content, StandardCharsets.US_ASCII);
                    continue;
                }
                if (entry.getName().endsWith(".json")) {
                    String text = new String(content, StandardCharsets.UTF_8);
                    content =
                            text.replace(SampleHome.PLACE, folder.resolve("home").toString())
                                    .getBytes(StandardCharsets.UTF_8);
                }
                Path target = folder.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                Files.write(target, content);
            }
        }
        return Instant.parse(left);
    }
}
