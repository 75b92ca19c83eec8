// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.client.AskRound;
import haulout.client.NetworkPeers;
import haulout.client.NodeFault;
import haulout.client.PeerException;
import haulout.client.RemoteNode;
import haulout.client.RemotePresence;
import haulout.client.publish.PublishListener;
import haulout.client.publish.RegistrationRequest;
import haulout.client.publish.StoreOutcome;
import haulout.client.read.ReadListener;
import haulout.client.read.ReadOutcome;
import haulout.client.transfer.BlobTransfers;
import haulout.client.transfer.BusyException;
import haulout.core.AccountAddress;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.core.SliverPairIndex;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.machine.BlobCommand;
import haulout.ledger.machine.CommandResult;
import haulout.ledger.machine.LedgerCommand;
import haulout.ledger.machine.LedgerRows;
import haulout.ledger.machine.LedgerView;
import haulout.ledger.machine.Outcome;
import haulout.ledger.rules.AbortException;
import haulout.ledger.rules.StoragePricing;
import haulout.network.BlobPlace;
import haulout.network.FetchedBlob;
import haulout.network.OwnFiles;
import haulout.network.OwnedBlob;
import haulout.network.StorePrice;
import haulout.network.StoreTerms;
import haulout.network.StoredBlob;
import haulout.network.TransferException;
import haulout.network.TransferListener;
import haulout.network.TransferListener.Stage;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.FileBlob;
import haulout.redstuff.TemporaryFile;
import haulout.redstuff.VerifiedBlobMetadata;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// The owner's files in a practice network: paid by the owner's account, brought and fetched over
/// the network like anybody's.
///
/// Threads: any.
final class PracticeFiles implements OwnFiles {
    /// For asking who has a blob.
    private static final Duration QUESTION = Duration.ofSeconds(3);

    private final EmbeddedLedger ledger;
    private final AccountAddress owner;
    private final BlobTransfers transfers;
    private final Supplier<NetworkPeers> network;
    private final Executor requests;
    private final ToIntFunction<NodeId> places;

    /// @param network the nodes of the current epoch
    /// @param requests makes a (virtual) thread for each request
    /// @param places the place of a node among the neighbours
    PracticeFiles(
            EmbeddedLedger ledger,
            AccountAddress owner,
            BlobTransfers transfers,
            Supplier<NetworkPeers> network,
            Executor requests,
            ToIntFunction<NodeId> places) {
        this.ledger = ledger;
        this.owner = owner;
        this.transfers = transfers;
        this.network = network;
        this.requests = requests;
        this.places = places;
    }

    @Override
    public long mostBytes() {
        return ledger.rules().encoding().maxBlobBytes();
    }

    @Override
    public StorePrice price(long bytes, long epochs) {
        var config = ledger.rules().encoding();
        long encoded = config.encodedBytes(bytes);
        return ledger.read(view -> {
            try {
                long perEpoch = StoragePricing.cost(encoded, view.books().storagePrice());
                long writing = StoragePricing.cost(encoded, view.books().writePrice());
                return new StorePrice(
                        encoded,
                        Math.addExact(Math.multiplyExact(perEpoch, epochs), writing),
                        view.clock().epoch() + epochs,
                        config.shardCount(),
                        config.primarySourceCount(),
                        config.quorum());
            } catch (AbortException e) {
                throw new IllegalArgumentException("price of " + bytes + " bytes", e);
            }
        });
    }

    @Override
    public StoredBlob store(Path file, StoreTerms terms, TransferListener listener)
            throws IOException, InterruptedException {
        listener.progress(Stage.WAITING, 0, 0);
        LedgerRegistrar registrar = LedgerRegistrar.goingOn(ledger, owner);
        var options =
                new RegistrationRequest.Options(
                        terms.epochs(), terms.deletable(), Optional.empty(), terms.attributes());
        StoreOutcome outcome;
        try (FileBlob blob = FileBlob.open(file)) {
            if (blob.length() > mostBytes()) {
                throw new TransferException(
                        TransferException.Kind.TOO_LARGE,
                        0,
                        0,
                        "the file has "
                                + blob.length()
                                + " bytes, this network takes at most "
                                + mostBytes());
            }
            outcome =
                    transfers.store(
                            registrar,
                            blob,
                            options,
                            new Sending(listener),
                            () -> listener.progress(Stage.ENCODING, 0, blob.length()));
        } catch (BusyException e) {
            throw busy(e);
        }
        return stored(outcome, registrar);
    }

    private static TransferException busy(BusyException e) {
        return new TransferException(
                TransferException.Kind.BUSY, 0, 0, String.valueOf(e.getMessage()));
    }

