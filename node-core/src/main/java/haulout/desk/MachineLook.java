// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.DriveCandidate;
import haulout.home.Figure;
import haulout.home.MachineReport;
import haulout.network.OwnNode;
import haulout.resources.machine.DriveAdvice;
import haulout.resources.machine.Site;
import haulout.resources.machine.SiteSurvey;
import haulout.resources.probe.Hardware;
import haulout.resources.settings.Preset;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Looks at this computer for the first start: processor, memory, battery, and the place that can
/// be lent. Takes about a second.
///
/// The practice network keeps the node's pieces beside its own files, so that only the drive under
/// its home is offered.
final class MachineLook {
    // store/drive keeps it
    private static final String MARKER = "haulout-drive.json";

    private MachineLook() {}

    /// What is known before anything was looked at.
    static MachineReport unseen() {
        return report(
                System.getProperty("os.arch", ""),
                Figure.unknown(),
                Figure.unknown(),
                List.of(),
                false);
    }

    /// Looks.
    ///
    /// @param home of the node
    /// @param otherwise for a home on a drive that the system does not list
    static MachineReport look(Path home, DriveCandidate otherwise, Instant now) {
        Hardware hardware = new Hardware();
        DriveCandidate drive = own(home, hardware).orElse(otherwise);
        return report(
                hardware.processorName(),
                Figure.confirmed(hardware.memory().totalBytes(), now),
                Figure.confirmed(hardware.battery().isPresent(), now),
                List.of(drive),
                true);
    }

    private static Optional<DriveCandidate> own(Path home, Hardware hardware) {
        Path folder = home.toAbsolutePath().normalize().resolve("store");
        List<Site> own =
                new SiteSurvey(home, MARKER)
                        .look(hardware).stream()
                                .filter(site -> site.folder().equals(folder))
                                .limit(1)
                                .map(MachineLook::free)
                                .toList();
        return DriveAdvice.of(own, Preset.BALANCED).stream().findFirst();
    }

    /// Places on other drives than those that are lent already, best first and refused ones last.
    static List<DriveCandidate> others(Path home, List<OwnNode.OwnDrive> lent) {
        List<Site> sites =
                new SiteSurvey(home, MARKER)
                        .look(new Hardware()).stream()
                                .filter(site ->
                                        lent.stream()
                                                .noneMatch(
                                                        one -> isNear(site.folder(), one.folder())))
                                .toList();
        return DriveAdvice.of(sites, Preset.BALANCED);
    }

    /// A folder that its owner chose.
    static DriveCandidate chosen(Path home, Path folder, List<OwnNode.OwnDrive> lent)
            throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Site site = new SiteSurvey(home, MARKER).look(new Hardware(), root);
        DriveCandidate found = DriveAdvice.of(List.of(site), Preset.BALANCED).getFirst();
        for (OwnNode.OwnDrive one : lent) {
            if (root.startsWith(one.folder()) || one.folder().startsWith(root)) {
                return found.refuse(Sentence.of("drive.refuse.own"));
            }
            if (found.warning().isEmpty() && isNear(root, one.folder())) {
                found = found.warn(Sentence.of("drive.warn.same", Term.drive(one.label())));
            }
        }
        return found;
    }

    private static boolean isNear(Path one, Path other) {
        try {
            return Files.getFileStore(existing(one)).equals(Files.getFileStore(existing(other)));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path existing(Path path) {
        Path up = path;
        while (!Files.exists(up) && up.getParent() != null) {
            up = up.getParent();
        }
        return up;
    }

    // what an earlier start left in the own home is this node's
    private static Site free(Site site) {
        return new Site(
                site.label(),
                site.folder(),
                site.fileSystem(),
                site.totalBytes(),
                site.freeBytes(),
                site.isSystem(),
                site.isSolid(),
                site.isRemovable(),
                site.isWritable(),
                false);
    }

    private static MachineReport report(
            String processor,
            Figure<Long> memory,
            Figure<Boolean> battery,
            List<DriveCandidate> drives,
            boolean complete) {
        return new MachineReport(
                processor,
                Runtime.getRuntime().availableProcessors(),
                memory,
                battery,
                drives,
                complete);
    }
}
