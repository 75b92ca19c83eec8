// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.identity.IdentityFolder;
import haulout.identity.Keyring;
import haulout.status.OwnerFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks whether the owner has saved a way to bring the node back, for the check `backup`. Two
/// small files are read each time; nothing that is locked. Threads: any.
final class BackupWatch {
    private static final Logger log = LoggerFactory.getLogger(BackupWatch.class);

    private final Path home;

    /// @param home data directory
    BackupWatch(Path home) {
        this.home = home;
    }

    /// The same facts with this one.
    OwnerFacts addTo(OwnerFacts facts) {
        return facts.withBackup(look());
    }

    private Optional<OwnerFacts.Backup> look() {
        // not kept: the keys move when the practice network begins
        IdentityFolder folder = IdentityFolder.of(home, Keyring.empty());
        try {
            boolean isSaved = folder.lastSaved().isPresent();
            return folder.since().map(since -> new OwnerFacts.Backup(isSaved, since, false));
        } catch (IOException broken) {
            log.atWarn().setCause(broken).log("whether a way back was saved is not readable");
            return Optional.empty();
        }
    }
}
