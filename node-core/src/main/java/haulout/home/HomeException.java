// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.text.Sentence;

/// What was asked could not be done.
public final class HomeException extends Exception {
    private final Sentence sentence;

    /// @param sentence why, and what helps
    public HomeException(Sentence sentence) {
        super(sentence.key());
        this.sentence = sentence;
    }

    /// Also keeps the cause, for the log.
    public HomeException(Sentence sentence, Throwable cause) {
        super(sentence.key(), cause);
        this.sentence = sentence;
    }

    /// Why, and what helps.
    public Sentence sentence() {
        return sentence;
    }
}
