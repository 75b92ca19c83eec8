// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.client.PeerClients;
import haulout.http.server.ServerLimits;
import haulout.ledger.ChainActions;
import haulout.ledger.ChainView;
import haulout.node.NodeApi;
import haulout.node.NodeSettings;
import haulout.node.sync.SyncLimits;
import haulout.store.drive.SpaceRule;
import haulout.store.segment.SegmentConfig;
import haulout.store.shield.ShieldMode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// How one node is to be.
///
/// @param name by which its counters are told from those of other nodes of the process
/// @param listen where its API listens; port 0 for any that is free
/// @param publicHost host name or address in its certificate
/// @param scheme HTTPS with network keys, or plain HTTP, for the whole network
/// @param lentBytes what the folder in its data directory is lent with at first; 0: as suggested
/// @param space what stays free beside that folder
/// @param settings of the node
/// @param segments sizes of the store's files
/// @param shield how much parity they get
/// @param scrubPeriod in which everything that is stored is read again
/// @param mayScrub whether the computer has time for that now; when it is late nobody is asked
/// @param server bounds of the server
/// @param sync bounds of fetching
/// @param chain the ledger, for reading
/// @param actions the ledger, for reporting
/// @param face what stands between the server and the node; the identity, but for nodes that are to
///   behave badly
public record NodeSetup(
        String name,
        InetSocketAddress listen,
        String publicHost,
        PeerClients.Scheme scheme,
        long lentBytes,
        SpaceRule space,
        NodeSettings settings,
        SegmentConfig segments,
        ShieldMode shield,
        Duration scrubPeriod,
        BooleanSupplier mayScrub,
        ServerLimits server,
        SyncLimits sync,
        ChainView chain,
        ChainActions actions,
        UnaryOperator<NodeApi> face) {
    /// Two weeks: a fortnight's holiday with the computer off still leaves everything checked
    /// within the month after which the owner is told.
    public static final Duration SCRUB_PERIOD = Duration.ofDays(14);

    /// Where nothing says when the computer is idle.
    public static final BooleanSupplier ALWAYS = () -> true;

    public NodeSetup {
        Objects.requireNonNull(name);
        Objects.requireNonNull(listen);
        Objects.requireNonNull(publicHost);
        Objects.requireNonNull(scheme);
        Objects.requireNonNull(space);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(segments);
        Objects.requireNonNull(shield);
        Objects.requireNonNull(scrubPeriod);
        Objects.requireNonNull(mayScrub);
        Objects.requireNonNull(server);
        Objects.requireNonNull(sync);
        Objects.requireNonNull(chain);
        Objects.requireNonNull(actions);
        Objects.requireNonNull(face);
    }

    /// The same where another address is listened at.
    public NodeSetup at(InetSocketAddress address) {
        return new NodeSetup(
                name,
                address,
                publicHost,
                scheme,
                lentBytes,
                space,
                settings,
                segments,
                shield,
                scrubPeriod,
                mayScrub,
                server,
                sync,
                chain,
                actions,
                face);
    }
}
