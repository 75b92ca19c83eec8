// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import haulout.core.BlobId;
import haulout.core.Epoch;
import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.ShardIndex;
import haulout.core.WireFormatException;
import haulout.crypto.BlsSecretKey;
import haulout.crypto.NetworkSecretKey;
import haulout.ledger.ChainEvent;
import haulout.ledger.ChainException;
import haulout.ledger.Committee;
import haulout.ledger.IndexedEvent;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final BlobId BLOB = new BlobId(new Hash32(1, 2, 3, 4));
    private static final ObjectId OBJECT = new ObjectId(new Hash32(5, 6, 7, 8));

    @TempDir Path folder;

    private final ThreadFactory threads = Thread.ofPlatform().daemon().factory();

    private void append(Path file, String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void everyKindOfLineIsUnderstood() throws Exception {
        BlsSecretKey key = BlsSecretKey.generate(TestSeed.random("ScriptFileTest", 1));
        NetworkSecretKey network = NetworkSecretKey.generate();
        NodeId node = new NodeId(new Hash32(9, 9, 9, 9));
        HexFormat hex = HexFormat.of();
        Path file = folder.resolve("script");
        append(
                file,
                """
                {"shards":10}
                # a remark

                {"committee":{"epoch":1,"members":[{"nodeId":"%s","name":"n0","publicKey":"%s",\
                "networkKey":"%s","address":"127.0.0.1:1","shards":[0,9]}]}}
                {"event":"EpochChangeStart","epoch":1}
                {"event":"BlobRegistered","epoch":1,"blobId":"%s","size":5,"endEpoch":3,\
                "deletable":true,"objectId":"%s"}
                {"event":"BlobCertified","epoch":1,"blobId":"%s","endEpoch":4,"objectId":"%s",\
                "extension":true}
                {"event":"BlobDeleted","epoch":1,"blobId":"%s","endEpoch":4,"objectId":"%s",\
                "wasCertified":true}
                {"event":"InvalidBlobID","epoch":1,"blobId":"%s"}
                {"event":"EpochParametersSelected","epoch":1,"nextEpoch":2}
                {"event":"EpochChangeDone","epoch":1}
                {"event":"ShardsReceived","epoch":1,"shards":[3]}
                {"event":"ShardRecoveryStart","epoch":1,"shards":[]}
                {"event":"PricesUpdated","epoch":1}
                """
                        .formatted(
                                node,
                                hex.formatHex(key.publicKey().toBytes()),
                                hex.formatHex(network.publicKey().toBytes()),
                                BLOB,
                                OBJECT,
                                BLOB,
                                OBJECT,
                                BLOB,
                                OBJECT,
                                BLOB));
        try (ScriptFile script = ScriptFile.open(file, threads)) {
            ScriptedChain chain = script.chain();
            assertEquals(10, chain.shardCount());
            assertEquals(new Epoch(1), chain.epoch());
            assertEquals(
                    Optional.of(
                            new Committee(
                                    new Epoch(1),
                                    10,
                                    List.of(
                                            new Committee.Member(
                                                    node,
                                                    "n0",
                                                    key.publicKey(),
                                                    network.publicKey(),
                                                    "127.0.0.1:1",
                                                    List.of(
                                                            new ShardIndex(0),
                                                            new ShardIndex(9)))))),
                    chain.committee(new Epoch(1)));
            Epoch one = new Epoch(1);
            assertEquals(
                    List.of(
                            new ChainEvent.EpochChangeStart(one),
                            new ChainEvent.BlobRegistered(
                                    one, BLOB, 5, 1, new Epoch(3), true, OBJECT),
                            new ChainEvent.BlobCertified(
                                    one, BLOB, new Epoch(4), false, OBJECT, true),
                            new ChainEvent.BlobDeleted(one, BLOB, new Epoch(4), OBJECT, true),
                            new ChainEvent.InvalidBlobId(one, BLOB),
                            new ChainEvent.EpochParametersSelected(one, new Epoch(2)),
                            new ChainEvent.EpochChangeDone(one),
                            new ChainEvent.ShardsReceived(one, List.of(new ShardIndex(3))),
                            new ChainEvent.ShardRecoveryStart(one, List.of()),
                            new ChainEvent.Notice(one, "PricesUpdated", new NodeId(Hash32.ZERO))),
                    chain.events(0, 100, Duration.ZERO).stream().map(IndexedEvent::event).toList());
            assertEquals(false, chain.isChangingEpoch());
        }
    }

    @Test
    void whatIsAddedIsHeardOnceItsLineIsWhole() throws Exception {
        Path file = folder.resolve("script");
        append(file, "{\"shards\":10}\n{\"enter\":1}\n{\"event\":\"EpochCha");
        try (ScriptFile script = ScriptFile.open(file, threads)) {
            assertEquals(List.of(), script.chain().events(0, 1, Duration.ZERO));
            append(file, "ngeStart\",\"epoch\":2}\n");
            assertEquals(1, script.chain().events(0, 1, PATIENCE).size());
            assertEquals(new Epoch(2), script.chain().epoch());
            append(file, "{\"event\":7}\n");
            ChainException broken =
                    assertThrows(ChainException.class, () -> script.chain().events(1, 1, PATIENCE));
            assertTrue(broken.getMessage().contains("line 4"), broken.getMessage());
        }
    }

    @Test
    void whatIsAddedBehindALinkIsHeardAsWell() throws Exception {
        Path file = Files.createDirectory(folder.resolve("elsewhere")).resolve("script");
        append(file, "{\"shards\":10}\n{\"enter\":1}\n");
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, file);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no links here: " + e);
        }
        try (ScriptFile script = ScriptFile.open(link, threads)) {
            for (int epoch = 2; epoch < 5; epoch++) {
                append(file, "{\"event\":\"EpochChangeStart\",\"epoch\":" + epoch + "}\n");
                assertEquals(1, script.chain().events(epoch - 2, 1, PATIENCE).size());
            }
        }
    }

    @Test
    void aFileThatCannotBeUnderstoodIsRefused() throws Exception {
        for (String text :
                List.of(
                        "",
                        "{\"shards\":10}",
                        "{}\n",
                        "[]\n",
                        "{\"shards\":10}\n{\"enter\":-1}\n")) {
            Path file = folder.resolve("bad" + text.hashCode());
            append(file, text);
            assertThrows(WireFormatException.class, () -> ScriptFile.open(file, threads), text);
        }
    }
}
