// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ObjectId;
import haulout.crypto.BlsSecretKey;
import haulout.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConfirmationVectorTest {
    @TestFactory
    Stream<DynamicTest> confirmsByteForByteAndTextForText() {
        return Vectors.tests("confirmations.json", ConfirmationVectorTest::check);
    }

    private static void check(JsonNode item) throws Exception {
        BlobId blobId = BlobId.parse(item.get("blobId").textValue());
        assertEquals(item.get("blobIdHex").textValue(), blobId.hash().toString());
        BlobPersistence persistence =
                switch (item.get("persistence").textValue()) {
                    case "permanent" -> BlobPersistence.PERMANENT;
                    case "deletable" ->
                            new BlobPersistence.Deletable(
                                    ObjectId.parse(item.get("objectId").textValue()));
                    default -> throw new AssertionError("persistence " + item.get("persistence"));
                };
        var message =
                new ProtocolMessage.StorageConfirmation(
                        new Epoch(item.get("epoch").longValue()), blobId, persistence);
        assertEquals(item.get("messageHex").textValue(), Vectors.hex(message.toBytes()));

        BlsSecretKey key = VectorKeys.key(item.get("signerKey"));
        SignedMessage signed = SignedMessage.sign(message, key);
        JsonNode body = item.get("httpBody");
        ApiAnswer answer =
                new ApiAnswer.Success(
                        body.get("success").get("code").intValue(),
                        new ConfirmationAnswer(signed).toJson());
        assertEquals(body, WireJson.parse("answer", answer.toBytes(), 10_000));

        byte[] received = body.toString().getBytes(StandardCharsets.UTF_8);
        var success =
                assertInstanceOf(
                        ApiAnswer.Success.class, ApiAnswer.decode(received, received.length));
        SignedMessage read = ConfirmationAnswer.ofJson(success.value()).signed();
        assertEquals(signed, read);
        assertInstanceOf(MessageVerdict.Accepted.class, read.verify(key.publicKey(), message));
    }
}
