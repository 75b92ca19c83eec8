// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.BlobId;
import org.junit.jupiter.api.Test;

class BlobIdArgumentTest {
    /// The identifier whose first byte makes its text begin with a dash.
    private static BlobId dashed() {
        byte[] bytes = new byte[BlobId.BYTES];
        bytes[0] = (byte) 0xf8;
        bytes[31] = 7;
        return BlobId.of(bytes);
    }

    @Test
    void anIdThatBeginsWithADashIsNoOption() throws Exception {
        String id = dashed().toString();
        assertTrue(id.startsWith("-"), id);
        String[] words = BlobIdArgument.shielded("read", id, "--out", "file");
        assertFalse(words[1].startsWith("-"));
        assertEquals(dashed(), BlobIdArgument.parse(words[1]));
        assertArrayEquals(
                new String[] {"read", words[1], "--out", "file"}, words, "the others stay");
    }

    @Test
    void anIdAndALinkToItAreTheSame() throws Exception {
        BlobId id = BlobId.of(new byte[BlobId.BYTES]);
        assertEquals(id, BlobIdArgument.parse(id.toString()));
        assertEquals(id, BlobIdArgument.parse("haulout:blob/" + id));
        assertThrows(WrongUsage.class, () -> BlobIdArgument.parse("haulout:blob/"));
        assertThrows(WrongUsage.class, () -> BlobIdArgument.parse("-o"));
    }

    @Test
    void optionsStayOptions() {
        // as long as an ID, but its last character has bits that no ID has
        String[] words = {"-o", "--json", "-" + "A".repeat(41) + "B"};
        assertArrayEquals(words, BlobIdArgument.shielded(words));
    }
}
