// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.core.BlobId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.home.ActivityEvent;
import haulout.home.FileDesk;
import haulout.home.HomeException;
import haulout.home.PieceMap;
import haulout.home.ShareLink;
import haulout.home.StoreOffer;
import haulout.home.StoreWish;
import haulout.home.Transfer;
import haulout.network.BlobPlace;
import haulout.network.NeighbourView;
import haulout.network.OwnFiles;
import haulout.network.StorePrice;
import haulout.store.HistoryStore;
import haulout.store.KeptFile;
import haulout.text.Sentence;
import haulout.text.Term;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// Files in a network.
final class NetworkFileDesk implements FileDesk {
    private final NetworkDesks network;
    private final OwnFiles files;
    private final TransferQueue queue;
    private final HistoryStore history;
    private final Diary diary;
    private final Errands errands;
    private final InstantSource clock;

    NetworkFileDesk(
            NetworkDesks network,
            TransferQueue queue,
            HistoryStore history,
            Diary diary,
            Errands errands,
            InstantSource clock) {
        this.network = network;
        this.files = network.files();
        this.queue = queue;
        this.history = history;
        this.diary = diary;
        this.errands = errands;
        this.clock = clock;
    }

    @Override
    public CompletionStage<StoreOffer> offer(StoreWish wish) {
        return errands.ask(() -> {
            long bytes = Files.size(wish.file());
            long sent = wish.locked() ? LockedFile.lockedBytes(bytes) : bytes;
            if (sent > files.mostBytes()) {
                throw new HomeException(
                        Sentence.of(
                                "failure.larger",
                                new Term.Bytes(bytes),
                                new Term.Bytes(files.mostBytes())));
            }
            StorePrice price = files.price(sent, wish.epochs());
            return new StoreOffer(
                    bytes,
                    price.encodedBytes(),
                    price.frost(),
                    EpochDates.of(network.ledger(), clock.instant()).start(price.endEpoch()),
                    files.mostBytes(),
                    price.shards(),
                    price.shardsNeeded());
        });
    }

    @Override
    public CompletionStage<Transfer> store(StoreWish wish) {
        return errands.ask(() -> queue.store(wish));
    }

    @Override
    public CompletionStage<Transfer> takeOut(BlobId blob, Path target) {
        return errands.ask(() -> queue.takeOut(blob, target));
    }

    @Override
    public CompletionStage<Void> cancel(long transfer) {
        return errands.tell(() -> queue.cancel(transfer));
    }

    @Override
    public CompletionStage<Void> forget(long transfer) {
        return errands.tell(() -> queue.forget(transfer));
    }

    @Override
    public CompletionStage<Void> delete(ObjectId object) {
        return errands.tell(() -> {
            files.delete(object);
            Optional<KeptFile> known = known(object);
            if (known.isPresent()) {
                history.remove(known.get());
                diary.note(
                        ActivityEvent.Kind.FILES,
                        Sentence.of("activity.file.deleted", new Term.Name(known.get().name())));
            }
        });
    }

    private Optional<KeptFile> known(ObjectId object) throws Exception {
        return history.files().stream().filter(file -> file.object().equals(object)).findFirst();
    }

    @Override
    public CompletionStage<Void> extend(ObjectId object, long epochs) {
        return errands.tell(() -> {
            long end = files.extend(object, epochs);
            Optional<KeptFile> known = known(object);
            if (known.isPresent()) {
                history.put(known.get().until(end));
            }
        });
    }

    @Override
    public CompletionStage<Transfer> takeOut(ShareLink link, Path target) {
        return errands.ask(() -> queue.takeOut(link, target));
    }

    @Override
    public CompletionStage<ShareLink> link(BlobId blob, boolean withKey) {
        return errands.ask(() -> {
            Optional<KeptFile> known =
                    history.files().stream().filter(file -> file.blob().equals(blob)).findFirst();
            return new ShareLink(
                    blob,
                    known.map(KeptFile::name).orElse(""),
                    withKey ? known.flatMap(KeptFile::secret) : Optional.empty(),
                    known.map(file ->
                            EpochDates.of(network.ledger(), clock.instant())
                                    .start(file.endEpoch())));
        });
    }

    @Override
    public CompletionStage<PieceMap> pieces(BlobId blob) {
        return errands.ask(
                () -> new PieceMap(blob, files.places(blob).stream().map(this::place).toList()));
    }

    private PieceMap.Place place(BlobPlace place) {
        PieceMap.Held held =
                switch (place.holding()) {
                    case ALL -> PieceMap.Held.ALL;
                    case SOME -> PieceMap.Held.SOME;
                    case NONE -> PieceMap.Held.NONE;
                    case UNKNOWN -> PieceMap.Held.UNKNOWN;
                };
        boolean stopped =
                network.neighbourhood().neighbours().stream()
                        .anyMatch(one ->
                                one.place() == place.place()
                                        && one.state() == NeighbourView.State.STOPPED);
        return new PieceMap.Place(
                place.place(),
                place.name(),
                place.shards().stream().map(ShardIndex::value).collect(Collectors.toSet()),
                stopped ? PieceMap.Held.UNKNOWN : held);
    }
}
