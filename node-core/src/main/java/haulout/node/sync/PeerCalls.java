// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.client.PeerException;
import haulout.client.RemoteNode;
import haulout.core.Misdeed;
import haulout.core.WireFormatException;
import haulout.ledger.Committee;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Asks many nodes for the same thing, some at a time, until there is enough. Thread-safe.
final class PeerCalls {
    private final PeerNodes nodes;
    private final PeerRecords records;
    private final SyncLeave leave;
    private final ExecutorService executor;
    private final int atOnce;

    /// @param executor makes a virtual thread for each request
    /// @param atOnce nodes that are asked at once
    PeerCalls(
            PeerNodes nodes,
            PeerRecords records,
            SyncLeave leave,
            ExecutorService executor,
            int atOnce) {
        this.nodes = nodes;
        this.records = records;
        this.leave = leave;
        this.executor = executor;
        this.atOnce = atOnce;
    }

    interface Request<T> {
        T of(RemoteNode node) throws PeerException, InterruptedException;
    }

    /// What is asked of a node, which depends on what it has.
    interface MemberRequest<T> {
        T of(RemoteNode node, Committee.Member member) throws PeerException, InterruptedException;
    }

    /// Takes what came.
    ///
    /// @param <E> what may go wrong with that
    interface Taker<T, E extends Exception> {
        /// Whether that is enough. Called on the thread that asks, one answer after another.
        boolean take(Committee.Member from, T answer) throws E, InterruptedException;
    }

    private record Came<T>(Committee.Member from, @Nullable T answer) {}

    PeerRecords records() {
        return records;
    }

    /// Asks one node, and remembers whether it was reached.
    <T> T one(Committee.Member member, Request<T> request)
            throws PeerException, WireFormatException, InterruptedException {
        leave.await(member);
        try {
            T answer = request.of(nodes.of(member));
            records.present(member.nodeId());
            return answer;
        } catch (PeerException e) {
            if (e.wasReached()) {
                records.present(member.nodeId());
            } else {
                records.absent(member.nodeId());
            }
            throw e;
        } catch (WireFormatException e) {
            records.absent(member.nodeId());
            throw e;
        }
    }

    /// Asks nodes in their order, but those who are avoided by then only when all others have
    /// answered and that is not enough. Who fails is passed over; who has not answered when there
    /// is enough is not waited for.
    ///
    /// @return whether there was enough
    <T, E extends Exception> boolean ask(
            List<Committee.Member> members, Request<T> request, Taker<T, E> taker)
            throws E, InterruptedException {
        return askEach(members, (node, _) -> request.of(node), taker);
    }

    /// Asks each node for what it has; else as [#ask].
    <T, E extends Exception> boolean askEach(
            List<Committee.Member> members, MemberRequest<T> request, Taker<T, E> taker)
            throws E, InterruptedException {
        CompletionService<Came<T>> coming = new ExecutorCompletionService<>(executor);
        List<Future<Came<T>>> started = new ArrayList<>();
        List<Committee.Member> avoided = new ArrayList<>();
        int open = 0;
        Iterator<Committee.Member> next = members.iterator();
        boolean isLastResort = false;
        try {
            while (true) {
                while (open < atOnce && next.hasNext()) {
                    Committee.Member member = next.next();
                    if (!isLastResort && records.isAvoided(member.nodeId())) {
                        avoided.add(member);
                        continue;
                    }
                    started.add(coming.submit(() -> came(member, request)));
                    open++;
                }
                if (open == 0 && (isLastResort || avoided.isEmpty())) {
                    return false;
                }
                if (open == 0) {
                    isLastResort = true;
                    next = avoided.iterator();
                    continue;
                }
                Future<Came<T>> done = coming.take();
                open--;
                Came<T> came = result(done);
                T answer = came.answer();
                if (answer != null && taker.take(came.from(), answer)) {
                    return true;
                }
            }
        } finally {
            started.forEach(future -> future.cancel(true));
        }
    }

    private <T> Came<T> came(Committee.Member member, MemberRequest<T> request)
            throws InterruptedException {
        try {
            return new Came<>(member, one(member, node -> request.of(node, member)));
        } catch (PeerException e) {
            if (e.kind() instanceof PeerException.Kind.Rubbish(String what)) {
                records.lied(member.nodeId(), Misdeed.ANSWER, what);
            }
            return new Came<>(member, null);
        } catch (WireFormatException e) {
            return new Came<>(member, null);
        }
    }

    private static <T> T result(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException stopped) {
                throw stopped;
            }
            throw new IllegalStateException("asking a node", e.getCause());
        }
    }
}
