// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import haulout.core.AccountAddress;
import haulout.core.WireFormatException;
import java.util.Objects;
import java.util.OptionalLong;

/// What a relay asks for an upload: its tip configuration.
///
/// ```
/// "no_tip"
/// {"send_tip": {"address": "0x…", "kind": {"const": 1000}}}
/// {"send_tip": {"address": "0x…", "kind": {"linear": {"base": 101, "encoded_size_mul_per_kib": 42}}}}
/// ```
///
/// Amounts are in MIST, 10^−9 SUI. Source: walrus-upload-relay.
public sealed interface RelayTip {
    /// Most bytes of a tip configuration that are read.
    int MAX_JSON_BYTES = 1 << 16;

    /// The JSON value.
    JsonNode toJson();

    /// Nothing.
    record None() implements RelayTip {
        @Override
        public JsonNode toJson() {
            return TextNode.valueOf("no_tip");
        }
    }

    /// A payment.
    ///
    /// @param address to whom
    /// @param kind how much
    record Send(AccountAddress address, Amount kind) implements RelayTip {
        public Send {
            Objects.requireNonNull(address);
            Objects.requireNonNull(kind);
        }

        @Override
        public JsonNode toJson() {
            ObjectNode json = WireJson.object();
            json.putObject("send_tip")
                    .put("address", address.toString())
                    .set("kind", kind.toJson());
            return json;
        }
    }

    /// How much a tip is.
    sealed interface Amount {
        /// The tip for a blob, in MIST.
        ///
        /// @param encodedBytes encoded size as the contract counts it, not negative
        /// @return empty if it is beyond 2^63 − 1: then nobody can pay it
        OptionalLong forEncodedBytes(long encodedBytes);

        /// The JSON value.
        JsonNode toJson();

        /// Reads the JSON value.
        ///
        /// @throws WireFormatException if it is no known kind
        static Amount ofJson(JsonNode json) throws WireFormatException {
            if (json.has("const")) {
                return new Constant(WireJson.number(json, "const", Long.MAX_VALUE));
            }
            JsonNode linear = WireJson.object(json, "linear");
            return new Linear(
                    WireJson.number(linear, "base", Long.MAX_VALUE),
                    WireJson.number(linear, "encoded_size_mul_per_kib", Long.MAX_VALUE));
        }
    }

    /// The same for every blob.
    ///
    /// @param amount in MIST
    record Constant(long amount) implements Amount {
        public Constant {
            checkAmount(amount);
        }

        @Override
        public OptionalLong forEncodedBytes(long encodedBytes) {
            return OptionalLong.of(amount);
        }

        @Override
        public JsonNode toJson() {
            return WireJson.object().put("const", amount);
        }
    }

    /// More for larger blobs: base + perKib · ceil(encodedBytes / 1024).
    ///
    /// @param base in MIST
    /// @param perKib in MIST per 1024 bytes of encoded size
    record Linear(long base, long perKib) implements Amount {
        public Linear {
            checkAmount(base);
            checkAmount(perKib);
        }

        @Override
        public OptionalLong forEncodedBytes(long encodedBytes) {
            long kib = Math.ceilDiv(encodedBytes, 1024L);
            // because both factors are not negative, the product fits if nothing of it is above
            if (Math.multiplyHigh(perKib, kib) != 0 || perKib * kib < 0) {
                return OptionalLong.empty();
            }
            long tip = base + perKib * kib;
            return tip < 0 ? OptionalLong.empty() : OptionalLong.of(tip);
        }

        @Override
        public JsonNode toJson() {
            ObjectNode json = WireJson.object();
            json.putObject("linear").put("base", base).put("encoded_size_mul_per_kib", perKib);
            return json;
        }
    }

    /// Reads a tip configuration.
    ///
    /// @throws WireFormatException if the bytes are no JSON, or no known configuration
    static RelayTip decode(byte[] utf8) throws WireFormatException {
        return ofJson(WireJson.parse("tip configuration", utf8, MAX_JSON_BYTES));
    }

    /// Reads the JSON value.
    ///
    /// @throws WireFormatException if it is no known configuration
    static RelayTip ofJson(JsonNode json) throws WireFormatException {
        if (json.isTextual() && json.textValue().equals("no_tip")) {
            return new None();
        }
        JsonNode send = WireJson.object(json, "send_tip");
        return new Send(
                AccountAddress.parse(WireJson.text(send, "address")),
                Amount.ofJson(WireJson.object(send, "kind")));
    }

    private static void checkAmount(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("amount " + amount + ", allowed from 0");
        }
    }
}
