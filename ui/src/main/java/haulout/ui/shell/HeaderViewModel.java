// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.NetworkReport;
import haulout.resources.settings.Mode;
import haulout.status.AlertReport;
import haulout.status.NodeStanding;
import haulout.status.RuleReport;
import haulout.status.StatusReport;
import haulout.text.Sentence;
import haulout.ui.control.Tone;
import haulout.ui.screen.Later;
import haulout.ui.text.Words;
import haulout.ui.work.BackgroundRunner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The one status and sentence of the node, its switch and its alerts.
final class HeaderViewModel {
    static final LocalTime MORNING = LocalTime.of(8, 0);

    private final HomeNode node;
    private final Words words;
    private final BackgroundRunner runner;
    private final InstantSource clock;
    private final Later later;
    private final Consumer<Sentence> failed;
    private final ReadOnlyObjectWrapper<HeaderState> state;

    HeaderViewModel(
            HomeNode node,
            Words words,
            BackgroundRunner runner,
            InstantSource clock,
            Later later,
            Consumer<Sentence> failed) {
        this.node = node;
        this.words = words;
        this.runner = runner;
        this.clock = clock;
        this.later = later;
        this.failed = failed;
        this.state = new ReadOnlyObjectWrapper<>(of(node.snapshot()));
    }

    ReadOnlyObjectProperty<HeaderState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        state.set(of(snapshot));
    }

    private HeaderState of(HomeSnapshot news) {
        HomeSnapshot snapshot = news.seenAt(clock.instant());
        StatusReport status = snapshot.status();
        NodeStanding standing = status.standing();
        String key = standing.name().toLowerCase(Locale.ROOT);
        String word = words.say("status." + key);
        String sentence = words.say(status.sentence());
        Mode mode = snapshot.mode().mode();
        Mode.Kind kind = mode.at(clock.instant());
        List<AlertReport> alerts =
                later.open(snapshot.alerts()).stream()
                        .sorted(
                                Comparator.comparing(AlertReport::level)
                                        .thenComparing(AlertReport::since)
                                        .reversed())
                        .toList();
        return new HeaderState(
                standing,
                word,
                sentence,
                status.more().stream().map(words::say).toList(),
                words.say("header.spoken", word, sentence),
                words.say("mode." + kind.name().toLowerCase(Locale.ROOT)),
                kind == Mode.Kind.PAUSED,
                pauseText(kind, mode.until()),
                snapshot.mode()
                        .awayLeft()
                        .map(left -> words.say("header.away", words.formats().span(left)))
                        .orElse(""),
                alerts,
                alerts.isEmpty() ? Tone.NEUTRAL : Tone.of(alerts.getFirst().level()),
                ribbon(snapshot.network()));
    }

    /// The table behind *Why?*, as it is now. Every measurement in it changes each second, so it is
    /// made only when it is looked at.
    List<HeaderState.RuleRow> rules() {
        return node.snapshot().status().rules().stream().map(this::row).toList();
    }

    private String pauseText(Mode.Kind kind, Instant until) {
        if (kind != Mode.Kind.PAUSED) {
            return words.say("pause.30");
        }
        return until.equals(Instant.MAX)
                ? words.say("pause.resume")
                : words.say(
                        "pause.resume.left", words.formats().span(words.formats().until(until)));
    }

    private String ribbon(Optional<NetworkReport> network) {
        return network.filter(report -> !report.hasValue())
                .map(report -> words.say("ribbon.practice"))
                .orElse("");
    }

    private String name(RuleReport rule) {
        String own = "rule.name." + rule.rule();
        // what can be switched off alone is not *Pause* a second time
        String part = rule.sentence().key().replaceFirst("^rule\\.", "rule.name.");
        if (words.has(part)) {
            return words.say(part);
        }
        return words.has(own) ? words.say(own) : words.say(rule.sentence());
    }

    private HeaderState.RuleRow row(RuleReport rule) {
        boolean acts = rule.state() == RuleReport.State.ACTIVE;
        String ends =
                rule.endsAt()
                        .map(at -> words.say("why.at", words.formats().moment(at)))
                        .or(() -> rule.ends().map(when -> words.say("why.ends", words.say(when))))
                        .orElse("");
        // most of them, so it is said of the others only
        String state =
                rule.state() == RuleReport.State.CLEAR
                        ? ""
                        : words.say("rule.state." + rule.state().name().toLowerCase(Locale.ROOT));
        return new HeaderState.RuleRow(
                rule.rule() + "/" + rule.subject(),
                name(rule),
                acts ? words.say(rule.sentence()) : state,
                words.say(rule.measured()),
                words.say(rule.limit()),
                acts ? words.say("why.since", words.formats().moment(rule.since())) : "",
                acts ? ends : "",
                acts);
    }

    void pauseFor(Duration length) {
        setMode(Mode.pausedUntil(clock.instant().plus(length)));
    }

    void pauseUntilMorning() {
        setMode(Mode.pausedUntil(morning()));
    }

    void pauseUntilResumed() {
        setMode(Mode.pausedUntil(Instant.MAX));
    }

    void resume() {
        setMode(Mode.AUTOMATIC);
    }

    /// Pauses for half an hour, or resumes.
    void togglePause() {
        if (state.get().isPaused()) {
            resume();
        } else {
            pauseFor(Duration.ofMinutes(30));
        }
    }

    void quiet() {
        setMode(new Mode(Mode.Kind.QUIET, Instant.MAX));
    }

    void always(Duration length) {
        setMode(new Mode(Mode.Kind.ALWAYS, clock.instant().plus(length)));
    }

    void alwaysUntilMorning() {
        setMode(new Mode(Mode.Kind.ALWAYS, morning()));
    }

    void alwaysUntilChanged() {
        setMode(new Mode(Mode.Kind.ALWAYS, Instant.MAX));
    }

    /// The next eight o'clock that is not today's.
    private Instant morning() {
        ZonedDateTime now = clock.instant().atZone(words.formats().zone());
        return now.toLocalDate().plusDays(1).atTime(MORNING).atZone(now.getZone()).toInstant();
    }

    void checkNow() {
        runner.ask(node::checkNow, _ -> {}, failed);
    }

    private void setMode(Mode mode) {
        runner.ask(() -> node.setMode(mode), _ -> accept(node.snapshot()), failed);
    }
}
