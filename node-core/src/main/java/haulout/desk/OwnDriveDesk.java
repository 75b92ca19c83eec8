// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.DriveCandidate;
import haulout.home.DriveDesk;
import haulout.home.HomeException;
import haulout.network.OwnNode;
import haulout.text.Sentence;
import haulout.text.Term;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The drives of this computer's node.
final class OwnDriveDesk implements DriveDesk {
    private final Path home;
    private final OwnNode node;
    private final Runnable lookNow;
    private final Errands errands;

    /// @param home data directory
    OwnDriveDesk(Path home, OwnNode node, Runnable lookNow, Errands errands) {
        this.home = home;
        this.node = node;
        this.lookNow = lookNow;
        this.errands = errands;
    }

    private static <T> CompletionStage<T> notHere() {
        return CompletableFuture.failedStage(
                new HomeException(Sentence.of("failure.not-in-practice")));
    }

    @Override
    public CompletionStage<List<DriveCandidate>> candidates() {
        return errands.ask(() -> MachineLook.others(home, node.drives()));
    }

    @Override
    public CompletionStage<DriveCandidate> look(Path folder) {
        return errands.ask(() -> MachineLook.chosen(home, folder, node.drives()));
    }

    @Override
    public CompletionStage<Void> add(DriveCandidate place, long bytes) {
        return errands.tell(() -> {
            if (place.refused().isPresent()) {
                throw new HomeException(place.refused().get());
            }
            if (bytes > place.mostBytes()) {
                throw new HomeException(
                        Sentence.of("failure.lend-more", new Term.Bytes(place.mostBytes())));
            }
            node.add(place.folder(), bytes, place.isSystem());
        });
    }

    private OwnNode.OwnDrive find(String drive) throws HomeException {
        return node.drives().stream()
                .filter(one -> one.id().equals(drive))
                .findFirst()
                .orElseThrow(() -> new HomeException(Sentence.of("failure.no-drive")));
    }

    @Override
    public CompletionStage<Void> lend(String drive, long bytes) {
        return errands.tell(() -> {
            OwnNode.OwnDrive one = find(drive);
            if (bytes < one.fileBytes()) {
                throw new HomeException(
                        Sentence.of("failure.lend-less", new Term.Bytes(one.fileBytes())));
            }
            node.lend(drive, bytes);
        });
    }

    @Override
    public CompletionStage<Void> setTakesIn(String drive, boolean takesIn) {
        return errands.tell(() -> node.setTakesIn(drive, takesIn));
    }

    @Override
    public CompletionStage<Void> check(String drive) {
        return errands.tell(() -> {
            node.check(find(drive).id());
            lookNow.run();
        });
    }

    @Override
    public CompletionStage<Void> setShield(String drive, String shield) {
        return notHere();
    }

    @Override
    public CompletionStage<Path> move(String drive, Path to) {
        return errands.ask(() -> node.move(drive, to));
    }

    @Override
    public CompletionStage<Void> clear(String drive, Path old) {
        return errands.tell(() -> {
            if (!node.clear(drive, old)) {
                throw new HomeException(
                        Sentence.of("failure.not-ours", new Term.Name(old.toString())));
            }
        });
    }

    @Override
    public CompletionStage<Void> remove(String drive, boolean isLost) {
        return errands.tell(() -> {
            if (node.drives().stream().allMatch(one -> one.id().equals(drive))) {
                throw new HomeException(Sentence.of("failure.only-drive"));
            }
            if (isLost) {
                node.giveUp(drive);
                return;
            }
            requireRoom(drive);
            node.remove(drive);
        });
    }

    // said before anything is begun; the store keeps to its floors in any case
    private void requireRoom(String drive) throws HomeException {
        long needed = 0;
        long room = 0;
        for (OwnNode.OwnDrive one : node.drives()) {
            if (one.id().equals(drive)) {
                needed = one.liveBytes();
            } else if (one.isPresent() && one.takesIn()) {
                long above = one.room().map(r -> r.freeBytes()).orElse(0L) - one.floorBytes();
                room += Math.max(0, Math.min(above, one.lentBytes() - one.fileBytes()));
            }
        }
        if (room < needed) {
            throw new HomeException(
                    Sentence.of(
                            "failure.remove-room", new Term.Bytes(needed), new Term.Bytes(room)));
        }
    }
}
