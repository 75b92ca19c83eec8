// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.assembly.HomeErasure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Takes what Haulout keeps off a computer, for the program's removal.
public final class HomeRemoval {
    private final Path home;
    private final HomeErasure erasure;

    /// @param home data directory
    public HomeRemoval(Path home) {
        this.home = home;
        this.erasure = new HomeErasure(home);
    }

    /// What there is.
    ///
    /// @param folders lent ones, outside of the home
    /// @param foreign lent ones by the list without the node's marker, which stay
    public record Extent(List<Path> folders, List<Path> foreign, long bytes) {
        public Extent {
            folders = List.copyOf(folders);
            foreign = List.copyOf(foreign);
        }
    }

    /// Whether it is the home of a Haulout.
    public boolean isHome() throws IOException {
        return erasure.isHome();
    }

    /// Looks what there is.
    public Extent look() throws IOException {
        HomeErasure.Extent extent = erasure.look();
        return new Extent(extent.folders(), extent.foreign(), extent.bytes());
    }

    /// Deletes it.
    ///
    /// @param identity whether the keys go as well
    /// @throws IOException also if a Haulout runs in the home
    public void remove(boolean identity) throws IOException {
        HomeLock.take(home).close(); // nobody has it, and its lock is among what goes
        erasure.eraseAll(identity);
    }
}