    private static StoredBlob stored(StoreOutcome outcome, LedgerRegistrar registrar)
            throws TransferException {
        return switch (outcome) {
            case StoreOutcome.Certified(var metadata, var registered, var tally) ->
                    new StoredBlob(
                            metadata.blobId(),
                            registered.object(),
                            metadata.unencodedLength(),
                            registered.endEpoch().value(),
                            registrar.paid(),
                            tally.confirmedNodes(),
                            tally.confirmedShards(),
                            texts(tally.faults()));
            case StoreOutcome.TooFewConfirmations(var _, var _, var tally) ->
                    throw new TransferException(
                            ReadRefusal.fewBecause(tally.faults()),
                            tally.reachableShards(),
                            tally.neededShards(),
                            "the file is not stored: nodes with "
                                    + tally.reachableShards()
                                    + " shards answered, "
                                    + tally.neededShards()
                                    + " of "
                                    + tally.totalShards()
                                    + " are needed; "
                                    + String.join("; ", texts(tally.faults())));
            case StoreOutcome.NotRegistered(var _, var cause) ->
                    throw new TransferException(
                            TransferException.Kind.LEDGER,
                            0,
                            0,
                            "the file is not stored: " + cause.what());
            case StoreOutcome.NotCertified(var _, var _, var _, var cause) ->
                    throw new TransferException(
                            TransferException.Kind.LEDGER,
                            0,
                            0,
                            "the nodes have the file, but it is not certified: " + cause.what());
        };
    }

    private static List<String> texts(List<NodeFault> faults) {
        return faults.stream().map(NodeFault::toString).toList();
    }

