// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// A scripted ledger that nodes follow: a file, to which lines are added.
///
/// Threads: any.
final class NodeLedger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /// A new ledger.
    NodeLedger(Path file, int shards) throws IOException {
        this.file = Files.writeString(file, "{\"shards\":" + shards + "}\n");
    }

    /// One node and its shards, which are `count` from `first` on.
    record Member(NodeProcess node, int first, int count) {}

    Path file() {
        return file;
    }

    /// A member that nobody runs; its shards follow those of the others.
    record Stranger(
            String nodeId, BlsSecretKey key, NetworkSecretKey network, int first, int count) {}

    /// Makes a committee known and begins its epoch.
    void enter(int epoch, List<Member> members, Stranger... strangers) throws IOException {
        ObjectNode committee = JSON.createObjectNode();
        committee.put("epoch", epoch);
        ArrayNode list = committee.putArray("members");
        for (Member member : members) {
            NodeProcess node = member.node();
            ObjectNode entry = list.addObject().put("nodeId", node.nodeId());
            entry.put("publicKey", node.publicKeyHex()).put("networkKey", node.networkKeyHex());
            entry.put("address", node.address());
            name(entry, member.first(), member.count());
        }
        HexFormat hex = HexFormat.of();
        for (Stranger stranger : strangers) {
            ObjectNode entry = list.addObject().put("nodeId", stranger.nodeId());
            entry.put("publicKey", hex.formatHex(stranger.key().publicKey().toBytes()));
            entry.put("networkKey", hex.formatHex(stranger.network().publicKey().toBytes()));
            entry.put("address", "127.0.0.1:9"); // where nobody answers
            name(entry, stranger.first(), stranger.count());
        }
        append(JSON.createObjectNode().set("committee", committee));
        append(JSON.createObjectNode().put("event", "EpochChangeStart").put("epoch", epoch));
        append(JSON.createObjectNode().put("event", "EpochChangeDone").put("epoch", epoch));
    }

    private static void name(ObjectNode entry, int first, int count) {
        entry.put("name", "n" + first);
        ArrayNode shards = entry.putArray("shards");
        IntStream.range(first, first + count).forEach(shards::add);
    }

    /// A permanent registration, until epoch 50.
    void registered(SampleBlob blob) throws IOException {
        append(registration(blob, false, "0x" + "1".repeat(64)));
    }

    /// A deletable registration, until epoch 50.
    void registeredDeletable(SampleBlob blob, String objectId) throws IOException {
        append(registration(blob, true, objectId));
    }

    private static ObjectNode registration(SampleBlob blob, boolean deletable, String objectId) {
        return event("BlobRegistered", blob)
                .put("size", blob.byteCount())
                .put("endEpoch", 50)
                .put("deletable", deletable)
                .put("objectId", objectId);
    }

    /// The certificate of a permanent blob.
    void certified(SampleBlob blob) throws IOException {
        append(
                event("BlobCertified", blob)
                        .put("endEpoch", 50)
                        .put("objectId", "0x" + "1".repeat(64)));
    }

    /// The end of a deletable blob.
    void deleted(SampleBlob blob, String objectId) throws IOException {
        append(
                event("BlobDeleted", blob)
                        .put("endEpoch", 50)
                        .put("objectId", objectId)
                        .put("wasCertified", false));
    }

    /// A blob turned out to be encoded wrongly.
    void invalid(SampleBlob blob) throws IOException {
        append(event("InvalidBlobID", blob));
    }

    private static ObjectNode event(String name, SampleBlob blob) {
        return JSON.createObjectNode()
                .put("event", name)
                .put("epoch", 1)
                .put("blobId", blob.id().toString());
    }

    /// Adds a line.
    synchronized void append(ObjectNode line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    }
}
