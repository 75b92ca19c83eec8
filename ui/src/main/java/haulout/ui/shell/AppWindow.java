// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.home.Watch;
import haulout.ui.control.AppPicture;
import haulout.ui.screen.Desktop;
import haulout.ui.screen.Look;
import haulout.ui.screen.Place;
import haulout.ui.text.Words;
import haulout.ui.work.BackgroundRunner;
import haulout.ui.work.FxThread;
import haulout.ui.work.Latest;
import haulout.ui.work.Subscriptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window: shows, hides and raises itself, and is the only watcher of the node on the FX
/// thread.
///
/// All methods are for the FX thread. While it is hidden nothing is drawn and news is asked for
/// rarely.
public final class AppWindow {
    /// Often enough to follow a transfer by eye, rarely enough to cost little.
    private static final Duration PACE_SHOWN = Duration.ofMillis(500);

    /// Enough for a window that stands there while its owner does something else.
    private static final Duration PACE_CALM = Duration.ofSeconds(5);

    /// So long after the last key or movement nobody is taken to follow every change.
    private static final Duration CALM_AFTER = Duration.ofSeconds(30);

    /// So long after the last key or movement somebody may still be reading.
    static final Duration ATTENDED_FOR = Duration.ofMinutes(10);

    /// As long as a node takes to start, on a slow computer.
    static final Duration WARMS_WITHIN = Duration.ofSeconds(20);

    private static final Duration PACE_HIDDEN = Duration.ofSeconds(5);
    private static final double USUAL_WIDTH = 1100;
    private static final double USUAL_HEIGHT = 760;

    /// What the desktop puts around a window, about.
    private static final double FRAME = 40;

    private static final double LEAST_WIDTH = 880;
    private static final double LEAST_HEIGHT = 600;
    private static final Logger log = LoggerFactory.getLogger(AppWindow.class);

    private final Stage stage;
    private final HomeNode node;
    private final BackgroundRunner runner;
    private final InstantSource clock;
    private final ZoneId zone;
    private final WindowHost host;
    private final Look look;
    private final Desktop desktop;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Subscriptions dressed = new Subscriptions();
    private final Latest<HomeSnapshot> latest;
    private final Watch watch;
    private final Heartbeat heartbeat;
    private final PulseBrake brake = new PulseBrake();
    private final WindowPlace kept;
    private Shell shell;
    private @Nullable CompactWindow compact;
    private @Nullable WarmUp warmUp;
    private @Nullable Executor warmsBeside;
    private Instant warmsAtLatest = Instant.MAX;
    private Instant lastTouch;
    private boolean isCalm;
    private boolean isAttended;
    private boolean isDisposed;

