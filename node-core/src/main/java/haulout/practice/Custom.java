// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.Beat;
import haulout.client.NodeFault;
import haulout.client.publish.PublishListener;
import haulout.client.publish.RegistrationRequest;
import haulout.client.publish.StoreOutcome;
import haulout.client.read.ReadListener;
import haulout.client.transfer.BlobTransfers;
import haulout.client.transfer.BusyException;
import haulout.core.AccountAddress;
import haulout.core.BlobId;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.redstuff.BlobSource;
import haulout.redstuff.BlobTarget;
import haulout.redstuff.ConsistencyCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Small custom by the neighbours, so that something happens in a network that nobody uses yet: now
/// and then one of them stores a little file, or reads one again. Every such blob is labelled, and
/// paid by the faucet.
///
/// Threads: its tasks run on the executor, one at a time.
final class Custom implements AutoCloseable {
    /// The attribute by which such a blob is known.
    static final String LABEL = "haulout-practice";

    /// Its value.
    static final String VALUE = "neighbours' custom";

    // a few in each epoch of ten minutes
    private static final Duration PERIOD = Duration.ofSeconds(45);

    private static final int MIN_BYTES = 2_000;
    private static final int MAX_BYTES = 60_000;
    private static final int EPOCHS = 2;

    /// Files that are read again.
    private static final int REMEMBERED = 16;

    private static final Logger log = LoggerFactory.getLogger(Custom.class);

    private final EmbeddedLedger ledger;
    private final AccountAddress owner;
    private final BlobTransfers transfers;
    private final ExecutorService executor;
    private final RandomGenerator random;
    private final Deque<BlobId> stored = new ArrayDeque<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Beat ticks;
    private volatile Optional<Future<?>> running = Optional.empty();

    private Custom(
            EmbeddedLedger ledger,
            AccountAddress owner,
            BlobTransfers transfers,
            ExecutorService executor,
            ScheduledExecutorService timer,
            RandomGenerator random) {
        this.ledger = ledger;
        this.owner = owner;
        this.transfers = transfers;
        this.executor = executor;
        this.random = random;
        this.ticks = Beat.begin(timer, System::nanoTime, PERIOD, this::tick);
    }

    /// Begins.
    ///
    /// @param owner whose such blobs are: a neighbour's operator
    /// @param executor runs the custom; remains the caller's, as the timer does
    static Custom start(
            EmbeddedLedger ledger,
            AccountAddress owner,
            BlobTransfers transfers,
            ExecutorService executor,
            ScheduledExecutorService timer,
            RandomGenerator random) {
        return new Custom(ledger, owner, transfers, executor, timer, random);
    }

    private void tick() {
        if (busy.compareAndSet(false, true)) {
            try {
                running = Optional.of(executor.submit(this::once));
            } catch (RejectedExecutionException e) {
                busy.set(false); // the network stops
            }
        }
    }

    private void once() {
        try {
            if (stored.isEmpty() || random.nextBoolean()) {
                store();
            } else {
                read();
            }
        } catch (BusyException e) {
            log.atDebug().log("custom waits for the owner's transfers");
        } catch (IOException e) {
            log.atDebug().setCause(e).log("custom failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the network stops
        } finally {
            busy.set(false);
        }
    }

    private void store() throws IOException, InterruptedException {
        byte[] bytes = new byte[random.nextInt(MIN_BYTES, MAX_BYTES)];
        random.nextBytes(bytes);
        StoreOutcome outcome =
                transfers.store(
                        new LedgerRegistrar(ledger, ledger.rules().host(), owner),
                        BlobSource.of(bytes),
                        new RegistrationRequest.Options(
                                EPOCHS, true, Optional.empty(), Map.of(LABEL, VALUE)),
                        PublishListener.NONE,
                        () -> {});
        if (outcome instanceof StoreOutcome.Certified(var metadata, var _, var tally)) {
            stored.addLast(metadata.blobId());
            if (stored.size() > REMEMBERED) {
                stored.removeFirst();
            }
            log.atInfo()
                    .addKeyValue("blob", metadata.blobId())
                    .addKeyValue("bytes", bytes.length)
                    .addKeyValue("nodes", tally.confirmedNodes())
                    .log("a neighbour stored a file, as practice custom");
        }
    }

    private void read() throws IOException, InterruptedException {
        BlobId blobId = stored.removeFirst();
        stored.addLast(blobId);
        transfers.read(aggregator ->
                aggregator.read(
                        blobId,
                        length -> BlobTarget.of(new byte[Math.toIntExact(length)]),
                        ConsistencyCheck.DEFAULT,
                        new Watch()));
    }

    /// Says in the log who fell short.
    private static final class Watch implements ReadListener {
        @Override
        public void fault(NodeFault fault) {
            log.atInfo()
                    .addKeyValue("node", fault.name())
                    .addKeyValue("what", fault.what())
                    .log("a node fell short");
        }
    }

    @Override
    public void close() {
        ticks.close();
        running.ifPresent(task -> task.cancel(true));
    }
}
