// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Asks the person at the terminal for what must never stand in a command line. Where nobody sits
/// at a terminal, the lines of standard input are taken in the order of the questions.
public final class Asker {
    // a passphrase, or twelve words
    private static final int MAX_BYTES = 4096;

    private final InputStream in;
    private final PrintStream err;

    private Asker(InputStream in, PrintStream err) {
        this.in = in;
        this.err = err;
    }

    /// For a command.
    ///
    /// @param context for the questions
    public static Asker of(CommandContext context) {
        return new Asker(System.in, context.err());
    }

    @SuppressWarnings(
            "SystemConsoleNull") // because from JDK 25 on it is null again when nobody is there
    private static @Nullable Console terminal() {
        Console console = System.console();
        return console != null && console.isTerminal() ? console : null;
    }

    /// Asks without showing what is typed.
    ///
    /// @param question without a colon
    /// @return what was typed; the caller should clear it
    public char[] secret(String question) throws CommandFailure, IOException {
        Console console = terminal();
        if (console == null) {
            return line(question);
        }
        char[] typed = console.readPassword("%s: ", question);
        if (typed == null) {
            throw nothing(question);
        }
        return typed;
    }

    /// Asks twice for a passphrase that will be needed later.
    ///
    /// @param least characters
    public char[] newSecret(String question, int least) throws CommandFailure, IOException {
        char[] first = secret(question);
        if (first.length < least) {
            throw new CommandFailure("a passphrase has at least " + least + " characters");
        }
        char[] second = secret("The same again");
        boolean same = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!same) {
            Arrays.fill(first, '\0');
            throw new CommandFailure("the two passphrases are not the same; nothing was done");
        }
        return first;
    }

    /// Asks for something that may be seen.
    public String answer(String question) throws CommandFailure, IOException {
        Console console = terminal();
        if (console == null) {
            return new String(line(question));
        }
        String typed = console.readLine("%s: ", question);
        if (typed == null) {
            throw nothing(question);
        }
        return typed;
    }

    /// Asks whether something is to be done.
    public boolean isYes(String question) throws CommandFailure, IOException {
        return answer(question + " (yes/no)").strip().equalsIgnoreCase("yes");
    }

    private char[] line(String question) throws CommandFailure, IOException {
        err.println(question + ":");
        int next = in.read();
        if (next < 0) {
            throw nothing(question);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (next >= 0 && next != '\n' && bytes.size() < MAX_BYTES) {
            bytes.write(next);
            next = in.read();
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r", "").toCharArray();
    }

    private static CommandFailure nothing(String question) {
        return new CommandFailure("no answer to: " + question);
    }
}
