// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.BlobId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShareLinkTest {
    private static final BlobId BLOB = BlobId.of(bytes(1));

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static ShareLink whole() {
        return new ShareLink(
                BLOB,
                "Möwe & Robbe #1?.jpg",
                Optional.of(ByteBuffer.wrap(bytes(2))),
                Optional.of(Instant.ofEpochSecond(1_800_000_000L)));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertEquals(Optional.of(whole()), ShareLink.parse("  " + whole().text() + "\n"));
        ShareLink least = new ShareLink(BLOB, "", Optional.empty(), Optional.empty());
        assertEquals("haulout:" + BLOB, least.text());
        assertEquals(Optional.of(least), ShareLink.parse(least.text()));
    }

    @Test
    void theKeyStandsBehindTheNumberSign() {
        String text = whole().text();
        assertEquals(text.length() - 44, text.indexOf('#'));
    }

    @Test
    void whatIsNoWholeLinkIsRefused() {
        String text = whole().text();
        for (String broken :
                List.of(
                        "",
                        "haulout:",
                        "https://example.org/",
                        text.substring(0, 20),
                        text.substring(0, text.length() - 3),
                        text.replace("until=", "until=x"),
                        text + "!!",
                        "haulout:" + "A".repeat(9000))) {
            assertEquals(Optional.empty(), ShareLink.parse(broken), broken);
        }
    }

    @Test
    void aNameCannotLeadIntoAnotherFolder() {
        String text = "haulout:" + BLOB + "?name=..%2F..%5Cetc%2Fx";
        ShareLink read = ShareLink.parse(text).orElseThrow();
        assertEquals(".._.._etc_x", read.name());
        assertTrue(read.key().isEmpty());
    }
}
