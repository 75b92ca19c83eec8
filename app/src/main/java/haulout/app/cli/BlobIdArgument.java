// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import haulout.core.BlobId;
import haulout.core.WireFormatException;
import java.util.regex.Pattern;

/// A blob ID on a command line, as it is or as a link `haulout:blob/ID`.
///
/// One ID in 64 begins with a dash, which the parser would take for an option; such a word is made
/// a link before the parser sees it.
final class BlobIdArgument {
    private static final String LINK = "haulout:blob/";

    /// 32 bytes in base64url without padding, the first character a dash.
    private static final Pattern DASHED = Pattern.compile("-[A-Za-z0-9_-]{42}");

    private BlobIdArgument() {}

    /// The words of a command line, in which no blob ID looks like an option.
    static String[] shielded(String... arguments) {
        String[] words = arguments.clone();
        for (int i = 0; i < words.length; i++) {
            if (DASHED.matcher(words[i]).matches() && isBlobId(words[i])) {
                words[i] = LINK + words[i];
            }
        }
        return words;
    }

    private static boolean isBlobId(String word) {
        try {
            return BlobId.parse(word) != null;
        } catch (WireFormatException notCanonical) {
            return false;
        }
    }

    /// Reads the argument.
    ///
    /// @throws WrongUsage if it is no blob ID
    static BlobId parse(String word) throws WrongUsage {
        try {
            return BlobId.parse(word.startsWith(LINK) ? word.substring(LINK.length()) : word);
        } catch (WireFormatException e) {
            throw new WrongUsage("BLOB_ID is no blob ID: " + e.getMessage());
        }
    }
}
