// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.script;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.EventId;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.core.WireFormatException;
import haulout.crypto.BlsPublicKey;
import haulout.crypto.NetworkPublicKey;
import haulout.ledger.ChainEvent;
import haulout.ledger.Committee;
import haulout.wire.WireJson;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// One line of a script, read. See [ScriptFile] for the form.
final class ScriptLine {
    private static final int MAX_SHARDS = 0xFFFF;
    private static final int MAX_SHARD_INDEX = 0xFFFE;

    private ScriptLine() {}

    /// Does what a line says.
    ///
    /// @param number the line's number, which events have as their identity
    static void apply(JsonNode line, long number, ScriptedChain chain) throws WireFormatException {
        if (line.has("committee")) {
            chain.put(committee(WireJson.object(line, "committee"), chain.shardCount()));
        } else if (line.has("enter")) {
            chain.enter(epoch(line, "enter"));
        } else {
            chain.append(new EventId(new Hash32(number, 0, 0, 0), 0), event(line));
        }
    }

    /// The number of shards, from the first line.
    static int shards(JsonNode line) throws WireFormatException {
        return (int) WireJson.number(line, "shards", MAX_SHARDS);
    }

    private static Committee committee(JsonNode json, int shardCount) throws WireFormatException {
        List<Committee.Member> members = new ArrayList<>();
        for (JsonNode member : WireJson.field(json, "members")) {
            members.add(
                    new Committee.Member(
                            NodeId.parse(WireJson.text(member, "nodeId")),
                            WireJson.text(member, "name"),
                            BlsPublicKey.decode(hex(member, "publicKey")),
                            NetworkPublicKey.decode(hex(member, "networkKey")),
                            WireJson.text(member, "address"),
                            shards(member, "shards")));
        }
        try {
            return new Committee(epoch(json, "epoch"), shardCount, members);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("committee", 0, "every shard once", "another", e);
        }
    }

    private static ChainEvent event(JsonNode line) throws WireFormatException {
        String name = WireJson.text(line, "event");
        Epoch epoch = epoch(line, "epoch");
        return switch (name) {
            case "BlobRegistered" ->
                    new ChainEvent.BlobRegistered(
                            epoch,
                            blobId(line),
                            WireJson.number(line, "size", Long.MAX_VALUE),
                            1,
                            epoch(line, "endEpoch"),
                            flag(line, "deletable"),
                            objectId(line));
            case "BlobCertified" ->
                    new ChainEvent.BlobCertified(
                            epoch,
                            blobId(line),
                            epoch(line, "endEpoch"),
                            flag(line, "deletable"),
                            objectId(line),
                            flag(line, "extension"));
            case "BlobDeleted" ->
                    new ChainEvent.BlobDeleted(
                            epoch,
                            blobId(line),
                            epoch(line, "endEpoch"),
                            objectId(line),
                            flag(line, "wasCertified"));
            case "InvalidBlobID" -> new ChainEvent.InvalidBlobId(epoch, blobId(line));
            case "EpochParametersSelected" ->
                    new ChainEvent.EpochParametersSelected(epoch, epoch(line, "nextEpoch"));
            case "EpochChangeStart" -> new ChainEvent.EpochChangeStart(epoch);
            case "EpochChangeDone" -> new ChainEvent.EpochChangeDone(epoch);
            case "ShardsReceived" -> new ChainEvent.ShardsReceived(epoch, shards(line, "shards"));
            case "ShardRecoveryStart" ->
                    new ChainEvent.ShardRecoveryStart(epoch, shards(line, "shards"));
            default -> new ChainEvent.Notice(epoch, name, new NodeId(Hash32.ZERO));
        };
    }

    private static Epoch epoch(JsonNode json, String name) throws WireFormatException {
        return new Epoch(WireJson.number(json, name, Epoch.MAX_VALUE));
    }

    private static BlobId blobId(JsonNode json) throws WireFormatException {
        return BlobId.parse(WireJson.text(json, "blobId"));
    }

    private static ObjectId objectId(JsonNode json) throws WireFormatException {
        return ObjectId.parse(WireJson.text(json, "objectId"));
    }

    // absent means no
    private static boolean flag(JsonNode json, String name) throws WireFormatException {
        if (!json.has(name)) {
            return false;
        }
        JsonNode value = WireJson.field(json, name);
        if (!value.isBoolean()) {
            throw new WireFormatException(name, 0, "true or false", value.getNodeType().name());
        }
        return value.booleanValue();
    }

    private static List<ShardIndex> shards(JsonNode json, String name) throws WireFormatException {
        List<ShardIndex> shards = new ArrayList<>();
        for (int shard : WireJson.numbers(json, name, MAX_SHARD_INDEX, MAX_SHARDS)) {
            shards.add(new ShardIndex(shard));
        }
        return shards;
    }

    private static byte[] hex(JsonNode json, String name) throws WireFormatException {
        try {
            return HexFormat.of().parseHex(WireJson.text(json, name));
        } catch (IllegalArgumentException e) {
            throw new WireFormatException(name, 0, "hex digits", "other characters", e);
        }
    }
}
