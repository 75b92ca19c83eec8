// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.AccountAddress;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.ShardIndex;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.testing.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SignedMessageVectorTest {
    @TestFactory
    Stream<DynamicTest> signsEveryMessageByteForByte() {
        return Vectors.tests("bls.json", "signedMessages", SignedMessageVectorTest::check);
    }

    private static void check(JsonNode item) throws Exception {
        BlsSecretKey key = VectorKeys.key(item.get("key"));
        Epoch epoch = new Epoch(item.get("epoch").longValue());

        JsonNode proof = item.get("proofOfPossession");
        checkSigned(
                proof,
                key,
                new ProtocolMessage.ProofOfPossession(
                        epoch,
                        AccountAddress.of(Vectors.hex(proof.get("suiAddressHex"))),
                        key.publicKey().unchecked()));

        JsonNode invalid = item.get("invalidBlobIdAttestation");
        SignedMessage attestation =
                checkSigned(
                        invalid,
                        key,
                        new ProtocolMessage.InvalidBlobId(
                                epoch, BlobId.parse(invalid.get("blobId").textValue())));
        ApiAnswer answer = new ApiAnswer.Success(200, attestation.toJson());
        assertEquals(invalid.get("httpBody"), WireJson.parse("answer", answer.toBytes(), 10_000));

        JsonNode sync = item.get("syncShard");
        SignedMessage request =
                checkSigned(
                        sync,
                        key,
                        ProtocolMessage.SyncShard.of(
                                epoch,
                                new ShardIndex(sync.get("shardIndex").intValue()),
                                Axis.valueOf(
                                        sync.get("sliverType")
                                                .textValue()
                                                .toUpperCase(Locale.ROOT)),
                                BlobId.parse(sync.get("startingBlobId").textValue()),
                                sync.get("sliverCount").longValue()));
        assertEquals(sync.get("requestBodyHex").textValue(), Vectors.hex(request.toBytes()));
        assertEquals(request, SignedMessage.decode(Vectors.hex(sync.get("requestBodyHex"))));
        String header = sync.get("authorizationHeader").textValue();
        assertEquals(header, key.publicKey().toBase64());
        assertEquals(key.publicKey(), BlsPublicKey.parseBase64(header));
    }

    private static SignedMessage checkSigned(
            JsonNode expected, BlsSecretKey key, ProtocolMessage message) throws Exception {
        assertEquals(expected.get("messageHex").textValue(), Vectors.hex(message.toBytes()));
        SignedMessage signed = SignedMessage.sign(message, key);
        assertEquals(expected.get("signatureHex").textValue(), signed.signature().toString());
        assertEquals(message, ProtocolMessage.decode(Vectors.hex(expected.get("messageHex"))));
        assertInstanceOf(MessageVerdict.Accepted.class, signed.verify(key.publicKey(), message));
        assertEquals(signed, SignedMessage.ofJson(signed.toJson()));
        return signed;
    }

    @TestFactory
    Stream<DynamicTest> writesTheSignersOfEveryAggregate() {
        return Vectors.tests(
                "bls.json",
                "aggregates",
                item -> {
                    int members = item.get("committeeSize").intValue();
                    List<Integer> signers = new ArrayList<>();
                    item.get("signerIndices").forEach(index -> signers.add(index.intValue()));
                    assertEquals(
                            item.get("bitmapHex").textValue(),
                            Vectors.hex(SignerBitmap.of(signers, members)));
                    assertEquals(
                            signers.stream().sorted().toList(),
                            SignerBitmap.decode(Vectors.hex(item.get("bitmapHex")), members));
                });
    }
}
