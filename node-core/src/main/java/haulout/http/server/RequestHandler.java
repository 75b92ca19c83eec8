// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// Does what a request asks for.
@FunctionalInterface
public interface RequestHandler {
    /// Runs on a thread of its own, and may block. Interruption means that nobody waits any more.
    ///
    /// @param body all of it; ownership passes
    /// @throws IOException a failure, as any unchecked exception is; see [HttpService#failed]
    Answer handle(byte[] body) throws IOException, InterruptedException;

    /// As [#handle(byte[])], for who can let go of what nobody waits for any more.
    ///
    /// @param callerLeaves takes one action, which is run when the caller leaves, at once if they
    ///   have; on any thread, and it must not wait
    default Answer handle(byte[] body, Consumer<Runnable> callerLeaves)
            throws IOException, InterruptedException {
        return handle(body);
    }

    /// Answers a request without body at once, on the loop of the connection. Must not wait.
    ///
    /// @return with a body of [BodySource#whole], or empty: then it is handled as any other
    default Optional<Answer> handleIfReady() {
        return Optional.empty();
    }

    /// Whether nobody reads the body any more once this has answered with success: it becomes
    /// another request's then.
    default boolean isDoneWithBody() {
        return false;
    }
}
