// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.testing.TestSeed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormPartsTest {
    private static final String TYPE = "multipart/form-data; boundary=\"a b-c\"";
    private static final String DELIMITER = "--a b-c";

    @TempDir Path temp;

    private final Random random = TestSeed.random("FormPartsTest", 4);

    private List<FormParts.Part> parts(byte[] body, String type) throws Exception {
        return FormParts.of(Files.write(temp.resolve("body"), body), type);
    }

    private static byte[] body(Map<String, byte[]> parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parts.forEach((name, content) -> {
            body.writeBytes(
                    (DELIMITER
                                    + "  \r\ncontent-DISPOSITION: form-data; filename=\"f\"; name=\""
                                    + name
                                    + "\"\r\nX: y\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes((DELIMITER + "--\r\nepilogue").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    @Test
    void partsAreFoundByNameWhateverTheyContain() throws Exception {
        byte[] noise = new byte[200_000];
        random.nextBytes(noise);
        Map<String, byte[]> wanted = new LinkedHashMap<>();
        wanted.put("noise", noise);
        wanted.put("empty", new byte[0]);
        wanted.put("almost", "\r\r\n--a b-\r\n--a b\r\n-".getBytes(StandardCharsets.UTF_8));
        wanted.put("größe %22x%22", new byte[] {'\r', '\n'});
        byte[] body = body(wanted);
        List<FormParts.Part> parts = parts(body, TYPE);
        assertEquals(4, parts.size());
        int i = 0;
        for (Map.Entry<String, byte[]> part : wanted.entrySet()) {
            FormParts.Part found = parts.get(i++);
            assertEquals(part.getKey().replace("%22", "\""), found.name());
            assertArrayEquals(
                    part.getValue(),
                    Arrays.copyOfRange(
                            body, (int) found.start(), (int) (found.start() + found.length())));
        }
        byte[] preamble = "preamble\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] late = Arrays.copyOf(preamble, preamble.length + body.length);
        System.arraycopy(body, 0, late, preamble.length, body.length);
        assertEquals(4, parts(late, TYPE).size());
    }

    @Test
    void otherTypesAreRefused() {
        for (String type :
                List.of("", "text/plain", "multipart/form-data", "multipart/mixed; boundary=x")) {
            assertThrows(RefusalException.class, () -> parts(body(Map.of()), type), type);
        }
    }

    @Test
    void aBodyThatWasDamagedIsRefusedOrHasPartsWithinIt() throws Exception {
        byte[] good = body(Map.of("one", new byte[20], "two", new byte[5]));
        for (int round = 0; round < 2000; round++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int i = random.nextInt(4); i > 0 && bad.length > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) "\r\n-ab\" \0".charAt(random.nextInt(8));
            }
            try {
                for (FormParts.Part part : parts(bad, TYPE)) {
                    assertTrue(part.start() >= 0 && part.length() >= 0);
                    assertTrue(part.start() + part.length() <= bad.length);
                }
            } catch (RefusalException e) {
                assertEquals(GatewayError.MALFORMED_REQUEST, e.error());
            }
        }
    }
}
