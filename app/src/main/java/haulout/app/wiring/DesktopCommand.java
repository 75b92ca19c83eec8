// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.Command;
import haulout.app.cli.CommandContext;
import haulout.app.cli.CommandFailure;
import haulout.app.instance.SingleInstance;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `haulout` without a command: the app. A second start raises the first one's window.
///
/// Nothing of JavaFX is loaded before a window is asked for.
public final class DesktopCommand implements Command {
    private static final String HIDDEN = "--hidden";

    private final Core.Opener opener;

    /// @param opener starts the core
    public DesktopCommand(Core.Opener opener) {
        this.opener = opener;
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
        spec.addOption(
                OptionSpec.builder(HIDDEN)
                        .type(boolean.class)
                        .description("Open the app without its window, as at login.")
                        .build());
    }

    @Override
    public void run(ParseResult arguments, CommandContext context)
            throws CommandFailure, IOException, InterruptedException {
        boolean hidden = arguments.matchedOptionValue(HIDDEN, Boolean.FALSE);
        // filled by the socket's thread before the app is there
        LinkedBlockingQueue<String> calls = new LinkedBlockingQueue<>(MOST_CALLS);
        Optional<SingleInstance> first =
                SingleInstance.acquire(context.home(), word -> keep(calls, word));
        if (first.isEmpty()) {
            if (!SingleInstance.call(
                    context.home(), hidden ? SingleInstance.PING : SingleInstance.RAISE)) {
                throw new CommandFailure("Haulout runs already, but does not answer");
            }
            return;
        }
        try (SingleInstance instance = first.get()) {
            new DesktopApp(opener, context.home(), InstantSource.system(), calls).run(hidden);
        }
    }

    /// Second starts that wait for an answer; more are told so by their own time limit.
    private static final int MOST_CALLS = 16;

    private static void keep(LinkedBlockingQueue<String> calls, String word) {
        // a full queue already holds the wish to be raised
        boolean _ = calls.offer(word);
    }
}
