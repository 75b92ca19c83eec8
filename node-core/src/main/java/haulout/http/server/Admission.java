// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.nio.file.Path;

/// What is to happen with a request, decided by its head.
///
/// `route` is a word of a fixed set, by which requests are counted.
public sealed interface Admission {
    /// By which word the request is counted.
    String route();

    /// Answer at once; a body is not looked at.
    ///
    /// @param answer with a body in memory, if any
    record Reply(String route, Answer answer) implements Admission {
        public Reply {
            if (!(answer.body() instanceof Answer.Memory)) {
                throw new IllegalArgumentException("an answer at once is in memory");
            }
        }
    }

    /// Read the body, then call the handler.
    ///
    /// @param maxBodyBytes 0 if a body is to be ignored
    /// @param tooLong the answer to a longer body, in memory
    record Run(String route, int maxBodyBytes, Answer tooLong, RequestHandler handler)
            implements Admission {}

    /// Read the body into a temporary file, then call the handler.
    ///
    /// @param folder existing, for the file
    /// @param tooLong the answer to a longer body, in memory
    record Spool(String route, long maxBodyBytes, Answer tooLong, Path folder, SpoolHandler handler)
            implements Admission {}
}
