// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import static haulout.ui.sample.SampleSnapshots.NOW;

import haulout.status.AlertReport;
import haulout.status.CheckReport;
import haulout.status.NodeStanding;
import haulout.status.ProofId;
import haulout.status.ProofReport;
import haulout.status.Remedy;
import haulout.status.RuleReport;
import haulout.status.StatusReport;
import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the node is, what its rules say, and what it is told to mend, in every state.
final class SampleStatus {
    private SampleStatus() {}

    static StatusReport status(Sample sample) {
        NodeStanding standing =
                switch (sample) {
                    case HEALTHY, EMPTY -> NodeStanding.HEALTHY;
                    case RESTING -> NodeStanding.RESTING;
                    case UNKNOWN -> NodeStanding.CHECKING;
                    case STOPPED -> NodeStanding.STOPPED;
                    case ATTENTION -> NodeStanding.ATTENTION;
                    case AT_RISK -> NodeStanding.AT_RISK;
                    case OFFLINE -> NodeStanding.OFFLINE;
                    case PAUSED -> NodeStanding.PAUSED;
                    case STARTING -> NodeStanding.STARTING;
                };
        Sentence sentence =
                switch (sample) {
                    case HEALTHY ->
                            Plain.of(
                                    "Storing 62.4 GB. Heavy work rests – you are using the"
                                            + " computer. Starts again after 3 quiet minutes.");
                    case EMPTY -> Plain.of("Ready. All checks passed a minute ago.");
                    case RESTING ->
                            Plain.of(
                                    "Running on battery. Not answering until 30 seconds on mains.");
                    case UNKNOWN ->
                            Plain.of(
                                    "Last confirmed 12 min ago. Waiting for somebody outside to"
                                            + " reach this computer.");
                    case STOPPED -> Sentence.of("status.stopped");
                    case ATTENTION ->
                            Plain.of(
                                    "Drive Backup disk answers slowly. If it goes on, storage"
                                            + " checks may be missed.");
                    case AT_RISK ->
                            Plain.of(
                                    "Drive Backup disk is not there. Plug it in before 16:31 to"
                                            + " keep 20 GB.");
                    case OFFLINE ->
                            Plain.of(
                                    "Can't reach the network since 10:31. Your data on this"
                                            + " computer is safe.");
                    case PAUSED -> Plain.of("Paused until 11:10.");
                    case STARTING -> Plain.of("Starting up – usually under 10 seconds.");
                };
        boolean fresh = standing.isGreen();
        return new StatusReport(
                standing,
                standing.title(),
                sentence,
                sample == Sample.HEALTHY
                        ? List.of(Plain.of("Can't tell how hot the computer is"))
                        : List.of(),
                fresh ? Optional.of(NOW.minus(Duration.ofMinutes(2))) : Optional.empty(),
                List.of(
                        new ProofReport(
                                ProofId.CORE,
                                "",
                                ProofReport.Outcome.PASSED,
                                Optional.of(NOW),
                                Duration.ofSeconds(10),
                                Plain.of("answers"))),
                rules(sample));
    }

    private static List<RuleReport> rules(Sample sample) {
        List<RuleReport> rules = new ArrayList<>();
        boolean user = sample == Sample.HEALTHY;
        boolean battery = sample == Sample.RESTING;
        rules.add(
                rule(
                        "battery",
                        battery,
                        battery ? "battery, 64 %" : "mains",
                        "battery",
                        Sentence.of("rule.battery"),
                        Sentence.of("ends.mains", new Term.Span(Duration.ofMinutes(1)))));
        rules.add(
                rule(
                        "user",
                        user,
                        "12 s ago",
                        "3 min",
                        Sentence.of("rule.user"),
                        Sentence.of("ends.user", new Term.Count(3))));
        for (String quiet : List.of("metered", "heat", "hours", "app", "memory", "cpu", "disk")) {
            rules.add(
                    rule(
                            quiet,
                            false,
                            "–",
                            "–",
                            Sentence.of("rule." + quiet),
                            Sentence.of("ends.over")));
        }
        return rules;
    }

    private static RuleReport rule(
            String id, boolean acts, String measured, String limit, Sentence why, Sentence ends) {
        return new RuleReport(
                id,
                "",
                acts ? RuleReport.State.ACTIVE : RuleReport.State.CLEAR,
                id.equals("user"),
                acts ? Set.of("heavy") : Set.of(),
                Set.of(),
                Plain.of(measured),
                Plain.of(limit),
                NOW.minus(Duration.ofMinutes(34)),
                acts ? Optional.of(ends) : Optional.empty(),
                Optional.empty(),
                why);
    }

