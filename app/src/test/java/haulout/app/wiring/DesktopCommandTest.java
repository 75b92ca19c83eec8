// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.app.cli.CleanUps;
import haulout.app.cli.CommandRunner;
import haulout.app.instance.SingleInstance;
import haulout.app.link.AppLink;
import haulout.ui.screen.Place;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopCommandTest {
    private static final String ID = "crFPDnFMZKWcf7uIQeFBZFa7cNAH4JOMKlVZaIZi2hg";

    @TempDir private Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        String[] all = new String[arguments.length + 2];
        all[0] = "--home";
        all[1] = home.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        Core.Opener none =
                (_, _) -> {
                    throw new AssertionError("a core was opened");
                };
        return new CommandRunner(
                        List.of(),
                        Optional.of(new DesktopCommand(none, _ -> {})),
                        "1",
                        stream,
                        stream,
                        InstantSource.system(),
                        new CleanUps(stream::println))
                .run(all);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSecondStartHandsItsLinkToTheFirst() throws Exception {
        Path file = Files.writeString(home.resolve("x.haulout"), "haulout:health");
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (SingleInstance _ = SingleInstance.acquire(home, heard::add).orElseThrow()) {
            assertEquals(0, run("haulout:files"), said());
            assertEquals(0, run("--open", "haulout://blob/" + ID), said());
            assertEquals(0, run("--open", file.toString()), said());
            assertEquals(0, run(file.toString()), said());
            assertEquals(0, run("--open"), said());
            assertEquals(0, run("--hidden"), said());
            for (String word :
                    List.of(
                            "open haulout:files",
                            "open haulout:blob/" + ID,
                            "open haulout:health",
                            "open haulout:health",
                            "raise",
                            "ping")) {
                assertEquals(word, heard.poll(60, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void anAppThatIsEndingHearsNothingAnyMore() {
        DesktopApp app =
                new DesktopApp(
                        (_, _) -> {
                            throw new AssertionError("a core was opened");
                        },
                        home,
                        InstantSource.system(),
                        _ -> {});
        assertTrue(app.hear(SingleInstance.RAISE));
        app.quit();
        assertFalse(app.hear(SingleInstance.RAISE));
        assertFalse(app.hear(SingleInstance.PING));
    }

    @Test
    void aWordThatIsNoCommandIsNamed() {
        assertEquals(2, run("messure"));
        assertEquals(
                "haulout: there is no command haulout messure (haulout --help says more)\n",
                said());
    }

    @Test
    void aLinkThatLeadsNowhereIsWrongUsage() {
        for (String bad : List.of("haulout:nowhere", "haulout:", "haulout:files?x")) {
            assertEquals(2, run(bad), bad);
        }
        assertEquals(2, run("--open", home.resolve("missing").toString()));
        assertEquals(2, run("haulout:files", "haulout:health"));
        assertTrue(said().contains("one argument too many: haulout:health"), said());
    }

    @Test
    void everyScreenHasALinkAndOtherWordsOpenNothing() {
        for (Place place : Place.values()) {
            Optional<AppLink> link = Places.ofCall("open haulout:" + place.text());
            assertEquals(Optional.of(place), link.flatMap(Places::of));
        }
        AppLink blob = Places.ofCall("open haulout:blob/" + ID).orElseThrow();
        assertEquals(Optional.of(Place.FILES), Places.of(blob));
        assertEquals(ID, blob.blob().orElseThrow().toString());
        for (String word :
                List.of("raise", "ping", "", "open", "open ", "open files", "open haulout:x")) {
            assertEquals(Optional.empty(), Places.ofCall(word), word);
        }
    }
}
