// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.core.BlobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppLinkTest {
    private static final String ID = "crFPDnFMZKWcf7uIQeFBZFa7cNAH4JOMKlVZaIZi2hg";

    @TempDir private Path folder;

    @Test
    void aLinkNamesAScreenOrAFile() throws Exception {
        AppLink files = new AppLink("files", Optional.empty());
        for (String text :
                List.of("haulout:files", "haulout://files", "haulout:files/", "HAULOUT:files")) {
            assertEquals(Optional.of(files), AppLink.parse(text), text);
        }
        AppLink blob = new AppLink("files", Optional.of(BlobId.parse(ID)));
        for (String text : List.of("haulout:blob/" + ID, "haulout://blob/" + ID + "/")) {
            assertEquals(Optional.of(blob), AppLink.parse(text), text);
        }
        for (AppLink link : List.of(files, blob)) {
            assertEquals(Optional.of(link), AppLink.parse(link.toString()));
        }
    }

    @Test
    void whatIsNoLinkIsRefusedWhole() {
        String notCanonical = ID.substring(0, 42) + "h";
        for (String text :
                List.of(
                        "",
                        "haulout",
                        "haulout:",
                        "haulout:///",
                        "haulout: files",
                        "haulout:files ",
                        "haulout:files\n",
                        "haulout:Files",
                        "haulout:files?x=1",
                        "haulout:files#x",
                        "haulout:files/../settings",
                        "haulout:--home",
                        "haulout:abcdefghijklmnopq",
                        "haulout:blob",
                        "haulout:blob/",
                        "haulout:blob/" + ID + "A",
                        "haulout:blob/" + ID.substring(1),
                        "haulout:blob/" + notCanonical + "/",
                        "haulout:%66iles",
                        "http://files",
                        "haulout:" + "a".repeat(100_000))) {
            boolean isScreenNamedBlob = text.equals("haulout:blob") || text.equals("haulout:blob/");
            assertEquals(isScreenNamedBlob, AppLink.parse(text).isPresent(), text);
        }
    }

    @Test
    void noTextMakesItThrow() {
        long seed = Long.getLong("haulout.seed", 7);
        System.out.println("AppLinkTest: -Dhaulout.seed=" + seed);
        Random random = new Random(seed);
        String alphabet = "haulout:/blob?#%\\\n\u0000\ud83d-_A9 " + ID;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "haulout:" : "");
            for (int length = random.nextInt(70); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            AppLink.parse(text.toString())
                    .ifPresent(link ->
                            assertEquals(Optional.of(link), AppLink.parse(link.toString())));
        }
    }

    @Test
    void aFileWithALinkIsOpenedByPathAndByAddress() throws IOException {
        Path file = Files.writeString(folder.resolve("my file.haulout"), "haulout:health\n");
        Optional<AppLink> health = Optional.of(new AppLink("health", Optional.empty()));
        assertEquals(health, AppLink.open(file.toString()));
        assertEquals(health, AppLink.open(file.toUri().toString()));
        assertEquals(health, AppLink.open("haulout:health"));
    }

    @Test
    void otherFilesAreNotOpened() throws IOException {
        Path large =
                Files.writeString(
                        folder.resolve("large.haulout"), "haulout:health" + " ".repeat(1000));
        Path other = Files.writeString(folder.resolve("other.haulout"), "health");
        for (String text :
                List.of(
                        large.toString(),
                        other.toString(),
                        folder.toString(),
                        folder.resolve("none").toString(),
                        "file://elsewhere/share/x.haulout",
                        "file:relative",
                        "file:///a%zz",
                        "nonsense\u0000")) {
            assertEquals(Optional.empty(), AppLink.open(text), text);
        }
    }
}
