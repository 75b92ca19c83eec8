// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Who this computer's node is, and the ways to bring it back.
///
/// What is handed over as characters is a secret: it is copied, and the caller should clear it.
public interface IdentityDesk {
    /// What may be shown, as it was seen last.
    IdentityReport report();

    /// Looks again.
    CompletionStage<IdentityReport> look();

    /// The twelve words.
    CompletionStage<List<String>> words();

    /// Notes that the owner has written the words down.
    CompletionStage<Void> wordsSaved();

    /// Saves a recovery file.
    CompletionStage<Void> save(Path file, char[] passphrase);

    /// Gives this copy up for one on another computer: the node stops, never starts here again, and
    /// the file brings it back there.
    CompletionStage<Void> move(Path file, char[] passphrase);

    /// Lets a copy that was given up start again.
    CompletionStage<Void> takeBack();

    /// Opens keys that are locked with a passphrase, and starts the node.
    CompletionStage<Void> open(char[] passphrase);

    /// Locks the keys with a passphrase.
    CompletionStage<Void> lock(char[] passphrase);

    /// Locks the keys with the keychain of the system.
    CompletionStage<Void> lockByKeychain();

    /// Takes the lock away.
    CompletionStage<Void> unlock();

    /// Whose node a recovery file would bring back, and from when it is, without opening it.
    CompletionStage<String> describe(Path file);

    /// Brings a node back, before the first start. Looks for another copy first, which may take two
    /// minutes.
    ///
    /// @param words twelve, as they were typed
    CompletionStage<Void> restore(char[] words);

    /// Brings a node back from its file, before the first start.
    CompletionStage<Void> restore(Path file, char[] passphrase);
}
