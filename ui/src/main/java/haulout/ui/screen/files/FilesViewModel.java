// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.home.HomeSnapshot;
import haulout.home.NetworkReport;
import haulout.home.PieceMap;
import haulout.home.ShareLink;
import haulout.home.StoreOffer;
import haulout.home.StoreWish;
import haulout.home.StoredFile;
import haulout.home.Transfer;
import haulout.ui.control.ShardMap;
import haulout.ui.control.Tone;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Turns snapshots into what Files shows, and puts files in and takes them out.
final class FilesViewModel {
    /// More lines are not read.
    private static final int MOST_REFUSED = 4;

    private final ScreenContext context;
    private final Words words;
    private final Formats formats;
    private final ReadOnlyObjectWrapper<FilesState> state;

    FilesViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
        this.state = new ReadOnlyObjectWrapper<>(of(context.node().snapshot()));
    }

    ReadOnlyObjectProperty<FilesState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        state.set(of(snapshot));
    }

    private FilesState of(HomeSnapshot snapshot) {
        return new FilesState(
                snapshot.network().isPresent(),
                snapshot.files().stream().map(this::file).toList(),
                snapshot.transfers().stream().map(this::transfer).toList());
    }

    private FilesState.FileRow file(StoredFile file) {
        String until = words.say("files.until", formats.moment(file.keptUntil()));
        String shape =
                switch (file.state()) {
                    case SAFE -> "healthy";
                    case THIN -> "attention";
                    case UNREACHABLE -> "offline";
                    case UNKNOWN -> "checking";
                    case EXPIRED -> "closed";
                };
        Tone tone =
                switch (file.state()) {
                    case SAFE -> Tone.GOOD;
                    case THIN -> Tone.WARN;
                    case UNREACHABLE -> Tone.BAD;
                    case UNKNOWN, EXPIRED -> Tone.UNKNOWN;
                };
        int spare = Math.max(0, file.shardsNow() - file.shardsNeeded());
        String safety =
                words.say(
                        "files.safety." + file.state().name().toLowerCase(Locale.ROOT),
                        formats.count(file.placesNow()),
                        formats.count(file.places()),
                        formats.count(spare),
                        formats.count(file.shardsNow()));
        return new FilesState.FileRow(
                file.blob(),
                file.object(),
                file.name(),
                file.isLocked(),
                formats.bytes(file.bytes()) + " · " + until,
                shape,
                tone,
                safety,
                file.state() != StoredFile.State.EXPIRED,
                file.isDeletable());
    }

    private FilesState.TransferRow transfer(Transfer transfer) {
        Transfer.Stage stage = transfer.stage();
        boolean failed = stage == Transfer.Stage.FAILED;
        String done =
                transfer.total() > 0
                        ? formats.percent(Math.floor(100.0 * transfer.done() / transfer.total()))
                        : "";
        String text =
                failed
                        ? transfer.failure().map(words::say).orElse(words.say("problem.unknown"))
                        : words.say(
                                "files.stage."
                                        + stage.name().toLowerCase(Locale.ROOT)
                                        + (isCounted(transfer) ? "" : ".first"),
                                done,
                                formats.count(transfer.placesNow()),
                                formats.count(transfer.places()));
        Optional<Path> saved = transfer.target().filter(_ -> stage == Transfer.Stage.DONE);
        String savedAs = saved.map(Path::getFileName).map(Path::toString).orElse(transfer.name());
        if (!savedAs.equals(transfer.name())) {
            text += " · " + words.say("files.savedAs", savedAs);
        }
        if (stage == Transfer.Stage.DONE && !transfer.notes().isEmpty()) {
            text +=
                    " · "
                            + (transfer.notes().size() == 1
                                    ? words.say(transfer.notes().getFirst())
                                    : words.count("files.notes", transfer.notes().size()));
        }
        double part =
                stage == Transfer.Stage.DONE
                        ? 1
                        : transfer.total() > 0
                                ? (double) transfer.done() / transfer.total()
                                : stage == Transfer.Stage.WAITING || stage == Transfer.Stage.RESTING
                                        ? 0
                                        : -1;
        return new FilesState.TransferRow(
                transfer.id(),
                transfer.name(),
                transfer.isIn(),
                text,
                transfer.blob().filter(_ -> !stage.isOver()),
                part,
                stage.isOver(),
                failed,
                saved.map(Path::toAbsolutePath).map(Path::getParent));
    }

    /// Shows the folder of a file that was taken out.
    void openFolder(Path folder) {
        if (!context.desktop().openFolder(folder)) {
            context.navigator().tell(words.say("files.folder.failed", folder));
        }
    }

    /// Until the first place has answered nobody knows how many there are.
    private static boolean isCounted(Transfer transfer) {
        return transfer.places() > 0
                || (transfer.stage() != Transfer.Stage.SENDING
                        && transfer.stage() != Transfer.Stage.CERTIFYING);
    }

    /// Finds out what storing files would take, one after the other: a folder has more of them than
    /// questions may wait.
    ///
    /// @param goesOn whether anybody still waits for the answer
    void offer(List<Path> files, long epochs, BooleanSupplier goesOn, Consumer<Offers> then) {
        offer(files, epochs, goesOn, new ArrayList<>(), new ArrayList<>(), then);
    }

    private void offer(
            List<Path> files,
            long epochs,
            BooleanSupplier goesOn,
            List<Offered> good,
            List<Offers.Refused> refused,
            Consumer<Offers> then) {
        int at = good.size() + refused.size();
        if (!goesOn.getAsBoolean()) {
            return;
        }
        if (at == files.size()) {
            then.accept(
                    new Offers(
                            good.stream().map(Offered::file).toList(),
                            refused,
                            good.isEmpty() ? Optional.empty() : Optional.of(sum(good))));
            return;
        }
        Path file = files.get(at);
        context.runner()
                .ask(
                        () -> context.node().files().offer(new StoreWish(file, epochs, true, true)),
                        offer -> {
                            good.add(new Offered(file, offer));
                            offer(files, epochs, goesOn, good, refused, then);
                        },
                        problem -> {
                            refused.add(new Offers.Refused(file, problem));
                            offer(files, epochs, goesOn, good, refused, then);
                        });
    }

    private record Offered(Path file, StoreOffer offer) {}

    private static StoreOffer sum(List<Offered> good) {
        List<StoreOffer> offers = good.stream().map(Offered::offer).toList();
        StoreOffer first = offers.getFirst();
        return new StoreOffer(
                offers.stream().mapToLong(StoreOffer::bytes).sum(),
                offers.stream().mapToLong(StoreOffer::encodedBytes).sum(),
                offers.stream().mapToLong(StoreOffer::costFrost).sum(),
                first.keptUntil(),
                first.mostBytes(),
                first.shards(),
                first.shardsNeeded());
    }

    /// What an offer means, line by line.
    List<String> explain(StoreOffer offer) {
        return List.of(
                words.say(
                        "files.offer.size",
                        formats.bytes(offer.bytes()),
                        formats.bytes(offer.encodedBytes())),
                words.say(
                        "files.offer.pieces",
                        formats.count(offer.shards()),
                        formats.count(offer.shardsNeeded())),
                words.say("files.offer.cost", formats.amount(offer.costFrost())),
                words.say("files.offer.until", formats.moment(offer.keptUntil())));
    }

    /// Why some files cannot be put in, one line each, as many as are read.
    List<String> explain(List<Offers.Refused> refused) {
        List<String> lines = new ArrayList<>();
        for (Offers.Refused one : refused.stream().limit(MOST_REFUSED).toList()) {
            lines.add(
                    words.say(
                            "files.refused", "" + one.file().getFileName(), words.say(one.why())));
        }
        if (refused.size() > MOST_REFUSED) {
            lines.add(words.count("files.refused.more", refused.size() - MOST_REFUSED));
        }
        return lines;
    }

    /// Puts files in, one after the other.
    void store(List<Path> files, long epochs, boolean locked) {
        store(files, epochs, locked, 0, new ArrayList<>());
    }

    private void store(
            List<Path> files, long epochs, boolean locked, int at, List<Offers.Refused> refused) {
        if (at == files.size()) {
            if (!refused.isEmpty()) {
                context.navigator()
                        .tell(
                                files.size() == 1
                                        ? words.say(refused.getFirst().why())
                                        : told(refused));
            }
            return;
        }
        Path file = files.get(at);
        context.runner()
                .ask(
                        () ->
                                context.node()
                                        .files()
                                        .store(new StoreWish(file, epochs, true, locked)),
                        _ -> {
                            refresh();
                            store(files, epochs, locked, at + 1, refused);
                        },
                        problem -> {
                            refused.add(new Offers.Refused(file, problem));
                            store(files, epochs, locked, at + 1, refused);
                        });
    }

    private String told(List<Offers.Refused> refused) {
        Offers.Refused first = refused.getFirst();
        String text =
                words.say("files.refused", "" + first.file().getFileName(), words.say(first.why()));
        return refused.size() == 1
                ? text
                : text + " " + words.count("files.refused.more", refused.size() - 1);
    }

    void takeOut(FilesState.FileRow file, Path target) {
        context.runner()
                .ask(
                        () -> context.node().files().takeOut(file.blob(), target),
                        _ -> refresh(),
                        context.navigator()::tell);
    }

    void cancel(long transfer) {
        context.runner()
                .ask(
                        () -> context.node().files().cancel(transfer),
                        _ -> refresh(),
                        context.navigator()::tell);
    }

    void forget(long transfer) {
        context.runner()
                .ask(
                        () -> context.node().files().forget(transfer),
                        _ -> refresh(),
                        context.navigator()::tell);
    }

    void delete(ObjectId object, String name) {
        context.runner()
                .ask(
                        () -> context.node().files().delete(object),
                        _ -> {
                            refresh();
                            context.navigator().tell(words.say("files.deleted", name));
                        },
                        context.navigator()::tell);
    }

    void extend(ObjectId object, long epochs) {
        context.runner()
                .ask(
                        () -> context.node().files().extend(object, epochs),
                        _ -> {
                            refresh();
                            context.navigator().tell(words.say("files.extended"));
                        },
                        context.navigator()::tell);
    }

    /// Makes the link by which a file is shared.
    void link(BlobId blob, boolean withKey, Consumer<ShareLink> then) {
        context.runner()
                .ask(
                        () -> context.node().files().link(blob, withKey),
                        then,
                        context.navigator()::tell);
    }

    /// Until when a link works, in words.
    String until(ShareLink link) {
        return link.until()
                .map(end -> words.say("files.share.until", formats.moment(end)))
                .orElse("");
    }

    void takeOut(ShareLink link, Path target) {
        context.runner()
                .ask(
                        () -> context.node().files().takeOut(link, target),
                        _ -> refresh(),
                        context.navigator()::tell);
    }

    /// When a file would be gone that is kept for so many periods more; empty if nobody knows.
    Optional<String> longer(ObjectId object, long epochs) {
        HomeSnapshot now = context.node().snapshot();
        return now.files().stream()
                .filter(file -> file.object().equals(object))
                .findFirst()
                .flatMap(file ->
                        now.network()
                                .map(network ->
                                        formats.moment(
                                                file.keptUntil()
                                                        .plus(
                                                                network.epochLength()
                                                                        .multipliedBy(epochs)))));
    }

    /// Finds out where a file's pieces are.
    void pieces(BlobId blob, Consumer<List<ShardMap.Tile>> then, Runnable otherwise) {
        context.runner()
                .ask(
                        () -> context.node().files().pieces(blob),
                        map -> then.accept(tiles(map)),
                        problem -> {
                            otherwise.run();
                            context.navigator().tell(problem);
                        });
    }

    private List<ShardMap.Tile> tiles(PieceMap map) {
        return map.places().stream().map(this::tile).toList();
    }

    private boolean isSelf(int place) {
        HomeSnapshot now = context.node().snapshot();
        return now.neighbours().stream()
                .filter(one -> one.place() == place)
                .anyMatch(one ->
                        now.network()
                                .flatMap(NetworkReport::self)
                                .filter(one.node()::equals)
                                .isPresent());
    }

    private ShardMap.Tile tile(PieceMap.Place place) {
        String key = place.state().name().toLowerCase(Locale.ROOT);
        Tone tone =
                switch (place.state()) {
                    case ALL -> Tone.GOOD;
                    case SOME -> Tone.ACCENT;
                    case NONE -> Tone.BAD;
                    case UNKNOWN -> Tone.UNKNOWN;
                };
        String shape =
                switch (place.state()) {
                    case ALL -> "healthy";
                    case SOME -> "starting";
                    case NONE -> "stopped";
                    case UNKNOWN -> "checking";
                };
        ShardMap.Dot dot =
                switch (place.state()) {
                    case ALL -> ShardMap.Dot.HELD;
                    case SOME -> ShardMap.Dot.COMING;
                    case NONE -> ShardMap.Dot.GONE;
                    case UNKNOWN -> ShardMap.Dot.UNKNOWN;
                };
        return new ShardMap.Tile(
                place.neighbour(),
                words.node(place.name(), isSelf(place.neighbour())),
                shape,
                tone,
                words.say("files.held." + key),
                "",
                place.shards().stream().map(_ -> dot).toList());
    }

    private void refresh() {
        accept(context.node().snapshot());
    }
}
