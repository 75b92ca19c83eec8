// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.probe;

import haulout.resources.bus.Bus;
import haulout.resources.bus.BusCall;
import haulout.resources.policy.Inputs.NetworkCost;
import haulout.resources.policy.Inputs.Presence;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Linux desktops: GNOME's idle monitor, the screen saver's idle time, the log-in manager's hint;
/// the network manager, the power profiles and wake locks.
public final class LinuxDesktop implements Desktop {
    private static final String LOGIN = "org.freedesktop.login1";
    private static final String LOGIN_PATH = "/org/freedesktop/login1";
    private static final String LOGIN_FACE = "org.freedesktop.login1.Manager";
    private static final String SESSION_PATH = "/org/freedesktop/login1/session/auto";
    private static final String SESSION_FACE = "org.freedesktop.login1.Session";
    private static final String SAVER = "org.freedesktop.ScreenSaver";
    private static final String GNOME_SAVER = "org.gnome.ScreenSaver";
    // org.gnome.SessionManager: inhibit the session being marked as idle
    private static final int INHIBIT_IDLE = 8;
    private static final String NETWORKS = "org.freedesktop.NetworkManager";
    private static final String NETWORKS_PATH = "/org/freedesktop/NetworkManager";
    // what phones call their networks unless somebody thinks of something else
    private static final Pattern PHONE =
            Pattern.compile(
                    "\\b(iphone|android ?ap\\w*|hotspot|galaxy [a-z]\\d|pixel[ _]?\\d|redmi|oneplus"
                            + "|xiaomi|huawei p\\d|moto [a-z]\\d)",
                    Pattern.CASE_INSENSITIVE);
    // a hotspot is known within ten seconds
    private static final Duration NAME_EVERY = Duration.ofSeconds(5);
    // the longest name that Wi-Fi knows has 32 bytes
    private static final int MAX_NAME = 64;
    // org.freedesktop.NetworkManager: NMMetered
    private static final long METERED_YES = 1;
    private static final long METERED_NO = 2;
    private static final long METERED_GUESS_YES = 3;
    private static final long METERED_GUESS_NO = 4;

    // org.gnome.SessionManager: inhibit suspending the session; the screen is another flag
    private static final int INHIBIT_SUSPEND = 4;
    private static final String WHY = "Keeps pieces for others";
    private static final Inhibitor GNOME =
            new Inhibitor(
                    "org.gnome.SessionManager",
                    "/org/gnome/SessionManager",
                    "Uninhibit",
                    List.of("haulout", 0, WHY, INHIBIT_SUSPEND));
    private static final Inhibitor OTHERS =
            new Inhibitor(
                    "org.freedesktop.PowerManagement.Inhibit",
                    "/org/freedesktop/PowerManagement/Inhibit",
                    "UnInhibit",
                    List.of("haulout", WHY));

    private Optional<Awake> awake = Optional.empty();
    // of the network, by the thread that asks for its cost
    private String name = "";
    private Instant nameAsked = Instant.MIN;
    private final Bus session;
    private final Bus system;
    private final Optional<IdleTime> screen;
    private final boolean display;
    private final InstantSource clock;

    /// Time since the last input, by another way than the bus.
    @FunctionalInterface
    public interface IdleTime {
        /// Time since the last input.
        ///
        /// @throws IOException if it cannot be told
        Duration idle() throws IOException;
    }

    /// @param session the bus of the user
    /// @param system the bus of the computer
    /// @param screen asked on a true X session only
    /// @param display whether people could sit before this computer
    /// @param clock the wall clock, in which the log-in manager counts
    public LinuxDesktop(
            Bus session,
            Bus system,
            Optional<IdleTime> screen,
            boolean display,
            InstantSource clock) {
        this.session = session;
        this.system = system;
        this.screen = screen;
        this.display = display;
        this.clock = clock;
    }

    @Override
    public boolean hasDisplay() {
        return display;
    }

    @Override
    public Presence presence() throws IOException {
        return new Presence(idle(), locked(), remote());
    }

