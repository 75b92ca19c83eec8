// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals a few bytes under a key or a passphrase: AES-256-GCM with a random nonce, the key of a
/// passphrase by PBKDF2 with HMAC-SHA-512.
///
/// What is written beside the sealed bytes: `rounds` and `salt` for a passphrase, `nonce`,
/// `sealed`.
final class Sealing {
    static final int KEY_BYTES = 32;

    // about half a second on a home computer; a guess costs as much
    private static final int ROUNDS = 600_000;
    // less is not ours; more would hold a start for half a minute
    private static final int MIN_ROUNDS = 100_000;
    private static final int MAX_ROUNDS = 20_000_000;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final HexFormat HEX = HexFormat.of();

    private Sealing() {}

    /// Seals under the key of a passphrase, which is made anew for this.
    ///
    /// @param about bound to it without being secret
    static void seal(
            ObjectNode into,
            char[] passphrase,
            String about,
            byte[] plain,
            RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        into.put("rounds", ROUNDS).put("salt", HEX.formatHex(salt));
        byte[] key = key(passphrase, salt, ROUNDS);
        try {
            seal(into, key, about, plain, random);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Seals under a key.
    static void seal(
            ObjectNode into, byte[] key, String about, byte[] plain, RandomGenerator random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, about).doFinal(plain);
            into.put("nonce", HEX.formatHex(nonce))
                    .put("sealed", Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /// Opens what was sealed under a passphrase.
    ///
    /// @return empty if the passphrase is wrong, or anything was changed
    static Optional<byte[]> open(JsonNode from, char[] passphrase, String about)
            throws RecoveryException {
        int rounds = from.path("rounds").asInt();
        if (rounds < MIN_ROUNDS || rounds > MAX_ROUNDS) {
            throw damaged(rounds + " rounds");
        }
        byte[] key = key(passphrase, hex(from, "salt"), rounds);
        try {
            return open(from, key, about);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Opens what was sealed under a key.
    ///
    /// @return empty if the key is wrong, or anything was changed
    static Optional<byte[]> open(JsonNode from, byte[] key, String about) throws RecoveryException {
        byte[] nonce = hex(from, "nonce");
        if (nonce.length != NONCE_BYTES) {
            throw damaged("a nonce of " + nonce.length + " bytes");
        }
        try {
            byte[] sealed = Base64.getDecoder().decode(from.path("sealed").asText());
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, about).doFinal(sealed));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        } catch (IllegalArgumentException e) {
            throw damaged("no base64");
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String about)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hex(JsonNode from, String name) throws RecoveryException {
        try {
            return HEX.parseHex(from.path(name).asText());
        } catch (IllegalArgumentException e) {
            throw damaged("no " + name);
        }
    }

    private static RecoveryException damaged(String what) {
        return new RecoveryException(RecoveryException.Kind.DAMAGED, what);
    }

    // typed on another keyboard the same letters may be other code points
    private static byte[] key(char[] passphrase, byte[] salt, int rounds) {
        char[] same =
                Normalizer.normalize(CharBuffer.wrap(passphrase), Normalizer.Form.NFC)
                        .toCharArray();
        PBEKeySpec spec = new PBEKeySpec(same, salt, rounds, KEY_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(same, '\0');
        }
    }
}
