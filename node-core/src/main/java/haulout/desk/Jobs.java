// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.Figure;
import haulout.home.JobReport;
import haulout.text.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Kinds of work and whether this computer does them.
final class Jobs {
    private Jobs() {}

    /// @param judged what this computer was found to be good at
    static List<JobReport> reports(Map<String, Ratings.Judged> judged) {
        return List.of(
                fixed("keep", judged),
                fixed("answer", judged),
                fixed("encode", judged),
                fixed("repair", judged),
                fixed("check", judged),
                notOffered("prove"),
                notOffered("tree"),
                notOffered("watch"));
    }

    private static JobReport fixed(String job, Map<String, Ratings.Judged> judged) {
        Optional<Ratings.Judged> found = Optional.ofNullable(judged.get(job));
        return new JobReport(
                job,
                JobReport.Offer.OFFERED,
                found.<Figure<Integer>>map(one -> Figure.estimated(one.advice().stars(), one.at()))
                        .orElseGet(Figure::unknown),
                found.map(one -> one.advice().basis()).orElse(Sentence.of("job.unrated")),
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
