// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.app.cli.Command;
import haulout.app.cli.CommandEntry;
import haulout.app.cli.CommandGroup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What `--help` says of each command.
class HelpTest {
    static Stream<Command> commands() {
        return Main.commands().stream().flatMap(HelpTest::commandsOf);
    }

    private static Stream<Command> commandsOf(CommandEntry entry) {
        return switch (entry) {
            case Command command -> Stream.of(command);
            case CommandGroup group -> group.entries().stream().flatMap(HelpTest::commandsOf);
        };
    }

    /// Picocli takes descriptions for formats, and warns of those that are none.
    @ParameterizedTest
    @MethodSource("commands")
    @ResourceLock(Resources.SYSTEM_ERR)
    void warnsOfNothing(Command command) {
        PrintStream usual = System.err;
        ByteArrayOutputStream warnings = new ByteArrayOutputStream();
        System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
        try {
            help(command);
        } finally {
            System.setErr(usual);
        }
        assertEquals("", warnings.toString(StandardCharsets.UTF_8));
    }

    private static String help(Command command) {
        CommandSpec spec = CommandSpec.create().name(command.name());
        command.declare(spec);
        return new CommandLine(spec).getUsageMessage();
    }

    @Test
    void keepsPercentSigns() {
        Command node =
                commands().filter(command -> command.name().equals("node")).findAny().orElseThrow();
        String help = help(node);
        assertTrue(help.contains("(6 % of the space)"), help);
    }
}
