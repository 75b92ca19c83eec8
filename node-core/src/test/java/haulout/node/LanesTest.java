// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.core.BlobId;
import haulout.core.Hash32;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Work of several blobs side by side, that of one in order.
@Timeout(60)
class LanesTest {
    private static final BlobId BLOB = new BlobId(Hash32.ZERO);

    @Test
    void workThatFailsHoldsNothingUp() throws Exception {
        List<Integer> done = new CopyOnWriteArrayList<>();
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            Lanes lanes = new Lanes(background);
            lanes.submit(
                    BLOB,
                    () -> {
                        throw new IllegalStateException("a bug that a test makes");
                    });
            lanes.submit(
                    BLOB,
                    () -> {
                        throw new OutOfMemoryError("made by a test");
                    });
            lanes.submit(BLOB, () -> done.add(1));
            lanes.submit(BLOB, () -> done.add(2));
            lanes.awaitOpen(0);
        }
        assertEquals(List.of(1, 2), done);
    }
}
