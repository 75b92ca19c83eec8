// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import com.google.errorprone.annotations.MustBeClosed;
import haulout.client.AskRound;
import haulout.client.BlobCoding;
import haulout.client.NetworkPeers;
import haulout.client.NodeFault;
import haulout.client.Pause;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.redstuff.ConsistencyCheck;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.BlobStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Reads blobs from nodes of which those of up to f shards may be away, slow or lying: metadata
/// from the first who gives them right, enough primary slivers from those who answer best, each
/// checked before it is used.
///
/// Memory is bounded by [ReadLimits]: what is on its way, what is kept in memory, and the decoder's
/// buffers. Threads: one blob at a time, from one thread. Source: Walrus client's behaviour on
/// reading.
public final class Aggregator {
    private final Supplier<NetworkPeers> network;
    private final BlobCoding coding;
    private final ReadLimits limits;
    private final Executor executor;
    private final Pause pause;
    private final RandomGenerator random;
    private final Path folder;
    private final Consumer<NodeFault> witness;

    /// @param network the nodes of the current epoch
    /// @param executor makes a (virtual) thread for each request
    /// @param pause waits between rounds
    /// @param random mixes the order in which nodes are asked
    /// @param folder existing, for temporary files
    /// @param witness told of every node that falls short
    public Aggregator(
            Supplier<NetworkPeers> network,
            BlobCoding coding,
            ReadLimits limits,
            Executor executor,
            Pause pause,
            RandomGenerator random,
            Path folder,
            Consumer<NodeFault> witness) {
        this.network = network;
        this.coding = coding;
        this.limits = limits;
        this.executor = executor;
        this.pause = pause;
        this.random = random;
        this.folder = folder;
        this.witness = witness;
    }

    /// The same with nobody else who is told of nodes that fall short.
    public Aggregator(
            Supplier<NetworkPeers> network,
            BlobCoding coding,
            ReadLimits limits,
            Executor executor,
            Pause pause,
            RandomGenerator random,
            Path folder) {
        this(network, coding, limits, executor, pause, random, folder, _ -> {});
    }

    private ReadTools tools() {
        return new ReadTools(network.get(), coding, limits, executor, pause, random, folder);
    }

    private Faults faults(ReadListener listener) {
        return new Faults(fault -> {
            listener.fault(fault);
            witness.accept(fault);
        });
    }

    /// Looks for a blob: its metadata, and whether it is valid.
    public FindOutcome find(BlobId blobId, ReadListener listener) throws InterruptedException {
        return find(tools(), blobId, faults(listener));
    }

    private static FindOutcome find(ReadTools tools, BlobId blobId, Faults faults)
            throws InterruptedException {
        try (MetadataSearch search = new MetadataSearch(tools, blobId, faults)) {
            return search.run();
        }
    }

    /// Reads a blob.
    ///
    /// @throws IOException if the target, or a temporary file, cannot be read or written
    public ReadOutcome read(
            BlobId blobId, ReadTarget target, ConsistencyCheck check, ReadListener listener)
            throws IOException, InterruptedException {
        ReadTools tools = tools();
        Faults faults = faults(listener);
        return switch (find(tools, blobId, faults)) {
            case FindOutcome.Missing(ReadOutcome outcome) -> outcome;
            case FindOutcome.Found(VerifiedBlobMetadata metadata) ->
                    new WholeRead(tools, metadata, listener, faults).read(target, check);
        };
    }

    /// Reads a blob that was found.
    ///
    /// @throws IOException if the target, or a temporary file, cannot be read or written
    public ReadOutcome read(
            VerifiedBlobMetadata metadata,
            ReadTarget target,
            ConsistencyCheck check,
            ReadListener listener)
            throws IOException, InterruptedException {
        return new WholeRead(tools(), metadata, listener, faults(listener)).read(target, check);
    }

    /// Reads a part of a blob that was found: only the slivers that it lies in, if their nodes give
    /// them, else the whole blob.
    ///
    /// @param start first byte
    /// @param length at most what the blob has from there on
    /// @param target gets the bytes in their order, each verified; after a failure it has got a
    ///   part
    /// @return [ReadOutcome.Read] or why not
    /// @throws IOException if the target, or a temporary file, cannot be written
    public ReadOutcome readRange(
            VerifiedBlobMetadata metadata,
            long start,
            long length,
            OutputStream target,
            ReadListener listener)
            throws IOException, InterruptedException {
        java.util.Objects.checkFromIndexSize(start, length, metadata.unencodedLength());
        return new RangeRead(tools(), metadata, listener, faults(listener))
                .read(start, length, target);
    }

    /// The columns of a blob that was found and is a quilt.
    @MustBeClosed
    public QuiltBlob quilt(VerifiedBlobMetadata metadata, ReadListener listener) {
        ReadTools tools = tools();
        SliverPick pick =
                new SliverPick(tools, metadata, Axis.SECONDARY, tools.checks(), faults(listener));
        return new QuiltBlob(this, metadata, pick, listener);
    }

    /// A blob's status, of which nodes of more than f shards agree; empty if too few answered, or
    /// too differently.
    ///
    /// @param patience for the last answers
    public Optional<BlobStatus> status(BlobId blobId, Duration patience)
            throws InterruptedException {
        ReadTools tools = tools();
        NetworkPeers peers = tools.peers();
        StatusVotes votes = new StatusVotes(peers);
        try (AskRound<BlobStatus> round = new AskRound<>(executor)) {
            for (int node : tools.order()) {
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
