// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What is known of the network.
///
/// @param offlineSince since when nobody at all can be reached; empty while somebody can
/// @param reached whether somebody outside reached this computer; empty where all is on one
/// @param clock empty where there is no other clock
/// @param ledger empty where there is none
/// @param checks the network's storage checks; empty where it has none
/// @param fastRoute whether the faster transport gets through
/// @param ownAddress whether the router's address is the one that the outside sees
/// @param agreement whether the neighbours tell the same story
/// @param alone whether no other computer runs as this node
/// @param release whether the program is up to date
public record NetworkFacts(
        Peers peers,
        Optional<Instant> offlineSince,
        Optional<Reach> reached,
        Optional<Clock> clock,
        Optional<Ledger> ledger,
        Optional<StorageChecks> checks,
        Optional<Look> fastRoute,
        Optional<Look> ownAddress,
        Optional<Agreement> agreement,
        Optional<Look> alone,
        Optional<Release> release) {
    /// Neighbours.
    ///
    /// @param answering how many answered within the last minute
    /// @param known how many there are
    /// @param at when they were counted; empty if never
    /// @param fewSince since when fewer answer than should
    public record Peers(
            int answering, int known, Optional<Instant> at, Optional<Instant> fewSince) {
        public Peers {
            Objects.requireNonNull(at);
            Objects.requireNonNull(fewSince);
        }
    }

    /// Visits from outside.
    ///
    /// @param look whether somebody came, direct or through a relay
    /// @param throughRelay whether only through a relay
    public record Reach(Look look, boolean throughRelay) {
        public Reach {
            Objects.requireNonNull(look);
        }
    }

    /// This clock against the network's.
    ///
    /// @param ahead how much this clock is ahead; negative when it is slow
    public record Clock(Duration ahead, Instant at) {
        public Clock {
            Objects.requireNonNull(ahead);
            Objects.requireNonNull(at);
        }
    }

    /// How far the ledger was read.
    public record Ledger(Duration behind, Instant at) {
        public Ledger {
            Objects.requireNonNull(behind);
            Objects.requireNonNull(at);
        }
    }

    /// Storage checks of the network in the last 30 days.
    ///
    /// @param last what the last one found; when none was asked yet, a pass of now
    /// @param lostIn when the record falls too low if it goes on like that
    public record StorageChecks(long asked, long passed, Look last, Optional<Duration> lostIn) {
        public StorageChecks {
            Objects.requireNonNull(last);
            Objects.requireNonNull(lostIn);
        }
    }

    /// Whether the neighbours tell the same story as the ledger here.
    ///
    /// @param asked how many were compared
    /// @param differing how many tell another one
    public record Agreement(int asked, int differing, Instant at) {
        public Agreement {
            Objects.requireNonNull(at);
        }
    }

    /// Whether this is the newest version.
    ///
    /// @param neededBy when the network stops taking this one
    public record Release(boolean isNewest, Optional<Instant> neededBy, Instant at) {
        public Release {
            Objects.requireNonNull(neededBy);
            Objects.requireNonNull(at);
        }
    }

    public NetworkFacts {
        Objects.requireNonNull(peers);
        Objects.requireNonNull(offlineSince);
        Objects.requireNonNull(reached);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(ledger);
        Objects.requireNonNull(checks);
        Objects.requireNonNull(fastRoute);
        Objects.requireNonNull(ownAddress);
        Objects.requireNonNull(agreement);
        Objects.requireNonNull(alone);
        Objects.requireNonNull(release);
    }

    /// A network of which only the neighbours are known.
    public static NetworkFacts of(Peers peers) {
        return new NetworkFacts(
                peers,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
