// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.AccountAddress;
import haulout.core.EncodingConfig;
import haulout.core.Hash32;
import haulout.testing.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RelayVectorTest {
    @TestFactory
    Stream<DynamicTest> tiesAnUploadToItsTip() {
        return Vectors.tests(
                "relay.json",
                item -> {
                    byte[] blob =
                            Vectors.generate(
                                    item.get("seed").textValue(), item.get("size").intValue());
                    RelayNonce nonce = new RelayNonce(Hash32.of(Vectors.hex(item.get("nonceHex"))));
                    assertEquals(item.get("nonceText").textValue(), nonce.toText());
                    assertEquals(nonce, RelayNonce.parse(item.get("nonceText").textValue()));
                    HashedAuthPackage authPackage = HashedAuthPackage.of(blob, nonce);
                    byte[] bytes = Vectors.hex(item.get("authPackageHex"));
                    assertEquals(Vectors.hex(bytes), Vectors.hex(authPackage.toBytes()));
                    assertEquals(authPackage, HashedAuthPackage.decode(bytes));
                });
    }

    @TestFactory
    Stream<DynamicTest> asksForTheSameTipAsTheReference() {
        return Vectors.tests("relay.json", "tips", RelayVectorTest::checkTip);
    }

    private static void checkTip(JsonNode item) throws Exception {
        long encodedBytes =
                new EncodingConfig(item.get("nShards").intValue())
                        .encodedBytes(item.get("size").longValue());
        assertEquals(item.get("encodedLength").longValue(), encodedBytes);
        RelayTip.Amount amount = RelayTip.Amount.ofJson(item.get("kind"));
        assertEquals(
                item.get("tip").asText(), "" + amount.forEncodedBytes(encodedBytes).orElseThrow());
        RelayTip tip = new RelayTip.Send(AccountAddress.of(new byte[32]), amount);
        JsonNode written = WireJson.parse("tip", WireJson.write(tip.toJson()), 1000);
        assertEquals(item.get("kind"), written.get("send_tip").get("kind"));
        assertEquals(tip, RelayTip.decode(WireJson.write(tip.toJson())));
    }
}
