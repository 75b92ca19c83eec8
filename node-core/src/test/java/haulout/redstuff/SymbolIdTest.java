// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.redstuff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import haulout.core.Axis;
import haulout.core.SliverIndex;
import haulout.core.WireFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolIdTest {
    private static final SymbolId ID = new SymbolId(new SliverIndex(17), new SliverIndex(21));

    @Test
    void textIsPrimaryDashSecondary() throws Exception {
        assertEquals("17-21", ID.toString());
        assertEquals(ID, SymbolId.parse("17-21"));
        assertEquals("0-65535", SymbolId.parse("0-65535").toString());
    }

    @Test
    void aSymbolIsWhereTwoSliversMeet() {
        assertEquals(ID, SymbolId.of(Axis.PRIMARY, new SliverIndex(17), new SliverIndex(21)));
        assertEquals(ID, SymbolId.of(Axis.SECONDARY, new SliverIndex(21), new SliverIndex(17)));
        assertEquals(17, ID.sliver(Axis.PRIMARY).value());
        assertEquals(21, ID.sliver(Axis.SECONDARY).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1",
                "1-",
                "-1",
                "1--2",
                "1-2-3",
                "+1-2",
                "1-+2",
                " 1-2",
                "1-2 ",
                "01-2",
                "1-00",
                "65536-0",
                "0-65536",
                "100000-1",
                "1_0-2",
                "1-0x2",
                "\u0661-2",
                "1\u20132",
                "99999999999999999999-1"
            })
    void refusesEverythingElse(String text) {
        assertThrows(WireFormatException.class, () -> SymbolId.parse(text));
    }
}
