// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.neighbours;

import haulout.home.Figure;
import haulout.home.HomeSnapshot;
import haulout.home.NeighbourDesk;
import haulout.home.NeighbourReport;
import haulout.home.NetworkReport;
import haulout.home.TaskProgress;
import haulout.resources.settings.Mode;
import haulout.status.RestFacts;
import haulout.status.RuleReport;
import haulout.ui.control.ProgressRow;
import haulout.ui.control.ShardMap;
import haulout.ui.control.Tone;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Turns snapshots into the page of the neighbours, and does to them what its owner wants.
final class NeighboursViewModel {
    private static final int NONE = -1;
    private static final Duration HURRY = Duration.ofHours(1);

    private final ScreenContext context;
    private final Words words;
    private final Formats formats;
    private int chosen = 1;
    private final ReadOnlyObjectWrapper<NeighboursState> state;

    NeighboursViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
        this.state = new ReadOnlyObjectWrapper<>(of(context.node().snapshot()));
    }

    ReadOnlyObjectProperty<NeighboursState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        state.set(of(snapshot));
    }

    void choose(int place) {
        chosen = place;
        accept(context.node().snapshot());
    }

    private NeighboursState of(HomeSnapshot snapshot) {
        List<NeighbourReport> all = snapshot.neighbours();
        Optional<NeighbourReport> one =
                all.stream().filter(neighbour -> neighbour.place() == chosen).findFirst();
        return new NeighboursState(
                summary(all),
                snapshot.network().map(this::period).orElse(""),
                all.stream().map(this::tile).toList(),
                all.stream()
                        .flatMap(n -> n.repairs().stream().map(task -> repair(n, task)))
                        .toList(),
                all.stream()
                                .flatMap(n -> n.repairs().stream())
                                .anyMatch(task -> task.waiting().isPresent())
                        && canHurry(snapshot.mode().mode(), snapshot.status().rules()),
                one.map(NeighbourReport::place).orElse(NONE),
                one.map(this::name).orElse(""),
                one.map(this::explain).orElse(""),
                one.map(NeighbourReport::state).orElse(NeighbourReport.State.RUNNING));
    }

    /// Whether heavy work would go on if its owner said so: nobody says so to a hot processor.
    static boolean canHurry(Mode mode, List<RuleReport> rules) {
        return mode.kind() == Mode.Kind.AUTOMATIC
                && rules.stream()
                        .filter(rule -> rule.state() == RuleReport.State.ACTIVE)
                        .filter(rule -> rule.stops().contains(RestFacts.HEAVY))
                        .allMatch(RuleReport::isComfort);
    }

    private String summary(List<NeighbourReport> all) {
        long running = all.stream().filter(n -> n.state() == NeighbourReport.State.RUNNING).count();
        int shards = all.stream().mapToInt(n -> n.shards().size()).sum();
        int away = all.stream().mapToInt(NeighbourReport::shardsAway).sum();
        int bearable = shards == 0 ? 0 : (shards - 1) / 3;
        String key = away > bearable ? "neighbours.too.many" : "neighbours.summary";
        return words.say(
                key,
                formats.count(running),
                formats.count(all.size()),
                formats.count(away),
                formats.count(bearable));
    }

    private String period(NetworkReport network) {
        return network.epochEnds()
                .map(end ->
                        words.say(
                                "neighbours.period",
                                formats.count(network.epoch()),
                                formats.span(formats.until(end))))
                .orElse("");
    }

    private ShardMap.Tile tile(NeighbourReport neighbour) {
        Tone tone =
                switch (neighbour.state()) {
                    case RUNNING -> Tone.GOOD;
                    case STOPPED -> Tone.NEUTRAL;
                    case SLOW -> Tone.WARN;
                    case LYING -> Tone.BAD;
                    case MENDING -> Tone.ACCENT;
                };
        String shape =
                switch (neighbour.state()) {
                    case RUNNING -> "healthy";
                    case STOPPED -> "offline";
                    case SLOW -> "attention";
                    case LYING -> "at_risk";
                    case MENDING -> "starting";
                };
        String note =
                neighbour.usedBytes() instanceof Figure.Known<Long> known
                        ? words.say("neighbours.keeps", formats.bytes(known.value()))
                        : words.quality(neighbour.usedBytes());
        return new ShardMap.Tile(
                neighbour.place(),
                name(neighbour),
                shape,
                tone,
                word(neighbour.state()),
                note,
                dots(neighbour));
    }

    private String word(NeighbourReport.State state) {
        return words.say("neighbours.state." + state.name().toLowerCase(Locale.ROOT));
    }

    /// While it mends, the part that is back is shown as back.
    private static List<ShardMap.Dot> dots(NeighbourReport neighbour) {
        long done =
                neighbour.repairs().stream()
                        .filter(task -> task.total() > 0)
                        .mapToLong(task -> neighbour.shards().size() * task.done() / task.total())
                        .min()
                        .orElse(0);
        long[] left = {done};
        return neighbour.shards().stream()
                .sorted()
                .map(_ ->
                        switch (neighbour.state()) {
                            case RUNNING, SLOW -> ShardMap.Dot.HELD;
                            case STOPPED -> ShardMap.Dot.UNKNOWN;
                            case LYING -> ShardMap.Dot.GONE;
                            case MENDING -> left[0]-- > 0 ? ShardMap.Dot.HELD : ShardMap.Dot.COMING;
                        })
                .toList();
    }

    private String explain(NeighbourReport neighbour) {
        String key = neighbour.state().name().toLowerCase(Locale.ROOT);
        return words.say(
                neighbour.place() == 0 ? "neighbours.self" : "neighbours.about." + key,
                formats.count(neighbour.shards().size()),
                words.figure(neighbour.slivers(), formats::count));
    }

    private String name(NeighbourReport neighbour) {
        boolean isSelf =
                context.node()
                        .snapshot()
                        .network()
                        .flatMap(NetworkReport::self)
                        .filter(neighbour.node()::equals)
                        .isPresent();
        return words.node(neighbour.name(), isSelf);
    }

    private ProgressRow.Reading repair(NeighbourReport neighbour, TaskProgress task) {
        String left =
                task.left() instanceof Figure.Known<Duration> known
                        ? words.say("neighbours.left", formats.span(known.value()))
                        : words.quality(task.left());
        return new ProgressRow.Reading(
                name(neighbour) + ": " + words.say(task.what()),
                task.total() == 0 ? -1 : (double) task.done() / task.total(),
                left,
                task.waiting().map(words::say).orElse(""));
    }

    void stop() {
        act(desk -> desk.stop(chosen));
    }

    void start() {
        act(desk -> desk.start(chosen));
    }

    void wipe() {
        act(desk -> desk.wipe(chosen));
    }

    void slow() {
        act(desk -> desk.slow(chosen));
    }

    void lie() {
        act(desk -> desk.lie(chosen));
    }

    /// Has this computer work for a while although it is used.
    void hurry() {
        Mode mode = new Mode(Mode.Kind.ALWAYS, context.clock().instant().plus(HURRY));
        context.runner()
                .ask(
                        () -> context.node().setMode(mode),
                        _ -> accept(context.node().snapshot()),
                        context.navigator()::tell);
    }

    void nextEpoch() {
        act(NeighbourDesk::nextEpoch);
    }

    private void act(Function<NeighbourDesk, CompletionStage<Void>> what) {
        context.node()
                .neighbours()
                .ifPresent(desk ->
                        context.runner()
                                .ask(
                                        () -> what.apply(desk),
                                        _ -> accept(context.node().snapshot()),
                                        context.navigator()::tell));
    }
}
