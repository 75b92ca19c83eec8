// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

/// A command could not do what it was asked. The message is for the user: one sentence that says
/// why and what to do, starting in lower case because the program's name goes before it, without a
/// full stop.
public class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    /// @param sentence see the class
    public CommandFailure(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /// @param sentence see the class
    /// @param cause for the log
    public CommandFailure(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /// What to tell the user.
    public String sentence() {
        return sentence;
    }
}