    @Override
    public FetchedBlob read(BlobId blobId, Path target, boolean strict, TransferListener listener)
            throws IOException, InterruptedException {
        Path place = target.toAbsolutePath().normalize();
        Path folder = place.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
        if (Files.exists(place)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        listener.progress(Stage.WAITING, 0, 0);
        // beside the target, so that giving it its name is one step
        Path making = Files.createTempDirectory(folder, ".haulout-");
        Path part = making.resolve("blob");
        try {
            ReadOutcome outcome;
            try {
                outcome =
                        transfers.read(aggregator -> {
                            try (Target file = new Target(part)) {
                                ReadOutcome done =
                                        aggregator.read(
                                                blobId,
                                                file::open,
                                                strict
                                                        ? ConsistencyCheck.STRICT
                                                        : ConsistencyCheck.DEFAULT,
                                                new Fetching(listener));
                                file.force();
                                return done;
                            }
                        });
            } catch (BusyException e) {
                throw busy(e);
            }
            ReadOutcome.Read done = ReadRefusal.require(outcome, blobId);
            Files.move(part, place);
            return new FetchedBlob(
                    blobId, done.metadata().unencodedLength(), done.shards(), texts(done.faults()));
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(making);
        }
    }

    /// The file, once it is known how long it is.
    private static final class Target implements AutoCloseable {
        private final Path path;
        private final List<FileBlob> open = new ArrayList<>();

        Target(Path path) {
            this.path = path;
        }

        @SuppressWarnings("MustBeClosedChecker") // because this closes it
        FileBlob open(long length) throws IOException {
            close();
            Files.deleteIfExists(path);
            Path folder = path.getParent();
            TemporaryFile.requireSpace(folder == null ? path : folder, length, "the file");
            FileBlob file = FileBlob.create(path, length);
            open.add(file);
            return file;
        }

        void force() throws IOException {
            for (FileBlob file : open) {
                file.force();
            }
        }

        @Override
        public void close() throws IOException {
            for (FileBlob file : open) {
                file.close();
            }
            open.clear();
        }
    }

    private record Sending(TransferListener listener) implements PublishListener {
        @Override
        public void encoded(long done, long total) {
            listener.progress(Stage.ENCODING, done, total);
        }

        @Override
        public void registering(VerifiedBlobMetadata metadata) {
            listener.known(metadata.blobId());
            listener.progress(Stage.REGISTERING, 0, 0);
        }

        @Override
        public void sent(long slivers, long total) {
            listener.progress(Stage.SENDING, slivers, total);
        }

        @Override
        public void confirmed(int nodes, int of) {
            listener.confirmed(nodes, of);
        }

        @Override
        public void certifying() {
            listener.progress(Stage.CERTIFYING, 0, 0);
        }

        @Override
        public void fault(NodeFault fault) {
            listener.shortcoming(fault.name(), fault.kind() == NodeFault.Kind.LIED, fault.what());
        }
    }

    private record Fetching(TransferListener listener) implements ReadListener {
        @Override
        public void found(VerifiedBlobMetadata metadata) {
            listener.known(metadata.blobId());
        }

        @Override
        public void fetched(int slivers, int needed) {
            listener.progress(Stage.FETCHING, slivers, needed);
        }

        @Override
        public void decoded(long done, long total) {
            listener.progress(Stage.DECODING, done, total);
        }

        @Override
        public void fault(NodeFault fault) {
            listener.shortcoming(fault.name(), fault.kind() == NodeFault.Kind.LIED, fault.what());
        }
    }

    @Override
    public List<OwnedBlob> blobs() {
        return ledger.read(view -> {
            List<OwnedBlob> owned = new ArrayList<>();
            view.blobs()
                    .forEach((object, row) -> {
                        boolean isOver = row.term().space().endEpoch() <= view.clock().epoch();
                        if (row.owner().equals(owner) && !isOver) {
                            owned.add(owned(view, object, row));
                        }
                    });
            owned.sort(Comparator.comparingLong(OwnedBlob::registeredEpoch));
            return List.copyOf(owned);
        });
    }

    private static OwnedBlob owned(LedgerView view, ObjectId object, LedgerRows.BlobRow row) {
        return new OwnedBlob(
                row.blobId(),
                object,
                row.blobBytes(),
                row.term().space().bytes(),
                row.registeredEpoch(),
                row.term().space().endEpoch(),
                row.term().isCertified(),
                row.term().isDeletable(),
                view.isInvalid(row.blobId()),
                row.attributes().entries());
    }

    @Override
    public void delete(ObjectId object) throws IOException, InterruptedException {
        submit(new BlobCommand.DeleteBlob(object), "it is not deleted");
    }

    @Override
    public long extend(ObjectId object, long epochs) throws IOException, InterruptedException {
        if (submit(new BlobCommand.ExtendBlob(object, epochs), "it is not kept for longer")
                instanceof CommandResult.BlobExtended(var _, long end)) {
            return end;
        }
        throw new IllegalStateException("extension without an end");
    }

    private CommandResult submit(LedgerCommand command, String not)
            throws IOException, InterruptedException {
        return switch (ledger.submit(owner, command)) {
            case Outcome.Applied(var _, CommandResult result, var _) -> result;
            case Outcome.Refused(var fault) ->
                    throw new TransferException(
                            TransferException.Kind.LEDGER,
                            0,
                            0,
                            not + ": the ledger refuses this: " + fault);
        };
    }

    @Override
    public List<BlobPlace> places(BlobId blobId) throws InterruptedException {
        NetworkPeers peers = network.get();
        BlobPlace.Holding[] holdings = new BlobPlace.Holding[peers.count()];
        java.util.Arrays.fill(holdings, BlobPlace.Holding.UNKNOWN);
        try (AskRound<BlobPlace.Holding> round = new AskRound<>(requests)) {
            for (int node = 0; node < peers.count(); node++) {
                int asked = node;
                round.ask(node, () -> holding(peers, asked, blobId));
            }
            long begin = System.nanoTime();
            while (round.outstanding() > 0) {
                var reply = round.next(QUESTION.minusNanos(System.nanoTime() - begin));
                if (reply.isEmpty()) {
                    break;
                }
                if (reply.get()
                        instanceof AskRound.Reply.Answer<BlobPlace.Holding>(var ticket, var held)) {
                    holdings[ticket.node()] = held;
                }
            }
        }
        List<BlobPlace> list = new ArrayList<>();
        for (int node = 0; node < peers.count(); node++) {
            NodeId id = peers.id(node);
            list.add(
                    new BlobPlace(
                            places.applyAsInt(id),
                            peers.name(node),
                            id,
                            peers.shards(node),
                            holdings[node]));
        }
        return list;
    }

    private static BlobPlace.Holding holding(NetworkPeers peers, int node, BlobId blobId)
            throws PeerException, InterruptedException {
        RemoteNode remote = peers.node(node).within(QUESTION);
        int there = 0;
        int asked = 0;
        for (ShardIndex shard : peers.shards(node)) {
            SliverPairIndex pair = blobId.pair(shard, peers.config());
            for (Axis axis : Axis.values()) {
                asked++;
                if (remote.sliverPresence(blobId, pair, axis) == RemotePresence.STORED) {
                    there++;
                }
            }
        }
        if (there == 0) {
            return BlobPlace.Holding.NONE;
        }
        return there == asked ? BlobPlace.Holding.ALL : BlobPlace.Holding.SOME;
    }
}
