// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.fuzzing.FuzzTarget;
import haulout.fuzzing.Probe;
import haulout.testing.Vectors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Inputs that once broke a rule, each with what is right.
class FoundInputsTest {
    /// @param target name of the parser
    /// @param hex the input
    /// @param accepted whether the parser should accept it
    /// @param why what was wrong
    private record Found(String target, String hex, boolean accepted, String why) {}

    private static final List<Found> FOUND =
            List.of(
                    new Found("JSON value", "316533333333", false, "1e3333 became infinite"),
                    new Found("JSON value", "2d316533333333", false, "the same below zero"),
                    new Found("JSON value", "225c756438303022", false, "\\ud800 has no UTF-8"),
                    new Found("JSON value", "5b225c75646330305c7564383030225d", false, "swapped"),
                    new Found("JSON value", "7b225c7564383030223a317d", false, "\\ud800 as a name"),
                    new Found("JSON value", "225c75643833645c756465303022", true, "a whole pair"),
                    new Found("JSON value", "31653330", true, "1e30 is not too large"));

    @TestFactory
    Stream<DynamicTest> whatWasFoundStaysMended() {
        return FOUND.stream()
                .map(found ->
                        DynamicTest.dynamicTest(
                                found.target() + ": " + found.why(),
                                () ->
                                        assertEquals(
                                                found.accepted(),
                                                new Probe(target(found.target()))
                                                        .accepts(Vectors.hex(found.hex())))));
    }

    private static FuzzTarget<?> target(String name) {
        return Targets.all()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no target " + name));
    }
}
