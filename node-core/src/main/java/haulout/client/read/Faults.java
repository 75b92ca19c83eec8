// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.NodeFault;
import haulout.core.Misdeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Collects in which way nodes fell short, once for each node and way. Not thread-safe.
final class Faults {
    private final Consumer<NodeFault> listener;
    private final List<NodeFault> list = new ArrayList<>();
    private final Set<Key> seen = new HashSet<>();

    private record Key(int node, NodeFault.Kind kind, Optional<Misdeed> misdeed) {}

    Faults(Consumer<NodeFault> listener) {
        this.listener = listener;
    }

    void add(NodeFault fault) {
        if (seen.add(new Key(fault.node(), fault.kind(), fault.misdeed()))) {
            list.add(fault);
            listener.accept(fault);
        }
    }

    List<NodeFault> list() {
        return list.stream().sorted(Comparator.comparingInt(NodeFault::node)).toList();
    }
}
