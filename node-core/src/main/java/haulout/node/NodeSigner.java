// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.crypto.BlsPublicKey;
import haulout.crypto.BlsSecretKey;
import haulout.wire.ProtocolMessage;
import haulout.wire.SignedMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/// Signs with the node's protocol key, on the codec's threads. Remembers signatures: the same
/// statement is asked for again and again.
final class NodeSigner {
    // a signature and its message take about 400 bytes
    private static final int MAX_REMEMBERED = 4096;

    private final BlsSecretKey key;
    private final CodecPool codec;
    private final Map<ProtocolMessage, SignedMessage> remembered =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<ProtocolMessage, SignedMessage> eldest) {
                    return size() > MAX_REMEMBERED;
                }
            };

    NodeSigner(BlsSecretKey key, CodecPool codec) {
        this.key = key;
        this.codec = codec;
    }

    BlsPublicKey publicKey() {
        return key.publicKey();
    }

    /// The node's signature under a statement that it has just found true.
    SignedMessage sign(ProtocolMessage message) throws CodecBusyException, InterruptedException {
        synchronized (remembered) {
            SignedMessage before = remembered.get(message);
            if (before != null) {
                return before;
            }
        }
        SignedMessage signed =
                codec.<SignedMessage, RuntimeException>call(_ -> SignedMessage.sign(message, key));
        synchronized (remembered) {
            remembered.put(message, signed);
        }
        return signed;
    }
}
