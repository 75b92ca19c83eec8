// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import java.io.IOException;
import java.nio.file.Path;

/// Does what a request with a large body asks for.
@FunctionalInterface
public interface SpoolHandler {
    /// Does it. May block; runs on a virtual thread. Interruption means that nobody waits for the
    /// answer any more.
    ///
    /// @param body a file that is deleted afterwards
    /// @throws IOException an unexpected failure, which the service logs
    Answer handle(Path body) throws IOException, InterruptedException;
}
