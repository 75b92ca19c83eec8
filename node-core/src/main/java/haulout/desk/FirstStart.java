// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.home.DriveCandidate;
import haulout.home.DriveReport;
import haulout.home.HomeException;
import haulout.home.MachineReport;
import haulout.home.StartDesk;
import haulout.home.StartStep;
import haulout.home.StartWish;
import haulout.redstuff.Kernels;
import haulout.resources.policy.DriveSpace;
import haulout.resources.settings.DriveChoice;
import haulout.store.StoreFullException;
import haulout.text.Sentence;
import haulout.text.Term;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The first start: looks at the computer, then does what the owner chose, step by step. A step
/// that is done is not done again when the owner goes back and changes something else.
final class FirstStart implements StartDesk {
    private static final List<String> STEPS = List.of("identity", "drive", "proof", "network");

    // ux.md D6, share of the free space that Balanced suggests
    private static final int SUGGESTED_PCT = 25;
    private static final long LEAST_LENT = 10_000_000_000L;
    private static final long MOST_TENTHS = 9;

    private final Path root;
    private final Supplier<Kernels> kernels;
    private final RandomGenerator random;
    private final Errands errands;
    private final InstantSource clock;
    private final Beginning beginning;
    private final Map<String, StartStep> steps = new LinkedHashMap<>();
    private MachineReport machine;
    private boolean looked;

    /// Starts the network with what the owner chose; returns when it answers.
    @FunctionalInterface
    interface Beginning {
        /// Begins; returns what there is then.
        Begun begin(StartWish wish) throws IOException, InterruptedException;
    }

    /// What there is after it began.
    ///
    /// @param neighbours how many others there are
    /// @param hasIdentity whether the node's keys were made and the ledger knows them
    /// @param lentBytes what is lent of marked drives
    record Begun(int neighbours, boolean hasIdentity, long lentBytes) {}

    FirstStart(
            Path root,
            Supplier<Kernels> kernels,
            RandomGenerator random,
            Errands errands,
            InstantSource clock,
            Beginning beginning) {
        this.root = root;
        this.kernels = kernels;
        this.random = random;
        this.errands = errands;
        this.clock = clock;
        this.beginning = beginning;
        this.machine = MachineLook.unseen();
        STEPS.forEach(step -> set(step, StartStep.State.WAITING, Optional.empty()));
    }

    /// Forgets what was done, because there is nothing of it any more.
    void reset() {
        STEPS.forEach(step -> set(step, StartStep.State.WAITING, Optional.empty()));
    }

    @Override
    public MachineReport machine() {
        synchronized (steps) {
            if (!looked) {
                looked = true;
                errands.tell(() -> {
                    MachineReport found = MachineLook.look(root, candidate(), clock.instant());
                    synchronized (steps) {
                        machine = found;
                    }
                });
            }
            return machine;
        }
    }

    private DriveCandidate candidate() throws IOException {
        Path folder = root.resolve("store");
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        FileStore store = Files.getFileStore(there);
        long total = store.getTotalSpace();
        long free = store.getUsableSpace();
        long floor = DriveSpace.floor(true, total, DriveChoice.DEFAULT);
        long most = Math.clamp(free - floor, 0, total / 10 * MOST_TENTHS);
        long suggested = Math.min(most, DriveSpace.suggest(free, floor, SUGGESTED_PCT));
        boolean small = most < LEAST_LENT;
        return new DriveCandidate(
                "home",
                String.valueOf(store.name()),
                folder,
                DriveReport.Type.UNKNOWN,
                total,
                free,
                floor,
                small ? 0 : suggested,
                most,
                true,
                true,
                small
                        ? Optional.of(Sentence.of("drive.refused.small", new Term.Bytes(most)))
                        : Optional.empty(),
                Optional.empty());
    }

    @Override
    public CompletionStage<Void> begin(StartWish wish) {
        return errands.tell(() -> {
            if (wish.goal() == StartWish.Goal.SHARE) {
                step("proof", this::proof);
                // made as the network begins, and called done when they are seen to be there
                set("identity", StartStep.State.RUNNING, Optional.empty());
                set("drive", StartStep.State.RUNNING, Optional.empty());
            }
            AtomicReference<Begun> begun = new AtomicReference<>(new Begun(0, false, 0));
            boolean isThere = false;
            Optional<Sentence> ofDrive = Optional.empty();
            try {
                step("network", () -> network(wish, begun));
                isThere = true;
            } catch (IOException e) {
                ofDrive = ofDrive(wish, e);
                throw e;
            } finally {
                if (!isThere) {
                    putBack(ofDrive);
                }
            }
            if (wish.goal() == StartWish.Goal.SHARE) {
                step("identity", () -> identity(begun.get()));
                step("drive", () -> drive(wish, begun.get()));
            }
        });
    }

