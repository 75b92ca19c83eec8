// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client.read;

import haulout.client.NodeFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects in which way nodes fell short, once for each node and way. Not thread-safe.
final class Faults {
    private final ReadListener listener;
    private final List<NodeFault> list = new ArrayList<>();
    private final Set<Key> seen = new HashSet<>();

    private record Key(int node, NodeFault.Kind kind) {}

    Faults(ReadListener listener) {
        this.listener = listener;
    }

    void add(NodeFault fault) {
        if (seen.add(new Key(fault.node(), fault.kind()))) {
            list.add(fault);
            listener.fault(fault);
        }
    }

    List<NodeFault> list() {
        return list.stream().sorted(Comparator.comparingInt(NodeFault::node)).toList();
    }
}
