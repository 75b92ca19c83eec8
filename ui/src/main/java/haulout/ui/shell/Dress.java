// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import haulout.ui.control.TextSize;
import haulout.ui.screen.Look;
import haulout.ui.work.Subscriptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// Gives a scene the colours and the text size that the owner chose, and follows the system.
final class Dress {
    private final Scene scene;
    private final Look look;

    private Dress(Scene scene, Look look) {
        this.scene = scene;
        this.look = look;
    }

    /// Dresses a scene until the subscriptions are released.
    static void follow(Scene scene, Look look, Subscriptions subscriptions) {
        Dress dress = new Dress(scene, look);
        subscriptions.follow(look.theme(), _ -> dress.colours());
        subscriptions.follow(look.textPercent(), _ -> dress.sizes());
        subscriptions.follow(Platform.getPreferences().colorSchemeProperty(), _ -> dress.colours());
    }

    /// Whether the light colours are used.
    private boolean isDark() {
        return switch (look.theme().get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM, CONTRAST -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void colours() {
        boolean dark = isDark();
        String sheet = dark ? new PrimerDark().getUserAgentStylesheet() : light();
        if (!sheet.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(sheet);
        }
        boolean strong = look.theme().get() == Look.Theme.CONTRAST;
        String colours = (strong ? "contrast-" : "") + (dark ? "dark" : "light");
        List<String> sheets = new ArrayList<>(List.of(url("haulout"), url(colours)));
        if (!canBlend()) {
            sheets.add(url("opaque"));
        }
        scene.getStylesheets().setAll(sheets);
    }

    /// Whether what lies over the window can have round corners and a shadow. Where the desktop
    /// does not blend windows, these would stand on a white ground.
    static boolean canBlend() {
        return Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW);
    }

    private static String light() {
        return new PrimerLight().getUserAgentStylesheet();
    }

    private static String url(String name) {
        return Objects.requireNonNull(
                        Dress.class.getResource("/haulout/ui/style/" + name + ".css"), name)
                .toExternalForm();
    }

    private void sizes() {
        Parent root = scene.getRoot();
        List<String> classes = new ArrayList<>(root.getStyleClass());
        Look.TEXT_SIZES.forEach(size -> classes.remove(TextSize.styleClass(size)));
        classes.add(TextSize.styleClass(look.textPercent().get()));
        root.getStyleClass().setAll(classes);
    }
}
