// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.resources.guest.LentView;
import haulout.resources.policy.Inputs.DriveState;
import haulout.store.drive.Drive;
import haulout.store.drive.DriveId;
import haulout.store.drive.DriveListener;
import haulout.store.drive.DriveMarker;
import haulout.store.drive.Drives;
import haulout.store.drive.LentDrive;
import haulout.store.drive.SpaceRule;
import haulout.store.file.FileLayer;
import haulout.store.file.SystemFiles;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LentDrivesTest {
    private static final NodeId NODE = new NodeId(new Hash32(1, 2, 3, 4));

    @TempDir private Path folder;

    private Drive drive(int number, FileLayer files) throws IOException {
        Path root = Files.createDirectory(folder.resolve("d" + number));
        LentDrive lent =
                new LentDrive(new DriveId(7, number), root, 1L << 30, new SpaceRule(1000, 0));
        new DriveMarker(lent.id(), NODE).write(files, root);
        Drive drive = new Drive(lent, NODE, files, InstantSource.system(), DriveListener.NONE);
        assertTrue(drive.checkMarker());
        return drive;
    }

    /// Files of which room cannot be read while a drive is pulled that nobody has noticed yet.
    private static FileLayer pulled(AtomicBoolean isPulled) {
        FileLayer files = new SystemFiles();
        return (FileLayer)
                Proxy.newProxyInstance(
                        FileLayer.class.getClassLoader(),
                        new Class<?>[] {FileLayer.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("room") && isPulled.get()) {
                                throw new IOException("no such device");
                            }
                            try {
                                return method.invoke(files, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void aDriveWhoseRoomCannotBeReadIsMissingAndTheOthersAreNot() throws Exception {
        AtomicBoolean isPulled = new AtomicBoolean();
        LentDrives lent =
                new LentDrives(
                        new Drives(
                                List.of(drive(1, pulled(isPulled)), drive(2, new SystemFiles()))));
        assertEquals(
                List.of(DriveState.PRESENT, DriveState.PRESENT),
                lent.views().stream().map(LentView::state).toList());
        isPulled.set(true);
        List<LentView> views = lent.views();
        assertEquals(
                List.of(DriveState.MISSING, DriveState.PRESENT),
                views.stream().map(LentView::state).toList());
        assertEquals(0, views.getFirst().proofs());
        assertEquals(2, views.getLast().proofs());
        isPulled.set(false);
        assertEquals(1, lent.views().getFirst().proofs(), "two looks until it is used again");
    }
}
