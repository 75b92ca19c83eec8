// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.core.AccountAddress;
import haulout.core.WireFormatException;
import haulout.home.DriveCandidate;
import haulout.home.HomeSnapshot;
import haulout.home.MachineReport;
import haulout.home.StartDesk;
import haulout.home.StartStep;
import haulout.home.StartWish;
import haulout.resources.settings.Key;
import haulout.resources.settings.Preset;
import haulout.resources.settings.Settings;
import haulout.text.Sentence;
import haulout.ui.control.Tone;
import haulout.ui.screen.Look;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the owner chooses at the first start, and how far it is.
final class FirstRunViewModel {
    private static final Duration LEAST_SHOWN = Duration.ofMillis(100);

    private final ScreenContext context;
    private final Words words;
    private final Formats formats;
    private final MachineText details;
    private final ReadOnlyObjectWrapper<FirstRunState> state;
    private StartWish.Goal goal = StartWish.Goal.SHARE;
    private Optional<String> drive = Optional.empty();
    private long lend;
    private Preset preset = Preset.BALANCED;
    private Optional<Long> monthBytes = Optional.empty();
    private Optional<AccountAddress> payTo = Optional.empty();
    private Optional<AccountAddress> follow = Optional.empty();
    // whether it was ever asked for: its lines stay, also when it failed
    private boolean asked;
    private boolean underWay;
    // the drive that it was asked for with
    private Optional<String> tried = Optional.empty();
    private Optional<Sentence> problem = Optional.empty();
    private Optional<StartDesk> kept = Optional.empty();

    FirstRunViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
        this.details = new MachineText(words);
        this.state = new ReadOnlyObjectWrapper<>(of());
    }

    ReadOnlyObjectProperty<FirstRunState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        state.set(of());
    }

    // kept once it is there: it still tells how it went when the node needs no first start any more
    private Optional<StartDesk> desk() {
        if (kept.isEmpty()) {
            kept = context.node().start();
        }
        return kept;
    }

    private FirstRunState of() {
        Optional<StartDesk> desk = desk();
        if (desk.isEmpty()) {
            return new FirstRunState(
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    new FirstRunState.Beginning(List.of(), true, false, true, ""),
                    true);
        }
        MachineReport machine = desk.get().machine();
        List<StartStep> steps = asked ? desk.get().steps() : List.of();
        return new FirstRunState(
                details.of(machine, Settings.of(preset)),
                machine.drives().stream().map(this::place).toList(),
                tried.flatMap(id ->
                        failureOfDrive(steps).map(why -> new FirstRunState.FailedPlace(id, why))),
                beginning(steps),
                machine.isComplete());
    }

    private FirstRunState.Beginning beginning(List<StartStep> steps) {
        boolean isStuck = problem.isPresent() && !isDone("network", steps);
        boolean isExplained =
                steps.stream()
                        .filter(this::concerns)
                        .anyMatch(step ->
                                step.state() == StartStep.State.FAILED
                                        && step.remedy().isPresent());
        // who only follows proves nothing
        boolean isProven = goal == StartWish.Goal.FOLLOW || isDone("proof", steps);
        return new FirstRunState.Beginning(
                steps.stream().filter(this::concerns).map(this::line).toList(),
                isProven && !isStuck,
                isStuck,
                isDone("identity", steps),
                isStuck && !isExplained ? words.say(problem.get()) : "");
    }

    // who only follows has no identity, lends nothing, and proves nothing
    private boolean concerns(StartStep step) {
        return goal == StartWish.Goal.SHARE || step.step().equals("network");
    }

    private static boolean isDone(String name, List<StartStep> steps) {
        return steps.stream()
                .filter(step -> step.step().equals(name))
                .anyMatch(step ->
                        step.state() == StartStep.State.DONE
                                || step.state() == StartStep.State.WARNING);
    }

    private FirstRunState.Place place(DriveCandidate one) {
        String text =
                words.say(
                        one.isInside() ? "firstrun.drive.inside" : "firstrun.drive.outside",
                        formats.bytes(one.freeBytes()));
        return new FirstRunState.Place(
                one.id(),
                // a path or a device is nothing that people call their drive
                one.label().startsWith("/") ? words.say(Sentence.of("drive.this")) : one.label(),
                text,
                one.refused().map(words::say).orElse(""),
                one.suggestedBytes(),
                one.mostBytes(),
                one.freeBytes(),
                one.floorBytes());
    }

    private Optional<String> failureOfDrive(List<StartStep> steps) {
        return steps.stream()
                .filter(step -> step.step().equals("drive"))
                .filter(step -> step.state() == StartStep.State.FAILED)
                .flatMap(step -> step.remedy().stream())
                .map(words::say)
                .findFirst();
    }

    private FirstRunState.Line line(StartStep step) {
        String shape =
                switch (step.state()) {
                    case WAITING -> "waiting";
                    case RUNNING -> "starting";
                    case DONE -> "healthy";
                    case WARNING -> "attention";
                    case FAILED -> "at_risk";
                };
        Tone tone =
                switch (step.state()) {
                    case WAITING -> Tone.UNKNOWN;
                    case RUNNING -> Tone.ACCENT;
                    case DONE -> Tone.GOOD;
                    case WARNING -> Tone.WARN;
                    case FAILED -> Tone.BAD;
                };
        return new FirstRunState.Line(
                step.step(),
                shape,
                tone,
                words.say(step.sentence()),
                step.took().map(this::took).orElse(""),
                step.remedy().map(words::say).orElse(""));
    }

    // "0 s" would look as if nothing had been done
    private String took(Duration length) {
        return formats.span(length.compareTo(LEAST_SHOWN) < 0 ? LEAST_SHOWN : length);
    }

    void choose(StartWish.Goal what) {
        goal = what;
    }

    StartWish.Goal goal() {
        return goal;
    }

    void chooseDrive(String id) {
        drive = Optional.of(id);
    }

    void chooseLend(long bytes) {
        lend = bytes;
    }

    void choosePreset(Preset chosen) {
        preset = chosen;
        state.set(of());
    }

    /// @param bytes empty for the preset's own limit
    void chooseMonth(Optional<Long> bytes) {
        monthBytes = bytes;
    }

    /// What is wrong with an address; empty if nothing is.
    String check(String text) {
        return parse(text).isPresent() ? "" : words.say("firstrun.address.wrong");
    }

    private static Optional<AccountAddress> parse(String text) {
        try {
            return Optional.of(AccountAddress.parse(text.strip()));
        } catch (WireFormatException wrong) {
            return Optional.empty();
        }
    }

    void payTo(String text) {
        payTo = parse(text);
    }

    void follow(String text) {
        follow = parse(text);
    }

    /// What stays free if so much is lent.
    String keep(FirstRunState.Place place, long bytes) {
        return words.say(
                "firstrun.keep",
                formats.bytes(Math.max(0, place.free() - bytes)),
                formats.bytes(place.floor()));
    }

    /// Why no more than a size can be lent: what stays free, or the part of a drive that is the
    /// most.
    String most(FirstRunState.Place place, String size) {
        return place.most() < place.free() - place.floor()
                ? words.say("firstrun.lend.share", size)
                : words.say("firstrun.lend.most", size, formats.bytes(place.floor()));
    }

    String size(long bytes) {
        return formats.bytes(bytes);
    }

    /// Does what was chosen, unless it is being done. What failed is tried again.
    void begin() {
        Optional<StartDesk> desk = desk();
        if (underWay || desk.isEmpty()) {
            return;
        }
        asked = true;
        underWay = true;
        tried = drive;
        problem = Optional.empty();
        // not when it was chosen: until now the other goal may be chosen too
        context.look()
                .role()
                .set(goal == StartWish.Goal.FOLLOW ? Look.Role.FOLLOW : Look.Role.SHARE);
        StartWish wish = wish(desk.get().machine());
        context.runner()
                .ask(
                        () -> desk.get().begin(wish),
                        _ -> state.set(of()),
                        failure -> {
                            underWay = false;
                            problem = Optional.of(failure);
                            state.set(of());
                        });
        state.set(of());
    }

    private StartWish wish(MachineReport machine) {
        Settings settings = Settings.of(preset);
        if (monthBytes.isPresent()) {
            settings = settings.with(Key.NET_MONTH_BYTES, monthBytes.get());
        }
        Optional<DriveCandidate> place =
                machine.drives().stream()
                        .filter(candidate -> drive.filter(candidate.id()::equals).isPresent())
                        .findFirst();
        return new StartWish(
                goal,
                goal == StartWish.Goal.SHARE ? place : Optional.empty(),
                lend,
                settings,
                payTo,
                follow);
    }
}
