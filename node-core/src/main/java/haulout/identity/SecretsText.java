// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.WireFormatException;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import haulout.identity.RecoveryException.Kind;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/// The secrets of a node as text, for what is sealed.
final class SecretsText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SecretsText() {}

    static void write(NodeSecrets secrets, ObjectNode into) {
        secrets.words().ifPresent(words -> into.put("words", entropy(words)));
        into.put("protocol", secrets.protocol().toKeyFileText());
        into.put("network", secrets.network().toKeyFileText());
    }

    static byte[] bytes(NodeSecrets secrets) {
        ObjectNode json = JSON.createObjectNode();
        write(secrets, json);
        return bytes(json);
    }

    static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts can be written", e);
        }
    }

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    static JsonNode parse(byte[] bytes) throws RecoveryException {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new RecoveryException(Kind.NOT_OURS, "no JSON"); // the cause may quote it
        }
    }

    static String entropy(RecoveryWords words) {
        return HexFormat.of().formatHex(words.entropy());
    }

    static RecoveryWords words(String entropy) throws RecoveryException {
        try {
            return RecoveryWords.ofEntropy(HexFormat.of().parseHex(entropy));
        } catch (IllegalArgumentException e) {
            throw new RecoveryException(Kind.DAMAGED, "the words cannot be read");
        }
    }

    static NodeSecrets read(JsonNode json) throws RecoveryException {
        return of(
                json.has("words") ? Optional.of(json.path("words").asText()) : Optional.empty(),
                json.path("protocol").asText(),
                json.path("network").asText());
    }

    /// Puts together what was stored, and sees that it fits.
    static NodeSecrets of(Optional<String> entropy, String protocol, String network)
            throws RecoveryException {
        NodeSecrets stored;
        try {
            stored =
                    new NodeSecrets(
                            entropy.isPresent()
                                    ? Optional.of(words(entropy.get()))
                                    : Optional.empty(),
                            BlsSecretKey.parseKeyFile(protocol),
                            NetworkSecretKey.parseKeyFile(network));
        } catch (WireFormatException e) {
            throw new RecoveryException(Kind.DAMAGED, String.valueOf(e.getMessage()));
        }
        if (stored.words().isPresent() && !NodeSecrets.of(stored.words().get()).isSameAs(stored)) {
            throw new RecoveryException(Kind.DAMAGED, "the keys are not those of the words");
        }
        return stored;
    }
}
