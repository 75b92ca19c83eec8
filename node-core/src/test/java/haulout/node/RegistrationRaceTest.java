// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import static haulout.node.NodeHarness.range;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import haulout.store.BlobRecordStore;
import haulout.testing.TestSeed;
import haulout.wire.ApiError;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A registration that is heard while an upload is under way.
@SuppressWarnings("try") // because a test that is interrupted ends anyway
class RegistrationRaceTest {
    /// Whichever of the node's looks at the blob's record is the first to see the registration, the
    /// writer hears of success or of the one refusal after which official clients try again.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aWriterIsNeverTurnedAwayByARegistration(int look) throws Exception {
        Random random = TestSeed.random("RegistrationRaceTest", look);
        try (NodeHarness harness = new NodeHarness(10, random)) {
            harness.begin(harness.committee(1, range(0, 10)));
            EncodedBlob blob = EncodedBlob.of(harness.config, random, 100);
            AtomicInteger looks = new AtomicInteger(Integer.MIN_VALUE);
            Thread writer = Thread.currentThread();
            BlobRecordStore records = harness.recordStore();
            BlobRecordStore racing =
                    (BlobRecordStore)
                            Proxy.newProxyInstance(
                                    BlobRecordStore.class.getClassLoader(),
                                    new Class<?>[] {BlobRecordStore.class},
                                    (_, method, arguments) -> {
                                        if (method.getName().equals("record")
                                                && Thread.currentThread() == writer
                                                && looks.incrementAndGet() == look) {
                                            harness.register(
                                                    blob.id(), 1, 5, false, harness.object());
                                            harness.settle();
                                        }
                                        try {
                                            return method.invoke(records, arguments);
                                        } catch (InvocationTargetException e) {
                                            throw e.getTargetException();
                                        }
                                    });
            harness.stand(racing, harness.records);
            harness.start();
            harness.settle();
            looks.set(0);
            try {
                harness.node().putMetadata(blob.id(), blob.metadataBytes(), false);
            } catch (RefusedException e) {
                assertEquals(ApiError.NOT_REGISTERED, e.error(), e.getMessage());
            }
            assertNotEquals(0, looks.get());
            if (looks.get() < look) {
                harness.register(blob.id(), 1, 5, false, harness.object());
                harness.settle();
            }
            harness.node().putMetadata(blob.id(), blob.metadataBytes(), false);
        }
    }
}
