// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.identity.IdentityFolder;
import haulout.status.OwnerFacts;
import haulout.status.OwnerFacts.Away;
import haulout.status.OwnerFacts.Backup;
import haulout.status.OwnerFacts.Payment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What only the owner of a node can do something about: whether the node could be brought back,
/// where its earnings go, how long it was away.
///
/// Threads: any.
final class OwnerWatch implements Supplier<OwnerFacts> {
    // who has just saved the words is not asked for them for long
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(OwnerWatch.class);

    private final IdentityFolder folder;
    private final Supplier<Optional<Payment>> payment;
    private final Function<Instant, Optional<Away>> away;
    private final InstantSource clock;
    private Instant looked = Instant.MIN;
    private Optional<Backup> backup = Optional.empty();

    /// @param folder of the node's keys
    /// @param payment empty where nothing is earned
    /// @param away by the time that it is; empty where nobody minds
    OwnerWatch(
            IdentityFolder folder,
            Supplier<Optional<Payment>> payment,
            Function<Instant, Optional<Away>> away,
            InstantSource clock) {
        this.folder = folder;
        this.payment = payment;
        this.away = away;
        this.clock = clock;
    }

    @Override
    public synchronized OwnerFacts get() {
        Instant now = clock.instant();
        Duration since = Duration.between(looked, now);
        if (since.isNegative() || since.compareTo(LOOK_EVERY) >= 0) {
            looked = now;
            backup = look();
        }
        return new OwnerFacts(
                away.apply(now),
                backup,
                payment.get(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<Backup> look() {
        try {
            boolean saved = folder.lastSaved().isPresent();
            // a payout of play money makes nothing more urgent, and others are not known here
            return folder.since().map(since -> new Backup(saved, since, false));
        } catch (IOException e) {
            log.atDebug().setCause(e).log("whether the keys are saved is not known");
            return Optional.empty();
        }
    }
}