    /// Nothing of it is there yet. What went wrong with the drive is said of the drive, so that the
    /// owner can choose another one.
    private void putBack(Optional<Sentence> ofDrive) {
        set("identity", StartStep.State.WAITING, Optional.empty());
        if (ofDrive.isPresent()) {
            set("drive", StartStep.State.FAILED, ofDrive);
            set("network", StartStep.State.WAITING, Optional.empty());
        } else {
            set("drive", StartStep.State.WAITING, Optional.empty());
        }
    }

    private static Optional<Sentence> ofDrive(StartWish wish, IOException failure) {
        boolean isThere =
                failure instanceof StoreFullException
                        || (failure instanceof FileSystemException ofFile
                                && ofFile.getFile() != null
                                && wish.drive()
                                        .filter(drive ->
                                                Path.of(ofFile.getFile())
                                                        .startsWith(drive.folder()))
                                        .isPresent());
        return isThere ? Optional.of(Failures.sentence(failure)) : Optional.empty();
    }

    private Sentence network(StartWish wish, AtomicReference<Begun> begun)
            throws IOException, InterruptedException {
        begun.set(beginning.begin(wish));
        return Sentence.of("start.network", new Term.Count(begun.get().neighbours()));
    }

    private static Sentence identity(Begun begun) throws HomeException {
        if (!begun.hasIdentity()) {
            throw new HomeException(Sentence.of("failure.not-running"));
        }
        return Sentence.of("start.identity");
    }

    private static Sentence drive(StartWish wish, Begun begun) throws HomeException {
        if (begun.lentBytes() < wish.lendBytes()) {
            throw new HomeException(
                    Sentence.of("start.drive.less", new Term.Bytes(begun.lentBytes())));
        }
        return Sentence.of(
                "start.drive",
                new Term.Bytes(wish.lendBytes()),
                wish.drive().map(FirstStart::name).orElse(new Term.Name("")));
    }

    // a path or a device is nothing that people call their drive
    private static Term name(DriveCandidate drive) {
        return drive.label().startsWith("/")
                ? new Term.Part(Sentence.of("drive.this"))
                : new Term.Name(drive.label());
    }

    private Sentence proof() throws IOException, InterruptedException, HomeException {
        OwnMachineProof.Result result = OwnMachineProof.run(kernels, random);
        if (!result.whole()) {
            throw new HomeException(Sentence.of("start.proof.failed"));
        }
        return Sentence.of(
                "start.proof",
                new Term.Bytes(OwnMachineProof.BYTES),
                new Term.Count(OwnMachineProof.PIECES),
                new Term.Count(result.thrownAway()));
    }

    private void step(String name, Step work)
            throws IOException, InterruptedException, HomeException {
        if (state(name) == StartStep.State.DONE) {
            return;
        }
        set(name, StartStep.State.RUNNING, Optional.empty());
        Instant begun = clock.instant();
        try {
            Sentence done = work.run();
            put(
                    new StartStep(
                            name,
                            StartStep.State.DONE,
                            done,
                            Optional.of(Duration.between(begun, clock.instant())),
                            Optional.empty()));
        } catch (IOException | InterruptedException | HomeException | RuntimeException e) {
            set(name, StartStep.State.FAILED, Optional.of(Failures.sentence(e)));
            throw e;
        }
    }

    /// What a step does.
    @FunctionalInterface
    private interface Step {
        /// Does it, and says that it is done.
        Sentence run() throws IOException, InterruptedException, HomeException;
    }

    private StartStep.State state(String name) {
        synchronized (steps) {
            StartStep step = steps.get(name);
            return step == null ? StartStep.State.WAITING : step.state();
        }
    }

    private void set(String name, StartStep.State state, Optional<Sentence> remedy) {
        put(
                new StartStep(
                        name,
                        state,
                        Sentence.of("start." + name + ".doing"),
                        Optional.empty(),
                        remedy));
    }

    private void put(StartStep step) {
        synchronized (steps) {
            steps.put(step.step(), step);
        }
    }

    @Override
    public List<StartStep> steps() {
        synchronized (steps) {
            return new ArrayList<>(steps.values());
        }
    }
}
