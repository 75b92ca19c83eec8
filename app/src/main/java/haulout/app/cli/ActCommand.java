// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// One of the commands of a group, of which there is one for each thing that can be done: it is
/// called as that is.
///
/// @param <A> what can be done
public abstract class ActCommand<A extends Enum<A> & ActCommand.Act> implements Command {
    private final A act;

    /// Something that can be done.
    public interface Act {
        /// What it is, in a line.
        String summary();
    }

    protected ActCommand(A act) {
        this.act = act;
    }

    /// One command for each of them.
    protected static <A> List<CommandEntry> each(A[] acts, Function<A, Command> command) {
        return Arrays.stream(acts).<CommandEntry>map(command).toList();
    }

    /// What this one does.
    protected final A act() {
        return act;
    }

    @Override
    public final String name() {
        return act.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public final String summary() {
        return act.summary();
    }
}
