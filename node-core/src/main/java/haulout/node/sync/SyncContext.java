// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.Epoch;
import haulout.ledger.Committee;
import haulout.node.Committees;
import haulout.node.Holdings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whom to ask, as it stands at the moment.
final class SyncContext {
    private SyncContext() {}

    /// The other nodes that may have something of a blob, in the order to ask them.
    ///
    /// @param certified since when the blob is certified
    static List<Committee.Member> peers(
            Holdings holdings, Committees committees, Epoch certified, PeerRecords records) {
        Map<Object, Committee.Member> members = new LinkedHashMap<>();
        for (Committee committee : List.of(committees.readers(certified), committees.current())) {
            for (Committee.Member member : committee.members()) {
                if (!member.nodeId().equals(holdings.nodeId()) && !member.shards().isEmpty()) {
                    members.putIfAbsent(member.nodeId(), member);
                }
            }
        }
        return records.order(members.values());
    }
}
