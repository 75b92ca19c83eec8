// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.ui.Pseudo;
import haulout.ui.control.ShardMap;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.screen.Look;
import haulout.ui.screen.Place;
import haulout.ui.text.Words;
import haulout.ui.work.BackgroundRunner;
import haulout.ui.work.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// A shell on a sample node, with everything done inline. For the FX thread.
public final class TestShell {
    private static final int MOST_BEATS = 1_000;

    private final Stage stage;
    private final Scene scene;
    private final Shell shell;
    private final Subscriptions subscriptions;
    private final TestDesktop desktop;
    private final Look look;

    private TestShell(
            Stage stage,
            Scene scene,
            Shell shell,
            Subscriptions subscriptions,
            TestDesktop desktop,
            Look look) {
        this.stage = stage;
        this.scene = scene;
        this.shell = shell;
        this.subscriptions = subscriptions;
        this.desktop = desktop;
        this.look = look;
    }

    /// Places that have a screen.
    public static List<Place> places() {
        return Arrays.stream(Place.values()).filter(Screens::has).toList();
    }

    /// Opens a shell in a stage of its own.
    ///
    /// @param variant words such as `dark`, `pseudo`, `de`, `large`, `contrast`, `detailed`
    public static TestShell open(
            SampleHomeNode node, Instant now, double width, double height, String variant) {
        return open(new Stage(), node, now, width, height, variant);
    }

    /// Opens a shell in a stage.
    public static TestShell open(
            Stage stage,
            SampleHomeNode node,
            Instant now,
            double width,
            double height,
            String variant) {
        Fonts.load();
        InstantSource clock = InstantSource.fixed(now);
        List<String> wishes = Arrays.asList(variant.split("\\+"));
        Look look = new Look(wishes.contains("de") ? Locale.GERMAN : Locale.UK);
        look.theme()
                .set(
                        wishes.contains("contrast")
                                ? Look.Theme.CONTRAST
                                : wishes.contains("dark") ? Look.Theme.DARK : Look.Theme.LIGHT);
        look.calm().set(true);
        look.detailed().set(wishes.contains("detailed"));
        look.textPercent().set(wishes.contains("large") ? 200 : 100);
        Words words =
                wishes.contains("pseudo")
                        ? Words.changed(Pseudo::of, Locale.UK, ZoneOffset.UTC, clock)
                        : Words.of(look.language().get(), ZoneOffset.UTC, clock);
        Executor inline = Runnable::run;
        TestDesktop desktop = new TestDesktop();
        Shell shell =
                new Shell(node, words, new BackgroundRunner(inline, inline), desktop, clock, look);
        Subscriptions subscriptions = new Subscriptions();
        var watch = node.watch(Duration.ZERO, shell::show);
        subscriptions.add(watch::close);
        Scene scene = new Scene(shell.root(), width, height);
        Dress.follow(scene, look, subscriptions);
        stage.setScene(scene);
        stage.show();
        return new TestShell(stage, scene, shell, subscriptions, desktop, look);
    }

    /// What was opened.
    public Shell shell() {
        return shell;
    }

    /// Its scene.
    public Scene scene() {
        return scene;
    }

    /// Lets the toolkit's beat pass until everything is there that comes in steps.
    public void settle() {
        for (int beat = 0; beat < MOST_BEATS && !isWhole(); beat++) {
            beat();
        }
        if (!isWhole()) {
            throw new IllegalStateException("a map never becomes whole");
        }
    }

    /// Lets one beat of the toolkit pass: styles, layout and all that waits for the next picture.
    public void beat() {
        try {
            // not to be had in public, and a test does all of this in one task
            Class<?> toolkit = Class.forName("com.sun.javafx.tk.Toolkit");
            toolkit.getMethod("firePulse").invoke(toolkit.getMethod("getToolkit").invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the toolkit is another one", e);
        }
    }

    private boolean isWhole() {
        return scene.getRoot().lookupAll(".shard-map").stream()
                .allMatch(map -> ((ShardMap) map).isWhole());
    }

    /// The desktop around it.
    public TestDesktop desktop() {
        return desktop;
    }

    /// How it looks.
    public Look look() {
        return look;
    }

    /// Presses a button by its id.
    public void fire(String id) {
        Node node = find(scene.getRoot(), id);
        if (node instanceof ButtonBase button) {
            button.fire();
        } else {
            throw new IllegalArgumentException("no button " + id + ", found " + node);
        }
    }

    /// By its whole id, which may have dots in it, unlike in a selector.
    private static @Nullable Node find(Node node, String id) {
        if (id.equals(node.getId())) {
            return node;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = find(child, id);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /// Closes it.
    public void close() {
        shell.dispose();
        subscriptions.release();
        stage.hide();
    }
}
