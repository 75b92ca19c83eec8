// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.util.Map;

/// What a server serves.
public interface HttpService {
    /// Decides about a request. Called on a thread of the network: it must not block, and not
    /// throw.
    Admission admit(RequestHead head);

    /// Called once for an unexpected failure: logs it.
    ///
    /// @return what the caller is answered, in memory, if nothing was answered yet
    Answer failed(RequestHead head, Throwable failure);

    /// The answer when the server has no room for a request, in memory.
    Answer overloaded();

    /// Headers that every answer has, by their names in lower case.
    Map<String, String> commonHeaders();
}