    /// Builds the window without showing it.
    ///
    /// @param background runs questions to the node; bounded
    /// @param opener shows a folder in the file browser; must not wait
    public AppWindow(
            Stage stage,
            HomeNode node,
            Executor background,
            InstantSource clock,
            ZoneId zone,
            Locale system,
            WindowHost host,
            Predicate<Path> opener) {
        this.stage = stage;
        this.node = node;
        this.clock = clock;
        this.zone = zone;
        this.host = host;
        this.lastTouch = clock.instant();
        FxThread fx = new FxThread();
        this.runner = new BackgroundRunner(background, fx);
        Thread.currentThread().setUncaughtExceptionHandler(this::survive);
        Fonts.load();
        this.look = KeptLook.read(node.settings(), system);
        this.desktop = new SystemDesktop(stage, opener, host);
        this.shell = makeShell();
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene =
                new Scene(
                        shell.root(),
                        Math.clamp(screen.getWidth(), LEAST_WIDTH, USUAL_WIDTH),
                        Math.clamp(screen.getHeight() - FRAME, LEAST_HEIGHT, USUAL_HEIGHT));
        stage.setScene(scene);
        stage.setTitle(shell.words().say("app.name"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.getIcons().addAll(AppPicture.icons(16, 32, 48, 128, 256));
        Dress.follow(scene, look, dressed);
        KeptLook.keep(look, node.settings(), runner, subscriptions);
        kept = new WindowPlace(stage, node.settings(), runner);
        kept.restore();
        Keys.install(scene, this);
        javafx.beans.value.ChangeListener<Locale> speak = (_, _, _) -> rebuild();
        look.language().addListener(speak);
        subscriptions.add(() -> look.language().removeListener(speak));
        stage.setOnCloseRequest(event -> {
            event.consume();
            closeOrExplain();
        });
        heartbeat = new Heartbeat(fx, this::beat);
        scene.addEventFilter(InputEvent.ANY, _ -> touched());
        // a frame is moved and sized without a word to what is in it
        for (ObservableValue<?> each :
                List.of(
                        stage.widthProperty(),
                        stage.heightProperty(),
                        stage.focusedProperty(),
                        stage.maximizedProperty())) {
            each.addListener((_, _, _) -> touched());
        }
        latest = new Latest<>(fx, this::news);
        watch = node.watch(PACE_HIDDEN, latest::publish);
        stage.showingProperty().addListener((_, _, _) -> pace());
        stage.iconifiedProperty().addListener((_, _, _) -> pace());
    }

    private Shell makeShell() {
        Words words = Words.of(look.language().get(), zone, clock);
        Shell made = new Shell(node, words, runner, desktop, clock, look);
        made.onCompact(this::compact);
        closing(made).fill(made.header().menu(), this::compact);
        return made;
    }

    private Closing closing(Shell of) {
        return new Closing(of, host, this::hide, node.settings(), runner);
    }

    /// Makes everything anew in another language, at the same place.
    private void rebuild() {
        Place place = shell.place();
        shell.dispose();
        dressed.release();
        shell = makeShell();
        stage.getScene().setRoot(shell.root());
        Dress.follow(stage.getScene(), look, dressed);
        shell.go(place);
    }

    private void news(HomeSnapshot snapshot) {
        if (stage.isShowing() && !stage.isIconified()) {
            shell.show(snapshot);
        }
        if (compact != null) {
            compact.show(snapshot);
        }
    }

    private boolean isSeen() {
        return (stage.isShowing() && !stage.isIconified()) || compact != null;
    }

    /// Somebody sits there.
    private void touched() {
        lastTouch = clock.instant();
        attend();
        if (isCalm) {
            isCalm = false;
            brake.calm(false);
            watch.pace(PACE_SHOWN);
            shell.show(node.snapshot());
        }
    }

    /// Tells whether anybody would notice that the window is held up.
    private void attend() {
        boolean now = isSeen() && lastTouch.plus(ATTENDED_FOR).isAfter(clock.instant());
        if (now != isAttended) {
            isAttended = now;
            host.attended(now);
        }
    }

    /// Looks whether anybody follows what is shown, or whether something is on its way.
    void beat() {
        attend();
        closing(shell).lookForTray();
        HomeSnapshot snapshot = node.snapshot();
        lookWhetherToWarmUp(snapshot);
        boolean isMoving = snapshot.transfers().stream().anyMatch(one -> !one.stage().isOver());
        boolean now =
                !isMoving
                        && !shell.isFirstRun()
                        && lastTouch.plus(CALM_AFTER).isBefore(clock.instant())
                        && isSeen();
        if (now != isCalm) {
            isCalm = now;
            brake.calm(now);
            watch.pace(now ? PACE_CALM : PACE_SHOWN);
        }
        shell.look();
    }

    private void pace() {
        boolean seen = isSeen();
        closing(shell).lookForTray();
        isCalm = false;
        brake.calm(false);
        lastTouch = clock.instant();
        attend();
        watch.pace(seen ? PACE_SHOWN : PACE_HIDDEN);
        if (seen) {
            heartbeat.start();
            shell.show(node.snapshot());
        } else {
            heartbeat.stop();
        }
    }

    /// An exception in a view or a handler: the node goes on, the owner is told.
    private void survive(Thread thread, Throwable bug) {
        if (isDisposed || ProcessEnd.isUnderWay()) {
            log.debug("fault in a window that closes", bug);
            return;
        }
        log.error("fault in the window", bug);
        shell.tellOfFault();
    }

    /// Shows the window, in front of others.
    public void raise() {
        if (compact != null) {
            compact.close();
            compact = null;
        }
        if (!stage.isShowing()) {
            stage.show();
        }
        stage.setIconified(false);
        touched();
        stage.toFront();
        stage.requestFocus();
    }

    /// Has what screens and sheets are made of loaded before somebody opens them, as soon as the
    /// node has something to show in them, but for a node that does not start not much later.
    ///
    /// @param beside runs that for some seconds; not the FX thread
    public void warmUp(Executor beside) {
        warmsBeside = beside;
        warmsAtLatest = clock.instant().plus(WARMS_WITHIN);
    }

    private void lookWhetherToWarmUp(HomeSnapshot snapshot) {
        if (warmsBeside == null || warmUp != null || shell.isFirstRun()) {
            return;
        }
        boolean isThere =
                switch (snapshot.status().standing()) {
                    case STOPPED, STARTING -> false;
                    default -> true;
                };
        if (isThere || clock.instant().isAfter(warmsAtLatest)) {
            warmUp = warming();
            warmUp.start(warmsBeside, this::readyAhead);
        }
    }

    private void readyAhead() {
        if (!isDisposed) {
            shell.readyAhead();
        }
    }

    private WarmUp warming() {
        return new WarmUp(
                node,
                shell.words(),
                desktop,
                clock,
                look,
                stage.getScene().getStylesheets(),
                new FxThread());
    }

    /// Opens a screen.
    public void go(Place place) {
        go(place, "");
    }

    /// Opens a part of a screen.
    public void go(Place place, String subject) {
        touched();
        shell.go(place, subject);
    }

    /// Takes the window away; the node goes on.
    public void hide() {
        kept.keep();
        if (host.hasTray()) {
            stage.hide();
            host.hidden();
        } else {
            stage.setIconified(true);
        }
    }

    private void closeOrExplain() {
        closing(shell).close();
    }

    /// Asks whether to quit, and quits.
    public void askToQuit() {
        raise();
        closing(shell).askToQuit(node.snapshot());
    }

    /// Puts a small window in place of the large one.
    public void compact() {
        if (compact != null) {
            compact.toFront();
            return;
        }
        compact =
                new CompactWindow(
                        shell.words(), shell.headerModel(), look, clock, this::leaveCompact);
        compact.onTouch(this::touched);
        compact.show(node.snapshot());
        stage.hide();
        pace();
    }

    private void leaveCompact() {
        compact = null;
        raise();
    }

    boolean isCompact() {
        return compact != null;
    }

    Shell shell() {
        return shell;
    }

    Look look() {
        return look;
    }

    /// Has every proof looked at.
    public void checkNow() {
        shell.checkNow();
    }

    /// Closes everything that the window holds on to.
    public void dispose() {
        isDisposed = true;
        if (warmUp != null) {
            warmUp.end();
        }
        kept.keep();
        if (compact != null) {
            compact.close();
        }
        watch.close();
        heartbeat.stop();
        shell.dispose();
        subscriptions.release();
        dressed.release();
        stage.hide();
        brake.release();
    }

    PulseBrake brake() {
        return brake;
    }
}
