// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http;

import java.io.Serial;

/// A path, query or header that does not have the form it should have, answered in plain text.
final class BadRequestException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;

    /// @param explanation for people; what was sent is not repeated in it
    BadRequestException(String explanation) {
        this(400, explanation);
    }

    BadRequestException(int status, String explanation) {
        // no stack trace: this is an answer, and floods of them must be cheap
        super(explanation, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String explanation() {
        return String.valueOf(getMessage());
    }
}
