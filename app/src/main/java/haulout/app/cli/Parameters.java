// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Declares the commonest kinds of options and parameters of commands.
public final class Parameters {
    private Parameters() {}

    /// An option that is given or not.
    public static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(
                OptionSpec.builder(name)
                        .type(boolean.class)
                        .description(plain(description))
                        .build());
    }

    /// An option with a value, which may be left out.
    ///
    /// @param label what stands for the value
    public static void option(CommandSpec spec, String name, String label, String description) {
        spec.addOption(
                OptionSpec.builder(name)
                        .paramLabel(label)
                        .type(String.class)
                        .description(plain(description))
                        .build());
    }

    /// What has to be given at a place.
    ///
    /// @param index from 0
    /// @param label what stands for it
    public static void given(CommandSpec spec, int index, String label, String description) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(Integer.toString(index))
                        .arity("1")
                        .required(true)
                        .paramLabel(label)
                        .type(String.class)
                        .description(plain(description))
                        .build());
    }

    /// Text that says what it says: picocli takes descriptions for formats.
    private static String plain(String text) {
        return text.replace("%", "%%");
    }
}
