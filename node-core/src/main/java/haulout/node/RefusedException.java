// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node;

import haulout.wire.ApiError;
import java.util.Map;

/// The node does not do what was asked, and says why in the protocol's terms.
public final class RefusedException extends Exception {
    private final ApiError error;
    private final Map<String, String> facts;

    /// @param message for people; it is sent to the caller, so it holds nothing internal
    public RefusedException(ApiError error, String message) {
        this(error, message, Map.of());
    }

    /// @param facts what a caller may decide by besides the error, such as the epochs of both sides
    public RefusedException(ApiError error, String message, Map<String, String> facts) {
        // no stack trace: this is an answer, and floods of them must be cheap
        super(message, null, false, false);
        this.error = error;
        this.facts = Map.copyOf(facts);
    }

    /// The protocol's error.
    public ApiError error() {
        return error;
    }

    /// Facts beside the error.
    public Map<String, String> facts() {
        return facts;
    }

    /// The message for people.
    public String explanation() {
        return String.valueOf(getMessage());
    }
}
