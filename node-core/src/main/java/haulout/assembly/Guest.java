// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.client.PeerAddress;
import haulout.client.Traffic;
import haulout.client.TrafficRoutes;
import haulout.core.WireFormatException;
import haulout.http.DutySwitch;
import haulout.http.server.SocketLine;
import haulout.ledger.Committee;
import haulout.node.sync.SyncLeave;
import haulout.redstuff.UnitGate;
import haulout.resources.guest.Governors;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.WorkGate;
import haulout.resources.probe.ThreadPriority;
import haulout.store.drive.DriveUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the parts of a node ask before they use the computer.
///
/// @param heavy before each unit of heavy work
/// @param line for bytes that servers send and take in
/// @param traffic for bytes that clients send and take in
/// @param duties for each request
public record Guest(
        UnitGate heavy,
        UnitGate repair,
        DriveUse drives,
        SocketLine line,
        TrafficRoutes traffic,
        SyncLeave sync,
        DutySwitch duties,
        Optional<ThreadPriority> priority) {
    /// Everything is allowed.
    public static final Guest FREE =
            new Guest(
                    UnitGate.OPEN,
                    UnitGate.OPEN,
                    DriveUse.FREE,
                    SocketLine.FREE,
                    _ -> Traffic.UNLIMITED,
                    SyncLeave.ALWAYS,
                    DutySwitch.ON,
                    Optional.empty());

    private static final Logger log = LoggerFactory.getLogger(Guest.class);

    public Guest {
        Objects.requireNonNull(heavy);
        Objects.requireNonNull(repair);
        Objects.requireNonNull(drives);
        Objects.requireNonNull(line);
        Objects.requireNonNull(traffic);
        Objects.requireNonNull(sync);
        Objects.requireNonNull(duties);
        Objects.requireNonNull(priority);
    }

    /// What governors say. What stays on this computer does not use the line.
    static Guest of(Governors governors) {
        return new Guest(
                new Gate(governors.heavy(), false),
                new Gate(governors.heavy(), true),
                new GuestDrives(governors),
                line(governors.line()),
                routes(governors.line()),
                new Leave(governors),
                new Duties(governors),
                Optional.of(ThreadPriority.find()));
    }

    /// Makes threads for what has time.
    ///
    /// @param threads makes them with the priority that they have otherwise
    ThreadFactory patient(ThreadFactory threads) {
        return priority.<ThreadFactory>map(low ->
                        task ->
                                threads.newThread(() -> {
                                    try {
                                        low.lower();
                                    } catch (IOException e) {
                                        log.atDebug()
                                                .setCause(e)
                                                .log("a thread keeps its priority");
                                    }
                                    task.run();
                                }))
                .orElse(threads);
    }

    private record Gate(WorkGate gate, boolean isRepair) implements UnitGate {
        @Override
        public void enter() throws InterruptedException {
            if (isRepair) {
                gate.enterUrgent();
            } else {
                gate.enter();
            }
        }

        @Override
        public void leave() {
            gate.leave();
        }
    }

    /// Other nodes are asked for pieces only when work in the background may use the line.
    private record Leave(Governors governors) implements SyncLeave {
        // nobody else is told when that changes
        private static final long LOOK_AGAIN_MILLIS = 500;

        @Override
        public void await(Committee.Member member) throws InterruptedException {
            while (!governors.duties().fetches() && !isHere(member)) {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
        }

        private static boolean isHere(Committee.Member member) {
            try {
                return Guest.isHere(PeerAddress.parse(member.address()));
            } catch (WireFormatException e) {
                return true; // to be told so
            }
        }
    }

    private record Duties(Governors governors) implements DutySwitch {
        @Override
        public boolean answers() {
            return governors.duties().answers();
        }

        @Override
        public boolean takesIn() {
            return governors.duties().takesIn();
        }
    }

    private record Line(LineBudget budget) implements SocketLine {
        @Override
        public boolean isFor(SocketAddress remote) {
            return !(remote instanceof InetSocketAddress inet)
                    || inet.getAddress() == null
                    || !inet.getAddress().isLoopbackAddress();
        }

        @Override
        public int connections() {
            return budget.connections();
        }

        @Override
        public boolean rests() {
            return budget.rests();
        }

        @Override
        public int send(int wanted) {
            return budget.send(wanted);
        }

        @Override
        public Duration sendWait() {
            return budget.sendWait();
        }

        @Override
        public void received(int bytes) {
            budget.received(bytes);
        }

        @Override
        public Duration receiveWait() {
            return budget.receiveWait();
        }
    }

    /// Bodies are counted before they are packed: TLS adds 22 bytes to 16 KiB, TCP and IP 52 to
    /// each 1448.
    private record ClientTraffic(LineBudget budget, String address) implements Traffic {
        private static final int PACKING_PERCENT = 4;

        @Override
        public boolean begin(Duration patience) throws InterruptedException {
            return budget.begun().begin(address, patience);
        }

        @Override
        public void end() {
            budget.begun().end(address);
        }

        @Override
        public void beforeSending(int byteCount) throws InterruptedException {
            budget.awaitSending(packed(byteCount));
        }

        @Override
        public void beforeReceiving(int byteCount) throws InterruptedException {
            budget.awaitReceiving(packed(byteCount));
        }

        private static int packed(int byteCount) {
            return Math.toIntExact(byteCount + (long) byteCount * PACKING_PERCENT / 100);
        }
    }

    /// A budget as clients ask it.
    static Traffic counted(LineBudget budget) {
        return new ClientTraffic(budget, "");
    }

    /// A budget as servers ask it.
    static SocketLine line(LineBudget budget) {
        return new Line(budget);
    }

    private static TrafficRoutes routes(LineBudget budget) {
        return address ->
                isHere(address) ? Traffic.UNLIMITED : new ClientTraffic(budget, address.toString());
    }

    private static boolean isHere(PeerAddress address) {
        return address.host().equals("localhost")
                || (address.isIpAddress()
                        && InetAddress.ofLiteral(address.host()).isLoopbackAddress());
    }
}
