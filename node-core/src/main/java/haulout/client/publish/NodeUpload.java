// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.publish;

import haulout.client.AskRound;
import haulout.client.Backoff;
import haulout.client.NetworkPeers;
import haulout.client.Pause;
import haulout.client.PeerException;
import haulout.client.Registration;
import haulout.client.RemoteNode;
import haulout.client.RemotePresence;
import haulout.client.UploadOutcome;
import haulout.core.Axis;
import haulout.core.BlobId;
import haulout.core.ShardIndex;
import haulout.core.SliverPairIndex;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.ApiError;
import haulout.wire.BlobPersistence;
import haulout.wire.SignedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/// Brings one blob to one node after another: metadata, the slivers of its shards, and the question
/// whether it has them. Shared by the threads of all nodes.
final class NodeUpload {
    /// Smaller slivers are sent again rather than asked for, as the reference client does.
    private static final long MIN_ASKED_BYTES = 5560;

    // longer than any node waits
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final NetworkPeers peers;
    private final VerifiedBlobMetadata metadata;
    private final BlobPersistence persistence;
    private final StagedSlivers slivers;
    private final PublishLimits limits;
    private final Surroundings surroundings;
    private final Runnable sliverArrived;
    private final Semaphore sends;

    /// @param executor makes a thread for each task
    /// @param pause waits between tries
    /// @param random varies the waits; called from several threads
    record Surroundings(Executor executor, Pause pause, RandomGenerator random) {}

    private record Piece(SliverPairIndex pair, Axis axis) {}

    NodeUpload(
            NetworkPeers peers,
            VerifiedBlobMetadata metadata,
            BlobPersistence persistence,
            StagedSlivers slivers,
            PublishLimits limits,
            Surroundings surroundings,
            Runnable sliverArrived) {
        this.peers = peers;
        this.metadata = metadata;
        this.persistence = persistence;
        this.slivers = slivers;
        this.limits = limits;
        this.surroundings = surroundings;
        this.sliverArrived = sliverArrived;
        this.sends = new Semaphore(limits.sends(), true);
    }

    private interface Step<T> {
        T take() throws PeerException, InterruptedException;
    }

    /// The node's word that it has everything, not verified.
    SignedMessage to(int node) throws PeerException, InterruptedException {
        Backoff backoff = backoff();
        List<Piece> left = pieces(node);
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(peers.node(node).within(limits.patience()), left);
            } catch (PeerException e) {
                boolean isWorthIt =
                        e.isTransient()
                                || e.isRefusal(ApiError.MISSING_SLIVERS)
                                || e.isRefusal(ApiError.METADATA_REQUIRED);
                if (attempt == limits.attempts() || !isWorthIt) {
                    throw e;
                }
                if (e.isRefusal(ApiError.MISSING_SLIVERS)) {
                    left = pieces(node);
                }
            }
            surroundings.pause().pause(backoff.next());
        }
    }

    private SignedMessage attempt(RemoteNode node, List<Piece> left)
            throws PeerException, InterruptedException {
        UploadOutcome outcome = onceRegistered(() -> node.putMetadata(metadata, Registration.DONE));
        send(node, left, outcome == UploadOutcome.ALREADY_THERE);
        return onceRegistered(
                () -> node.confirmation(metadata.blobId(), persistence, Optional.empty()));
    }

    /// A node hears of a registration a little after the ledger has answered.
    private <T> T onceRegistered(Step<T> step) throws PeerException, InterruptedException {
        Backoff backoff = backoff();
        for (int tries = 1; ; tries++) {
            try {
                return step.take();
            } catch (PeerException e) {
                if (tries == limits.registrationTries() || !e.isRefusal(ApiError.NOT_REGISTERED)) {
                    throw e;
                }
            }
            surroundings.pause().pause(backoff.next());
        }
    }

    private Backoff backoff() {
        return new Backoff(limits.firstWait(), limits.maxWait(), surroundings.random());
    }

    private List<Piece> pieces(int node) {
        BlobId blobId = metadata.blobId();
        List<Piece> pieces = new ArrayList<>();
        for (ShardIndex shard : peers.shards(node)) {
            SliverPairIndex pair = blobId.pair(shard, metadata.config());
            for (Axis axis : Axis.values()) {
                pieces.add(new Piece(pair, axis));
            }
        }
        return pieces;
    }

    /// Sends what is left, a few slivers at a time, and takes from the list what has arrived.
    private void send(RemoteNode node, List<Piece> left, boolean mayBeThere)
            throws PeerException, InterruptedException {
        List<Piece> waiting = new ArrayList<>(left);
        try (AskRound<Piece> lanes = new AskRound<>(surroundings.executor())) {
            while (!waiting.isEmpty() || lanes.outstanding() > 0) {
                while (!waiting.isEmpty() && lanes.outstanding() < limits.lanesPerNode()) {
                    Piece piece = waiting.removeFirst();
                    lanes.ask(0, () -> send(node, piece, mayBeThere));
                }
                switch (lanes.next(FOR_EVER).orElseThrow()) {
                    case AskRound.Reply.Answer<Piece>(var _, Piece piece) -> {
                        left.remove(piece);
                        sliverArrived.run();
                    }
                    case AskRound.Reply.Failure<Piece>(var _, PeerException cause) -> throw cause;
                    case AskRound.Reply.GivenUp<Piece> _ -> throw new InterruptedException();
                    case AskRound.Reply.Bug<Piece>(var _, RuntimeException bug) -> throw bug;
                }
            }
        }
    }

    private Piece send(RemoteNode node, Piece piece, boolean mayBeThere)
            throws PeerException, InterruptedException {
        BlobId blobId = metadata.blobId();
        sends.acquire();
        try {
            if (mayBeThere
                    && metadata.sliverBytes(piece.axis()) >= MIN_ASKED_BYTES
                    && node.sliverPresence(blobId, piece.pair(), piece.axis())
                            == RemotePresence.STORED) {
                return piece;
            }
            var index = piece.pair().sliver(piece.axis(), metadata.config());
            node.putSliver(
                    blobId,
                    piece.pair(),
                    piece.axis(),
                    slivers.body(piece.axis(), index),
                    Registration.DONE);
            return piece;
        } finally {
            sends.release();
        }
    }
}
