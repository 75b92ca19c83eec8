// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.sample.ScreenState;
import haulout.ui.screen.Place;
import haulout.ui.shell.TestShell;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Every screen as a picture in `target/snapshots`, to be looked at: light and dark, in the long
/// pseudo-language and with text twice as large, and in each state a node can be in. What can be
/// told by a program is told here: that something is drawn, and that no two screens look alike.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class SnapshotsTest {
    private static final Path FOLDER = Path.of("target", "snapshots");
    private static final long PATIENCE_MILLIS = 240_000;

    /// As narrow as the window can be, and so high that most of a page is to be seen.
    private static final int SMALL = 880;

    private static final int HIGH = 1_600;
    private static final int USUAL = 1_100;

    /// Those are drawn in each look.
    private static final Set<Sample> PART_OF_STATES =
            EnumSet.of(Sample.HEALTHY, Sample.EMPTY, Sample.UNKNOWN);

    /// A plain area has one or two.
    private static final int LEAST_COLOURS = 30;

    @TestFactory
    Stream<DynamicTest> everyScreenIsDrawn() throws IOException {
        Files.createDirectories(FOLDER);
        Stream<DynamicTest> looks =
                Stream.of("light", "dark", "pseudo", "large")
                        .flatMap(variant ->
                                Stream.of(ScreenState.values())
                                        .map(state ->
                                                DynamicTest.dynamicTest(
                                                        variant + ", " + state,
                                                        () ->
                                                                draw(
                                                                        variant,
                                                                        state.name(),
                                                                        state::node))));
        Stream<DynamicTest> others =
                Stream.of(Sample.values())
                        .filter(sample -> !PART_OF_STATES.contains(sample))
                        .map(sample ->
                                DynamicTest.dynamicTest(
                                        "light, " + sample,
                                        () ->
                                                draw(
                                                        "light",
                                                        sample.name(),
                                                        () -> new SampleHomeNode(sample))));
        return Stream.concat(looks, others);
    }

    private static void draw(String variant, String state, Supplier<SampleHomeNode> node)
            throws IOException {
        Set<Integer> seen = new HashSet<>();
        List<String> alike = new ArrayList<>();
        for (Place place : TestShell.places()) {
            String name = (place.text() + "-" + state + "-" + variant).toLowerCase(Locale.ROOT);
            BufferedImage picture =
                    WaitForAsyncUtils.waitForAsyncFx(
                            PATIENCE_MILLIS, () -> picture(place, node.get(), variant));
            ImageIO.write(picture, "png", file(name));
            int[] pixels = pixels(picture);
            assertTrue(colours(pixels) >= LEAST_COLOURS, name + " is empty");
            // the stopped page is the same wherever one is
            if (!seen.add(Arrays.hashCode(pixels)) && !state.equals(Sample.STOPPED.name())) {
                alike.add(name);
            }
        }
        assertTrue(alike.isEmpty(), "the same picture twice: " + alike);
    }

    private static File file(String name) {
        return FOLDER.resolve(name + ".png").toFile();
    }

    private static BufferedImage picture(Place place, SampleHomeNode node, String variant) {
        boolean small = variant.equals("pseudo") || variant.equals("large");
        TestShell shell =
                TestShell.open(
                        node,
                        SampleSnapshots.NOW,
                        small ? SMALL : USUAL,
                        small ? HIGH : USUAL,
                        variant);
        shell.shell().go(place);
        // twice, because wrapping text learns its width in the first pass
        shell.settle();
        shell.scene().getRoot().applyCss();
        shell.scene().getRoot().layout();
        shell.scene().getRoot().layout();
        WritableImage image = shell.scene().snapshot(null);
        shell.close();
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        int[] argb = new int[w * h];
        image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        BufferedImage drawn = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        drawn.setRGB(0, 0, w, h, argb, 0, w);
        return drawn;
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(
                0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    private static int colours(int[] pixels) {
        Set<Integer> colours = new HashSet<>();
        for (int pixel : pixels) {
            colours.add(pixel);
        }
        return colours.size();
    }
}
