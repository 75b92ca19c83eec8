// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.home;

import haulout.resources.settings.Mode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// The node, for everything that shows or commands it.
///
/// Safe for use from any thread; nothing here waits for drive, network or lock. A stage that is
/// returned ends when the thing is done, and fails with a [HomeException].
public interface HomeNode {
    /// The newest snapshot.
    HomeSnapshot snapshot();

    /// Has every new snapshot given to a listener, the current one at once. The listener is called
    /// by threads of the core, one at a time, and must not wait; what it throws is logged.
    ///
    /// @param atMost least time between two calls
    Watch watch(Duration atMost, Consumer<HomeSnapshot> listener);

    /// Notes that something which shows the node failed. It is told as an alert, on every surface,
    /// until the program is started anew.
    ///
    /// @param surface `window`, `tray` or `notices`
    void noteFault(String surface);

    /// Switches between working, resting and pausing.
    CompletionStage<Void> setMode(Mode mode);

    /// Looks at every proof now.
    CompletionStage<Void> checkNow();

    /// Starts a node that does not run, once and now; nothing before the first start. Fails with
    /// why it could not be started.
    CompletionStage<Void> startAgain();

    /// Drives and what is lent of them.
    DriveDesk drives();

    /// The owner's own files in the network.
    FileDesk files();

    /// Stakes.
    StakeDesk stakes();

    /// The other nodes of a practice network; empty in any other.
    Optional<NeighbourDesk> neighbours();

    /// Who this computer's node is, and the ways to bring it back.
    IdentityDesk identity();

    /// Leaving the network.
    LeaveDesk leaving();

    /// Rules about when the computer may be used.
    SettingsDesk settings();

    /// History and logs.
    ActivityDesk activity();

    /// The first start; empty once it is done.
    Optional<StartDesk> start();

    /// Switches a kind of work on or off.
    CompletionStage<Void> setJob(String job, boolean on);
}
