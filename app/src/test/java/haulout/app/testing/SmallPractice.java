// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.testing;

import haulout.daemon.PracticeHost;
import haulout.resources.guest.Obedience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/// A practice network for tests of commands: few nodes that do nothing by themselves, and epochs
/// that end only when they are told to.
public final class SmallPractice {
    /// How many nodes it has.
    public static final int NODES = 4;

    /// How many shards they share.
    public static final int SHARDS = 13;

    private SmallPractice() {}

    /// Starts one; the caller closes it.
    ///
    /// @param home its data directory
    public static PracticeHost open(Path home) throws IOException, InterruptedException {
        return PracticeHost.open(
                new PracticeHost.Options(
                        home,
                        OptionalInt.of(NODES),
                        OptionalInt.of(SHARDS),
                        Optional.of(Duration.ofDays(1)),
                        Optional.empty(),
                        true,
                        1,
                        Obedience.WATCH,
                        false,
                        true,
                        OptionalInt.of(0)),
                InstantSource.system());
    }
}
