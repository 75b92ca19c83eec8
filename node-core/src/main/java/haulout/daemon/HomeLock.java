// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.assembly.NodeHome;
import java.io.IOException;
import java.nio.file.Path;

/// A home for one command alone: no core runs in it meanwhile, nor starts.
public final class HomeLock implements AutoCloseable {
    private final NodeHome home;

    private HomeLock(NodeHome home) {
        this.home = home;
    }

    /// Takes it.
    ///
    /// @throws IOException if a Haulout runs in it, with a sentence that says so
    public static HomeLock take(Path home) throws IOException {
        return new HomeLock(NodeHome.open(home));
    }

    @Override
    public void close() throws IOException {
        home.close();
    }
}
