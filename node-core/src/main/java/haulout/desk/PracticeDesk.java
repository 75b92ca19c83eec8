// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.ActivityEvent;
import haulout.home.NeighbourDesk;
import haulout.network.NeighbourView;
import haulout.network.Neighbourhood;
import haulout.text.Sentence;
import haulout.text.Term;
import java.util.concurrent.CompletionStage;

/// The other nodes of a practice network. What is done to them is noted, so that what follows can
/// be understood later.
final class PracticeDesk implements NeighbourDesk {
    private final Neighbourhood neighbourhood;
    private final Diary diary;
    private final Errands errands;

    PracticeDesk(Neighbourhood neighbourhood, Diary diary, Errands errands) {
        this.neighbourhood = neighbourhood;
        this.diary = diary;
        this.errands = errands;
    }

    private CompletionStage<Void> on(int place, String what, Errands.Deed deed) {
        return errands.tell(() -> {
            deed.run();
            String name =
                    neighbourhood.neighbours().stream()
                            .filter(one -> one.place() == place)
                            .map(NeighbourView::name)
                            .findFirst()
                            .orElse("?");
            diary.note(
                    ActivityEvent.Kind.NETWORK,
                    Sentence.of("activity.neighbour." + what, Term.neighbour(name)));
        });
    }

    @Override
    public CompletionStage<Void> stop(int place) {
        return on(place, "stopped", () -> neighbourhood.stop(place));
    }

    @Override
    public CompletionStage<Void> start(int place) {
        return on(place, "started", () -> neighbourhood.start(place));
    }

    @Override
    public CompletionStage<Void> wipe(int place) {
        return on(place, "wiped", () -> neighbourhood.wipe(place));
    }

    @Override
    public CompletionStage<Void> slow(int place) {
        return on(place, "slow", () -> neighbourhood.slow(place));
    }

    @Override
    public CompletionStage<Void> lie(int place) {
        return on(place, "lies", () -> neighbourhood.lie(place));
    }

    @Override
    public CompletionStage<Void> nextEpoch() {
        return errands.tell(neighbourhood::nextEpoch);
    }
}
