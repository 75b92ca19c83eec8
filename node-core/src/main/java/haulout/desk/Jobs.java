// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.Figure;
import haulout.home.JobReport;
import haulout.text.Sentence;
import java.util.List;

/// Kinds of work and whether this computer does them.
final class Jobs {
    private Jobs() {}

    static List<JobReport> reports() {
        return List.of(
                fixed("keep"),
                fixed("answer"),
                fixed("encode"),
                fixed("repair"),
                fixed("check"),
                notOffered("prove"),
                notOffered("tree"),
                notOffered("watch"));
    }

    private static JobReport fixed(String job) {
        return new JobReport(
                job,
                JobReport.Offer.OFFERED,
                Figure.unknown(),
                Sentence.of("job.unrated"),
                Sentence.of("job.cost." + job),
                true,
                true);
    }

    private static JobReport notOffered(String job) {
        return new JobReport(
                job,
                JobReport.Offer.NOT_OFFERED,
                Figure.unknown(),
                Sentence.of("job.unrated"),
                Sentence.of("job.not-offered"),
                false,
                true);
    }
}
