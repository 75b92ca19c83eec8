// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.policy.Decision;
import haulout.resources.policy.Duty;
import haulout.resources.policy.Inputs.Power;
import haulout.resources.policy.Reading;
import haulout.resources.policy.Reason;
import haulout.resources.settings.Mode;
import haulout.status.RestFacts;
import haulout.status.RuleReport;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns a decision into what is shown of it.
public final class RuleReports {
    private RuleReports() {}

    /// All that is shown.
    ///
    /// @param mode the owner's switch
    /// @param power where the computer's power comes from
    public static RestFacts of(Decision decision, Mode mode, Reading<Power> power) {
        return new RestFacts(
                mode,
                decision.permit(Duty.ANSWER).allowed(),
                decision.permit(Duty.TAKE_IN).allowed(),
                decision.permit(Duty.HEAVY).allowed(),
                power instanceof Reading.Known<Power> known && !known.value().mains(),
                decision.table().stream().map(RuleReports::report).toList());
    }

    /// One rule.
    static RuleReport report(Reason reason) {
        boolean acts = reason.state() == Reason.State.ACTIVE;
        return new RuleReport(
                reason.rule().text(),
                reason.subject(),
                switch (reason.state()) {
                    case ACTIVE -> RuleReport.State.ACTIVE;
                    case RISING -> RuleReport.State.RISING;
                    case IGNORED -> RuleReport.State.IGNORED;
                    case CLEAR -> RuleReport.State.CLEAR;
                },
                reason.rule().isComfort(),
                acts ? names(reason.stops()) : Set.of(),
                acts ? names(reason.reduces()) : Set.of(),
                reason.measured(),
                reason.limit(),
                reason.since(),
                acts ? Optional.of(reason.ends()) : Optional.empty(),
                acts && !reason.endsAt().equals(Instant.MAX)
                        ? Optional.of(reason.endsAt())
                        : Optional.empty(),
                reason.sentence());
    }

    private static Set<String> names(Set<Duty> duties) {
        return duties.stream().map(RuleReports::name).collect(Collectors.toUnmodifiableSet());
    }

    /// The name of a duty in reports.
    public static String name(Duty duty) {
        return switch (duty) {
            case STAY_IN_TOUCH -> RestFacts.STAY_IN_TOUCH;
            case ANSWER -> RestFacts.ANSWER;
            case TAKE_IN -> RestFacts.TAKE_IN;
            case HEAVY -> RestFacts.HEAVY;
            case URGENT -> RestFacts.URGENT;
        };
    }
}
