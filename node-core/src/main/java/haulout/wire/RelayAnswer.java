// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.core.BlobId;
import haulout.core.WireFormatException;
import java.util.Objects;

/// What a relay answers after an upload: the blob ID, as a list of 32 numbers, and the certificate.
///
/// Nothing of it is checked. Source: walrus-upload-relay.
///
/// @param blobId the blob that was uploaded
/// @param certificate that its slivers are stored
public record RelayAnswer(BlobId blobId, MessageCertificate certificate) {
    private static final String BLOB_ID_FIELD = "blob_id";
    private static final String CERTIFICATE_FIELD = "confirmation_certificate";

    public RelayAnswer {
        Objects.requireNonNull(blobId);
        Objects.requireNonNull(certificate);
    }

    /// The JSON value.
    public ObjectNode toJson() {
        ObjectNode json = WireJson.object();
        ArrayNode bytes = json.putArray(BLOB_ID_FIELD);
        for (byte b : blobId.toBytes()) {
            bytes.add(b & 0xFF);
        }
        json.set(CERTIFICATE_FIELD, certificate.toJson());
        return json;
    }

    /// Reads an answer. Unknown fields are ignored.
    ///
    /// @param maxBytes the caller's limit
    /// @throws WireFormatException if the bytes are no JSON, or no such answer
    public static RelayAnswer decode(byte[] utf8, int maxBytes) throws WireFormatException {
        JsonNode json = WireJson.parse("answer of the relay", utf8, maxBytes);
        byte[] blobId = WireJson.bytes(json, BLOB_ID_FIELD, BlobId.BYTES);
        if (blobId.length != BlobId.BYTES) {
            throw new WireFormatException(
                    "field " + BLOB_ID_FIELD, 0, BlobId.BYTES + " numbers", blobId.length + "");
        }
        return new RelayAnswer(
                BlobId.of(blobId),
                MessageCertificate.ofJson(WireJson.object(json, CERTIFICATE_FIELD)));
    }
}
