// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.core.BlobId;
import haulout.core.Hash32;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecentUploadsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final RecentUploads uploads = new RecentUploads(now::get);

    private static BlobId blob(int i) {
        return new BlobId(new Hash32(i, 0, 0, 0));
    }

    @Test
    void theLastPartCounts() {
        assertEquals(Optional.empty(), uploads.last(blob(1)));
        uploads.came(blob(1));
        now.set(Instant.ofEpochSecond(5));
        uploads.came(blob(1));
        assertEquals(Optional.of(Instant.ofEpochSecond(5)), uploads.last(blob(1)));
    }

    @Test
    void ofVeryManyTheLatestAreRemembered() {
        for (int i = 0; i < 10_000; i++) {
            uploads.came(blob(i));
            uploads.came(blob(0));
        }
        assertEquals(Optional.of(Instant.EPOCH), uploads.last(blob(0)));
        assertEquals(Optional.of(Instant.EPOCH), uploads.last(blob(9_999)));
        assertEquals(Optional.empty(), uploads.last(blob(1)));
    }
}
