// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.bus.Bus;
import haulout.resources.bus.BusCall;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each system's answers mean, at the seam to its calls.
class DesktopsTest {
    private static final String NETWORKS = "org.freedesktop.NetworkManager";

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-02T12:00:00Z"));

    /// A bus that knows some answers by method or property.
    private static final class Answers implements Bus {
        final Map<String, Object> values = new HashMap<>();
        long connection;

        @Override
        public long connection() {
            return connection;
        }

        @Override
        public List<Object> ask(BusCall call) throws IOException {
            String name =
                    call.member().equals("Get")
                            ? call.arguments().get(1).toString()
                            : call.member();
            Object value = values.get(call.destination() + " " + name);
            if (value == null) {
                throw new IOException("nobody is called " + call.destination());
            }
            return List.of(value);
        }
    }

    private final Answers session = new Answers();
    private final Answers system = new Answers();

    private LinuxDesktop linux() {
        return new LinuxDesktop(session, system, Optional.empty(), true, CLOCK);
    }

    @Test
    void onlyAnXServerThatSeesAllInputOfThisComputerIsAsked() {
        assertTrue(Desktops.isOwnXScreen(Map.of("DISPLAY", ":0", "XDG_SESSION_TYPE", "x11")));
        assertTrue(Desktops.isOwnXScreen(Map.of("DISPLAY", ":0", "XDG_SESSION_TYPE", "tty")));
        assertTrue(Desktops.isOwnXScreen(Map.of("DISPLAY", ":77.0")));
        assertFalse(Desktops.isOwnXScreen(Map.of("XDG_SESSION_TYPE", "x11")));
        assertFalse(Desktops.isOwnXScreen(Map.of("DISPLAY", ":0", "XDG_SESSION_TYPE", "wayland")));
        assertFalse(Desktops.isOwnXScreen(Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "w-0")));
        assertFalse(
                Desktops.isOwnXScreen(
                        Map.of("DISPLAY", "localhost:10.0", "XDG_SESSION_TYPE", "tty")));
    }

    @Test
    void theComputerIsKeptAwakeByWhoeverKnowsHowAndLetGoAgain() throws IOException {
        LinuxDesktop desktop = linux();
        assertFalse(desktop.keepAwake(false));
        assertThrows(IOException.class, () -> desktop.keepAwake(true));
        session.values.put("org.freedesktop.PowerManagement.Inhibit Inhibit", 7L);
        session.values.put("org.freedesktop.PowerManagement.Inhibit UnInhibit", 0L);
        assertTrue(desktop.keepAwake(true));
        session.values.remove("org.freedesktop.PowerManagement.Inhibit Inhibit");
        assertTrue(desktop.keepAwake(true), "asked for once only");
        assertFalse(desktop.keepAwake(false));
        session.values.put("org.gnome.SessionManager Inhibit", 9L);
        session.values.put("org.gnome.SessionManager Uninhibit", 0L);
        assertTrue(desktop.keepAwake(true));
        assertFalse(desktop.keepAwake(false));
    }

    @Test
    void theComputerIsKeptAwakeAgainAfterTheBusWasGone() throws IOException {
        LinuxDesktop desktop = linux();
        session.values.put("org.gnome.SessionManager Inhibit", 9L);
        assertTrue(desktop.keepAwake(true));
        session.connection++;
        session.values.remove("org.gnome.SessionManager Inhibit");
        assertThrows(IOException.class, () -> desktop.keepAwake(true), "it is asked anew");
        session.values.put("org.gnome.SessionManager Inhibit", 10L);
        assertTrue(desktop.keepAwake(true));
        session.connection++;
        assertFalse(desktop.keepAwake(false), "there is nothing to let go");
    }

    @Test
    void gnomesIdleMonitorComesFirst() throws IOException {
        session.values.put("org.gnome.Mutter.IdleMonitor GetIdletime", 250_000L);
        session.values.put("org.freedesktop.ScreenSaver GetSessionIdleTime", 7L);
        assertEquals(new Presence(Duration.ofSeconds(250), false, false), linux().presence());
        session.values.remove("org.gnome.Mutter.IdleMonitor GetIdletime");
        assertEquals(Duration.ofMillis(7), linux().presence().idle());
    }

    @Test
    void theLogInManagersHintIsTheLastResort() throws IOException {
        assertThrows(IOException.class, () -> linux().presence());
        system.values.put("org.freedesktop.login1 IdleHint", false);
        assertEquals(Duration.ZERO, linux().presence().idle());
        system.values.put("org.freedesktop.login1 IdleHint", true);
        long since = CLOCK.instant().minusSeconds(600).toEpochMilli() * 1000;
        system.values.put("org.freedesktop.login1 IdleSinceHint", since);
        assertEquals(Duration.ofMinutes(10), linux().presence().idle());
        system.values.put("org.freedesktop.login1 LockedHint", true);
        assertTrue(linux().presence().locked());
    }

    @Test
    void networkPowerAndSleepAreAsked() throws IOException {
        assertThrows(IOException.class, () -> linux().network());
        assertThrows(IOException.class, () -> linux().saver());
        assertThrows(IOException.class, () -> linux().goingDown());
        for (var row :
                Map.of(
                                1L, NetworkCost.METERED,
                                2L, NetworkCost.FREE,
                                3L, NetworkCost.LIKE_A_PHONE,
                                4L, NetworkCost.FREE)
                        .entrySet()) {
            system.values.put("org.freedesktop.NetworkManager Metered", row.getKey());
            assertEquals(row.getValue(), linux().network());
        }
        system.values.put("net.hadess.PowerProfiles ActiveProfile", "power-saver");
        assertTrue(linux().saver());
        system.values.put("org.freedesktop.UPower.PowerProfiles ActiveProfile", "balanced");
        assertFalse(linux().saver());
        system.values.put("org.freedesktop.login1 PreparingForSleep", false);
        assertFalse(linux().goingDown());
        system.values.put("org.freedesktop.login1 PreparingForShutdown", true);
        assertTrue(linux().goingDown());
    }

    @Test
    void aNetworkThatIsNamedLikeAPhonesIsTakenForOneUnlessSomebodySaysWhatItCosts()
            throws IOException {
        system.values.put(NETWORKS + " Metered", 4L);
        assertEquals("", linux().networkName());
        system.values.put(
                NETWORKS + " PrimaryConnection",
                "/org/freedesktop/NetworkManager/ActiveConnection/7");
        for (String phone : List.of("Ada's iPhone", "AndroidAP", "AndroidAP_1234", "Pixel 9")) {
            system.values.put(NETWORKS + " Id", phone);
            assertEquals(phone, linux().networkName());
            assertEquals(NetworkCost.LIKE_A_PHONE, linux().network(), phone);
        }
        for (String home : List.of("Kitchen", "FRITZ!Box 7590", "Android's Dungeon", "")) {
            system.values.put(NETWORKS + " Id", home);
            assertEquals(NetworkCost.FREE, linux().network(), home);
        }
        system.values.put(NETWORKS + " Id", "AndroidAP");
        system.values.put(NETWORKS + " Metered", 2L);
        assertEquals(NetworkCost.FREE, linux().network());
    }

    @Test
    void aFilmsWakeLockIsAFullScreen() throws IOException {
        assertThrows(IOException.class, () -> linux().fullScreen());
        system.values.put("org.freedesktop.login1 BlockInhibited", "shutdown:sleep");
        assertFalse(linux().fullScreen());
        system.values.put("org.freedesktop.login1 BlockInhibited", "shutdown:idle");
        assertTrue(linux().fullScreen());
    }

    /// Windows as a test sets it.
    private static final class FakeWindows implements WindowsCalls {
        int lastInput;
        int tickCount;
        boolean inputDesktop = true;
        int state = 5;

        @Override
        public int lastInput() {
            return lastInput;
        }

        @Override
        public int tickCount() {
            return tickCount;
        }

        @Override
        public boolean isRemote() {
            return false;
        }

        @Override
        public boolean hasInputDesktop() {
            return inputDesktop;
        }

        @Override
        public int powerFlag() {
            return 1;
        }

        @Override
        public int notificationState() {
            return state;
        }
    }

    @Test
    void windowsCountsOnWhenItsCounterBeginsAnew() throws IOException {
        FakeWindows calls = new FakeWindows();
        WindowsDesktop windows = new WindowsDesktop(calls);
        calls.lastInput = 0xffff_fc18; // 1000 ms before it begins anew
        calls.tickCount = 2_000;
        assertEquals(Duration.ofSeconds(3), windows.presence().idle());
        calls.inputDesktop = false;
        assertTrue(windows.presence().locked());
        assertTrue(windows.saver());
        assertFalse(windows.fullScreen());
        calls.state = 3;
        assertTrue(windows.fullScreen());
        assertThrows(IOException.class, windows::network);
    }

    @Test
    void macosSaysSecondsAndNothingAbsurdIsTaken() throws IOException {
        double[] seconds = {61.5};
        MacDesktop mac =
                new MacDesktop(
                        new MacCalls() {
                            @Override
                            public double secondsSinceInput() {
                                return seconds[0];
                            }

                            @Override
                            public boolean hasNoSession() {
                                return false;
                            }

                            @Override
                            public boolean isLowPower() {
                                return true;
                            }
                        });
        assertEquals(Duration.ofMillis(61_500), mac.presence().idle());
        assertTrue(mac.saver());
        seconds[0] = Double.NaN;
        assertThrows(IOException.class, mac::presence);
    }

    @Test
    void theKernelsDiskCountersAreReadByTheirPlaces(@TempDir Path folder) throws IOException {
        Path proc = folder.resolve("proc");
        Path sys = folder.resolve("sys");
        Path device = sys.resolve("dev/block/8:1");
        Files.createDirectories(proc.resolve("self"));
        Files.createDirectories(device.resolve("queue"));
        Path lent = Files.createDirectories(folder.resolve("lent")).toRealPath();
        Files.writeString(
                proc.resolve("self/mountinfo"),
                "27 1 254:0 / / rw - ext4 /dev/vda rw\n28 27 8:1 / " + lent + " rw - ext4 x rw\n");
        Files.writeString(device.resolve("stat"), " 1 2 300 4 5 6 700 8 9 1500 11 0 0 0 0\n");
        Files.writeString(device.resolve("queue/rotational"), "1\n");
        Files.writeString(proc.resolve("self/io"), "rchar: 9\nread_bytes: 100\nwrite_bytes: 50\n");
        LinuxDisks disks = new LinuxDisks(proc, sys);
        Path found = disks.device(lent).orElseThrow();
        assertEquals(device, found);
        assertEquals(
                new Counters(Duration.ofSeconds(3), 1.5, 512_000, 150),
                disks.read(found, Duration.ofSeconds(3)));
        assertEquals(Optional.of(false), disks.isSolid(found));
        assertEquals(Optional.empty(), disks.device(folder), "a device without counters");
    }
}
