// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.core;

import java.io.IOException;
import java.io.Serial;
import java.util.Objects;

/// Bytes or text from outside that do not have the form they should have: the one exception of
/// every parser, of binary messages as well as of identifiers, keys and JSON.
///
/// The message names what was read, where, what was expected and what was found; it never repeats
/// the input itself, only numbers about it.
public final class WireFormatException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final String what;
    private final long offset;
    private final String expected;
    private final String actual;

    /// @param what the field or structure, such as `sliver index`
    /// @param offset of its first byte (of its first character in text) in the input
    /// @param expected what would have been right
    /// @param actual what was found instead
    public WireFormatException(String what, long offset, String expected, String actual) {
        super(what + " at offset " + offset + ": " + actual + ", expected " + expected);
        this.what = Objects.requireNonNull(what);
        this.offset = offset;
        this.expected = Objects.requireNonNull(expected);
        this.actual = Objects.requireNonNull(actual);
    }

    /// The same, with what a library said about the input.
    public WireFormatException(
            String what, long offset, String expected, String actual, Throwable cause) {
        this(what, offset, expected, actual);
        initCause(cause);
    }

    /// The field or structure that was being read.
    public String what() {
        return what;
    }

    /// Where it begins: bytes from the start of the input, or characters if that is text.
    public long offset() {
        return offset;
    }

    /// What would have been right.
    public String expected() {
        return expected;
    }

    /// What was found.
    public String actual() {
        return actual;
    }
}
