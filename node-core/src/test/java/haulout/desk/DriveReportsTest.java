// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.home.DriveReport;
import haulout.home.Figure;
import haulout.home.HoldingsReport;
import haulout.network.OwnNode;
import haulout.status.ProofId;
import haulout.status.ProofReport;
import haulout.status.ProofReport.Outcome;
import haulout.text.Sentence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriveReportsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static OwnNode.OwnDrive drive(String id) {
        return new OwnNode.OwnDrive(
                id,
                id,
                OwnNode.Kind.SOLID,
                Path.of(id),
                10,
                0,
                true,
                false,
                false,
                "off",
                0,
                5,
                5,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty());
    }

    private static ProofReport proof(String drive, Outcome outcome) {
        return new ProofReport(
                ProofId.DRIVE_WRITE,
                drive,
                outcome,
                Optional.empty(),
                Duration.ofMinutes(1),
                Sentence.of("figure.unknown"));
    }

    @Test
    void whatIsNotKnownOfOneDriveSaysNothingOfTheOthers() {
        List<ProofReport> proofs = List.of(proof("a", Outcome.PASSED), proof("b", Outcome.UNKNOWN));
        assertEquals(DriveReport.State.FINE, DriveReports.state(drive("a"), proofs));
        assertEquals(DriveReport.State.CHECKING, DriveReports.state(drive("b"), proofs));
    }

    @Test
    void whatWasMendedInAMonthIsCounted() {
        HoldingsReport report =
                DriveReports.holdings(
                        Optional.of(new OwnNode.Holdings(9, 90, 0, 0, 0, 0, 5, 2)),
                        Optional.empty(),
                        NOON,
                        Optional.empty());
        assertEquals(Figure.confirmed(5L, NOON), report.damagedFound());
        assertEquals(Figure.confirmed(3L, NOON), report.mended());
        assertEquals(Figure.confirmed(2L, NOON), report.open());
    }
}
