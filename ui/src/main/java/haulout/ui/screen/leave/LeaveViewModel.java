// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.leave;

import haulout.home.LeaveDesk;
import haulout.home.LeaveReport;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Turns how far the leaving is into what is shown, and does what the owner decides.
final class LeaveViewModel {
    private final ScreenContext context;
    private final Words words;
    private final Formats formats;
    private final ReadOnlyObjectWrapper<LeaveState> state;

    LeaveViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
        this.state = new ReadOnlyObjectWrapper<>(of(context.node().leaving().report()));
    }

    ReadOnlyObjectProperty<LeaveState> state() {
        return state.getReadOnlyProperty();
    }

    void accept() {
        state.set(of(context.node().leaving().report()));
    }

    private LeaveState of(LeaveReport report) {
        String key = report.stage().name().toLowerCase(Locale.ROOT);
        return new LeaveState(
                report.stage(),
                words.say("leave.stage." + key),
                facts(report),
                report.refused().map(words::say).orElse(""),
                report.steps().stream().map(this::step).toList(),
                report.canStay(),
                report.receipt().map(Object::toString).orElse(""));
    }

    private List<String> facts(LeaveReport report) {
        List<String> facts = new ArrayList<>();
        switch (report.stage()) {
            case STAYING, LEAVING -> {
                facts.add(
                        report.pieceBytes()
                                .asOptional()
                                .map(bytes -> words.say("leave.fact.pieces", formats.bytes(bytes)))
                                .orElseGet(() -> words.say("leave.fact.pieces.unknown")));
                facts.add(words.say("leave.fact.back", formats.amount(report.back())));
                report.from()
                        .ifPresent(
                                at -> facts.add(words.say("leave.fact.from", formats.moment(at))));
            }
            case RETURNING ->
                    report.from()
                            .ifPresent(at ->
                                    facts.add(words.say("leave.fact.returns", formats.moment(at))));
            case LEFT -> facts.add(words.say("leave.fact.came", formats.amount(report.back())));
            case UNKNOWN -> {
                // the title says so
            }
        }
        return facts;
    }

    private LeaveState.Step step(LeaveReport.Step step) {
        return new LeaveState.Step(
                words.say(step.sentence()),
                step.isDone() ? "healthy" : step.isNow() ? "starting" : "waiting",
                step.isDone(),
                step.isNow());
    }

    void begin() {
        act(LeaveDesk::begin, "leave.told.begun");
    }

    void stay() {
        act(LeaveDesk::stay, "leave.told.stay");
    }

    void erase() {
        context.runner()
                .ask(
                        () -> context.node().leaving().erase(),
                        _ -> context.navigator().firstRun(),
                        context.navigator()::tell);
    }

    private void act(Function<LeaveDesk, CompletionStage<Void>> what, String told) {
        context.runner()
                .ask(
                        () -> what.apply(context.node().leaving()),
                        _ -> {
                            accept();
                            context.navigator().tell(words.say(told));
                        },
                        context.navigator()::tell);
    }
}
