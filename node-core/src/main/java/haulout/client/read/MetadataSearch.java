// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.AskRound;
import haulout.client.BlobCoding;
import haulout.client.NetworkPeers;
import haulout.client.NodeFault;
import haulout.client.PeerException;
import haulout.client.RemoteNode;
import haulout.core.BlobId;
import haulout.core.Misdeed;
import haulout.core.QuorumRule;
import haulout.redstuff.MetadataVerificationException;
import haulout.redstuff.UnverifiedBlobMetadata;
import haulout.redstuff.VerifiedBlobMetadata;
import haulout.wire.ApiError;
import haulout.wire.BlobStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks for the metadata of one blob, and what the nodes say of its status meanwhile. Metadata
/// prove themselves, so one honest node is enough.
final class MetadataSearch implements AutoCloseable {
    private final NetworkPeers peers;
    private final BlobId blobId;
    private final BlobCoding coding;
    private final ReadLimits limits;
    private final Faults faults;
    private final AskRound<Answered> round;
    private final StatusVotes votes;
    private final Deque<Integer> toAsk;
    private int metadataUnderWay;
    private int statusUnderWay;
    private int absentWeight;
    private int blockedWeight;
    private int answeredWeight;
    private @Nullable VerifiedBlobMetadata found;

    /// What a node answered.
    private sealed interface Answered {
        record Metadata(UnverifiedBlobMetadata metadata) implements Answered {}

        record Status(BlobStatus status) implements Answered {}

        record Not(boolean isStatus, PeerException cause) implements Answered {}
    }

    MetadataSearch(ReadTools tools, BlobId blobId, Faults faults) {
        this.peers = tools.peers();
        this.blobId = blobId;
        this.coding = tools.coding();
        this.limits = tools.limits();
        this.faults = faults;
        this.round = new AskRound<>(tools.executor());
        this.votes = new StatusVotes(peers);
        this.toAsk = new ArrayDeque<>(tools.order());
    }

    FindOutcome run() throws InterruptedException {
        for (int node : List.copyOf(toAsk)) {
            statusUnderWay++;
            ask(node, true);
        }
        long foundAt = 0;
        for (int i = 0; i < limits.metadataRequests(); i++) {
            askNext();
        }
        while (true) {
            if (votes.isInvalid()) {
                return new FindOutcome.Missing(new ReadOutcome.MarkedInvalid(faults.list()));
            }
            if (found != null) {
                foundAt = foundAt == 0 ? System.nanoTime() : foundAt;
                boolean isPatienceOver =
                        System.nanoTime() - foundAt >= limits.statusPatience().toNanos();
                if (votes.isSettled() || statusUnderWay == 0 || isPatienceOver) {
                    nameContradictions();
                    return new FindOutcome.Found(found);
                }
            } else if (metadataUnderWay == 0 && toAsk.isEmpty() && statusUnderWay == 0) {
                return new FindOutcome.Missing(failure());
            } else if (isDecidedAbsent()) {
                return new FindOutcome.Missing(failure());
            }
            Duration patience =
                    found == null ? limits.hedgeAfter() : limits.statusPatience().dividedBy(4);
            Optional<AskRound.Reply<Answered>> reply = round.next(patience);
            if (reply.isPresent()) {
                take(reply.get());
            } else if (found == null) {
                // those who were asked take long
                askNext();
            }
        }
    }

    private void askNext() {
        Integer node = toAsk.poll();
        if (node != null) {
            metadataUnderWay++;
            ask(node, false);
        }
    }

    private void ask(int node, boolean status) {
        round.ask(
                node,
                () -> {
                    RemoteNode remote = peers.node(node).within(limits.questionPatience());
                    try {
                        return status
                                ? new Answered.Status(remote.status(blobId))
                                : new Answered.Metadata(remote.metadata(blobId));
                    } catch (PeerException e) {
                        return new Answered.Not(status, e);
                    }
                });
    }

    private void take(AskRound.Reply<Answered> reply) throws InterruptedException {
        if (!(reply instanceof AskRound.Reply.Answer<Answered>(var _, Answered answered))) {
            throw new InterruptedException();
        }
        int node = reply.ticket().node();
        switch (answered) {
            case Answered.Status(BlobStatus status) -> {
                statusUnderWay--;
                votes.add(node, status);
            }
            case Answered.Not(boolean isStatus, PeerException cause) -> {
                if (isStatus) {
                    statusUnderWay--;
                } else {
                    metadataUnderWay--;
                    notFound(node, cause);
                    askNext();
                }
            }
            case Answered.Metadata(UnverifiedBlobMetadata claimed) -> {
                metadataUnderWay--;
                answeredWeight += peers.weight(node);
                verify(node, claimed);
            }
        }
    }

    private void notFound(int node, PeerException cause) {
        int weight = peers.weight(node);
        if (cause.wasReached()) {
            answeredWeight += weight;
        }
        if (cause.isRefusal(ApiError.METADATA_NOT_FOUND)) {
            absentWeight += weight;
        } else if (cause.isRefusal(ApiError.FORBIDDEN_BLOB)) {
            blockedWeight += weight;
        } else {
            faults.add(NodeFault.of(node, peers.name(node), cause));
        }
    }

    private void verify(int node, UnverifiedBlobMetadata claimed) {
        try {
            if (claimed.blobId().equals(blobId)) {
                if (found == null) {
                    found = claimed.verify(peers.config(), coding.kernels().get().hash());
                }
                return;
            }
        } catch (MetadataVerificationException e) {
            // as bad as that of another blob
        }
        faults.add(NodeFault.lied(node, peers.name(node), Misdeed.METADATA, "gave wrong metadata"));
        askNext();
    }

    /// A node that knows nothing of what was certified in an epoch before, or says that a valid
    /// blob is invalid, is not merely behind.
    private void nameContradictions() {
        for (int node : votes.contradicting(peers.epoch())) {
            faults.add(
                    NodeFault.lied(
                            node,
                            peers.name(node),
                            Misdeed.STATUS,
                            "said another status than the others"));
        }
    }

    /// Those who have not answered yet would not make a difference.
    private boolean isDecidedAbsent() {
        QuorumRule rule = QuorumRule.of(peers.config());
        return votes.isSettled() && rule.isQuorum(absentWeight + blockedWeight);
    }

    private ReadOutcome failure() {
        QuorumRule rule = QuorumRule.of(peers.config());
        if (rule.isQuorum(absentWeight)) {
            return new ReadOutcome.NotFound(absentWeight, faults.list());
        }
        if (rule.isQuorum(absentWeight + blockedWeight)) {
            return new ReadOutcome.Blocked(absentWeight + blockedWeight, faults.list());
        }
        return new ReadOutcome.NoMetadata(answeredWeight, rule.quorumWeight(), faults.list());
    }

    @Override
    public void close() {
        round.close();
    }
}
