// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import java.io.IOException;

/// A request is not carried out, and the message says to the caller why.
final class RequestRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /// @param status of HTTP
    RequestRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
