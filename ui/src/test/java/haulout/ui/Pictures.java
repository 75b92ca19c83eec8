// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.Place;
import haulout.ui.shell.TestShell;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Renders screens to `target/pictures`, to be looked at.
///
/// Arguments: `place:sample:variant[:button,button…]`, where a variant is made of `light`, `dark`,
/// `contrast`, `small`, `wide`, `high`, `de`, `pseudo`, `large` and `detailed`, joined by `+`, and
/// buttons are ids that are pressed one after the other. Without arguments, the usual set.
public final class Pictures {
    private static final Path FOLDER = Path.of("target", "pictures");
    private static final List<String> VARIANTS =
            List.of("light", "dark+wide", "small+pseudo", "small+large", "de+dark+small");
    private static final List<String> STATES = List.of("empty", "unknown", "at_risk", "attention");

    private Pictures() {}

    /// Renders what the arguments say and ends.
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FOLDER);
        CompletableFuture<Boolean> started = new CompletableFuture<>();
        Platform.startup(() -> started.complete(true));
        Platform.setImplicitExit(false);
        started.join();
        List<String> wishes = new ArrayList<>(List.of(arguments));
        if (wishes.isEmpty()) {
            for (Place place : TestShell.places()) {
                VARIANTS.forEach(v -> wishes.add(place.text() + ":healthy:" + v));
                STATES.forEach(s -> wishes.add(place.text() + ":" + s + ":light"));
            }
        }
        for (String wish : wishes) {
            String[] parts = wish.split(":");
            render(
                    parts[0],
                    parts[1],
                    parts[2],
                    parts.length > 3 ? parts[3].split(",") : new String[0]);
        }
        System.exit(0);
    }

    private static void render(String place, String sample, String variant, String[] buttons)
            throws IOException {
        SampleHomeNode node = new SampleHomeNode(Sample.valueOf(sample.toUpperCase(Locale.ROOT)));
        boolean small = variant.contains("small");
        boolean wide = variant.contains("wide");
        double width = small ? 880 : wide ? 1440 : 1100;
        double height = variant.contains("high") ? 1600 : small ? 600 : wide ? 900 : 760;
        TestShell shell =
                onFx(() -> TestShell.open(node, SampleSnapshots.NOW, width, height, variant));
        if (place.equals("firstrun")) {
            node.fresh();
            onFx(() -> done(() -> shell.shell().firstRun()));
        } else {
            onFx(() -> done(() -> shell.shell().go(Place.valueOf(place.toUpperCase(Locale.ROOT)))));
        }
        shell.desktop().files.add(Path.of("pom.xml"));
        pulses(3);
        for (String button : buttons) {
            onFx(() -> done(() -> shell.fire(button)));
            pulses(3);
        }
        pulses(6);
        String name =
                place
                        + "-"
                        + sample
                        + "-"
                        + variant.replace('+', '-')
                        + (buttons.length == 0 ? "" : "-" + String.join("-", buttons));
        Path file = FOLDER.resolve(name + ".png");
        ImageIO.write(onFx(() -> pixels(shell)), "png", file.toFile());
        onFx(() -> done(shell::close));
        System.out.println(file);
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }

    private static <T> T onFx(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error problem) {
                result.completeExceptionally(problem);
            }
        });
        return result.join();
    }

    private static void pulses(int count) {
        for (int i = 0; i < count; i++) {
            CompletableFuture<Boolean> pulse = new CompletableFuture<>();
            onFx(() ->
                    done(() ->
                            new javafx.animation.AnimationTimer() {
                                @Override
                                public void handle(long now) {
                                    stop();
                                    pulse.complete(true);
                                }
                            }.start()));
            pulse.join();
        }
    }

    private static BufferedImage pixels(TestShell shell) {
        WritableImage image = shell.scene().snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        drawn.setRGB(0, 0, width, height, argb, 0, width);
        return drawn;
    }
}