    private Duration idle() throws IOException {
        Optional<Duration> gnome =
                millis(
                        BusCall.of(
                                "org.gnome.Mutter.IdleMonitor",
                                "/org/gnome/Mutter/IdleMonitor/Core",
                                "org.gnome.Mutter.IdleMonitor",
                                "GetIdletime"));
        if (gnome.isPresent()) {
            return gnome.get();
        }
        // some desktops count seconds here; taken for milliseconds that is "in use", the safe side
        Optional<Duration> saver =
                millis(
                        BusCall.of(
                                SAVER,
                                "/org/freedesktop/ScreenSaver",
                                SAVER,
                                "GetSessionIdleTime"));
        if (saver.isPresent()) {
            return saver.get();
        }
        if (screen.isPresent()) {
            return screen.get().idle();
        }
        return hint();
    }

    private Optional<Duration> millis(BusCall call) {
        return answer(session, call)
                .filter(Long.class::isInstance)
                .map(millis -> Duration.ofMillis((Long) millis));
    }

    // the hint knows only "idle since", and only where a desktop sets it
    private Duration hint() throws IOException {
        Object hint =
                system.ask(BusCall.property(LOGIN, LOGIN_PATH, LOGIN_FACE, "IdleHint")).getFirst();
        if (hint instanceof Boolean idle && idle) {
            Object since =
                    system.ask(BusCall.property(LOGIN, LOGIN_PATH, LOGIN_FACE, "IdleSinceHint"))
                            .getFirst();
            if (since instanceof Long micros) {
                Duration length = Duration.ofMillis(clock.millis() - micros / 1000);
                return length.isNegative() ? Duration.ZERO : length;
            }
        }
        return Duration.ZERO;
    }

    private boolean locked() {
        return isTrue(system, BusCall.property(LOGIN, SESSION_PATH, SESSION_FACE, "LockedHint"))
                || isTrue(
                        session,
                        BusCall.of(GNOME_SAVER, "/org/gnome/ScreenSaver", GNOME_SAVER, "GetActive"))
                || isTrue(
                        session,
                        BusCall.of(SAVER, "/org/freedesktop/ScreenSaver", SAVER, "GetActive"));
    }

    private boolean remote() {
        return isTrue(system, BusCall.property(LOGIN, SESSION_PATH, SESSION_FACE, "Remote"))
                && display;
    }

    private static boolean isTrue(Bus bus, BusCall call) {
        return answer(bus, call).filter(Boolean.TRUE::equals).isPresent();
    }

