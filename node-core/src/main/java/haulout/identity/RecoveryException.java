// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.identity;

import java.io.IOException;

/// What an owner gave does not bring an identity back. The message is for logs and contains no
/// secret; what people read is made from the kind.
public final class RecoveryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int place;

    /// What is wrong.
    public enum Kind {
        /// Not twelve words; the place says how many.
        WORD_COUNT,
        /// The word at the place is not in the list.
        UNKNOWN_WORD,
        /// Words of the list, but one is wrong or two are swapped.
        WRONG_CHECK,
        /// No recovery file of ours.
        NOT_OURS,
        /// A recovery file of a newer version.
        NEWER,
        /// The passphrase is wrong, or the file was changed.
        WRONG_PASSPHRASE,
        /// What is stored here cannot be understood.
        DAMAGED,
        /// This folder has another node's identity already.
        OTHER_NODE,
        /// The keys are of before there were words.
        NO_WORDS
    }

    RecoveryException(Kind kind, String message) {
        this(kind, 0, message);
    }

    RecoveryException(Kind kind, int place, String message) {
        super(message);
        this.kind = kind;
        this.place = place;
    }

    /// What is wrong.
    public Kind kind() {
        return kind;
    }

    /// Which word from 1 on, or how many words there were; else 0.
    public int place() {
        return place;
    }
}
