// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import haulout.http.server.Answer;
import haulout.wire.ApiAnswer;
import java.io.IOException;

/// A request that is answered with an error.
final class RefusalException extends IOException {
    private static final long serialVersionUID = 1L;

    private final GatewayError error;
    private final transient ApiAnswer.Failure failure;

    /// @param message for people
    RefusalException(GatewayError error, String message) {
        super(message);
        this.error = error;
        this.failure = error.failure(message);
    }

    GatewayError error() {
        return error;
    }

    Answer answer() {
        return Answer.bytes(failure.code(), "application/json", failure.toBytes());
    }
}
