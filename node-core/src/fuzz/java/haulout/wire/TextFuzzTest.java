// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.redstuff.SymbolId;
import haulout.wire.quilt.QuiltIdentifier;
import haulout.wire.quilt.QuiltPatchId;

/// Identifiers as text: what is read is written as a text that is read as the same.
class TextFuzzTest {
    private static final int MAX_BYTES = 4096;

    @FuzzTest(maxDuration = "20s")
    void isReadOrRefused(FuzzedDataProvider data) {
        int kind = data.consumeInt(0, 6);
        String text = data.consumeString(MAX_BYTES);
        try {
            switch (kind) {
                case 0 -> assertEquals(BlobId.parse(text), BlobId.parse(BlobId.parse(text).toString()));
                case 1 -> BlobId.parseDecimal(text);
                case 2 -> assertEquals(
                        ObjectId.parse(text), ObjectId.parse(ObjectId.parse(text).toString()));
                case 3 -> NodeId.parse(text);
                case 4 -> AccountAddress.parse(text);
                case 5 -> SymbolId.parse(text);
                default -> {
                    QuiltIdentifier.parse(text);
                    QuiltPatchId.parse(text);
                }
            }
        } catch (WireFormatException refused) {
            // an answer
        }
    }
}
