// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import haulout.app.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder of slivers, byte for byte as Walrus makes them. Source of the bytes: walrus-core, as
/// compiled into the official WebAssembly module.
class GoldenFolderTest {
    private static final String BLOB_ID = "Zla86R1k_oUphxnD58DVAzuFGA1ScDW-nWNobfmsuLo";

    private static final byte[] BLOB =
            hex("74a114a505d13fbf617f06a4e85cbc60c343d0ca14e53410b1f407");

    private static final Map<String, String> FILES =
            Map.of(
                    "metadata.bcs",
                    "00011b000000000000000401e58209c70cdd222332d036b85f09d8a9c1ffa272218ef48e9920b9678f36bf14"
                            + "01fd59b91884b99686a7be3601c849b1904ef22c0f44b52b75bf1a36f5e1b5c0e501565d7d4f35f453"
                            + "8bdc030e39e80d61b9570ae3df4da143368c4215a3c1115ab0016c51b4759be953131343efe23a474f"
                            + "917828b9eddb30f4fd3bd649061770eec8013316c5eae95a3491a770f12f6cc1b76ebbe34d28016cc7"
                            + "793f7048c79f63157001d09ae85b87efc261d4fd6fa740a56e45bead9aa6602ad62bba5b5051b99871"
                            + "cf0134494c45449bd8f5b9cf6e858a71f4de3926a9d1091838da6041977a04991dd201e2b94f07646f"
                            + "ad5818fa49f9ba763f6a79dbb1c50d583e284a4dbefa463f564e",
                    "primary-00000.bcs",
                    "1274a114a505d13fbf617f06a4e85cbc60c34306000000",
                    "primary-00001.bcs",
                    "12d0ca14e53410b1f40700000000000000000006000100",
                    "primary-00002.bcs",
                    "1255ecc61612873ca3cfdd0e71858befea96f106000200",
                    "primary-00003.bcs",
                    "12f187c6562346b2e8a9a208d56dd7538a55b206000300",
                    "secondary-00000.bcs",
                    "0ca342c9bac036613e13e5341006000300",
                    "secondary-00001.bcs",
                    "0ce85cbc60c34300000000000006000200",
                    "secondary-00002.bcs",
                    "0c3fbf617f06a4b1f40700000006000100",
                    "secondary-00003.bcs",
                    "0c74a114a505d1d0ca14e5341006000000");

    @TempDir Path temp;

    private Path blob;

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @BeforeEach
    void writeTheBlob() throws IOException {
        blob = Files.write(temp.resolve("blob"), BLOB);
    }

    @Test
    void namesTheBlob() {
        Outcome named = FileCommands.run("blob-id", "--shards", 4, blob);
        assertEquals(new Outcome(0, BLOB_ID + "  " + blob + "\n", ""), named);
    }

    @Test
    void encodesToTheseBytes() throws IOException {
        Path made = temp.resolve("made");
        Outcome encoded = FileCommands.run("encode", "--shards", 4, "--out", made, blob);
        assertEquals(
                new Outcome(
                        0,
                        BLOB_ID
                                + "  "
                                + made
                                + "\n8 slivers; any 2 primary or 3 secondary ones give the file back\n",
                        ""),
                encoded);
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> entries = Files.list(made)) {
            for (Path entry : entries.toList()) {
                found.put(
                        entry.getFileName().toString(),
                        HexFormat.of().formatHex(Files.readAllBytes(entry)));
            }
        }
        found.remove("blob.json");
        assertEquals(new TreeMap<>(FILES), found);
        assertEquals(
                """
                {
                  "blobId" : "Zla86R1k_oUphxnD58DVAzuFGA1ScDW-nWNobfmsuLo",
                  "rootHash" : "fea729115989601cea2688a8cdbff4113fa3dbde6d3b0917dd7c8f20426605a8",
                  "encodingType" : "RS2",
                  "nShards" : 4,
                  "size" : 27,
                  "symbolSize" : 6,
                  "primarySliverSize" : 18,
                  "secondarySliverSize" : 12,
                  "primarySliversNeeded" : 2,
                  "secondarySliversNeeded" : 3,
                """,
                Files.readString(made.resolve("blob.json")).split("  \"encodedSize\"", 2)[0]);
    }

    @Test
    void decodesTheseBytesFromEverySubsetThatSuffices() throws IOException {
        for (int subset = 0; subset < 256; subset++) {
            Path folder = Files.createDirectory(temp.resolve("subset " + subset));
            Files.write(folder.resolve("metadata.bcs"), hex(FILES.get("metadata.bcs")));
            for (int file = 0; file < 8; file++) {
                if ((subset >> file & 1) == 1) {
                    String name =
                            (file < 4 ? "primary-0000" : "secondary-0000") + file % 4 + ".bcs";
                    Files.write(folder.resolve(name), hex(FILES.get(name)));
                }
            }
            int primaries = Integer.bitCount(subset & 0x0F);
            int secondaries = Integer.bitCount(subset & 0xF0);
            Path made = temp.resolve("made " + subset);
            Outcome decoded = FileCommands.run("decode", "--in", folder, "--out", made);
            if (primaries >= 2 || secondaries >= 3) {
                assertEquals(new Outcome(0, BLOB_ID + "  " + made + "\n", ""), decoded);
                assertArrayEquals(BLOB, Files.readAllBytes(made));
            } else {
                String sentence =
                        "haulout: not enough good slivers: %d primary of 2 and %d secondary of 3;"
                                + " %d more primary or %d more secondary ones are needed\n";
                assertEquals(
                        new Outcome(
                                1,
                                "",
                                sentence.formatted(
                                        primaries, secondaries, 2 - primaries, 3 - secondaries)),
                        decoded);
                assertFalse(Files.exists(made));
            }
        }
    }
}
