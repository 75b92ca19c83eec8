// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import haulout.text.Sentence;
import haulout.text.Term;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One health check together with what an alert about it says.
record Row(CheckReport check, Sentence alert) {
    /// A check that was made.
    static Row of(
            String id,
            String subject,
            Optional<Instant> lastRun,
            CheckReport.Level level,
            Sentence measured,
            Sentence limit,
            Sentence alert,
            Remedy... remedies) {
        return new Row(
                new CheckReport(
                        id,
                        subject,
                        level,
                        Sentence.of("check." + id),
                        Sentence.of("check." + id + ".why"),
                        measured,
                        limit,
                        lastRun,
                        Optional.empty(),
                        List.of(remedies)),
                alert);
    }

    /// The same with the drive's name in its title.
    Row named(String label) {
        return new Row(
                new CheckReport(
                        check.check(),
                        check.subject(),
                        check.level(),
                        Sentence.of(check.title().key(), Term.drive(label)),
                        check.why(),
                        check.measured(),
                        check.limit(),
                        check.lastRun(),
                        check.deadline(),
                        check.remedies()),
                alert);
    }

    /// The same with a time until which it can be mended.
    Row until(Optional<Instant> deadline) {
        return new Row(
                new CheckReport(
                        check.check(),
                        check.subject(),
                        check.level(),
                        check.title(),
                        check.why(),
                        check.measured(),
                        check.limit(),
                        check.lastRun(),
                        deadline,
                        check.remedies()),
                alert);
    }
}
