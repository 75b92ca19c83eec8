// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.home.ActivityEvent;
import haulout.home.HomeException;
import haulout.home.StakeDesk;
import haulout.home.StakePreview;
import haulout.network.EpochView;
import haulout.network.LedgerDesk;
import haulout.network.PoolView;
import haulout.network.StakeView;
import haulout.resources.keep.SettingsFile;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// Stakes on a ledger.
final class LedgerStakeDesk implements StakeDesk {
    private final LedgerDesk ledger;
    private final NodeId self;
    private final Followed followed;
    private final Payouts payouts;
    private final Diary diary;
    private final Errands errands;
    private final InstantSource clock;

    LedgerStakeDesk(
            LedgerDesk ledger,
            NodeId self,
            Followed followed,
            Payouts payouts,
            Diary diary,
            Errands errands,
            InstantSource clock) {
        this.ledger = ledger;
        this.self = self;
        this.followed = followed;
        this.payouts = payouts;
        this.diary = diary;
        this.errands = errands;
        this.clock = clock;
    }

    @Override
    public CompletionStage<StakePreview> previewStake(NodeId node, long frost) {
        return errands.ask(() -> {
            EpochView epoch = ledger.epoch();
            // before the selection it counts from the next epoch on, after it one later
            boolean late = epoch.phase() == EpochView.Phase.SELECTED;
            Instant start =
                    EpochDates.of(ledger, clock.instant()).start(epoch.epoch() + (late ? 2 : 1));
            return new StakePreview(
                    frost, 0, start, Sentence.of("stake.undo"), Sentence.of("stake.worst"));
        });
    }

    @Override
    public CompletionStage<Void> stake(NodeId node, long frost) {
        return errands.tell(() -> {
            ledger.stake(node, frost);
            note("activity.staked", frost);
        });
    }

    private void note(String key, long frost) throws InterruptedException {
        diary.note(ActivityEvent.Kind.MONEY, Sentence.of(key, new Term.Money(frost)));
    }

    private StakeView find(ObjectId id) throws HomeException {
        return ledger.account().stakes().stream()
                .filter(stake -> stake.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new HomeException(Sentence.of("failure.no-stake")));
    }

    @Override
    public CompletionStage<StakePreview> previewUnstake(ObjectId stake) {
        return errands.ask(() -> {
            StakeView found = find(stake);
            return new StakePreview(
                    found.principal(),
                    0,
                    EpochDates.of(ledger, clock.instant()).start(found.leavingEpoch()),
                    Sentence.of("unstake.undo"),
                    Sentence.of("unstake.worst"));
        });
    }

    @Override
    public CompletionStage<Void> unstake(ObjectId stake) {
        return errands.tell(() -> {
            StakeView found = find(stake);
            ledger.unstake(stake);
            note("activity.unstaked", found.principal());
        });
    }

    @Override
    public CompletionStage<Void> withdraw(ObjectId stake) {
        return errands.tell(() -> {
            StakeView found = find(stake);
            long came = ledger.withdraw(stake);
            if (found.node().equals(self)) {
                payouts.reward(came - found.principal());
            }
            note("activity.withdrawn", came);
        });
    }

    @Override
    public CompletionStage<Void> collect() {
        return errands.tell(() -> {
            long due = ledger.pool(self).map(PoolView::collectable).orElse(0L);
            if (due <= 0) {
                throw new HomeException(Sentence.of("failure.nothing-to-collect"));
            }
            long frost = ledger.collect(self);
            payouts.commission(frost);
            note("activity.collected", frost);
        });
    }

    @Override
    public CompletionStage<Void> follow(AccountAddress owner) {
        return errands.tell(() -> followed.add(owner));
    }

    @Override
    public CompletionStage<Void> unfollow(AccountAddress owner) {
        return errands.tell(() -> followed.remove(owner));
    }

    /// Addresses whose stakes are shown as well.
    static final class Followed {
        private static final String NAME = "staking.followed";
        private static final int MAX = 50;
        private static final Pattern SPACE = Pattern.compile(" ");

        private final SettingsFile preferences;

        Followed(SettingsFile preferences) {
            this.preferences = preferences;
        }

        Set<AccountAddress> all() {
            Set<AccountAddress> addresses = new LinkedHashSet<>();
            for (String text : SPACE.split(preferences.preference(NAME).orElse(""), MAX)) {
                if (!text.isEmpty()) {
                    parse(text).ifPresent(addresses::add);
                }
            }
            return addresses;
        }

        // one written by hand, and wrongly, is left out
        private static Optional<AccountAddress> parse(String text) {
            try {
                return Optional.of(AccountAddress.parse(text));
            } catch (WireFormatException e) {
                return Optional.empty();
            }
        }

        synchronized void add(AccountAddress address) throws IOException {
            Set<AccountAddress> addresses = all();
            if (addresses.size() < MAX && addresses.add(address)) {
                write(addresses);
            }
        }

        synchronized void remove(AccountAddress address) throws IOException {
            Set<AccountAddress> addresses = all();
            if (addresses.remove(address)) {
                write(addresses);
            }
        }

        private void write(Set<AccountAddress> addresses) throws IOException {
            preferences.setPreference(
                    NAME,
                    String.join(" ", addresses.stream().map(AccountAddress::toString).toList()));
        }
    }
}
