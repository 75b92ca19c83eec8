// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static haulout.fuzzing.parsers.Targets.canonicalText;
import static haulout.fuzzing.parsers.Targets.join;
import static haulout.fuzzing.parsers.Targets.textFields;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.AccountAddress;
import haulout.core.Base64Text;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.crypto.UncheckedBlsPublicKey;
import haulout.crypto.UncheckedBlsSignature;
import haulout.fuzzing.FuzzTarget;
import haulout.fuzzing.HostileText;
import haulout.redstuff.SymbolId;
import haulout.wire.RelayNonce;
import java.util.List;

/// Identifiers and other text of paths, queries and headers.
final class TextTargets {
    private static final int MAX_BASE64_BYTES = 100;

    private TextTargets() {}

    static List<FuzzTarget<?>> all() {
        List<byte[]> hex = List.of(HostileText.bytes("0x" + "0123456789abcdef".repeat(4)));
        return List.of(
                canonicalText("text of a blob ID", BlobId::parse, BlobId::toString)
                        .from(textFields(Examples.cases("blob-ids.json"), "text")),
                canonicalText(
                                "number of a blob ID",
                                BlobId::parseDecimal,
                                id -> id.toNumber().toString())
                        .from(
                                join(
                                        textFields(Examples.cases("blob-ids.json"), "u256"),
                                        List.of(HostileText.bytes("0")))),
                canonicalText("object ID", ObjectId::parse, ObjectId::toString).from(hex),
                canonicalText("node ID", NodeId::parse, NodeId::toString).from(hex),
                canonicalText("address", AccountAddress::parse, AccountAddress::toString).from(hex),
                canonicalText("text of a symbol ID", SymbolId::parse, SymbolId::toString)
                        .from(
                                List.of(
                                        HostileText.bytes("17-21"),
                                        HostileText.bytes("0-65535"),
                                        HostileText.bytes("10000-9"))),
                canonicalText("nonce of a relay", RelayNonce::parse, RelayNonce::toText)
                        .from(textFields(Examples.cases("relay.json"), "nonceText")),
                canonicalText(
                                "padded base64",
                                text -> Base64Text.parseStandard("text", text, MAX_BASE64_BYTES),
                                Base64Text::standard)
                        .from(
                                List.of(
                                        HostileText.bytes(""),
                                        HostileText.bytes("AA=="),
                                        HostileText.bytes("+/8="),
                                        HostileText.bytes("QUJD".repeat(20)))),
                canonicalText(
                                "base64 of URLs",
                                text -> Base64Text.parseUrlSafe("text", text, 10),
                                Base64Text::urlSafe)
                        .from(List.of(HostileText.bytes("_-AAAAAAAAAAAA"))),
                canonicalText(
                                "base64 of a BLS public key",
                                UncheckedBlsPublicKey::parseBase64,
                                UncheckedBlsPublicKey::toBase64)
                        .from(textFields(Examples.list("bls.json", "keys"), "publicKeyBase64")),
                canonicalText(
                                "base64 of a BLS signature",
                                UncheckedBlsSignature::parseBase64,
                                UncheckedBlsSignature::toBase64)
                        .from(
                                textFields(
                                        valid(Examples.list("bls.json", "verify")),
                                        "signatureBase64")));
    }

    private static List<JsonNode> valid(List<JsonNode> cases) {
        return cases.stream().filter(item -> item.get("expect").booleanValue()).toList();
    }
}
