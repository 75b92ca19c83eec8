// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/// What a command has to do with the world besides its own arguments.
///
/// Threads: the progress bar may be advanced from any thread; everything else belongs to the
/// command's own.
public final class CommandContext {
    private final Path home;
    private final boolean json;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean watched;
    private final InstantSource clock;
    private final CleanUps cleanUps;

    CommandContext(
            Path home,
            boolean json,
            PrintStream out,
            PrintStream err,
            boolean watched,
            InstantSource clock,
            CleanUps cleanUps) {
        this.home = home;
        this.json = json;
        this.out = out;
        this.err = err;
        this.watched = watched;
        this.clock = clock;
        this.cleanUps = cleanUps;
    }

    /// The data directory: `--home`, or the standard one of this system. It need not exist.
    public Path home() {
        return home;
    }

    /// Whether the user wants one JSON document on standard output and nothing else there.
    public boolean isJson() {
        return json;
    }

    /// Standard output, for results only. With [#isJson] use [#printJson] instead.
    public PrintStream out() {
        return out;
    }

    /// Standard error, for what is not a result, such as the name of a file that was passed over.
    public PrintStream err() {
        return err;
    }

    /// Where to register what Ctrl-C must undo.
    public CleanUps cleanUps() {
        return cleanUps;
    }

    /// A progress bar for work of `total` steps (bytes, as a rule). It appears after a second, on a
    /// terminal, not with `--json`. Close it before printing anything else.
    ///
    /// @param label what is being done, such as `encoding`
    public ProgressBar progress(String label, long total) {
        return ProgressBar.over(label, total, watched && !json ? err : null, clock);
    }

    /// Prints the one JSON document, indented, in UTF-8.
    public void printJson(JsonDocument document) throws IOException {
        JsonGenerator generator = new JsonFactory().createGenerator(out);
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.setPrettyPrinter(new DefaultPrettyPrinter());
        try (generator) {
            document.write(generator);
        }
        out.println();
    }

    /// Writes a document, token by token.
    @FunctionalInterface
    public interface JsonDocument {
        /// Writes exactly one JSON value.
        void write(JsonGenerator generator) throws IOException;
    }
}
