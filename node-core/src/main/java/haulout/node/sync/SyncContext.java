// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.node.sync;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.NodeId;
import haulout.core.ShardIndex;
import haulout.ledger.Committee;
import haulout.node.Committees;
import haulout.node.Holdings;
import haulout.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whom to ask, and what can be read, as it stands at the moment.
final class SyncContext {
    private static final Logger log = LoggerFactory.getLogger(SyncContext.class);

    private SyncContext() {}

    /// What can be read of the node's own now.
    ///
    /// @param <T> what it is
    interface Reading<T> {
        Optional<T> read() throws StoreException, InterruptedException;
    }

    /// Something of the node's own, empty if it is not there or cannot be read now: that a drive is
    /// away must not keep others from helping.
    static <T> Optional<T> readable(BlobId blobId, Reading<T> reading) throws InterruptedException {
        try {
            return reading.read();
        } catch (StoreException e) {
            log.atDebug().addKeyValue("blob", blobId).setCause(e).log("not read to mend by");
            return Optional.empty();
        }
    }

    /// The other nodes that may have something of a blob, in the order to ask them. While shards
    /// move, a piece may be with its old holder or with its new one, and each of them may be the
    /// one that is away; so each node stands for the shards of both committees.
    ///
    /// @param certified since when the blob is certified
    static List<Committee.Member> peers(
            Holdings holdings, Committees committees, Epoch certified, PeerRecords records) {
        Map<NodeId, Committee.Member> members = new LinkedHashMap<>();
        for (Committee committee : List.of(committees.readers(certified), committees.current())) {
            for (Committee.Member member : committee.members()) {
                if (!member.nodeId().equals(holdings.nodeId())) {
                    members.put(member.nodeId(), member);
                }
            }
        }
        List<Committee.Member> holders = new ArrayList<>();
        for (Committee.Member member : members.values()) {
            List<ShardIndex> held = committees.heldShards(member.nodeId());
            if (!held.isEmpty()) {
                holders.add(member.with(held));
            }
        }
        return records.order(holders);
    }
}