    static List<CheckReport> checks(Sample sample) {
        List<CheckReport> checks = new ArrayList<>();
        if (sample == Sample.STARTING) {
            return checks;
        }
        boolean known = sample != Sample.UNKNOWN;
        CheckReport.Level fine = known ? CheckReport.Level.FINE : CheckReport.Level.UNKNOWN;
        if (sample == Sample.AT_RISK) {
            checks.add(
                    check(
                            "drive.present",
                            "d2",
                            CheckReport.Level.AT_RISK,
                            "Drive Backup disk is there",
                            "Not there since 10:31",
                            List.of(Remedy.SHOW_DRIVES, Remedy.CHECK_AGAIN)));
        }
        if (sample == Sample.ATTENTION) {
            checks.add(
                    check(
                            "drive.slow",
                            "d2",
                            CheckReport.Level.ATTENTION,
                            "Drive Backup disk answers in time",
                            "2.4 s, three times",
                            List.of(Remedy.SHOW_RULES, Remedy.SHOW_DRIVES)));
        }
        checks.add(
                check(
                        "backup",
                        "",
                        CheckReport.Level.TIP,
                        "Recovery sheet",
                        "Not saved yet",
                        List.of(Remedy.SAVE_BACKUP)));
        checks.add(check("core", "", fine, "The node runs", "Answered in 3 ms", List.of()));
        checks.add(
                check("drive.write", "d1", fine, "Drive Data", "Written and read back", List.of()));
        checks.add(check("pieces.scrub", "", fine, "Pieces", "6 days since, 0 damaged", List.of()));
        checks.add(
                check("record.checks", "", fine, "Storage checks", "412 of 412 passed", List.of()));
        checks.add(check("net.peers", "", fine, "Neighbours", "11 of 11 answered", List.of()));
        checks.add(check("clock", "", fine, "Clock", "0.08 s off", List.of()));
        checks.add(check("sync", "", fine, "Ledger", "Up to date", List.of()));
        checks.add(check("version", "", fine, "Version", "0.1.0, the newest", List.of()));
        return checks;
    }

    private static CheckReport check(
            String id,
            String subject,
            CheckReport.Level level,
            String title,
            String measured,
            List<Remedy> remedies) {
        return new CheckReport(
                id,
                subject,
                level,
                Plain.of(title),
                Plain.of("If this fails, others may have to rebuild what you keep."),
                Plain.of(measured),
                Plain.of("within 60 s"),
                level == CheckReport.Level.UNKNOWN
                        ? Optional.empty()
                        : Optional.of(NOW.minus(Duration.ofMinutes(3))),
                level == CheckReport.Level.AT_RISK
                        ? Optional.of(Instant.parse("2026-11-20T16:31:00Z"))
                        : Optional.empty(),
                remedies);
    }

    static List<AlertReport> alerts(Sample sample) {
        List<AlertReport> alerts = new ArrayList<>();
        if (sample == Sample.AT_RISK) {
            alerts.add(
                    new AlertReport(
                            "drive.present",
                            "d2",
                            AlertReport.Level.AT_RISK,
                            Plain.of(
                                    "Drive Backup disk is not there. Plug it back in: nothing is"
                                            + " lost yet."),
                            Instant.parse("2026-11-20T10:31:00Z"),
                            Optional.of(Instant.parse("2026-11-20T16:31:00Z")),
                            List.of(Remedy.SHOW_DRIVES, Remedy.CHECK_AGAIN)));
        }
        if (sample == Sample.ATTENTION) {
            alerts.add(
                    new AlertReport(
                            "drive.slow",
                            "d2",
                            AlertReport.Level.ATTENTION,
                            Plain.of(
                                    "Drive Backup disk answers slowly; storage checks may be"
                                            + " missed."),
                            NOW.minus(Duration.ofMinutes(12)),
                            Optional.empty(),
                            List.of(Remedy.SHOW_RULES, Remedy.SHOW_DRIVES)));
        }
        if (sample == Sample.STOPPED) {
            alerts.add(
                    new AlertReport(
                            "core",
                            "",
                            AlertReport.Level.AT_RISK,
                            Plain.of("The drive with the store was removed while writing."),
                            NOW.minus(Duration.ofMinutes(3)),
                            Optional.empty(),
                            List.of(Remedy.START, Remedy.SHOW_ACTIVITY)));
        }
        if (sample != Sample.STARTING && sample != Sample.STOPPED) {
            alerts.add(
                    new AlertReport(
                            "backup",
                            "",
                            AlertReport.Level.TIP,
                            Plain.of(
                                    "Save your recovery sheet. It takes a minute and brings your"
                                            + " node back if this computer breaks."),
                            NOW.minus(Duration.ofDays(2)),
                            Optional.empty(),
                            List.of(Remedy.SAVE_BACKUP)));
        }
        return alerts;
    }
}
