// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import haulout.core.BlobId;
import haulout.network.OwnNode;
import haulout.network.OwnNode.OwnDrive;
import haulout.network.StoreTerms;
import haulout.network.TransferListener;
import haulout.status.AlertStarts;
import haulout.status.Facts;
import haulout.status.NodeStanding;
import haulout.status.OwnerFacts;
import haulout.status.RestFacts;
import haulout.status.StatusFunction;
import haulout.store.drive.SpaceRule;
import haulout.testing.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The owner's node gets more drives, moves them and gives them back, and loses nothing.
class OwnDrivesTest {
    private static final long LENT = 1L << 30;

    @TempDir Path temp;

    private final Random random = TestSeed.random("own drives", 33);
    private PracticeNetwork network;

    @BeforeEach
    void open() throws Exception {
        network =
                PracticeNetwork.open(
                        new PracticeSetup(
                                temp.resolve("home"),
                                OptionalInt.of(4),
                                OptionalInt.of(13),
                                Optional.of(Duration.ofHours(1)),
                                false,
                                Optional.empty(),
                                LENT,
                                1),
                        InstantSource.system());
    }

    @AfterEach
    void close() throws Exception {
        network.close();
    }

    private List<OwnDrive> drives() {
        return network.own().drives();
    }

    private BlobId store(byte[] bytes) throws IOException, InterruptedException {
        return network.files()
                .store(
                        Files.write(temp.resolve("in.bin"), bytes),
                        new StoreTerms(2, false, Map.of()),
                        TransferListener.NONE)
                .blobId();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Only the owner's node answers: what it does not have is missed.
    private void assertWhole(BlobId blob, byte[] bytes) throws Exception {
        Path out = temp.resolve("out-" + random.nextInt(Integer.MAX_VALUE));
        network.files().read(blob, out, true, TransferListener.NONE);
        assertArrayEquals(bytes, Files.readAllBytes(out));
        long held = network.own().holdings().orElseThrow().slivers();
        assertTrue(held > 0, "holds " + held);
    }

    @Test
    void aDriveIsAddedEmptiedAndGivenBackWithoutALoss() throws Exception {
        byte[] bytes = bytes(400_000);
        BlobId blob = store(bytes);
        OwnDrive first = drives().getFirst();
        long before = network.own().holdings().orElseThrow().slivers();
        Path second = temp.resolve("second");
        network.own().add(second, LENT, false);
        assertEquals(2, drives().size());
        assertTrue(Files.exists(second.resolve("haulout-drive.json")));
        assertThrows(IOException.class, () -> network.own().add(second, LENT, false));
        assertThrows(IOException.class, () -> network.own().add(second.resolve("in"), LENT, false));

        network.own().remove(first.id());
        assertEquals(List.of(second), drives().stream().map(OwnDrive::folder).toList());
        assertFalse(Files.exists(first.folder().resolve("segments")));
        assertFalse(Files.exists(first.folder().resolve("haulout-drive.json")));
        assertEquals(before, network.own().holdings().orElseThrow().slivers());
        assertWhole(blob, bytes);
    }

    @Test
    void aNodeThatIsErasedLeavesNothingOfItInLentFolders() throws Exception {
        Path second = temp.resolve("second");
        network.own().add(second, LENT, false);
        byte[] bytes = bytes(400_000);
        BlobId blob = store(bytes);
        Path letter = Files.writeString(second.resolve("letter.txt"), "mine");
        network.neighbourhood().wipe(0);
        assertEquals(1, drives().size());
        try (Stream<Path> left = Files.list(second)) {
            assertEquals(List.of(letter), left.toList());
        }
        // the folder can be lent again
        network.own().add(second, LENT, false);
        Path out = temp.resolve("out");
        network.files().read(blob, out, false, TransferListener.NONE);
        assertArrayEquals(bytes, Files.readAllBytes(out));
    }

    @Test
    void aDriveOfWhichItsOwnerSaysHowMuchIsLentKeepsFreeWhatEverybodyIsPromised() throws Exception {
        OwnDrive before = drives().getFirst();
        OwnNode.Room room = before.room().orElseThrow();
        long most = SpaceRule.SYSTEM_DRIVE.floorBytes(room.totalBytes());
        long least = SpaceRule.OTHER_DRIVE.floorBytes(room.totalBytes());
        assumeTrue(room.freeBytes() > 2 * most, "too little is free here");
        assertTrue(before.floorBytes() < least);
        network.own().lend(before.id(), 2 * LENT);
        OwnDrive after = drives().getFirst();
        assertEquals(2 * LENT, after.lentBytes());
        assertTrue(after.floorBytes() >= least && after.floorBytes() <= most);
        byte[] bytes = bytes(100_000);
        assertWhole(store(bytes), bytes);
    }

    private NodeStanding standing() {
        Facts facts = network.watch().orElseThrow().facts(RestFacts.FREE, OwnerFacts.NONE);
        return StatusFunction.look(facts, AlertStarts.NONE).status().standing();
    }

    @Test
    void aPulledDriveIsSaidItsMountPointStaysEmptyAndTheOtherGoesOn() throws Exception {
        Path second = temp.resolve("second");
        network.own().add(second, LENT, false);
        byte[] early = bytes(300_000);
        BlobId before = store(early);
        PracticeNetworkTest.await("called well", () -> standing() == NodeStanding.HEALTHY);
        // a mount point without its drive
        Path aside = temp.resolve("aside");
        Files.move(second, aside);
        Files.createDirectory(second);
        byte[] late = bytes(300_000);
        BlobId meanwhile = store(late);
        PracticeNetworkTest.await("said", () -> standing() == NodeStanding.AT_RISK);
        assertWhole(before, early);
        assertWhole(meanwhile, late);
        try (Stream<Path> found = Files.list(second)) {
            assertEquals(List.of(), found.toList());
        }
        Files.delete(second);
        Files.move(aside, second);
        network.watch().orElseThrow().lookNow();
        PracticeNetworkTest.await("called well", () -> standing() == NodeStanding.HEALTHY);
        assertWhole(before, early);
    }

    @Test
    void aDriveIsMovedWithEverythingAndTheOldFolderIsClearedOnlyWhenAsked() throws Exception {
        byte[] bytes = bytes(400_000);
        BlobId blob = store(bytes);
        OwnDrive drive = drives().getFirst();
        long before = network.own().holdings().orElseThrow().slivers();
        Path to = temp.resolve("elsewhere");
        Path old = network.own().move(drive.id(), to);
        assertEquals(drive.folder(), old);
        assertEquals(List.of(to), drives().stream().map(OwnDrive::folder).toList());
        assertEquals(drive.id(), drives().getFirst().id());
        assertEquals(before, network.own().holdings().orElseThrow().slivers());
        assertWhole(blob, bytes);
        assertTrue(Files.exists(old.resolve("segments")));
        assertFalse(Files.exists(old.resolve("haulout-drive.json")));

        Files.writeString(old.resolve("letter.txt"), "not ours");
        assertFalse(network.own().clear(drive.id(), to)); // lent now
        assertTrue(network.own().clear(drive.id(), old));
        assertEquals("not ours", Files.readString(old.resolve("letter.txt")));
        assertFalse(Files.exists(old.resolve("segments")));
        assertFalse(network.own().clear(drive.id(), temp));
        byte[] more = bytes(100_000);
        assertWhole(store(more), more);
    }

    @Test
    void aDriveThatDiedIsNamedAndOnceGivenUpTheNetworkBringsItsPartsBack() throws Exception {
        byte[] bytes = bytes(400_000);
        BlobId blob = store(bytes);
        OwnDrive first = drives().getFirst();
        long before = network.own().holdings().orElseThrow().slivers();
        Path second = temp.resolve("second");
        network.own().add(second, LENT, false);
        byte[] later = bytes(200_000);
        BlobId laterBlob = store(later);
        long all = network.own().holdings().orElseThrow().slivers();
        assertTrue(all > before, "nothing was stored");

        Files.move(first.folder(), temp.resolve("dead"));
        PracticeNetworkTest.await(
                "the drive is said to be gone",
                () -> drives().stream().anyMatch(one -> !one.isPresent()));
        OwnDrive gone = drives().stream().filter(one -> !one.isPresent()).findFirst().orElseThrow();
        assertEquals(first.id(), gone.id());
        assertFalse(Files.exists(first.folder()), "something was written to a wrong place");
        assertWhole(blob, bytes); // the others have enough

        network.own().giveUp(first.id());
        assertEquals(List.of(second), drives().stream().map(OwnDrive::folder).toList());
        PracticeNetworkTest.await(
                "the network has brought everything back",
                () -> network.own().holdings().orElseThrow().slivers() == all);
        assertTrue(drives().getFirst().liveBytes() > 0);
        assertWhole(blob, bytes);
        assertWhole(laterBlob, later);
    }

    @Test
    void aMoveThatWasCutOffGoesOnAfterARestart() throws Exception {
        byte[] bytes = bytes(300_000);
        BlobId blob = store(bytes);
        OwnDrive drive = drives().getFirst();
        Path to = temp.resolve("elsewhere");
        Path home = temp.resolve("home/practice/n0");
        network.close();
        // as a process leaves it that was killed while it copied
        Files.createDirectories(to.resolve("segments"));
        Files.write(to.resolve("segments/0000000001.seg.copying"), new byte[100]);
        Files.writeString(
                home.resolve("drive-move.json"),
                "{\"drive\":\"%s\",\"to\":\"%s\"}".formatted(drive.id(), to));
        open();
        PracticeNetworkTest.await(
                "the drive has moved",
                () -> drives().stream().anyMatch(one -> one.folder().equals(to)));
        PracticeNetworkTest.await(
                "the note is gone", () -> !Files.exists(home.resolve("drive-move.json")));
        assertFalse(Files.exists(to.resolve("segments/0000000001.seg.copying")));
        assertWhole(blob, bytes);
    }

    @Test
    void aClosedDriveTakesNothingInAndStaysClosed() throws Exception {
        Path second = temp.resolve("second");
        network.own().add(second, LENT, false);
        OwnDrive first = drives().getFirst();
        network.own().setTakesIn(first.id(), false);
        long before =
                drives().stream()
                        .filter(one -> one.id().equals(first.id()))
                        .findFirst()
                        .orElseThrow()
                        .liveBytes();
        byte[] bytes = bytes(300_000);
        BlobId blob = store(bytes);
        network.close();
        open();
        OwnDrive now =
                drives().stream()
                        .filter(one -> one.id().equals(first.id()))
                        .findFirst()
                        .orElseThrow();
        assertFalse(now.takesIn());
        assertEquals(before, now.liveBytes());
        assertWhole(blob, bytes);
    }
}
