// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.WireFormatException;
import haulout.fuzzing.FuzzTarget;
import haulout.wire.ApiAnswer;
import haulout.wire.ApiError;
import haulout.wire.ConfirmationAnswer;
import haulout.wire.MessageCertificate;
import haulout.wire.RelayAnswer;
import haulout.wire.RelayTip;
import haulout.wire.SignedMessage;
import haulout.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The JSON of storage nodes and relays. Its spelling is free, so what is read, written and read
/// again must be the same as at first, and written must be the same as written before.
final class JsonTargets {
    private static final int MAX_BYTES = 1 << 16;

    private JsonTargets() {}

    static List<FuzzTarget<?>> all() {
        return List.of(
                json("JSON value", bytes -> WireJson.parse("value", bytes, MAX_BYTES), v -> v)
                        .from(join(values(), confirmations())),
                FuzzTarget.of(
                                "API answer",
                                WireFormatException.class,
                                bytes -> ApiAnswer.decode(bytes, MAX_BYTES),
                                JsonTargets::checkAnswer)
                        .from(join(answers(), confirmations())),
                json("storage confirmation", JsonTargets::confirmation, ConfirmationAnswer::toJson)
                        .from(confirmations().stream().map(JsonTargets::content).toList()),
                json(
                                "signed message in JSON",
                                bytes ->
                                        SignedMessage.ofJson(
                                                WireJson.parse("message", bytes, MAX_BYTES)),
                                SignedMessage::toJson)
                        .from(
                                List.of(
                                        WireJson.write(
                                                MessageTargets.Signed.SAMPLE.signed().toJson()))),
                json(
                                "certificate in JSON",
                                bytes ->
                                        MessageCertificate.ofJson(
                                                WireJson.parse("certificate", bytes, MAX_BYTES)),
                                MessageCertificate::toJson)
                        .from(
                                List.of(
                                        WireJson.write(
                                                MessageTargets.Signed.SAMPLE
                                                        .certificate()
                                                        .toJson()))),
                json(
                                "answer of a relay",
                                bytes -> RelayAnswer.decode(bytes, MAX_BYTES),
                                RelayAnswer::toJson)
                        .from(List.of(WireJson.write(relayAnswer().toJson()))),
                json("tip of a relay", JsonTargets::tip, RelayTip::toJson).from(tips()));
    }

    private static <T> FuzzTarget<T> json(
            String name, FuzzTarget.Parse<T> parse, Function<T, JsonNode> toJson) {
        return FuzzTarget.of(
                name,
                WireFormatException.class,
                parse,
                (input, value) -> {
                    byte[] written = WireJson.write(toJson.apply(value));
                    T again = parse.parse(written);
                    assertEquals(value, again);
                    assertEquals(text(written), text(WireJson.write(toJson.apply(again))));
                });
    }

    /// Everything can be passed on, the message included.
    private static void checkAnswer(byte[] input, ApiAnswer answer) throws Exception {
        ApiAnswer again = ApiAnswer.decode(answer.toBytes(), 8 * MAX_BYTES);
        assertEquals(answer, again);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static List<byte[]> join(List<byte[]> one, List<byte[]> other) {
        return Targets.join(one, other);
    }

    private static byte[] utf8(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> values() {
        return List.of(
                utf8("{'a': [1, -2, 3.5e7, true, false, null, 'text'], 'b': {'c': {}}}"),
                utf8("[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]"),
                utf8("'\\u00e9\\ud83d\\ude00\\n\\/ é😀'"),
                utf8("123456789012345678901234567890"),
                utf8("1e308"));
    }

    private static List<byte[]> answers() {
        List<byte[]> answers = new ArrayList<>();
        answers.add(
                ApiAnswer.Failure.of(
                                ApiError.INVALID_EPOCH,
                                "another epoch",
                                Map.of("requester", "1", "node", "2"))
                        .toBytes());
        answers.add(ApiAnswer.Failure.of(ApiError.INTERNAL, "").toBytes());
        answers.add(utf8("{'error': {'status': 'NEW', 'code': 418, 'message': 7}}"));
        answers.add(
                utf8(
                        "{'error': {'status': 'NOT_FOUND', 'code': 404, 'message':"
                                + " 'é\\ud83d\\ude00', 'details': [{'@type': 'ErrorInfo', 'reason':"
                                + " 'R', 'domain': 'd', 'metadata': {'a': 1, 'b': [2, {'c':"
                                + " null}]}}]}}"));
        answers.add(utf8("{'success': {'code': 200, 'data': 'metadata successfully stored'}}"));
        return answers;
    }

    private static List<byte[]> confirmations() {
        return Examples.cases("confirmations.json").stream()
                .map(item -> WireJson.write(item.get("httpBody")))
                .toList();
    }

    private static byte[] content(byte[] answer) {
        try {
            ApiAnswer.Success success = (ApiAnswer.Success) ApiAnswer.decode(answer, MAX_BYTES);
            return WireJson.write(success.value());
        } catch (WireFormatException e) {
            throw new AssertionError("vectors", e);
        }
    }

    private static ConfirmationAnswer confirmation(byte[] input) throws WireFormatException {
        return ConfirmationAnswer.ofJson(WireJson.parse("confirmation", input, MAX_BYTES));
    }

    private static RelayAnswer relayAnswer() {
        return new RelayAnswer(BlobId.of(new byte[32]), MessageTargets.Signed.SAMPLE.certificate());
    }

    /// Whatever a relay asks for can be computed.
    private static RelayTip tip(byte[] input) throws WireFormatException {
        RelayTip tip = RelayTip.decode(input);
        if (tip instanceof RelayTip.Send(var address, var amount)) {
            amount.forEncodedBytes(0);
            amount.forEncodedBytes(Long.MAX_VALUE);
        }
        return tip;
    }

    private static List<byte[]> tips() {
        List<byte[]> tips = new ArrayList<>();
        tips.add(utf8("'no_tip'"));
        for (JsonNode item : Examples.list("relay.json", "tips")) {
            tips.add(
                    utf8(
                            "{'send_tip': {'address': '"
                                    + AccountAddress.of(new byte[32])
                                    + "', 'kind': "
                                    + item.get("kind")
                                    + "}}"));
        }
        return tips;
    }
}
