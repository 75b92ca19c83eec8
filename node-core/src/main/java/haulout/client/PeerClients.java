// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import haulout.core.EncodingConfig;
import haulout.core.WireFormatException;
import haulout.crypto.NetworkPublicKey;
import haulout.ledger.Committee;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Makes and keeps the clients of other nodes, one for each address and key, so that a node is
/// asked over the same connections, and no more often at a time than agreed, by whoever asks it.
/// Thread-safe.
public final class PeerClients {
    private final PeerTransport transport;
    private final Scheme scheme;
    private final EncodingConfig config;
    private final ClientLimits limits;
    private final TrafficRoutes routes;
    private final Repeats repeats;
    private final Map<Identity, StorageNodeClient> clients = new HashMap<>();

    /// Whether the nodes of a network show certificates.
    public enum Scheme {
        HTTPS("https"),
        /// For networks that were made so for tests: anyone on the way can answer.
        PLAIN_HTTP("http");

        private final String word;

        Scheme(String word) {
            this.word = word;
        }
    }

    private record Identity(PeerAddress address, NetworkPublicKey key) {
        Identity {
            Objects.requireNonNull(address);
            Objects.requireNonNull(key);
        }
    }

    /// @param transport remains the caller's, and is closed by it
    /// @param traffic asked for all bytes of bodies
    /// @param pause waits between attempts
    /// @param random varies the waits; called from several threads
    public PeerClients(
            PeerTransport transport,
            Scheme scheme,
            EncodingConfig config,
            ClientLimits limits,
            Traffic traffic,
            Pause pause,
            RandomGenerator random) {
        this(transport, scheme, config, limits, (TrafficRoutes) _ -> traffic, pause, random);
    }

    /// @param transport remains the caller's, and is closed by it
    /// @param routes say which budget is asked for the bytes of bodies
    /// @param pause waits between attempts
    /// @param random varies the waits; called from several threads
    public PeerClients(
            PeerTransport transport,
            Scheme scheme,
            EncodingConfig config,
            ClientLimits limits,
            TrafficRoutes routes,
            Pause pause,
            RandomGenerator random) {
        this.transport = transport;
        this.scheme = scheme;
        this.config = config;
        this.limits = limits;
        this.routes = routes;
        this.repeats = new Repeats(pause, random);
    }

    /// The client of a member of a committee.
    ///
    /// @throws WireFormatException if the ledger has no usable address for it
    public RemoteNode of(Committee.Member member) throws WireFormatException {
        return of(PeerAddress.parse(member.address()), member.networkKey());
    }

    /// The client of the node at an address.
    public RemoteNode of(PeerAddress address, NetworkPublicKey key) {
        Identity identity = new Identity(address, key);
        synchronized (clients) {
            return clients.computeIfAbsent(identity, this::open);
        }
    }

    /// What time a member had when it answered last, to the second below; empty if it never said.
    public Optional<Instant> timeAt(Committee.Member member) throws WireFormatException {
        return transport.timeAt(PeerAddress.parse(member.address()));
    }

    /// Forgets the clients of all nodes but the members of these committees. Whoever still has one
    /// may go on to use it.
    public void keepOnly(Set<Committee> committees) {
        Set<NetworkPublicKey> keys =
                committees.stream()
                        .flatMap(committee -> committee.members().stream())
                        .map(Committee.Member::networkKey)
                        .collect(Collectors.toSet());
        synchronized (clients) {
            clients.keySet().removeIf(identity -> !keys.contains(identity.key()));
        }
    }

    private StorageNodeClient open(Identity identity) {
        PeerAddress address = identity.address();
        Traffic toNode = routes.toward(address);
        HttpExchange exchange =
                new HttpExchange(
                        address,
                        transport,
                        scheme == Scheme.HTTPS
                                ? () -> transport.pinned(address, identity.key())
                                : transport::plain,
                        toNode,
                        limits.concurrentRequests());
        return new StorageNodeClient(
                new PeerRequests(scheme.word, address, toNode), exchange, config, limits, repeats);
    }
}
