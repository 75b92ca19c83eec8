// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.status.CheckReport.Level;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Health checks of what only the owner can mend.
final class OwnerChecks {
    private static final Duration SAVE_WITHIN = Duration.ofDays(7);
    private static final Duration FEES = Duration.ofDays(14);
    private static final Duration FEES_LOW = Duration.ofDays(3);
    private static final Duration WORK = Duration.ofHours(1);
    // parts of the time that one may be away
    private static final double TIP = 0.5;
    private static final double ATTENTION = 0.8;
    private static final double ALL = 1;

    private OwnerChecks() {}

    static List<Row> of(Facts facts) {
        OwnerFacts owner = facts.owner();
        Optional<Instant> now = Optional.of(facts.now());
        List<Row> rows = new ArrayList<>();
        owner.away().ifPresent(away -> rows.add(away(away, now)));
        owner.backup().ifPresent(backup -> rows.add(backup(backup, facts.now())));
        owner.payment().ifPresent(payment -> rows.add(payment(payment, now)));
        owner.feesLeft().ifPresent(left -> rows.add(fees(left, now)));
        owner.work().ifPresent(work -> rows.add(work(work, now)));
        owner.phone().ifPresent(name -> rows.add(phone(name, now)));
        return rows;
    }

    private static Row away(OwnerFacts.Away away, Optional<Instant> now) {
        double part =
                away.may().isZero()
                        ? ALL
                        : (double) away.missed().toSeconds() / away.may().toSeconds();
        Level level =
                part >= ALL
                        ? Level.AT_RISK
                        : part >= ATTENTION
                                ? Level.ATTENTION
                                : part >= TIP ? Level.TIP : Level.FINE;
        return Row.of(
                "record.online",
                "",
                now,
                level,
                Sentence.of("value.span", new Term.Span(away.missed())),
                Sentence.of("value.span", new Term.Span(away.may())),
                Sentence.of(
                        "alert.record.online",
                        new Term.Span(away.missed()),
                        new Term.Span(away.may())),
                Remedy.SHOW_RULES);
    }

    private static Row backup(OwnerFacts.Backup backup, Instant now) {
        boolean late =
                backup.paid() || Duration.between(backup.since(), now).compareTo(SAVE_WITHIN) > 0;
        return Row.of(
                "backup",
                "",
                Optional.of(now),
                backup.isSaved() ? Level.FINE : late ? Level.ATTENTION : Level.TIP,
                Sentence.of(backup.isSaved() ? "value.saved" : "value.not-saved"),
                Sentence.of("value.saved"),
                Sentence.of("alert.backup"),
                Remedy.SAVE_BACKUP);
    }

    private static Row payment(OwnerFacts.Payment payment, Optional<Instant> now) {
        boolean needed = !payment.isSet() && payment.earned() > payment.threshold();
        return Row.of(
                "pay.addr",
                "",
                now,
                needed ? Level.ATTENTION : Level.FINE,
                Sentence.of(payment.isSet() ? "value.set" : "value.not-set"),
                Sentence.of("value.money", new Term.Money(payment.threshold())),
                Sentence.of("alert.pay.addr", new Term.Money(payment.earned())),
                Remedy.SET_ADDRESS);
    }

    private static Row fees(Duration left, Optional<Instant> now) {
        Level level =
                left.compareTo(FEES_LOW) < 0
                        ? Level.AT_RISK
                        : left.compareTo(FEES) < 0 ? Level.ATTENTION : Level.FINE;
        return Row.of(
                "fees",
                "",
                now,
                level,
                Sentence.of("value.span", new Term.Span(left)),
                Sentence.of("value.span", new Term.Span(FEES)),
                Sentence.of("alert.fees", new Term.Span(left)),
                Remedy.SET_ADDRESS);
    }

    private static Row phone(String name, Optional<Instant> now) {
        return Row.of(
                "hotspot",
                "",
                now,
                Level.TIP,
                Sentence.of("value.network-phone"),
                Sentence.of("value.network-known"),
                name.isEmpty()
                        ? Sentence.of("alert.hotspot")
                        : Sentence.of("alert.hotspot.named", new Term.Name(name)),
                Remedy.IS_HOTSPOT,
                Remedy.IS_NO_HOTSPOT);
    }

    private static Row work(OwnerFacts.Work work, Optional<Instant> now) {
        return Row.of(
                "rules",
                "",
                now,
                work.perDay().compareTo(WORK) < 0 ? Level.TIP : Level.FINE,
                Sentence.of("value.per-day", new Term.Span(work.perDay())),
                Sentence.of("value.per-day", new Term.Span(WORK)),
                Sentence.of(
                        "alert.rules",
                        new Term.Span(work.perDay()),
                        new Term.Part(work.strongest())),
                Remedy.SHOW_RULES);
    }
}
