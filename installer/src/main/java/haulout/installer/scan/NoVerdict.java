// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.scan;

/// Nothing can be said of the libraries, neither that they are sound nor that they are not.
final class NoVerdict extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    NoVerdict(String why) {
        super(why);
        this.why = why;
    }

    /// A sentence for whoever asked.
    String why() {
        return why;
    }
}
