// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.assembly.HouseRules;
import haulout.home.DriveReport;
import haulout.home.Figure;
import haulout.home.HoldingsReport;
import haulout.home.TaskProgress;
import haulout.network.NeighbourView;
import haulout.network.OwnNode;
import haulout.resources.settings.Key;
import haulout.status.ProofId;
import haulout.status.ProofReport;
import haulout.status.Surface;
import haulout.text.Sentence;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The node's drives and what they hold, for people.
final class DriveReports {
    // a drive is never lent whole: file systems slow down when full
    private static final long MOST_TENTHS = 9;

    private DriveReports() {}

    /// @param several whether the node has other drives
    static DriveReport report(
            OwnNode.OwnDrive drive,
            boolean several,
            HouseRules rules,
            Surface surface,
            Instant now) {
        Function<Function<OwnNode.Room, Long>, Figure<Long>> ofRoom =
                part ->
                        drive.room()
                                .map(room -> Figure.confirmed(part.apply(room), now))
                                .orElse(Figure.unknown());
        return new DriveReport(
                drive.id(),
                drive.label(),
                drive.folder(),
                DriveReport.Type.valueOf(drive.kind().name()),
                state(drive, surface.status().proofs()),
                drive.missingSince(),
                ofRoom.apply(OwnNode.Room::totalBytes),
                ofRoom.apply(OwnNode.Room::freeBytes),
                Figure.confirmed(drive.fileBytes(), now),
                Figure.confirmed(drive.liveBytes(), now),
                Figure.confirmed(Math.max(0, drive.fileBytes() - drive.liveBytes()), now),
                drive.lentBytes(),
                drive.floorBytes(),
                drive.room().map(room -> most(drive, room)).orElse(drive.lentBytes()),
                Figure.confirmed(rules.writtenToday(drive.id()), now),
                budget(drive, rules),
                drive.fullCheck().map(at -> Figure.confirmed(at, now)).orElse(Figure.unknown()),
                drive.takesIn(),
                drive.shield(),
                actions(drive, several),
                drive.work()
                        .map(DriveReports::task)
                        .or(() -> drive.check().map(DriveReports::task)));
    }

    private static Set<DriveReport.Action> actions(OwnNode.OwnDrive drive, boolean several) {
        if (drive.work().isPresent()) {
            return Set.of();
        }
        Set<DriveReport.Action> actions =
                EnumSet.of(
                        DriveReport.Action.LEND, DriveReport.Action.CHECK, DriveReport.Action.MOVE);
        if (drive.check().isPresent()) {
            actions.remove(DriveReport.Action.CHECK); // it is being done
        }
        if (several) { // the only one cannot be emptied: there is no other
            actions.add(DriveReport.Action.CLOSE);
            actions.add(DriveReport.Action.REMOVE);
        }
        return actions;
    }

    private static TaskProgress task(OwnNode.Work work) {
        return new TaskProgress(
                Sentence.of(work.isMove() ? "task.move" : "task.empty"),
                work.doneBytes(),
                work.totalBytes(),
                Figure.unknown(),
                Optional.empty());
    }

    private static TaskProgress task(OwnNode.Reading check) {
        return new TaskProgress(
                Sentence.of("task.check"),
                check.doneBytes(),
                check.totalBytes(),
                Figure.unknown(),
                Optional.empty());
    }

    // a drive of an unknown kind is spared like the most delicate one
    private static long budget(OwnNode.OwnDrive drive, HouseRules rules) {
        boolean spins = drive.kind() == OwnNode.Kind.SPINNING;
        long limit = rules.settings().get(spins ? Key.WRITE_PER_DAY_HDD : Key.WRITE_PER_DAY_SSD);
        return limit == Key.NONE ? Long.MAX_VALUE : limit;
    }

    private static long most(OwnNode.OwnDrive drive, OwnNode.Room room) {
        long above = drive.fileBytes() + room.freeBytes() - drive.floorBytes();
        return Math.clamp(above, 0, room.totalBytes() / 10 * MOST_TENTHS);
    }

    static DriveReport.State state(OwnNode.OwnDrive drive, List<ProofReport> proofs) {
        if (!drive.isPresent()) {
            return DriveReport.State.MISSING;
        }
        if (drive.writeFailure()) {
            return DriveReport.State.READ_ONLY;
        }
        if (drive.errors() > 0) {
            return DriveReport.State.FAILING;
        }
        boolean isUnknown =
                proofs.stream()
                        .filter(proof -> proof.subject().equals(drive.id()))
                        .filter(proof ->
                                proof.proof() == ProofId.DRIVE_MARKER
                                        || proof.proof() == ProofId.DRIVE_WRITE)
                        .anyMatch(proof -> proof.outcome() == ProofReport.Outcome.UNKNOWN);
        return isUnknown ? DriveReport.State.CHECKING : DriveReport.State.FINE;
    }

    /// @param resting why heavy work rests on this computer
    static HoldingsReport holdings(
            Optional<OwnNode.Holdings> holdings,
            Optional<NeighbourView> self,
            Instant now,
            Optional<Sentence> resting) {
        Function<Function<OwnNode.Holdings, Long>, Figure<Long>> of =
                part ->
                        holdings.map(all -> Figure.confirmed(part.apply(all), now))
                                .orElse(Figure.unknown());
        return new HoldingsReport(
                of.apply(OwnNode.Holdings::slivers),
                Figure.unknown(),
                of.apply(OwnNode.Holdings::bytes),
                self.map(view -> view.shards().size()).orElse(0),
                of.apply(OwnNode.Holdings::damagedOfMonth),
                of.apply(all -> all.damagedOfMonth() - all.openOfMonth()),
                of.apply(OwnNode.Holdings::openOfMonth),
                self.map(view -> NeighbourReports.repairs(view, now, resting)).orElse(List.of()));
    }
}
