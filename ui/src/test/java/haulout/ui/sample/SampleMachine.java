// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

import haulout.home.DriveCandidate;
import haulout.home.DriveReport;
import haulout.home.Figure;
import haulout.home.MachineReport;
import haulout.home.StartStep;
import haulout.text.Sentence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A computer for the first start.
final class SampleMachine {
    private static final long GB = SampleSnapshots.GB;

    private SampleMachine() {}

    static List<DriveCandidate> drives() {
        return List.of(
                drive("d1", "Data", 910 * GB, 610 * GB, 150 * GB, false, Optional.empty()),
                drive("d0", "System", 512 * GB, 120 * GB, 40 * GB, true, Optional.empty()),
                drive(
                        "d3",
                        "Cloud folder",
                        0,
                        0,
                        0,
                        false,
                        Optional.of(Plain.of("a folder that is synchronised with a cloud"))));
    }

    private static DriveCandidate drive(
            String id,
            String label,
            long total,
            long free,
            long suggested,
            boolean system,
            Optional<Sentence> refused) {
        return new DriveCandidate(
                id,
                label,
                Path.of("/mnt", id, "haulout"),
                DriveReport.Type.SOLID,
                total,
                free,
                total / 10,
                suggested,
                Math.max(0, free - total / 10),
                system,
                true,
                refused,
                Optional.empty());
    }

    static MachineReport report() {
        return new MachineReport(
                "8-core processor",
                8,
                Figure.confirmed(16 * GB, SampleSnapshots.NOW),
                Figure.confirmed(true, SampleSnapshots.NOW),
                drives(),
                true);
    }

    static List<StartStep> steps(int done) {
        List<String> names = List.of("identity", "drive", "proof", "network", "reach");
        List<String> texts =
                List.of(
                        "Identity made on this computer",
                        "150 GB set aside on Data, drive marked",
                        "Proof on your own machine: a 16 MB test file was cut into 100 pieces, 66"
                                + " were thrown away, and it came back whole",
                        "Joined the practice network – 11 neighbours",
                        "Asking a neighbour to call us back");
        List<StartStep> steps = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            StartStep.State state =
                    i < done
                            ? StartStep.State.DONE
                            : i == done ? StartStep.State.RUNNING : StartStep.State.WAITING;
            steps.add(
                    new StartStep(
                            names.get(i),
                            state,
                            Plain.of(texts.get(i)),
                            i < done
                                    ? Optional.of(Duration.ofMillis(200 + 300L * i))
                                    : Optional.empty(),
                            Optional.empty()));
        }
        return steps;
    }
}
