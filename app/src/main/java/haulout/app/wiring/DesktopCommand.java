// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.Command;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.cli.Parameters;
import haulout.app.cli.WrongUsage;
import haulout.app.instance.SingleInstance;
import haulout.app.link.AppLink;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `haulout` without a command: the app. A second start raises the first one's window.
///
/// Nothing of JavaFX is loaded before a window is asked for.
public final class DesktopCommand implements Command {
    private static final String HIDDEN = "--hidden";
    private static final String OPEN = "--open";

    private final Core.Opener opener;
    private final Consumer<Boolean> attention;

    /// @param opener starts the core
    /// @param attention told whether somebody sits before the window, when that changes
    public DesktopCommand(Core.Opener opener, Consumer<Boolean> attention) {
        this.opener = opener;
        this.attention = attention;
    }

    @Override
    public String name() {
        return "haulout";
    }

    @Override
    public String summary() {
        return "Open the app";
    }

    @Override
    public void declare(CommandSpec spec) {
        Parameters.flag(spec, HIDDEN, "Open the app without its window, as at login.");
        spec.addOption(
                OptionSpec.builder(OPEN)
                        .paramLabel("LINK")
                        .type(String.class)
                        .arity("0..1")
                        .fallbackValue("")
                        .description(
                                "Open the app at a link such as haulout:files, or at the one in a"
                                        + " .haulout file.")
                        .build());
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("LINK")
                        .type(String[].class)
                        .arity("0..*")
                        .description("The same as --open LINK.")
                        .build());
    }

    /// What to open; empty for the app as such.
    private static Optional<AppLink> link(ParseResult arguments) throws WrongUsage, IOException {
        String wish = arguments.matchedOptionValue(OPEN, "");
        String[] words = arguments.matchedPositionalValue(0, new String[0]);
        if (words.length > 0) {
            // all that is no link was meant as a command
            if (!AppLink.isMeant(words[0]) && !words[0].endsWith(AppLink.FILE_ENDING)) {
                throw new WrongUsage("there is no command haulout " + words[0]);
            }
            if (words.length > 1 || !wish.isEmpty()) {
                throw new WrongUsage("there is one argument too many: " + words[words.length - 1]);
            }
            wish = words[0];
        }
        if (wish.isEmpty()) {
            return Optional.empty();
        }
        Optional<AppLink> link = AppLink.open(wish);
        if (link.isEmpty() || Places.of(link.get()).isEmpty()) {
            throw new WrongUsage("that is no link of Haulout, nor a file with one");
        }
        return link;
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        boolean hidden = arguments.matchedOptionValue(HIDDEN, Boolean.FALSE);
        Optional<String> open = link(arguments).map(link -> SingleInstance.OPEN + " " + link);
        DesktopApp app = new DesktopApp(opener, context.home(), InstantSource.system(), attention);
        String word = open.orElse(hidden ? SingleInstance.PING : SingleInstance.RAISE);
        Optional<SingleInstance> first;
        try {
            first =
                    SingleInstance.acquireOrCall(
                            context.home(), word, app::hear, SingleInstance.Rest.USUAL);
        } catch (TimeoutException _) {
            throw new CommandFailure("Haulout runs already, but does not answer");
        }
        if (first.isPresent()) {
            try (SingleInstance _ = first.get()) {
                open.ifPresent(app::hear);
                app.run(hidden);
            }
        }
    }
}
