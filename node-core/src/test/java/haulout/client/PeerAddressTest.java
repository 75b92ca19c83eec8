// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.core.WireFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "node.example.org:1234, node.example.org:1234",
        "Node.Example.ORG, node.example.org:9185",
        "127.0.0.1:80, 127.0.0.1:80",
        "[::1]:443, [0:0:0:0:0:0:0:1]:443",
        "[2001:db8::7], [2001:db8:0:0:0:0:0:7]:9185"
    })
    void readsHostAndPort(String text, String expected) throws WireFormatException {
        assertEquals(expected, PeerAddress.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a b:80",
                "host:0",
                "host:65536",
                "host:123456",
                "host:-1",
                "user@host:80",
                "host/path",
                "host:80/path",
                "host?x",
                "host#x",
                "http://host:80",
                "host\r\nX: y",
                "::1",
                "[::1",
                "[:::1]:80",
                "[::1%lo]:80",
                "300.1.1.1:80",
                "höst:80"
            })
    void refusesWhatCouldMeanSomethingElse(String text) {
        assertThrows(WireFormatException.class, () -> PeerAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {254, 300, 100_000})
    void refusesLongNames(int length) {
        assertThrows(
                WireFormatException.class, () -> PeerAddress.parse("a".repeat(length) + ":80"));
    }
}
