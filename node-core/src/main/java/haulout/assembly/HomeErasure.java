// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.identity.IdentityFolder;
import haulout.identity.Keyring;
import haulout.store.drive.DriveList;
import haulout.store.drive.LentDrive;
import haulout.store.file.FileLayer;
import haulout.store.file.FolderTree;
import haulout.store.file.PrivateFolder;
import haulout.store.file.SystemFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Takes Haulout's data off a computer. Only what has one of its names in a home, and lent folders
/// with the marker of that home's node, are ever deleted; whatever else is there stays.
///
/// May be cut off at any moment and be done again: the lists of lent folders go after the folders,
/// and the identity last. No Haulout may run in the home.
public final class HomeErasure {
    private static final List<String> DATA =
            List.of(
                    "ledger.db",
                    "node.db",
                    "damage.json",
                    "scrub.json",
                    "alerts.json",
                    "drive-move.json",
                    "leave.json",
                    "store",
                    "drives.json");
    private static final List<String> PROGRAM =
            List.of(
                    "history.db",
                    "counts.json",
                    "minutes.bin",
                    "settings.json",
                    "window.json",
                    "names",
                    "scratch",
                    "log",
                    "leave-receipt.txt",
                    "control");
    // journals of databases, and the last good copy of what the program writes
    private static final List<String> ENDINGS = List.of("", "-wal", "-shm", "-journal", ".good");

    private final Path home;

    /// @param home data directory
    public HomeErasure(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /// Whether a folder is the home of a Haulout.
    public boolean isHome() throws IOException {
        return Files.exists(home.resolve("control").resolve("lock"))
                || new IdentityFolder(home.resolve("identity"), Keyring.empty()).lock()
                        != IdentityFolder.Lock.NO_KEYS;
    }

    /// What an erasure would delete, or has deleted.
    ///
    /// @param folders lent ones, outside of the home
    /// @param foreign lent ones by the list that do not have the node's marker, and stay
    /// @param bytes of everything
    public record Extent(List<Path> folders, List<Path> foreign, long bytes) {
        public Extent {
            folders = List.copyOf(folders);
            foreign = List.copyOf(foreign);
        }
    }

    /// Looks what there is to delete.
    public Extent look() throws IOException {
        List<Path> folders = new ArrayList<>();
        List<Path> foreign = new ArrayList<>();
        long bytes = size(home);
        for (LentDrive drive : drives()) {
            if (drive.root().startsWith(home)) {
                continue;
            }
            if (LentFolder.isOf(new SystemFiles(), drive.root(), drive.id())) {
                folders.add(drive.root());
                bytes += size(drive.root());
            } else {
                foreign.add(drive.root());
            }
        }
        return new Extent(folders, foreign, bytes);
    }

    private List<Path> nodes() throws IOException {
        List<Path> nodes = new ArrayList<>();
        nodes.add(home);
        Path practice = home.resolve("practice");
        if (Files.isDirectory(practice)) {
            try (Stream<Path> entries = Files.list(practice)) {
                entries.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .filter(path -> path.getFileName().toString().matches("n\\d+"))
                        .sorted()
                        .forEach(nodes::add);
            }
        }
        return nodes;
    }

    private List<LentDrive> drives() throws IOException {
        List<LentDrive> drives = new ArrayList<>();
        for (Path node : nodes()) {
            drives.addAll(DriveList.read(new SystemFiles(), node.resolve("drives.json")));
        }
        return drives;
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            long sum = 0;
            for (Path path : all.toList()) {
                sum += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
            }
            return sum;
        }
    }

    /// Clears the lent folders that a node's list names, before the list goes: nobody would know of
    /// them afterwards. A drive that is not plugged in keeps what is on it.
    ///
    /// @param list a node's list of lent drives; the node does not run
    public static void clearLent(Path list) throws IOException {
        FileLayer files = new SystemFiles();
        for (LentDrive drive : DriveList.read(files, list)) {
            if (Files.isDirectory(drive.root())) {
                boolean _ = LentFolder.clear(files, drive.root(), drive.id());
            }
        }
    }

    /// Erases what a node keeps: lent folders, ledger, databases. The identity and the settings
    /// stay.
    public void eraseData() throws IOException {
        for (Path node : nodes()) {
            clearLent(node.resolve("drives.json"));
        }
        keepIdentity();
        for (Path node : nodes()) {
            if (!node.equals(home)) {
                eraseNode(node);
            }
        }
        FolderTree.delete(home.resolve("practice").resolve("rewards.json"));
        deleteIfEmpty(home.resolve("practice"));
        eraseNamed(DATA);
    }

    private void eraseNamed(List<String> names) throws IOException {
        for (String name : names) {
            for (String ending : ENDINGS) {
                FolderTree.delete(home.resolve(name + ending));
            }
        }
    }

    /// Erases a node of the practice network. The identity of the owner's stays if it is still
    /// there: then the home has another node's, and there is no other copy of this one.
    private void eraseNode(Path node) throws IOException {
        if (!node.equals(ownNode())) {
            FolderTree.delete(node);
            return;
        }
        try (Stream<Path> entries = Files.list(node)) {
            for (Path entry : entries.toList()) {
                boolean isKept =
                        entry.getFileName().toString().equals("identity")
                                && new IdentityFolder(entry, Keyring.empty()).lock()
                                        != IdentityFolder.Lock.NO_KEYS;
                if (!isKept) {
                    FolderTree.delete(entry);
                }
            }
        }
        deleteIfEmpty(node);
    }

    private Path ownNode() {
        return home.resolve("practice").resolve("n0");
    }

    /// The first node of a practice network is the owner's: its identity goes to the home.
    private void keepIdentity() throws IOException {
        Path first = ownNode().resolve("identity");
        if (Files.isDirectory(first)) {
            PrivateFolder.create(home.resolve("identity"));
            new IdentityFolder(first, Keyring.empty())
                    .handTo(new IdentityFolder(home.resolve("identity"), Keyring.empty()));
        }
    }

    /// Erases everything of Haulout in the home, and the home itself if nothing else is in it.
    ///
    /// @param identity whether the keys go as well; nobody can bring them back then, but who has
    ///   the words
    public void eraseAll(boolean identity) throws IOException {
        eraseData();
        eraseNamed(PROGRAM);
        if (identity) {
            FolderTree.delete(home.resolve("identity"));
            FolderTree.delete(ownNode());
            deleteIfEmpty(home.resolve("practice"));
        }
        deleteIfEmpty(home);
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // something of somebody else, or the identity that is kept
        }
    }
}
