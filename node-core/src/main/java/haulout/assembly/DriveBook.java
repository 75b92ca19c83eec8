// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.core.NodeId;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveList;
import haulout.store.drive.DriveMarker;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.FileLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The list of a node's lent drives, and the markers in their folders.
///
/// A folder is marked first and listed then, so that a listed drive always has its marker. Whoever
/// changes the list restarts the node, which reads it at its start. Threads: one at a time.
public final class DriveBook {
    private final NodeHome home;
    private final FileLayer files;
    private final RandomGenerator random;

    /// @param random for the names of drives
    public DriveBook(NodeHome home, FileLayer files, RandomGenerator random) {
        this.home = home;
        this.files = files;
        this.random = random;
    }

    /// All of them, as their owner listed them.
    public List<LentDrive> all() throws IOException {
        return DriveList.read(files, home.drives());
    }

    /// One of them.
    public Optional<LentDrive> find(DriveId id) throws IOException {
        return all().stream().filter(drive -> drive.id().equals(id)).findFirst();
    }

    /// Lends one more folder. One that has this node's marker, and is not in the list, is the drive
    /// of before: what is on it counts again.
    ///
    /// @throws IOException if it is lent already, to this node or another, or lies in or above a
    ///   lent folder
    public LentDrive add(NodeId node, Path folder, long lentBytes, SpaceRule rule)
            throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        List<LentDrive> drives = new ArrayList<>(all());
        for (LentDrive one : drives) {
            if (root.startsWith(one.root()) || one.root().startsWith(root)) {
                throw new IOException("folder " + root + " belongs to the lent " + one.root());
            }
        }
        // a marker without a line is also what a start that was cut off has left
        Optional<DriveMarker> marker =
                DriveMarker.read(files, root).filter(its -> its.node().equals(node));
        DriveId id = marker.map(DriveMarker::drive).orElseGet(() -> DriveId.random(random));
        new DriveMarker(id, node).write(files, root);
        LentDrive added = new LentDrive(id, root, lentBytes, rule);
        drives.add(added);
        DriveList.write(files, home.drives(), drives);
        return added;
    }

    /// Lends another amount.
    public void lend(DriveId id, long bytes) throws IOException {
        change(id, drive -> drive.lending(bytes));
    }

    /// Says what stays free on a drive.
    public void keepFree(DriveId id, SpaceRule rule) throws IOException {
        change(id, drive -> drive.under(rule));
    }

    /// Says that a drive's files are in another folder now.
    public void move(DriveId id, Path to) throws IOException {
        change(id, drive -> drive.in(to));
    }

    /// Says what may come to a drive.
    public void use(DriveId id, LentDrive.Use use) throws IOException {
        change(id, drive -> drive.used(use));
    }

    private void change(DriveId id, UnaryOperator<LentDrive> how) throws IOException {
        List<LentDrive> drives = new ArrayList<>(all());
        drives.replaceAll(drive -> drive.id().equals(id) ? how.apply(drive) : drive);
        DriveList.write(files, home.drives(), drives);
    }

    /// Lends a drive no more. Its folder stays as it is.
    public void drop(DriveId id) throws IOException {
        List<LentDrive> drives = new ArrayList<>(all());
        drives.removeIf(drive -> drive.id().equals(id));
        DriveList.write(files, home.drives(), drives);
    }
}
