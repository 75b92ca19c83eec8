// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import haulout.client.Traffic;
import haulout.client.TrafficRoutes;
import haulout.http.DutySwitch;
import haulout.http.server.SocketLine;
import haulout.redstuff.UnitGate;
import haulout.resources.guest.Governors;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.WorkGate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;

/// What the parts of a node ask before they use the computer.
///
/// @param heavy before each unit of heavy work
/// @param line for bytes that servers send and take in
/// @param traffic for bytes that clients send and take in
/// @param duties for each request
public record Guest(UnitGate heavy, SocketLine line, TrafficRoutes traffic, DutySwitch duties) {
    /// Everything is allowed.
    public static final Guest FREE =
            new Guest(UnitGate.OPEN, SocketLine.FREE, _ -> Traffic.UNLIMITED, DutySwitch.ON);

    public Guest {
        Objects.requireNonNull(heavy);
        Objects.requireNonNull(line);
        Objects.requireNonNull(traffic);
        Objects.requireNonNull(duties);
    }

    /// What governors say. What stays on this computer does not use the line.
    static Guest of(Governors governors) {
        return new Guest(
                new Gate(governors.heavy()),
                new Line(governors.line()),
                routes(governors.line()),
                new Duties(governors));
    }

    private record Gate(WorkGate gate) implements UnitGate {
        @Override
        public void enter() throws InterruptedException {
            gate.enter();
        }

        @Override
        public void leave() {
            gate.leave();
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
    private record ClientTraffic(LineBudget budget) implements Traffic {
        private static final int PACKING_PERCENT = 4;

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

    private static TrafficRoutes routes(LineBudget budget) {
        Traffic counted = new ClientTraffic(budget);
        return address -> {
            boolean here =
                    address.host().equals("localhost")
                            || (address.isIpAddress()
                                    && InetAddress.ofLiteral(address.host()).isLoopbackAddress());
            return here ? Traffic.UNLIMITED : counted;
        };
    }
}