    private static Optional<Object> answer(Bus bus, BusCall call) {
        try {
            List<Object> values = bus.ask(call);
            return values.stream().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean saver() throws IOException {
        for (String name :
                List.of("org.freedesktop.UPower.PowerProfiles", "net.hadess.PowerProfiles")) {
            Optional<Object> profile =
                    answer(
                            system,
                            BusCall.property(
                                    name, "/" + name.replace('.', '/'), name, "ActiveProfile"));
            if (profile.isPresent()) {
                return profile.get().equals("power-saver");
            }
        }
        throw new IOException("no power profiles on the bus");
    }

    // what somebody has set counts; of what the network manager guesses, only that it costs
    @Override
    public NetworkCost network() throws IOException {
        Object metered =
                system.ask(BusCall.property(NETWORKS, NETWORKS_PATH, NETWORKS, "Metered"))
                        .getFirst();
        if (metered.equals(METERED_YES)) {
            return NetworkCost.METERED;
        }
        if (metered.equals(METERED_NO)) {
            return NetworkCost.FREE;
        }
        if (metered.equals(METERED_GUESS_YES) || isNamedLikeAPhone(networkName())) {
            return NetworkCost.LIKE_A_PHONE;
        }
        if (metered.equals(METERED_GUESS_NO)) {
            return NetworkCost.FREE;
        }
        throw new IOException("the network manager does not know what the network costs");
    }

    // asked each second with the costs, and told apart from them by a call or two more
    @Override
    public String networkName() {
        Instant now = clock.instant();
        Duration age = Duration.between(nameAsked, now);
        if (age.isNegative() || age.compareTo(NAME_EVERY) >= 0) {
            nameAsked = now;
            name = askName();
        }
        return name;
    }

    private String askName() {
        return answer(
                        system,
                        BusCall.property(NETWORKS, NETWORKS_PATH, NETWORKS, "PrimaryConnection"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(path -> path.startsWith(NETWORKS_PATH))
                .flatMap(path ->
                        answer(
                                system,
                                BusCall.property(
                                        NETWORKS, path, NETWORKS + ".Connection.Active", "Id")))
                .map(Object::toString)
                .map(name -> name.substring(0, Math.min(MAX_NAME, name.length())))
                .orElse("");
    }

    private static boolean isNamedLikeAPhone(String name) {
        return PHONE.matcher(name).find();
    }

    @Override
    public boolean fullScreen() throws IOException {
        Optional<Object> inhibited =
                answer(
                        session,
                        BusCall.of(
                                "org.gnome.SessionManager",
                                "/org/gnome/SessionManager",
                                "org.gnome.SessionManager",
                                "IsInhibited",
                                INHIBIT_IDLE));
        Optional<Object> blocks =
                answer(system, BusCall.property(LOGIN, LOGIN_PATH, LOGIN_FACE, "BlockInhibited"));
        Optional<Object> quiet =
                answer(
                        session,
                        BusCall.property(
                                "org.freedesktop.Notifications",
                                "/org/freedesktop/Notifications",
                                "org.freedesktop.Notifications",
                                "Inhibited"));
        if (inhibited.isEmpty() && blocks.isEmpty() && quiet.isEmpty()) {
            throw new IOException("nobody on the bus knows of wake locks");
        }
        return inhibited.filter(Boolean.TRUE::equals).isPresent()
                || quiet.filter(Boolean.TRUE::equals).isPresent()
                || blocks.filter(what -> List.of(what.toString().split(":")).contains("idle"))
                        .isPresent();
    }

    // both forget it when the connection ends
    @Override
    public boolean keepAwake(boolean wanted) throws IOException {
        long connection = session.connection();
        awake = awake.filter(held -> held.connection() == connection);
        if (wanted == awake.isPresent()) {
            return wanted;
        }
        if (!wanted) {
            Awake before = awake.orElseThrow();
            awake = Optional.empty();
            session.ask(
                    BusCall.of(
                            before.program().name(),
                            before.program().path(),
                            before.program().name(),
                            before.program().release(),
                            before.cookie()));
            return false;
        }
        for (Inhibitor program : List.of(GNOME, OTHERS)) {
            Optional<Object> cookie =
                    answer(
                            session,
                            BusCall.of(
                                    program.name(),
                                    program.path(),
                                    program.name(),
                                    "Inhibit",
                                    program.arguments().toArray()));
            if (cookie.isPresent() && cookie.get() instanceof Long number) {
                awake = Optional.of(new Awake(program, number.intValue(), connection));
                return true;
            }
        }
        throw new IOException("nobody on the bus keeps this computer awake");
    }

    /// Who keeps a computer awake.
    private record Inhibitor(String name, String path, String release, List<Object> arguments) {
        Inhibitor {
            arguments = List.copyOf(arguments);
        }
    }

    /// That it does.
    ///
    /// @param connection through which it was asked, and with which it ends
    private record Awake(Inhibitor program, int cookie, long connection) {}

    @Override
    public boolean goingDown() throws IOException {
        Object sleep =
                system.ask(BusCall.property(LOGIN, LOGIN_PATH, LOGIN_FACE, "PreparingForSleep"))
                        .getFirst();
        return (sleep instanceof Boolean soon && soon)
                || isTrue(
                        system,
                        BusCall.property(LOGIN, LOGIN_PATH, LOGIN_FACE, "PreparingForShutdown"));
    }
}
