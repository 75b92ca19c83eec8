// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.BlobCoding;
import haulout.client.NetworkPeers;
import haulout.client.Pause;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// What one read works with.
///
/// @param peers the nodes of one epoch
record ReadTools(
        NetworkPeers peers,
        BlobCoding coding,
        ReadLimits limits,
        Executor executor,
        Pause pause,
        RandomGenerator random,
        Path folder) {
    SliverChecks checks() {
        return new SliverChecks(peers.config(), coding);
    }

    /// The nodes that have shards, mixed.
    List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        for (int node = 0; node < peers.count(); node++) {
            if (peers.weight(node) > 0) {
                order.add(node);
            }
        }
        Collections.shuffle(order, java.util.Random.from(random));
        return order;
    }
}
