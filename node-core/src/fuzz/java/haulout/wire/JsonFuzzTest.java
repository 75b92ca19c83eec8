// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import haulout.core.WireFormatException;

/// JSON answers of other nodes and of relays.
class JsonFuzzTest {
    private static final int MAX_BYTES = 4096;

    @FuzzTest(maxDuration = "20s")
    void isReadOrRefused(FuzzedDataProvider data) {
        byte[] bytes = data.consumeBytes(MAX_BYTES);
        try {
            ApiAnswer.decode(bytes, MAX_BYTES);
        } catch (WireFormatException refused) {
            // an answer
        }
        try {
            RelayAnswer.decode(bytes, MAX_BYTES);
        } catch (WireFormatException refused) {
            // an answer
        }
        try {
            RelayTip.decode(bytes);
        } catch (WireFormatException refused) {
            // an answer
        }
    }
}
