// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.desk;

import haulout.assembly.HouseRules;
import haulout.core.EncodingConfig;
import haulout.network.OwnNode;
import haulout.redstuff.BlobEncoder;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BufferSizes;
import haulout.redstuff.Crew;
import haulout.redstuff.Kernels;
import haulout.redstuff.MemorySlivers;
import haulout.redstuff.Progress;
import haulout.resources.limits.WorkGate;
import haulout.resources.machine.RoleAdvice;
import haulout.resources.machine.RoleAdvice.Advice;
import haulout.resources.machine.SelfRating;
import haulout.resources.machine.SelfRating.Rating;
import haulout.resources.policy.Duty;
import haulout.resources.policy.Inputs;
import haulout.resources.policy.Permit;
import haulout.resources.policy.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges which work suits this computer: tried out once a month, as heavy work, when the rules
/// leave room for that.
///
/// Threads: any.
final class Ratings {
    private static final String KEPT = "machine.rating";

    // the network starts first, and its owner looks at the window
    private static final Duration FIRST_AFTER = Duration.ofMinutes(2);
    private static final Duration GOOD_FOR = Duration.ofDays(30);
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);
    private static final int TRIAL_BYTES = 4_000_000;
    private static final int NUMBERS = 7;

    private static final Logger log = LoggerFactory.getLogger(Ratings.class);

    private final HouseRules rules;
    private final Supplier<Kernels> kernels;
    private final RandomGenerator random;
    private final Errands errands;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final AtomicBoolean trying = new AtomicBoolean();
    private volatile long lastUp;
    private volatile Optional<Rated> rated;
    private volatile Optional<Instant> notBefore = Optional.empty();

    /// What was found, and when.
    record Rated(Rating rating, Instant at) {
        String encode() {
            return List.of(
                            rating.encodeRate(),
                            rating.flushTime().toNanos(),
                            rating.writeRate(),
                            rating.readRate(),
                            rating.memoryBytes(),
                            (long) rating.cores(),
                            at.getEpochSecond())
                    .stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
        }

        /// Empty for what another version wrote.
        static Optional<Rated> decode(String text) {
            String[] parts = text.split(",", -1);
            if (parts.length != NUMBERS
                    || !Arrays.stream(parts).allMatch(part -> part.matches("\\d{1,18}"))) {
                return Optional.empty();
            }
            long[] numbers = Arrays.stream(parts).mapToLong(Long::parseLong).toArray();
            return Optional.of(
                    new Rated(
                            new Rating(
                                    numbers[0],
                                    Duration.ofNanos(numbers[1]),
                                    numbers[2],
                                    numbers[3],
                                    numbers[4],
                                    (int) Math.min(Integer.MAX_VALUE, numbers[5])),
                            Instant.ofEpochSecond(numbers[6])));
        }
    }

    Ratings(HouseRules rules, Supplier<Kernels> kernels, RandomGenerator random, Errands errands) {
        this.rules = rules;
        this.kernels = kernels;
        this.random = random;
        this.errands = errands;
        this.rated = rules.settingsFile().preference(KEPT).flatMap(Rated::decode);
    }

    /// What is known of each kind of work; empty before the first trial.
    Map<String, Judged> judged(List<OwnNode.OwnDrive> drives) {
        Optional<Rated> known = rated;
        if (known.isEmpty()) {
            return Map.of();
        }
        long lent = drives.stream().mapToLong(OwnNode.OwnDrive::lentBytes).sum();
        long up = upRate();
        return RoleAdvice.of(known.get().rating(), up, lent, isPortable()).stream()
                .filter(advice -> up > 0 || !advice.job().equals("answer"))
                .collect(
                        Collectors.toMap(
                                Advice::job,
                                advice -> new Judged(advice, known.get().at()),
                                (first, _) -> first));
    }

    /// How a kind of work suits, and since when that is known.
    record Judged(Advice advice, Instant at) {}

    // 0 while it is not known
    private long upRate() {
        long now =
                rules.loop()
                        .latest()
                        .map(seen -> seen.decision().permit(Duty.ANSWER).upBytesPerSecond())
                        .filter(rate -> rate != Permit.NO_LIMIT)
                        .orElse(0L);
        if (now > 0) {
            lastUp = now;
        }
        return lastUp;
    }

    private boolean isPortable() {
        return rules.loop().latest().map(seen -> seen.inputs().hasBattery()).orElse(false);
    }

    /// Tries the computer out if it is time to, and the rules allow it. Returns at once.
    void tryOut(Instant now, List<OwnNode.OwnDrive> drives) {
        if (notBefore.isEmpty()) {
            notBefore = Optional.of(now.plus(FIRST_AFTER));
        }
        boolean isKnown =
                rated.filter(one -> one.rating().cores() == cores)
                        .filter(one -> now.isBefore(one.at().plus(GOOD_FOR)))
                        .isPresent();
        Optional<Path> folder =
                drives.stream()
                        .filter(OwnNode.OwnDrive::isPresent)
                        .map(OwnNode.OwnDrive::folder)
                        .findFirst();
        if (isKnown
                || folder.isEmpty()
                || now.isBefore(notBefore.get())
                || !rules.governors().heavy().isAllowed()
                || !trying.compareAndSet(false, true)) {
            return;
        }
        notBefore = Optional.of(now.plus(AFTER_FAILURE));
        var _ =
                errands.tell(() -> rate(folder.get(), now))
                        .whenComplete((_, _) -> trying.set(false));
    }

    private void rate(Path folder, Instant now) throws IOException, InterruptedException {
        byte[] file = new byte[TRIAL_BYTES];
        random.nextBytes(file);
        Rating rating =
                new SelfRating(System::nanoTime).rate(() -> encode(file), folder, memory(), cores);
        Rated found = new Rated(rating, now);
        rules.settingsFile().setPreference(KEPT, found.encode());
        rated = Optional.of(found);
        log.atInfo()
                .addKeyValue("encode", rating.encodeRate())
                .addKeyValue("flush", rating.flushTime())
                .addKeyValue("write", rating.writeRate())
                .log("computer tried out");
    }

    private long encode(byte[] file) throws IOException, InterruptedException {
        WorkGate gate = rules.governors().heavy();
        gate.enter();
        try {
            EncodingConfig config = new EncodingConfig(OwnMachineProof.PIECES);
            MemorySlivers slivers = new MemorySlivers(config, config.symbolBytes(file.length));
            new BlobEncoder(config, kernels, Crew.solo(), BufferSizes.MEMORY)
                    .encode(BlobSource.of(file), slivers, Progress.NONE);
            return file.length;
        } finally {
            gate.leave();
        }
    }

    private long memory() {
        return rules.loop()
                .latest()
                .map(seen -> seen.inputs().memory())
                .filter(Reading.Known.class::isInstance)
                .map(reading -> ((Reading.Known<Inputs.FreeMemory>) reading).value().totalBytes())
                .orElse(0L);
    }
}
