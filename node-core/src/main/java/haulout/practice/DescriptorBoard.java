// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.client.PeerClients;
import haulout.core.AccountAddress;
import haulout.ledger.Committee;
import haulout.ledger.embedded.EmbeddedLedger;
import haulout.ledger.embedded.LedgerQueries;
import haulout.store.file.SystemFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the files that say how to reach the network as new as the network: they are written when
/// it is ready and at each epoch, and go when it stops.
///
/// Threads: any.
final class DescriptorBoard implements AutoCloseable {
    private static final Duration LONG = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(DescriptorBoard.class);

    private final PracticeLedger chain;
    private final AccountAddress owner;
    private final PeerClients.Scheme scheme;
    private final Path tokenFile;
    private final List<Path> files;
    private final Thread following;
    private volatile String control = "";
    private volatile String gateway = "";
    private boolean closed;
    private @Nullable ObjectNode written;

    DescriptorBoard(
            PracticeLedger chain,
            AccountAddress owner,
            PeerClients.Scheme scheme,
            Path tokenFile,
            List<Path> files) {
        this.owner = owner;
        this.chain = chain;
        this.scheme = scheme;
        this.tokenFile = tokenFile;
        this.files = List.copyOf(files);
        this.following = Thread.ofVirtual().name("descriptor").unstarted(this::follow);
    }

    /// Writes the files for the first time.
    ///
    /// @param controlUrl address of the control server
    /// @param gatewayUrl address of publisher and aggregator
    void open(String controlUrl, String gatewayUrl) throws IOException {
        control = controlUrl;
        gateway = gatewayUrl;
        write();
        following.start();
    }

    /// The network as it is now.
    ObjectNode current() throws IOException {
        EmbeddedLedger ledger = chain.ledger();
        Committee committee =
                ledger.committee(ledger.epoch())
                        .orElseThrow(() -> new IOException("the network has no committee"));
        return Descriptor.of(
                committee,
                new LedgerQueries(ledger).prices(),
                owner,
                scheme,
                control,
                gateway,
                tokenFile);
    }

    /// Writes the files, if they are no longer right.
    synchronized void write() throws IOException {
        ObjectNode now = current();
        if (closed || now.equals(written)) {
            return;
        }
        for (Path file : files) {
            Descriptor.write(file, now);
        }
        written = now;
    }

    private void follow() {
        EmbeddedLedger ledger = chain.ledger();
        long epoch = -1;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long seen = ledger.read(view -> view.clock().commandCount());
                long now = ledger.epoch().value();
                if (now != epoch) {
                    epoch = now;
                    writeOrLog();
                }
                ledger.awaitChange(seen, LONG);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the network stops
        }
    }

    private void writeOrLog() {
        try {
            write();
        } catch (IOException e) {
            log.atWarn().setCause(e).log("the descriptor could not be written");
        }
    }

    /// The files go: nobody answers any more.
    @Override
    public void close() throws IOException {
        following.interrupt();
        SystemFiles system = new SystemFiles();
        synchronized (this) {
            closed = true;
            for (Path file : files) {
                system.delete(file);
            }
        }
    }
}
