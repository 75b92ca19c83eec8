// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.WrongUsage;
import haulout.resources.guest.Obedience;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `--rules obey|watch`: whether the rules about the use of this computer are obeyed, or made and
/// shown only.
final class RulesOption {
    private static final String NAME = "--rules";

    private RulesOption() {}

    static void declare(CommandSpec spec, Obedience standard) {
        spec.addOption(
                OptionSpec.builder(NAME)
                        .paramLabel("obey|watch")
                        .type(String.class)
                        .description(
                                "Obey the resource rules, or only show what they would do."
                                        + " Standard: "
                                        + word(standard)
                                        + ".")
                        .build());
    }

    static Obedience of(ParseResult arguments, Obedience standard) throws WrongUsage {
        String text = arguments.matchedOptionValue(NAME, word(standard));
        return Arrays.stream(Obedience.values())
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new WrongUsage(NAME + " must be obey or watch, not " + text));
    }

    private static String word(Obedience value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
