// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import haulout.assembly.NodeHome;
import haulout.assembly.NodeHost;
import haulout.assembly.NodePlace;
import haulout.assembly.NodeSetup;
import haulout.assembly.RunningNode;
import java.io.IOException;

/// Opens a single node where it answered before, also if any free port was to do at first.
///
/// Threads: opened by one at a time; read by any.
final class SameAddress implements NodePlace.Opener {
    private final NodeHome home;
    private final NodeHost host;
    private volatile NodeSetup setup;

    /// @param home stays the caller's, who closes it afterwards
    /// @param host likewise
    /// @param setup of the first start
    SameAddress(NodeHome home, NodeHost host, NodeSetup setup) {
        this.home = home;
        this.host = host;
        this.setup = setup;
    }

    @Override
    public RunningNode open() throws IOException, InterruptedException {
        NodeSetup now = setup;
        RunningNode node = RunningNode.open(home, host, now);
        setup = now.at(node.address());
        return node;
    }

    /// Where it listens once it was started, also while it is away.
    int port() {
        return setup.listen().getPort();
    }
}
