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

/// Who is connected. When there is no room for one more, the connection that has been idle longest,
/// of the peer that has most, makes room; if every one is at work, the new one is refused.
///
/// Threads: any.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionTable {
    private final int max;
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
            } else if (size >= max) {
                evicted = evictFromLargest();
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

    private Optional<Channel> evictFromLargest() {
        Object largest = null;
        int most = 0;
        for (Map.Entry<Object, Peer> entry : peers.entrySet()) {
            if (!entry.getValue().idle.isEmpty() && entry.getValue().size() > most) {
                most = entry.getValue().size();
                largest = entry.getKey();
            }
        }
        Peer peer = largest == null ? null : peers.get(largest);
        return peer == null || largest == null ? Optional.empty() : evict(largest, peer);
    }

    private Optional<Channel> evict(Object key, Peer peer) {
        if (peer.idle.isEmpty()) {
            return Optional.empty();
        }
        Channel oldest = peer.idle.removeFirst();
        size--;
        if (peer.size() == 0) {
            peers.remove(key);
        }
        return Optional.of(oldest);
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
