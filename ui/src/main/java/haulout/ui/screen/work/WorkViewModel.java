// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.work;

import haulout.home.HomeSnapshot;
import haulout.home.JobReport;
import haulout.home.QuarterHour;
import haulout.status.RuleReport;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Turns snapshots into what Work shows, and switches jobs.
final class WorkViewModel {
    private final ScreenContext context;
    private final Words words;
    private final ReadOnlyObjectWrapper<WorkState> state;

    WorkViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.state = new ReadOnlyObjectWrapper<>(of(context.node().snapshot()));
    }

    ReadOnlyObjectProperty<WorkState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        state.set(of(snapshot));
    }

    private WorkState of(HomeSnapshot snapshot) {
        Optional<String> stopped =
                snapshot.status().rules().stream()
                        .filter(rule -> rule.state() == RuleReport.State.ACTIVE)
                        .filter(rule -> rule.stops().contains("heavy"))
                        .findFirst()
                        .map(rule -> words.say(rule.sentence()));
        Duration worked =
                snapshot.load().day().stream()
                        .map(QuarterHour::worked)
                        .reduce(Duration.ZERO, Duration::plus);
        return new WorkState(
                stopped.map(why -> words.say("work.rests", why)).orElse(words.say("work.runs")),
                worked.isZero()
                        ? words.say("work.day.none")
                        : words.say("work.day", words.formats().span(worked)),
                snapshot.jobs().stream().map(this::job).toList());
    }

    private WorkState.Job job(JobReport job) {
        boolean offered = job.offer() == JobReport.Offer.OFFERED;
        int stars = job.stars().asOptional().orElse(-1);
        String fixed =
                !offered
                        ? words.say("work.not.offered")
                        : job.isFixed() ? words.say("work.always") : "";
        return new WorkState.Job(
                job.job(),
                words.say("work.job." + job.job()),
                words.say("work.effect." + job.job()),
                offered ? stars : -1,
                offered ? suits(job, stars) : "",
                words.say(job.basis()),
                job.on() && offered,
                fixed);
    }

    private String suits(JobReport job, int stars) {
        String cost = words.say(job.cost());
        return stars < 0
                ? cost + " · " + words.say("work.stars.unknown")
                : words.say("work.stars." + stars) + " · " + cost;
    }

    void set(String job, boolean on) {
        context.runner()
                .ask(
                        () -> context.node().setJob(job, on),
                        _ -> {
                            accept(context.node().snapshot());
                            context.navigator()
                                    .tellWithUndo(
                                            words.say(
                                                    on ? "work.told.on" : "work.told.off",
                                                    words.say("work.job." + job)),
                                            () -> set(job, !on));
                        },
                        problem -> {
                            context.navigator().tell(problem);
                            accept(context.node().snapshot());
                        });
    }
}
