// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen;

import haulout.ui.text.Words;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// The sheet of paper that brings a node back: its twelve words, whose they are, and what to do
/// with them one day. To be printed, or saved as a page that any browser prints.
///
/// @param title what stands on top
/// @param facts whose words they are, and from when
/// @param words twelve, in their order
/// @param advice what to do with the sheet
record RecoverySheet(String title, List<String> facts, List<String> words, List<String> advice) {
    /// Points; fits A4 and Letter with the margins that printers want.
    private static final double WIDTH = 460;

    private static final int COLUMNS = 3;
    private static final double TITLE = 22;
    private static final double WORD = 15;
    private static final double BODY = 11;

    RecoverySheet {
        facts = List.copyOf(facts);
        words = List.copyOf(words);
        advice = List.copyOf(advice);
    }

    /// @param node its name on the ledger; empty if it is not known yet
    static RecoverySheet of(Words say, List<String> words, String node, Instant now) {
        String made = say.say("settings.sheet.made", say.formats().moment(now));
        return new RecoverySheet(
                say.say("settings.sheet.title"),
                node.isEmpty()
                        ? List.of(made)
                        : List.of(made, say.say("settings.sheet.node", node)),
                words,
                List.of(
                        say.say("settings.sheet.advice.secret"),
                        say.say("settings.sheet.advice.use"),
                        say.say("settings.sheet.advice.once")));
    }

    /// The page for a printer: black on white, in the system's own font.
    Node page() {
        VBox page = new VBox(8);
        page.getChildren().add(text(title, TITLE, FontWeight.BOLD));
        facts.forEach(fact -> page.getChildren().add(text(fact, BODY, FontWeight.NORMAL)));
        page.getChildren().add(text("", BODY, FontWeight.NORMAL));
        for (int i = 0; i < words.size(); i++) {
            page.getChildren().add(text(number(i) + words.get(i), WORD, FontWeight.BOLD));
        }
        page.getChildren().add(text("", BODY, FontWeight.NORMAL));
        advice.forEach(line -> page.getChildren().add(text(line, BODY, FontWeight.NORMAL)));
        return page;
    }

    private static Text text(String text, double size, FontWeight weight) {
        Text node = new Text(text);
        node.setFont(Font.font("SansSerif", weight, size));
        node.setFill(Color.BLACK);
        node.setWrappingWidth(WIDTH);
        return node;
    }

    private static String number(int index) {
        return (index + 1) + ".  ";
    }

    /// The same as a page for a browser, which loads nothing from anywhere.
    String html() {
        StringBuilder html = new StringBuilder(2000);
        html.append("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>")
                .append(escaped(title))
                .append(
                        "</title>\n"
                                + "<style>body{font:12pt sans-serif;max-width:40em;margin:2em auto}")
                .append("table{border-collapse:collapse;margin:1.5em 0}")
                .append("td{border:1px solid #888;padding:.6em 1em;font-size:15pt;")
                .append("font-weight:bold}</style></head>\n<body><h1>")
                .append(escaped(title))
                .append("</h1>\n");
        facts.forEach(fact -> html.append("<p>").append(escaped(fact)).append("</p>\n"));
        html.append("<table>\n");
        for (int i = 0; i < words.size(); i++) {
            html.append(i % COLUMNS == 0 ? "<tr>" : "")
                    .append("<td>")
                    .append(escaped(number(i) + words.get(i)))
                    .append("</td>")
                    .append(i % COLUMNS == COLUMNS - 1 ? "</tr>\n" : "");
        }
        html.append("</table>\n");
        advice.forEach(line -> html.append("<p>").append(escaped(line)).append("</p>\n"));
        return html.append("</body></html>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// Writes the page to a new file that only its owner can read, where the file system knows
    /// owners. Not for the FX thread.
    ///
    /// @throws IOException if it cannot be written, or is there already
    void save(Path file) throws IOException {
        FileAttribute<?>[] owned =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        // the chooser has asked whether an older one may be replaced; its permissions may be wider
        Files.deleteIfExists(file);
        try (var channel =
                        Files.newByteChannel(
                                file,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                owned);
                var writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            writer.write(html());
        }
    }
}
