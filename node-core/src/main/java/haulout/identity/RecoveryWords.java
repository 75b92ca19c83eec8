// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Twelve words that all keys of a node come from: 128 random bits and four that check them.
///
/// Nothing prints them by accident: [#toString] says what this is. Source: BIP-39, with the English
/// words and an empty passphrase.
public final class RecoveryWords {
    /// How many.
    public static final int COUNT = 12;

    private static final int ENTROPY_BYTES = 16;
    private static final int WORD_BITS = 11;
    // by the standard
    private static final int ROUNDS = 2048;
    private static final int SEED_BITS = 512;
    // no two words of the list begin with the same four letters
    private static final int TELLING_LETTERS = 4;

    private final byte[] entropy;

    private RecoveryWords(byte[] entropy) {
        this.entropy = entropy;
    }

    /// Makes new ones.
    ///
    /// @param random cryptographically strong
    public static RecoveryWords generate(RandomGenerator random) {
        byte[] entropy = new byte[ENTROPY_BYTES];
        random.nextBytes(entropy);
        return new RecoveryWords(entropy);
    }

    /// Takes the random bits as they were stored.
    static RecoveryWords ofEntropy(byte[] entropy) throws RecoveryException {
        if (entropy.length != ENTROPY_BYTES) {
            throw new RecoveryException(
                    RecoveryException.Kind.DAMAGED,
                    entropy.length + " bytes of entropy, expected " + ENTROPY_BYTES);
        }
        return new RecoveryWords(entropy.clone());
    }

    /// Reads what a person typed: in any case, with any white space between, and each word may be
    /// cut after its fourth letter.
    ///
    /// @throws RecoveryException if it is not twelve words of the list whose check is right; its
    ///   message names the place, never a word
    public static RecoveryWords parse(CharSequence typed) throws RecoveryException {
        String[] words = typed.toString().strip().toLowerCase(Locale.ROOT).split("[\\s,;]+", -1);
        if (words.length != COUNT) {
            throw new RecoveryException(
                    RecoveryException.Kind.WORD_COUNT,
                    words.length,
                    "expected " + COUNT + " words");
        }
        byte[] bits = new byte[ENTROPY_BYTES + 1];
        for (int i = 0; i < COUNT; i++) {
            int index = index(words[i]);
            if (index < 0) {
                throw new RecoveryException(
                        RecoveryException.Kind.UNKNOWN_WORD,
                        i + 1,
                        "word " + (i + 1) + " is not in the list");
            }
            put(bits, i, index);
        }
        byte[] entropy = Arrays.copyOf(bits, ENTROPY_BYTES);
        if ((check(entropy) & 0xF0) != (bits[ENTROPY_BYTES] & 0xF0)) {
            throw new RecoveryException(
                    RecoveryException.Kind.WRONG_CHECK,
                    0,
                    "each word is in the list, but together they are no one's words");
        }
        Arrays.fill(bits, (byte) 0);
        return new RecoveryWords(entropy);
    }

    private static int index(String word) {
        List<String> list = WordList.ENGLISH;
        int at = java.util.Collections.binarySearch(list, word);
        if (at >= 0 || word.length() < TELLING_LETTERS) {
            return at;
        }
        int next = -at - 1;
        return next < list.size() && list.get(next).startsWith(word) ? next : -1;
    }

    private static void put(byte[] bits, int word, int index) {
        for (int bit = 0; bit < WORD_BITS; bit++) {
            int to = word * WORD_BITS + bit;
            if (((index >> (WORD_BITS - 1 - bit)) & 1) != 0) {
                bits[to / Byte.SIZE] |= (byte) (0x80 >> to % Byte.SIZE);
            }
        }
    }

    // the first four bits count
    private static byte check(byte[] entropy) {
        try {
            return (byte) (MessageDigest.getInstance("SHA-256").digest(entropy)[0] & 0xF0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The words, to be shown to their owner and to nobody else.
    public List<String> words() {
        byte[] bits = Arrays.copyOf(entropy, ENTROPY_BYTES + 1);
        bits[ENTROPY_BYTES] = check(entropy);
        List<String> words = new ArrayList<>();
        for (int word = 0; word < COUNT; word++) {
            int index = 0;
            for (int bit = 0; bit < WORD_BITS; bit++) {
                int from = word * WORD_BITS + bit;
                int shift = Byte.SIZE - 1 - from % Byte.SIZE;
                index = (index << 1) | ((bits[from / Byte.SIZE] >> shift) & 1);
            }
            words.add(WordList.ENGLISH.get(index));
        }
        Arrays.fill(bits, (byte) 0);
        return words;
    }

    /// The random bits, in a new array that the caller should clear.
    byte[] entropy() {
        return entropy.clone();
    }

    /// The seed of the standard: 64 bytes, in a new array that the caller should clear.
    byte[] seed() {
        char[] sentence = String.join(" ", words()).toCharArray();
        try {
            PBEKeySpec spec =
                    new PBEKeySpec(
                            sentence,
                            "mnemonic".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                            ROUNDS,
                            SEED_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        } finally {
            Arrays.fill(sentence, '\0');
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecoveryWords its && MessageDigest.isEqual(entropy, its.entropy);
    }

    @Override
    public int hashCode() {
        return COUNT; // a hash of the secret would say something of it
    }

    /// Says what this is, not what it contains.
    @Override
    public String toString() {
        return COUNT + " recovery words";
    }
}
