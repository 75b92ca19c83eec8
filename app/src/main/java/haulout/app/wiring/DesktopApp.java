// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.cli.CommandFailure;
import haulout.app.instance.SingleInstance;
import haulout.app.link.AppLink;
import haulout.app.platform.LoginStart;
import haulout.app.platform.WindowFirst;
import haulout.app.tray.AwtTray;
import haulout.app.tray.NoTray;
import haulout.app.tray.Tray;
import haulout.app.tray.TrayStart;
import haulout.app.tray.TrayState;
import haulout.app.tray.bus.BusTray;
import haulout.core.BlobId;
import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.Watch;
import haulout.resources.guest.TrayPlace;
import haulout.resources.probe.OwnThreads;
import haulout.ui.shell.WindowHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desktop app: core, tray and, once it is asked for, the window.
///
/// The order of opening: core, tray, window; of closing: window, tray, core. A fault in window or
/// tray never ends the core.
final class DesktopApp implements WindowHost {
    /// How often the tray hears of news.
    private static final Duration TRAY_PACE = Duration.ofSeconds(5);

    /// Questions of the window that wait for their turn; each is a click, so more is a fault.
    private static final int MOST_QUESTIONS = 256;

    /// Later starts that wait for their turn; more only wish what those wish.
    private static final int MOST_CALLS = 16;

    private static final Logger log = LoggerFactory.getLogger(DesktopApp.class);

    private final Core.Opener opener;
    private final Path home;
    private final InstantSource clock;
    private final Consumer<Boolean> attention;
    // filled by the socket's thread before the app is there
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>(MOST_CALLS);
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch quit = new CountDownLatch(1);
    private final AtomicReference<Tray> tray = new AtomicReference<>(new NoTray());
    private final Optional<LoginStart> loginStart = LoginStart.ofThisSystem();
    private final WindowFirst windowFirst =
            new WindowFirst(
                    () -> OwnThreads.find().map(own -> own::lower),
                    task -> Thread.ofPlatform().daemon().name("window-first").start(task));
    private final ThreadPoolExecutor background =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MOST_QUESTIONS),
                    work -> Thread.ofPlatform().daemon().name("window-work").unstarted(work));

    /// @param attention told whether somebody sits before the window
    DesktopApp(Core.Opener opener, Path home, InstantSource clock, Consumer<Boolean> attention) {
        this.opener = opener;
        this.home = home;
        this.clock = clock;
        this.attention = attention;
    }

    /// Hears what a later start wants.
    ///
    /// @return false if this app is ending, so that the later start has to do it itself
    boolean hear(String word) {
        if (ending.get()) {
            return false;
        }
        // a full queue already holds the wish to be raised
        boolean _ = calls.offer(word);
        return true;
    }

    /// Runs the app until its owner quits or the process is told to stop.
    void run(boolean hidden) throws CommandFailure, IOException, InterruptedException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Core core = opener.open(home, clock);
        Thread.setDefaultUncaughtExceptionHandler(new UiFaults(before, core.node()::noteFault));
        try {
            run(core.node(), hidden);
        } finally {
            ending.set(true);
            close(core);
        }
    }

    private void run(HomeNode node, boolean hidden) throws CommandFailure, InterruptedException {
        Spoken words = new Spoken(node.settings(), ZoneId.systemDefault(), clock);
        WindowDoor door = new WindowDoor(node, background, clock, this);
        TrayMenu menu = new TrayMenu(node, words, clock, door);
        TrayState first = menu.state(node.snapshot());
        CountDownLatch trayKnown = new CountDownLatch(1);
        Thread.ofPlatform()
                .daemon()
                .name("tray")
                .start(() -> {
                    tray.set(findTray(first, door));
                    trayKnown.countDown();
                });
        if (!hidden) {
            openFirst(door);
        }
        trayKnown.await();
        if (hidden && !hasTray()) {
            // because a process that nobody can see or reach must not exist
            openFirst(door);
        }
        LoginFollower login = new LoginFollower(node.settings(), loginStart);
        try (NoticeBoard board = new NoticeBoard(node, words, home, tray::get, door);
                Watch _ = node.watch(TRAY_PACE, _ -> {})) {
            answerCalls(door);
            // asked for rather than waited for, so that it is seen when nothing comes any more
            do {
                look(node, menu, board, login);
            } while (!quit.await(TRAY_PACE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException stop) {
            // the process was told to stop: what is open is closed now
        } finally {
            ending.set(true);
            door.close();
            windowFirst.close();
            tray.get().close();
        }
    }

    private void openFirst(WindowDoor door) throws CommandFailure {
        Optional<String> trouble = door.tryOpen();
        if (trouble.isPresent()) {
            tray.get().close();
            throw new CommandFailure(trouble.get());
        }
    }

    private Tray findTray(TrayState state, WindowDoor door) {
        return TrayStart.first(
                List.of(
                        () -> BusTray.open(state, door::open, there -> panelChanged(there, door)),
                        () ->
                                TrayPlace.mayBeThere()
                                        ? AwtTray.open(state, door::open)
                                        : Optional.empty()),
                TrayStart.LIMIT);
    }

    /// A window that is hidden in a tray which is gone comes back.
    private static void panelChanged(boolean there, WindowDoor door) {
        if (!there && door.wasOpened()) {
            door.open();
        }
    }

    /// Shows how the node is in the tray, and announces what is due.
    private void look(HomeNode node, TrayMenu menu, NoticeBoard board, LoginFollower login) {
        HomeSnapshot snapshot = node.snapshot();
        try {
            tray.get().show(menu.state(snapshot));
        } catch (RuntimeException bug) {
            log.error("the tray could not be told; the node runs on", bug);
            node.noteFault(UiFaults.TRAY);
        }
        board.see(snapshot);
        try {
            background.execute(login::follow);
        } catch (RejectedExecutionException busy) {
            log.info("too much is asked at once", busy);
        }
    }

    private void answerCalls(WindowDoor door) {
        Thread.ofVirtual()
                .name("second-starts")
                .start(() -> {
                    try {
                        while (quit.getCount() > 0) {
                            String word = calls.take();
                            if (SingleInstance.RAISE.equals(word)) {
                                door.open();
                            }
                            Places.ofCall(word).ifPresent(link -> show(link, door));
                        }
                    } catch (InterruptedException end) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void show(AppLink link, WindowDoor door) {
        Places.of(link)
                .ifPresent(place -> door.open(place, link.blob().map(BlobId::toString).orElse("")));
    }

    private void close(Core core) {
        background.shutdownNow();
        try {
            core.end().close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            log.error("the core did not stop cleanly", failure);
        }
    }

    @Override
    public boolean hasTray() {
        return tray.get().isThere();
    }

    @Override
    public void quit() {
        ending.set(true);
        quit.countDown();
    }

    @Override
    public void hidden() {
        background.execute(System::gc);
    }

    @Override
    public void attended(boolean now) {
        attention.accept(now);
        windowFirst.setAttended(now);
    }

    @Override
    public boolean canStartAtLogin() {
        return loginStart.filter(LoginStart::isPossible).isPresent();
    }

    @Override
    public void startAtLogin(boolean on, boolean hidden) throws IOException {
        LoginStart system =
                loginStart.orElseThrow(() ->
                        new IOException(
                                "it is not known how this system starts programs at" + " log-in"));
        system.turn(on, hidden);
    }
}
