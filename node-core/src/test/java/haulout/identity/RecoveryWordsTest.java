// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import haulout.testing.TestSeed;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryWordsTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void theListIsThatOfTheStandard() throws Exception {
        byte[] list =
                (String.join("\n", WordList.ENGLISH) + "\n")
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertEquals(
                "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda",
                HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(list)));
    }

    // seeds by the standard with an empty passphrase; keys by another program
    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000,abandon abandon abandon abandon abandon abandon abandon"
                + " abandon abandon abandon abandon about,5eb00bbddcf069084889a8ab9155568165f5c453cc"
                + "b85e70811aaed6f6da5fc19a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9"
                + "e38e4,05fe2f3de4c0fce72de7eb40e1caaedf01b1d8a885c6f77b8d2c7b503b79b5bc,"
                + "7437ff49a36d782546e16e424d0b7c4ba422a7f72ca0a3050b34adb169451595",
        "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f,legal winner thank year wave sausage worth useful legal"
                + " winner thank yellow,878386efb78845b3355bd15ea4d39ef97d179cb712b77d5c12b6be415fff"
                + "effe5f377ba02bf3f8544ab800b955e51fbff09828f682052a20faa6addbbddfb096,"
                + "238d6990eda3867715355c269930c45eb029ece8e91d6b02b00d4d39f07cfa29,"
                + "dd1541e9e5ed0d08512c639530977bebf682b18ca8fcee99da0e9165ec25adb7",
        "000102030405060708090a0b0c0d0e0f,abandon amount liar amount expire adjust cage candy arch"
                + " gather drum buyer,3779b041fab425e9c0fd55846b2a03e9a388fb12784067bd8ebdb464c2574a"
                + "05bcc7a8eb54d7b2a2c8420ff60f630722ea5132d28605dbc996c8ca7d7a8311c0,"
                + "0e93abc4ac17a37a8ab0fa1fe0add87ac0bcd0138d90e014234dc99b7fa84d5e,"
                + "e962d077b902e26f31f02f03eeef21e9bc3acf0335b64af6f96c33fa7145a1b0"
    })
    void wordsSeedAndKeysAreTheSameForever(
            String entropy, String words, String seed, String protocol, String network)
            throws Exception {
        RecoveryWords parsed = RecoveryWords.parse(words);
        assertEquals(RecoveryWords.ofEntropy(HEX.parseHex(entropy)), parsed);
        assertEquals(words, String.join(" ", parsed.words()));
        assertEquals(seed, HEX.formatHex(parsed.seed()));
        NodeSecrets secrets = NodeSecrets.of(parsed);
        assertEquals(
                BlsSecretKey.decode(HEX.parseHex(protocol)).publicKey(),
                secrets.protocol().publicKey());
        assertEquals(
                NetworkSecretKey.decode(HEX.parseHex(network)).publicKey(),
                secrets.network().publicKey());
    }

    @Test
    void whatWasMadeIsReadBackHoweverItIsTyped() throws Exception {
        Random random = TestSeed.random("recovery words", 12);
        for (int round = 0; round < 50; round++) {
            RecoveryWords made = RecoveryWords.generate(random);
            List<String> words = made.words();
            String typed = "  " + String.join(" \n ", words).toUpperCase(Locale.ROOT) + " ";
            assertEquals(made, RecoveryWords.parse(typed));
            List<String> cut =
                    words.stream()
                            .map(word -> word.substring(0, Math.min(4, word.length())))
                            .toList();
            assertEquals(made, RecoveryWords.parse(String.join(" ", cut)));
        }
    }

    @Test
    void aWrongWordIsNamedByItsPlaceAndNeverShown() throws Exception {
        String words = "legal winner thank year wave sausage worth useful legal winner thank";
        RecoveryException few =
                assertThrows(RecoveryException.class, () -> RecoveryWords.parse(words));
        assertEquals(RecoveryException.Kind.WORD_COUNT, few.kind());
        assertEquals(11, few.place());
        RecoveryException unknown =
                assertThrows(
                        RecoveryException.class,
                        () -> RecoveryWords.parse(words.replace("wave", "wale") + " yellow"));
        assertEquals(RecoveryException.Kind.UNKNOWN_WORD, unknown.kind());
        assertEquals(5, unknown.place());
        assertFalse(unknown.getMessage().contains("wale"));
        RecoveryException wrong =
                assertThrows(RecoveryException.class, () -> RecoveryWords.parse(words + " zebra"));
        assertEquals(RecoveryException.Kind.WRONG_CHECK, wrong.kind());
    }

    @Test
    void swappedWordsAreNearlyAlwaysNoticed() throws Exception {
        Random random = TestSeed.random("recovery words", 12);
        int noticed = 0;
        for (int round = 0; round < 64; round++) {
            List<String> words = new ArrayList<>(RecoveryWords.generate(random).words());
            Collections.swap(words, 2, 7);
            try {
                RecoveryWords.parse(String.join(" ", words));
            } catch (RecoveryException e) {
                noticed++;
            }
        }
        assertTrue(noticed > 45, noticed + " of 64"); // 15 of 16 by four bits
    }

    @Test
    void nothingPrintsASecret() {
        NodeSecrets secrets = NodeSecrets.generate(TestSeed.random("recovery words", 12));
        RecoveryWords words = secrets.words().orElseThrow();
        String shown = secrets + " " + words + " " + words.hashCode();
        for (String word : words.words()) {
            assertFalse(shown.matches(".*\\b" + word + "\\b.*") && !"node words of".contains(word));
        }
    }
}
