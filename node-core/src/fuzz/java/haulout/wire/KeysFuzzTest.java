// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.wire;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkPublicKey;
import haulout.crypto.NetworkSecretKey;

/// Keys and key files, which a native library reads in part.
class KeysFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void areReadOrRefused(FuzzedDataProvider data) {
        int kind = data.consumeInt(0, 5);
        try {
            switch (kind) {
                case 0 -> BlsPublicKey.decode(data.consumeRemainingAsBytes());
                case 1 -> BlsSecretKey.decode(data.consumeRemainingAsBytes());
                case 2 -> NetworkPublicKey.decode(data.consumeRemainingAsBytes());
                case 3 -> NetworkSecretKey.decode(data.consumeRemainingAsBytes());
                case 4 -> BlsSecretKey.parseKeyFile(data.consumeRemainingAsString());
                default -> NetworkSecretKey.parseKeyFile(data.consumeRemainingAsString());
            }
        } catch (WireFormatException refused) {
            // an answer
        }
    }
}
