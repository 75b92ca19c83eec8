// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.WireFormatException;
import java.util.Objects;

/// What a node answers when asked for a storage confirmation: `{"signed": {…}}`. Nothing of it is
/// checked; see [SignedMessage#verify].
///
/// @param signed the confirmation
public record ConfirmationAnswer(SignedMessage signed) {
    private static final String SIGNED_FIELD = "signed";

    public ConfirmationAnswer {
        Objects.requireNonNull(signed);
    }

    /// The JSON value, which goes into an [ApiAnswer.Success].
    public ObjectNode toJson() {
        ObjectNode json = WireJson.object();
        json.set(SIGNED_FIELD, signed.toJson());
        return json;
    }

    /// Reads the JSON value. Unknown fields are ignored.
    ///
    /// @throws WireFormatException if it is no such answer
    public static ConfirmationAnswer ofJson(JsonNode json) throws WireFormatException {
        return new ConfirmationAnswer(SignedMessage.ofJson(WireJson.object(json, SIGNED_FIELD)));
    }
}
