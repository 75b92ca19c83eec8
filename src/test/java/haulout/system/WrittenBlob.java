// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Epoch;
import haulout.crypto.BlsPublicKey;
import haulout.wire.BlobPersistence;
import haulout.wire.MessageVerdict;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// A blob and what of it a node has acknowledged.
///
/// Threads: any; a part is written by one at a time.
final class WrittenBlob {
    private final SampleBlob blob;
    private final AtomicIntegerArray acknowledged;
    private final AtomicInteger metadataAcknowledged = new AtomicInteger();
    private final AtomicBoolean isConfirmed = new AtomicBoolean();

    WrittenBlob(SampleBlob blob) {
        this.blob = blob;
        this.acknowledged = new AtomicIntegerArray(blob.partCount());
    }

    SampleBlob blob() {
        return blob;
    }

    /// Number of acknowledged slivers and metadata.
    int acknowledgedCount() {
        int count = metadataAcknowledged.get();
        for (int part = 0; part < blob.partCount(); part++) {
            count += acknowledged.get(part);
        }
        return count;
    }

    boolean isComplete() {
        return acknowledgedCount() == blob.partCount() + 1;
    }

    boolean isConfirmed() {
        return isConfirmed.get();
    }

    /// Sends the metadata until the node has heard of the blob.
    void putMetadata(PlainClient client) throws IOException, InterruptedException {
        while (true) {
            PlainClient.Reply reply =
                    client.put(
                            blob.path() + "/metadata",
                            blob.metadataBytes(),
                            "content-type",
                            "application/octet-stream");
            if (isStored(reply)) {
                metadataAcknowledged.set(1);
                return;
            }
            assertEquals("NOT_REGISTERED", reply.reason(), reply.text());
        }
    }

    /// Sends a sliver.
    void putPart(PlainClient client, int part) throws IOException, InterruptedException {
        PlainClient.Reply reply = client.put(blob.path(part), blob.part(part));
        assertTrue(isStored(reply), reply.status() + " " + reply.text());
        acknowledged.set(part, 1);
    }

    private static boolean isStored(PlainClient.Reply reply) {
        return reply.status() == 201 || reply.status() == 200;
    }

    /// Asks for the confirmation and verifies it.
    void confirm(PlainClient client, BlsPublicKey key) throws IOException, InterruptedException {
        PlainClient.Reply reply = client.get(blob.path() + "/confirmation/permanent");
        assertEquals(200, reply.status(), reply.text());
        ProtocolMessage expected =
                new ProtocolMessage.StorageConfirmation(
                        new Epoch(1), blob.id(), BlobPersistence.PERMANENT);
        assertInstanceOf(
                MessageVerdict.Accepted.class,
                SignedMessage.ofJson(reply.data().path("signed")).verify(key, expected));
        isConfirmed.set(true);
    }

    /// Everything acknowledged comes back byte for byte, and nothing else but whole slivers.
    void verify(PlainClient client, BlsPublicKey key) throws IOException, InterruptedException {
        PlainClient.Reply metadata = client.get(blob.path() + "/metadata");
        if (metadataAcknowledged.get() == 1 || metadata.status() != 404) {
            assertEquals(200, metadata.status(), metadata.text());
            assertArrayEquals(blob.metadataWithId(), metadata.body());
        }
        for (int part = 0; part < blob.partCount(); part++) {
            readPart(client, part);
        }
        if (isComplete()) {
            confirm(client, key);
        }
    }

    /// Reads a sliver: the whole, or nothing if it was never acknowledged.
    void readPart(PlainClient client, int part) throws IOException, InterruptedException {
        boolean isDue = acknowledged.get(part) == 1;
        PlainClient.Reply reply = client.get(blob.path(part));
        if (isDue || reply.status() != 404) {
            assertEquals(200, reply.status(), blob.path(part) + " " + reply.text());
            assertArrayEquals(blob.part(part), reply.body(), blob.path(part));
        }
    }
}
