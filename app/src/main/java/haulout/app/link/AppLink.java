// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.link;

import haulout.core.BlobId;
import haulout.core.WireFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something in the app that a link leads to: `haulout:health` is a screen, `haulout:blob/ID` a
/// file. Anybody can make somebody click on a link, so one only ever shows something: it changes
/// nothing, names no file of this computer and carries no text that would be shown.
///
/// @param place the screen, a word of small letters
/// @param blob the file on it
public record AppLink(String place, Optional<BlobId> blob) {
    /// What a link begins with.
    public static final String SCHEME = "haulout:";

    /// What the name of a file with a link ends with.
    public static final String FILE_ENDING = ".haulout";

    /// The longest link there is has 56 characters.
    public static final int MOST_CHARACTERS = 128;

    /// A link file holds one link and a line's end.
    private static final int MOST_FILE_BYTES = 256;

    private static final Pattern FORM =
            Pattern.compile("haulout:(?://)?(?:([a-z]{1,16})|blob/([A-Za-z0-9_-]{43}))/?");

    /// Whether a text is meant as a link; it may still be a bad one.
    public static boolean isMeant(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /// Reads a link.
    ///
    /// @return empty if it is none
    public static Optional<AppLink> parse(String text) {
        if (text.length() > MOST_CHARACTERS || !isMeant(text)) {
            return Optional.empty();
        }
        String link = SCHEME + text.substring(SCHEME.length());
        Matcher form = FORM.matcher(link);
        if (!form.matches()) {
            return Optional.empty();
        }
        String place = form.group(1);
        if (place != null) {
            return Optional.of(new AppLink(place, Optional.empty()));
        }
        try {
            return Optional.of(new AppLink("files", Optional.of(BlobId.parse(form.group(2)))));
        } catch (WireFormatException notCanonical) {
            return Optional.empty();
        }
    }

    /// Reads what a desktop hands over: a link, or the path or address of a file that holds one.
    ///
    /// @throws IOException if the file cannot be read
    public static Optional<AppLink> open(String text) throws IOException {
        if (isMeant(text)) {
            return parse(text);
        }
        Optional<Path> file = file(text);
        if (file.isEmpty() || !Files.isRegularFile(file.get())) {
            return Optional.empty();
        }
        try (InputStream content = Files.newInputStream(file.get())) {
            byte[] bytes = content.readNBytes(MOST_FILE_BYTES + 1);
            return bytes.length > MOST_FILE_BYTES
                    ? Optional.empty()
                    : parse(new String(bytes, StandardCharsets.US_ASCII).strip());
        }
    }

    private static Optional<Path> file(String text) {
        try {
            return Optional.of(
                    text.toLowerCase(Locale.ROOT).startsWith("file:")
                            ? Path.of(new URI(text))
                            : Path.of(text));
        } catch (URISyntaxException | FileSystemNotFoundException notAFile) {
            return Optional.empty();
        } catch (IllegalArgumentException notHere) {
            return Optional.empty(); // an address of a file on another computer, or no path
        }
    }

    /// The link, as it is parsed again.
    @Override
    public String toString() {
        return SCHEME + blob.map(id -> "blob/" + id).orElse(place);
    }
}
