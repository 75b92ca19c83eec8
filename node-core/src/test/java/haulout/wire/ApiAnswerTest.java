// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import haulout.core.AccountAddress;
import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.testing.TestSeed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApiAnswerTest {
    private static ApiAnswer decode(String json) throws WireFormatException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return ApiAnswer.decode(bytes, bytes.length);
    }

    private static String text(ApiAnswer answer) {
        return new String(answer.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void wrapsSuccess() throws WireFormatException {
        // sdk-expectations A3
        String json = "{\"success\":{\"code\":200,\"data\":\"nonexistent\"}}";
        ApiAnswer answer = new ApiAnswer.Success(200, TextNode.valueOf("nonexistent"));
        assertEquals(json, text(answer));
        assertEquals(answer, decode(json));
    }

    @Test
    void wrapsErrorsWithTheErrorInfoFirst() throws WireFormatException {
        // walrus-protocol 6.1
        String json =
                "{\"error\":{\"status\":\"FAILED_PRECONDITION\",\"code\":400,\"message\":\"free"
                        + " text\",\"details\":[{\"@type\":\"ErrorInfo\",\"reason\":\"NOT_REGISTERED\","
                        + "\"domain\":\"storage.walrus.space\",\"metadata\":{}}]}}";
        ApiAnswer.Failure answer = ApiAnswer.Failure.of(ApiError.NOT_REGISTERED, "free text");
        assertEquals(json, text(answer));
        assertEquals(answer, decode(json));
        assertTrue(answer.is(ApiError.NOT_REGISTERED));
        assertFalse(answer.is(ApiError.INVALID_BLOB));
    }

    @Test
    void tellsApartTheTwoErrorsWithTheSameReason() {
        ApiAnswer.Failure notFound = ApiAnswer.Failure.of(ApiError.METADATA_NOT_FOUND, "");
        assertTrue(notFound.is(ApiError.METADATA_NOT_FOUND));
        assertFalse(notFound.is(ApiError.METADATA_REQUIRED));
    }

    @Test
    void carriesFactsAboutTheReason() throws WireFormatException {
        ApiAnswer.Failure answer =
                ApiAnswer.Failure.of(
                        ApiError.INVALID_EPOCH,
                        "",
                        Map.of("request_epoch", "8", "server_epoch", "7"));
        assertEquals(answer, decode(text(answer)));
        // numbers are taken as text
        ApiAnswer.Failure read =
                assertInstanceOf(
                        ApiAnswer.Failure.class, decode(text(answer).replace("\"8\"", "8")));
        assertEquals("8", read.metadata().get("request_epoch"));
    }

    @Test
    void readsAnswersWithMoreAndWithLess() throws WireFormatException {
        assertInstanceOf(
                ApiAnswer.Success.class,
                decode("{\"new\":1,\"success\":{\"code\":201,\"data\":null,\"more\":[]}}"));
        ApiAnswer.Failure bare =
                assertInstanceOf(
                        ApiAnswer.Failure.class,
                        decode("{\"error\":{\"status\":\"SOMETHING_NEW\",\"code\":418}}"));
        assertEquals("", bare.reason());
        assertEquals("SOMETHING_NEW", bare.status());
    }

    @Test
    void anInternalErrorTellsOnlyItsNumber() throws WireFormatException {
        // walrus-protocol 6.1
        ApiAnswer.Failure answer = ApiAnswer.Failure.internal("abc123");
        assertEquals(
                "{\"error\":{\"status\":\"INTERNAL\",\"code\":500,\"message\":\"an internal error"
                        + " has occurred\",\"details\":[{\"@type\":\"ErrorInfo\",\"reason\":\"INTERNAL_ERROR\","
                        + "\"domain\":\"global\",\"metadata\":{}},{\"@type\":\"DebugInfo\",\"stackEntries\":[],\"detail\":\"TraceID:"
                        + " abc123\"}]}}",
                text(answer));
        assertEquals(answer, decode(text(answer)));
        assertTrue(answer.is(ApiError.INTERNAL));
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        for (String bad :
                List.of(
                        "",
                        " ",
                        "null",
                        "1",
                        "[]",
                        "{}",
                        "{\"success\":1}",
                        "{\"success\":{\"code\":200}}",
                        "{\"success\":{\"code\":\"200\",\"data\":1}}",
                        "{\"success\":{\"code\":99999999999999999999,\"data\":1}}",
                        "{\"success\":{\"code\":200,\"data\":1}} {}",
                        "{\"success\":{\"code\":200,\"code\":200,\"data\":1}}",
                        "{\"success\":{\"code\":200,\"data\":1}",
                        "{'success':{'code':200,'data':1}}",
                        "{\"error\":{\"code\":400}}",
                        "[".repeat(100_000),
                        "{\"a\":".repeat(50) + "1" + "}".repeat(50),
                        "{\"success\":{\"code\":200,\"data\":" + "1".repeat(1000) + "}}",
                        "{\"" + "n".repeat(5000) + "\":1}",
                        "\uFEFF{}")) {
            assertThrows(WireFormatException.class, () -> decode(bad), bad);
        }
        byte[] notUtf8 = {'"', (byte) 0xFF, '"'};
        assertThrows(WireFormatException.class, () -> ApiAnswer.decode(notUtf8, 100));
        assertThrows(WireFormatException.class, () -> ApiAnswer.decode(new byte[11], 10));
    }

    @Test
    void refusesEndlessMetadata() {
        StringBuilder metadata = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            metadata.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":\"v\"");
        }
        assertThrows(
                WireFormatException.class,
                () ->
                        decode(
                                "{\"error\":{\"status\":\"X\",\"code\":400,\"details\":[{\"metadata\":{"
                                        + metadata
                                        + "}}]}}"));
    }

    @Test
    void changedJsonIsOnlyEverRefused() {
        Random random = TestSeed.random("ApiAnswerTest", 5);
        byte[] json = ApiAnswer.Failure.of(ApiError.NOT_REGISTERED, "text").toBytes();
        String likely = "{}[]\":,0919eE+-.\\nutf \u0000";
        for (int i = 0; i < 5000; i++) {
            byte[] changed = json.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                changed[random.nextInt(changed.length)] =
                        (byte) likely.charAt(random.nextInt(likely.length()));
            }
            try {
                ApiAnswer.decode(changed, changed.length);
            } catch (WireFormatException expected) {
                assertTrue(expected.offset() >= 0);
            }
        }
    }

    @Test
    void readsEveryTipConfiguration() throws WireFormatException {
        // walrus-protocol 7.3
        String address = "0x" + "ab".repeat(32);
        assertEquals(new RelayTip.None(), tip("\"no_tip\""));
        assertEquals("\"no_tip\"", new RelayTip.None().toJson().toString());
        RelayTip constant =
                new RelayTip.Send(AccountAddress.parse(address), new RelayTip.Constant(1000));
        String json = "{\"send_tip\":{\"address\":\"" + address + "\",\"kind\":{\"const\":1000}}}";
        assertEquals(constant, tip(json));
        assertEquals(json, constant.toJson().toString());
        for (String bad :
                List.of(
                        "\"tip\"",
                        "{}",
                        json.replace("1000", "-1"),
                        json.replace("1000", "1.5"),
                        json.replace("const", "cubic"),
                        json.replace("0x", ""),
                        "{\"send_tip\":{\"address\":\""
                                + address
                                + "\",\"kind\":{\"linear\":{}}}}")) {
            assertThrows(WireFormatException.class, () -> tip(bad), bad);
        }
        assertEquals(
                OptionalLong.of(101 + 42 * 2), new RelayTip.Linear(101, 42).forEncodedBytes(1025));
        assertEquals(
                OptionalLong.of(Long.MAX_VALUE),
                new RelayTip.Linear(0, Long.MAX_VALUE).forEncodedBytes(1024));
        for (RelayTip.Linear tip :
                List.of(
                        new RelayTip.Linear(1, Long.MAX_VALUE),
                        new RelayTip.Linear(0, 1L << 62),
                        new RelayTip.Linear(0, (1L << 62) + 1))) {
            assertEquals(OptionalLong.empty(), tip.forEncodedBytes(4096), tip.toString());
        }
        assertEquals(
                OptionalLong.empty(), new RelayTip.Linear(1, Long.MAX_VALUE).forEncodedBytes(1));
    }

    private static RelayTip tip(String json) throws WireFormatException {
        return RelayTip.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void printsNoNonce() {
        assertEquals("nonce of 32 bytes", new RelayNonce(Hash32.of(new byte[32])).toString());
        assertThrows(WireFormatException.class, () -> RelayNonce.parse("AAAA"));
    }
}
