// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Who is connected. When there is no room for one more, the connection that has been idle longest,
/// of the peer that has most, makes room; if every one is at work, the oldest of the peer that has
/// most, if that has far more than the peer of the new one, which is refused otherwise. So nobody
/// keeps others out by holding every connection at work.
///
/// Threads: any.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionTable {
    /// A peer has far more connections than another if it has so many times as many; two peers
    /// alike must not take them from each other in turn.
    private static final int FAR_MORE = 2;

    private final IntSupplier max;
    private final int maxPerPeer;
    private final Map<Object, Peer> peers = new HashMap<>();
    private int size;

    private static final class Peer {
        /// In the order in which they became idle.
        final LinkedHashSet<Channel> idle = new LinkedHashSet<>();

        final LinkedHashSet<Channel> busy = new LinkedHashSet<>();

        int size() {
            return idle.size() + busy.size();
        }
    }

    /// What became of a connection that wants to be one more.
    enum Verdict {
        TAKEN,
        TAKEN_FOR_ANOTHER,
        REFUSED
    }

    ConnectionTable(int max, int maxPerPeer) {
        this(() -> max, maxPerPeer);
    }

    /// @param max asked for each connection; when it falls, those that are there stay
    ConnectionTable(IntSupplier max, int maxPerPeer) {
        this.max = max;
        this.maxPerPeer = maxPerPeer;
    }

    /// Takes a connection in, if there is room or can be made.
    Verdict enter(Object peer, Channel channel) {
        Optional<Channel> evicted = Optional.empty();
        synchronized (this) {
            Peer own = peers.get(peer);
            if (own != null && own.size() >= maxPerPeer) {
                evicted = evict(peer, own);
                if (evicted.isEmpty()) {
                    return Verdict.REFUSED;
                }
            } else if (size >= max.getAsInt()) {
                evicted = evictFor(own);
                if (evicted.isEmpty()) {
                    return Verdict.REFUSED;
                }
            }
            peers.computeIfAbsent(peer, any -> new Peer()).idle.add(channel);
            size++;
        }
        evicted.ifPresent(Channel::close);
        return evicted.isPresent() ? Verdict.TAKEN_FOR_ANOTHER : Verdict.TAKEN;
    }

    // nobody with many connections takes the idle one of somebody with fewer
    private Optional<Channel> evictFor(@Nullable Peer own) {
        int ownSize = own == null ? 0 : own.size();
        Map.Entry<Object, Peer> largest = null;
        Map.Entry<Object, Peer> largestWithIdle = null;
        for (Map.Entry<Object, Peer> entry : peers.entrySet()) {
            int count = entry.getValue().size();
            if (largest == null || count > largest.getValue().size()) {
                largest = entry;
            }
            if (!entry.getValue().idle.isEmpty()
                    && (count >= ownSize || entry.getValue() == own)
                    && (largestWithIdle == null || count > largestWithIdle.getValue().size())) {
                largestWithIdle = entry;
            }
        }
        if (largest == null) {
            return Optional.empty();
        }
        int most = largest.getValue().size();
        boolean isFair =
                largestWithIdle != null && FAR_MORE * largestWithIdle.getValue().size() >= most;
        if (!isFair && most > FAR_MORE * (ownSize + 1)) {
            Peer peer = largest.getValue();
            return Optional.of(remove(largest.getKey(), peer, peer.busy));
        }
        return largestWithIdle == null
                ? Optional.empty()
                : evict(largestWithIdle.getKey(), largestWithIdle.getValue());
    }

    private Optional<Channel> evict(Object key, Peer peer) {
        return peer.idle.isEmpty() ? Optional.empty() : Optional.of(remove(key, peer, peer.idle));
    }

    private Channel remove(Object key, Peer peer, SequencedSet<Channel> from) {
        Channel oldest = from.removeFirst();
        size--;
        if (peer.size() == 0) {
            peers.remove(key);
        }
        return oldest;
    }

    /// A request has begun on a connection.
    synchronized void busy(Object peer, Channel channel) {
        Peer own = peers.get(peer);
        if (own != null && own.idle.remove(channel)) {
            own.busy.add(channel);
        }
    }

    /// The last request on a connection is over.
    synchronized void idle(Object peer, Channel channel) {
        Peer own = peers.get(peer);
        if (own != null && own.busy.remove(channel)) {
            own.idle.add(channel);
        }
    }

    /// A connection is closed.
    synchronized void leave(Object peer, Channel channel) {
        Peer own = peers.get(peer);
        if (own != null && (own.idle.remove(channel) || own.busy.remove(channel))) {
            size--;
            if (own.size() == 0) {
                peers.remove(peer);
            }
        }
    }

    /// How many there are.
    synchronized int size() {
        return size;
    }

    /// All of them.
    synchronized List<Channel> all() {
        List<Channel> all = new ArrayList<>(size);
        peers.values()
                .forEach(peer -> {
                    all.addAll(peer.idle);
                    all.addAll(peer.busy);
                });
        return all;
    }
}
