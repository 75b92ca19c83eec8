// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.storage;

import haulout.home.DriveCandidate;
import haulout.home.DriveDesk;
import haulout.home.DriveReport;
import haulout.home.Figure;
import haulout.home.HoldingsReport;
import haulout.home.HomeSnapshot;
import haulout.home.TaskProgress;
import haulout.text.Sentence;
import haulout.text.Term;
import haulout.ui.control.ProgressRow;
import haulout.ui.control.SegmentBar;
import haulout.ui.control.Tone;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Turns snapshots into what Storage shows, and does to drives what their owner wants.
final class StorageViewModel {
    private static final long GB = 1_000_000_000L;

    private final ScreenContext context;
    private final Words words;
    private final Formats formats;
    private final ReadOnlyObjectWrapper<StorageState> state;

    StorageViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
        this.state = new ReadOnlyObjectWrapper<>(of(context.node().snapshot()));
    }

    ReadOnlyObjectProperty<StorageState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        state.set(of(snapshot));
    }

    private StorageState of(HomeSnapshot snapshot) {
        return new StorageState(
                snapshot.network().isPresent() || !snapshot.drives().isEmpty(),
                summary(snapshot.drives()),
                snapshot.drives().stream().map(this::drive).toList(),
                kept(snapshot.holdings()),
                mended(snapshot.holdings()),
                snapshot.holdings().repairs().stream().map(this::progress).toList());
    }

    private String summary(List<DriveReport> drives) {
        if (drives.isEmpty()) {
            return "";
        }
        long lent = drives.stream().mapToLong(DriveReport::lentBytes).sum();
        boolean known = drives.stream().allMatch(d -> d.usedBytes().asOptional().isPresent());
        if (!known) {
            return words.say("storage.summary.unknown", formats.bytes(lent));
        }
        long used = drives.stream().mapToLong(d -> d.usedBytes().asOptional().orElse(0L)).sum();
        return words.say(
                "storage.summary",
                formats.bytes(lent),
                formats.bytes(used),
                formats.bytes(Math.max(0, lent - used)));
    }

    private StorageState.Drive drive(DriveReport drive) {
        String key = drive.state().name().toLowerCase(Locale.ROOT);
        boolean present = drive.state() != DriveReport.State.MISSING;
        String since = drive.since().map(formats::moment).orElse("");
        return new StorageState.Drive(
                drive.id(),
                name(drive.label()),
                words.say("storage.type." + drive.type().name().toLowerCase(Locale.ROOT)),
                shape(drive.state()),
                tone(drive.state()),
                words.say("storage.state." + key, since),
                drive.state() == DriveReport.State.FINE
                        ? ""
                        : words.say("storage.advice." + key, name(drive.label())),
                parts(drive),
                words.say(
                        "storage.lend",
                        formats.bytes(drive.lentBytes()),
                        formats.bytes(drive.floorBytes())),
                written(drive),
                words.say(
                        "storage.sum",
                        words.figure(drive.sliverBytes(), formats::bytes),
                        words.figure(drive.overheadBytes(), formats::bytes),
                        words.figure(drive.usedBytes(), formats::bytes)),
                drive.lentBytes(),
                least(drive),
                Math.max(Math.max(drive.mostLentBytes(), drive.lentBytes()), least(drive)),
                drive.takesIn(),
                drive.shield(),
                drive.actions(),
                present,
                drive.task().map(this::progress));
    }

    /// What it holds already, to the next gigabyte: less cannot be lent.
    private static long least(DriveReport drive) {
        long used = drive.usedBytes().asOptional().orElse(drive.lentBytes());
        return Math.ceilDiv(used, GB) * GB;
    }

    /// What people call a drive.
    String name(String label) {
        return label.equals(Term.OWN_DRIVE) ? words.say(Sentence.of("drive.this")) : label;
    }

    private static String shape(DriveReport.State state) {
        return switch (state) {
            case FINE -> "healthy";
            case MISSING -> "at_risk";
            case READ_ONLY, FAILING -> "attention";
            case CHECKING -> "checking";
        };
    }

    private static Tone tone(DriveReport.State state) {
        return switch (state) {
            case FINE -> Tone.GOOD;
            case MISSING -> Tone.BAD;
            case READ_ONLY, FAILING -> Tone.WARN;
            case CHECKING -> Tone.UNKNOWN;
        };
    }

    /// Nothing as long as one of the figures is not known.
    private List<SegmentBar.Segment> parts(DriveReport drive) {
        Optional<Long> total = drive.totalBytes().asOptional();
        Optional<Long> free = drive.freeBytes().asOptional();
        Optional<Long> used = drive.usedBytes().asOptional();
        if (total.isEmpty() || free.isEmpty() || used.isEmpty()) {
            return List.of();
        }
        long yours = Math.max(0, total.get() - free.get() - used.get());
        long empty = Math.min(free.get(), Math.max(0, drive.lentBytes() - used.get()));
        long rest = Math.max(0, free.get() - empty);
        return List.of(
                part("yours", yours),
                part("mine", used.get()),
                part("lent", empty),
                part("free", rest));
    }

    private SegmentBar.Segment part(String name, long bytes) {
        return new SegmentBar.Segment(
                "segment-" + name, words.say("storage.part." + name), formats.bytes(bytes), bytes);
    }

    private String written(DriveReport drive) {
        String today = words.figure(drive.writtenToday(), formats::bytes);
        String first =
                drive.writeBudget() == Long.MAX_VALUE
                        ? words.say("storage.written.free", today)
                        : words.say("storage.written", today, formats.bytes(drive.writeBudget()));
        String checked =
                drive.lastFullCheck() instanceof Figure.Known<java.time.Instant> known
                        ? words.say("storage.checked", words.ago(known.value()))
                        : words.say("storage.checked.never");
        return first + " · " + checked;
    }

    private String kept(HoldingsReport holdings) {
        if (holdings.slivers().asOptional().isEmpty()) {
            return words.say("storage.kept.unknown");
        }
        if (holdings.blobs().asOptional().isEmpty()) {
            return words.say(
                    "storage.kept.sealed", words.figure(holdings.slivers(), formats::count));
        }
        return words.say(
                "storage.kept.text",
                words.figure(holdings.slivers(), formats::count),
                words.figure(holdings.blobs(), formats::count));
    }

    private String mended(HoldingsReport holdings) {
        if (holdings.damagedFound().asOptional().isEmpty()
                && holdings.mended().asOptional().isEmpty()) {
            return words.say("storage.mended.unknown");
        }
        return words.say(
                "storage.mended.text",
                words.figure(holdings.damagedFound(), formats::count),
                words.figure(holdings.mended(), formats::count),
                words.figure(holdings.open(), formats::count));
    }

    private ProgressRow.Reading progress(TaskProgress task) {
        String left =
                task.left() instanceof Figure.Known<Duration> known
                        ? words.say("storage.left", formats.span(known.value()))
                        : "";
        return new ProgressRow.Reading(
                words.say(task.what()),
                task.total() == 0 ? -1 : (double) task.done() / task.total(),
                left,
                task.waiting().map(words::say).orElse(""));
    }

    /// What lending so much would mean.
    String preview(StorageState.Drive drive, long bytes) {
        if (bytes == drive.lentBytes()) {
            return words.say("storage.change.same");
        }
        return words.say(
                bytes > drive.lentBytes() ? "storage.change.more" : "storage.change.less",
                formats.bytes(drive.lentBytes()),
                formats.bytes(bytes));
    }

    /// Why the scale does not begin at nothing.
    String leastText(StorageState.Drive drive) {
        return words.say("storage.change.least", formats.bytes(drive.leastBytes()));
    }

    String size(long bytes) {
        return formats.bytes(bytes);
    }

    void lend(StorageState.Drive drive, long bytes) {
        act(
                desk -> desk.lend(drive.id(), bytes),
                words.say("storage.told.lend", formats.bytes(bytes)));
    }

    void check(String drive) {
        act(desk -> desk.check(drive), words.say("told.checking"));
    }

    void toggleTakesIn(StorageState.Drive drive) {
        act(
                desk -> desk.setTakesIn(drive.id(), !drive.takesIn()),
                words.say(drive.takesIn() ? "storage.told.closed" : "storage.told.open"));
    }

    void setShield(String drive, String shield) {
        act(desk -> desk.setShield(drive, shield), words.say("storage.told.shield"));
    }

    void remove(String drive, boolean isLost) {
        act(desk -> desk.remove(drive, isLost), words.say("storage.told.removed"));
    }

    void candidates(Consumer<List<DriveCandidate>> then) {
        context.runner()
                .ask(() -> context.node().drives().candidates(), then, context.navigator()::tell);
    }

    void add(DriveCandidate place, long bytes) {
        act(desk -> desk.add(place, bytes), words.say("storage.told.added"));
    }

    void look(Path folder, Consumer<DriveCandidate> then) {
        context.runner()
                .ask(() -> context.node().drives().look(folder), then, context.navigator()::tell);
    }

    /// Copies a drive's files elsewhere.
    ///
    /// @param then hears of the old folder when it is done
    void move(String drive, Path to, Consumer<Path> then) {
        context.navigator().tell(words.say("storage.told.moving"));
        context.runner()
                .ask(
                        () -> context.node().drives().move(drive, to),
                        then,
                        context.navigator()::tell);
    }

    void clear(String drive, Path old) {
        act(desk -> desk.clear(drive, old), words.say("storage.told.cleared"));
    }

    /// What there is to know of a place before it is lent.
    String know(DriveCandidate place) {
        return place.refused()
                .map(why -> words.say("storage.refused", words.say(why)))
                .or(() -> place.warning().map(words::say))
                .orElse("");
    }

    String floor(DriveCandidate place, long bytes) {
        return words.say("storage.lend", formats.bytes(bytes), formats.bytes(place.floorBytes()));
    }

    String describe(DriveCandidate place) {
        return place.refused()
                .map(why -> words.say("storage.refused", words.say(why)))
                .orElseGet(() ->
                        words.say(
                                "storage.candidate",
                                formats.bytes(place.freeBytes()),
                                formats.bytes(place.suggestedBytes())));
    }

    private void act(Function<DriveDesk, CompletionStage<Void>> what, String told) {
        context.runner()
                .ask(
                        () -> what.apply(context.node().drives()),
                        _ -> {
                            accept(context.node().snapshot());
                            context.navigator().tell(told);
                        },
                        context.navigator()::tell);
    }
}
