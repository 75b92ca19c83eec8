// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import haulout.crypto.BlsPublicKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// Another process that takes an identity, says in a file whether it could, and keeps it until it
/// is told to end, or is killed.
final class TwinTaker {
    private TwinTaker() {}

    /// @param arguments folder of the locks, public key in hex, file for the answer
    public static void main(String[] arguments) throws Exception {
        Path answer = Path.of(arguments[2]);
        BlsPublicKey key = BlsPublicKey.decode(HexFormat.of().parseHex(arguments[1]));
        try (TwinLock _ = TwinLock.take(Path.of(arguments[0]), key)) {
            say(answer, "taken");
            while (System.in.read() >= 0) {
                // until the end of the input
            }
        } catch (IdentityInUseException refused) {
            say(answer, "refused");
        }
    }

    private static void say(Path answer, String word) throws Exception {
        Path whole = answer.resolveSibling(answer.getFileName() + ".part");
        Files.writeString(whole, word);
        Files.move(whole, answer);
    }
}
