// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import haulout.home.Figure;
import haulout.home.LeaveDesk;
import haulout.home.LeaveReport;
import haulout.home.LeaveReport.Stage;
import haulout.home.LeaveReport.Step;
import haulout.text.Sentence;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A network that is left as far as a test wants.
public final class SampleLeave implements LeaveDesk {
    private static final List<String> STEPS =
            List.of("ask", "period", "hand-over", "money", "receipt");

    private final List<String> asked;
    private volatile LeaveReport report = at(Stage.STAYING, 0);

    SampleLeave(List<String> asked) {
        this.asked = asked;
    }

    /// Changes to another state.
    ///
    /// @param done how many steps are over
    public void become(Stage stage, int done) {
        report = at(stage, done);
    }

    private static LeaveReport at(Stage stage, int done) {
        List<Step> steps = new ArrayList<>();
        if (stage != Stage.STAYING) {
            for (int i = 0; i < STEPS.size(); i++) {
                steps.add(new Step(Sentence.of("leave.step." + STEPS.get(i)), i < done, i == done));
            }
        }
        return new LeaveReport(
                stage,
                Figure.confirmed(62_400_000_000L, SampleSnapshots.NOW),
                9,
                stage == Stage.LEFT ? 100 : 0,
                1_002_100_000_000L,
                Optional.of(Instant.parse("2026-10-01T12:00:00Z")),
                Optional.empty(),
                steps,
                stage == Stage.LEAVING,
                stage == Stage.LEFT
                        ? Optional.of(Path.of("/haulout/leave-receipt.txt"))
                        : Optional.empty(),
                stage == Stage.LEFT
                        ? Optional.of(Instant.parse("2026-09-14T10:31:00Z"))
                        : Optional.empty());
    }

    private CompletionStage<Void> done(String what, LeaveReport next) {
        asked.add(what);
        report = next;
        return CompletableFuture.completedStage(true).thenAccept(_ -> {});
    }

    @Override
    public LeaveReport report() {
        return report;
    }

    @Override
    public CompletionStage<Void> begin() {
        return done("leave.begin", at(Stage.LEAVING, 1));
    }

    @Override
    public CompletionStage<Void> stay() {
        return done("leave.stay", at(Stage.RETURNING, 1));
    }

    @Override
    public CompletionStage<Void> erase() {
        return done("leave.erase", at(Stage.STAYING, 0));
    }
}
