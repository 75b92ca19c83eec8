// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.AskRound;
import haulout.client.BlobCoding;
import haulout.client.NetworkPeers;
import haulout.client.Pause;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.redstuff.BlobDecoder;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.DecodeResult;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.BlobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// Reads blobs from nodes of which those of up to f shards may be away, slow or lying: metadata
/// from the first who gives them right, enough primary slivers from those who answer best, each
/// checked before it is used.
///
/// Memory is bounded by [ReadLimits]: what is on its way, what is kept in memory, and the decoder's
/// buffers. Threads: one blob at a time, from one thread. Source: Walrus client's behaviour on
/// reading.
public final class Aggregator {
    private final NetworkPeers peers;
    private final BlobCoding coding;
    private final ReadLimits limits;
    private final Executor executor;
    private final Pause pause;
    private final RandomGenerator random;
    private final Path folder;

    /// @param executor makes a (virtual) thread for each request
    /// @param pause waits between rounds
    /// @param random mixes the order in which nodes are asked
    /// @param folder existing, for temporary files
    public Aggregator(
            NetworkPeers peers,
            BlobCoding coding,
            ReadLimits limits,
            Executor executor,
            Pause pause,
            RandomGenerator random,
            Path folder) {
        this.peers = peers;
        this.coding = coding;
        this.limits = limits;
        this.executor = executor;
        this.pause = pause;
        this.random = random;
        this.folder = folder;
    }

    /// Reads a blob.
    ///
    /// @throws IOException if the target, or a temporary file, cannot be read or written
    public ReadOutcome read(
            BlobId blobId, ReadTarget target, ConsistencyCheck check, ReadListener listener)
            throws IOException, InterruptedException {
        Faults faults = new Faults(listener);
        MetadataSearch.Result result;
        try (MetadataSearch search =
                new MetadataSearch(peers, blobId, coding, limits, executor, order(), faults)) {
            result = search.run();
        }
        return switch (result) {
            case MetadataSearch.Result.Ended(ReadOutcome outcome) -> outcome;
            case MetadataSearch.Result.Found(VerifiedBlobMetadata metadata) ->
                    read(metadata, target, check, listener, faults);
        };
    }

    private ReadOutcome read(
            VerifiedBlobMetadata metadata,
            ReadTarget target,
            ConsistencyCheck check,
            ReadListener listener,
            Faults faults)
            throws IOException, InterruptedException {
        listener.found(metadata);
        int need = peers.config().sourceCount(Axis.PRIMARY);
        int sliverBytes = peers.config().sliverBytes(Axis.PRIMARY, metadata.symbolBytes());
        try (SliverShelf shelf =
                SliverShelf.open(need, sliverBytes, limits.memoryBytes(), folder)) {
            try (SliverSearch search =
                    new SliverSearch(
                            peers,
                            metadata,
                            new SliverChecks(peers.config(), coding),
                            limits,
                            executor,
                            pause,
                            shelf,
                            listener,
                            faults)) {
                if (!search.run()) {
                    return new ReadOutcome.TooFew(shelf.count(), need, faults.list());
                }
            }
            BlobTarget place = target.open(metadata.unencodedLength());
            DecodeResult result =
                    new BlobDecoder(peers.config(), coding.kernels(), coding.crew(), coding.sizes())
                            .decode(
                                    metadata,
                                    Axis.PRIMARY,
                                    shelf.indices(),
                                    shelf,
                                    place,
                                    check,
                                    listener::decoded);
            return switch (result) {
                case DecodeResult.Decoded() ->
                        new ReadOutcome.Read(metadata, shelf.count(), faults.list());
                case DecodeResult.Inconsistent(int _) ->
                        new ReadOutcome.Inconsistent(metadata, faults.list());
                case DecodeResult.TooFew(int have, int enough) ->
                        new ReadOutcome.TooFew(have, enough, faults.list());
            };
        }
    }

    private List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (int node = 0; node < peers.count(); node++) {
            if (peers.weight(node) > 0) {
                order.add(node);
            }
        }
        Collections.shuffle(order, java.util.Random.from(random));
        return order;
    }

    /// A blob's status, of which nodes of more than f shards agree; empty if too few answered, or
    /// too differently.
    ///
    /// @param patience for the last answers
    public Optional<BlobStatus> status(BlobId blobId, Duration patience)
            throws InterruptedException {
        StatusVotes votes = new StatusVotes(peers);
        try (AskRound<BlobStatus> round = new AskRound<>(executor)) {
            for (int node : order()) {
                round.ask(node, () -> peers.node(node).status(blobId));
            }
            long begin = System.nanoTime();
            while (round.outstanding() > 0 && votes.answeredWeight() < peers.config().quorum()) {
                Duration left = patience.minusNanos(System.nanoTime() - begin);
                var reply = round.next(left);
                if (reply.isEmpty()) {
                    break;
                }
                if (reply.get()
                        instanceof AskRound.Reply.Answer<BlobStatus>(var ticket, var status)) {
                    votes.add(ticket.node(), status);
                }
            }
        }
        return votes.believed();
    }
}
