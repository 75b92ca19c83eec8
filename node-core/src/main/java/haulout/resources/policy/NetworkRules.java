// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import haulout.resources.policy.Inputs.MonthUse;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.settings.Key;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.util.List;

/// Rules about the line: metered, allowance and others' use.
final class NetworkRules {
    private static final Duration THIRTY = Duration.ofSeconds(30);
    private static final double BUSY_PCT = 40;
    private static final int BUSY_LINE_PCT = 10;
    private static final double RESERVE = 0.9;
    // not more than twice the even daily part
    private static final int PACE = 2;
    private static final int RESTS = 0;
    private static final int ALLOWANCE = 1;

    private NetworkRules() {}

    static List<Finding> of(Scene s) {
        return List.of(metered(s), meteredAnswer(s), reserve(s), spent(s), pace(s), busy(s));
    }

    private static Finding onMetered(Scene s, String part, boolean also) {
        NetworkCost cost = s.in().network().or(Reading.FAST, NetworkCost.FREE);
        boolean on =
                cost != NetworkCost.FREE && s.settings().get(Key.NET_METERED) <= ALLOWANCE && also;
        return Finding.of(RuleId.METERED, part)
                .when(on)
                .after(Duration.ZERO, THIRTY)
                .measured(said(cost), said(NetworkCost.FREE))
                .ends("ends.metered", new Term.Span(THIRTY));
    }

    private static Sentence said(NetworkCost cost) {
        return Sentence.of(
                switch (cost) {
                    case FREE -> "value.network-free";
                    case METERED -> "value.network-metered";
                    case LIKE_A_PHONE -> "value.network-phone";
                });
    }

    private static Finding metered(Scene s) {
        return onMetered(s, "", true).stops(Duty.TAKE_IN).limitsHeavy(Permit.localOnly());
    }

    private static Finding meteredAnswer(Scene s) {
        long used =
                s.in().month()
                        .or(Reading.FAST, new MonthUse(0, 0, Key.NONE, 1))
                        .meteredTodayBytes();
        boolean over =
                s.settings().get(Key.NET_METERED) == RESTS
                        || used >= s.settings().get(Key.NET_METERED_DAY_BYTES);
        return onMetered(s, "answer", over).stops(Duty.ANSWER);
    }

    private static Finding cap(Scene s, String part, long used, long limit) {
        boolean limited = s.settings().get(Key.NET_MONTH_BYTES) != Key.NONE;
        boolean known = s.in().month().isKnown(Reading.FAST);
        return Finding.of(RuleId.CAP, part)
                .when(limited && used >= limit)
                .measured(known ? Words.bytes(used) : Words.unknown(), Words.bytes(limit))
                .ends("ends.month", new Term.Count(s.settings().get(Key.NET_MONTH_DAY)));
    }

    private static MonthUse use(Scene s, long instead) {
        return s.in().month().or(Reading.FAST, new MonthUse(instead, 0, 0, 1));
    }

    private static Finding reserve(Scene s) {
        long cap = s.settings().get(Key.NET_MONTH_BYTES);
        long limit = (long) (cap * RESERVE);
        // a count that cannot be read leaves the reserve for answering
        return cap(s, "", use(s, limit).usedBytes(), limit)
                .stops(Duty.TAKE_IN)
                .limitsHeavy(Permit.localOnly());
    }

    private static Finding spent(Scene s) {
        long cap = s.settings().get(Key.NET_MONTH_BYTES);
        return cap(s, "spent", use(s, 0).usedBytes(), cap).stops(Duty.ANSWER);
    }

    private static Finding pace(Scene s) {
        MonthUse use = use(s, 0);
        long limit = s.settings().get(Key.NET_MONTH_BYTES) / Math.max(1, use.days()) * PACE;
        return cap(s, "pace", use.todayBytes(), limit)
                .says("rule.cap.pace")
                .ends(Sentence.of("ends.midnight"), s.midnight())
                .stops(Duty.TAKE_IN)
                .limitsHeavy(Permit.localOnly());
    }

    private static Finding busy(Scene s) {
        double others = s.in().othersNetworkPct().or(Reading.FAST, 0.0);
        boolean known = s.in().othersNetworkPct().isKnown(Reading.FAST);
        // the mean over ten seconds is the wait for coming on
        return Finding.of(RuleId.NET, "")
                .when(others > BUSY_PCT)
                .after(Duration.ZERO, THIRTY)
                .measured(known ? Words.percent(others) : Words.unknown(), Words.percent(BUSY_PCT))
                .ends("ends.calm", new Term.Span(THIRTY), new Term.Percent(BUSY_PCT))
                .limits(s.lineShare(BUSY_LINE_PCT), Duty.ANSWER, Duty.TAKE_IN)
                .limitsHeavy(Permit.localOnly());
    }
}
