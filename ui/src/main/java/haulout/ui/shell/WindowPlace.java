// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.SettingsDesk;
import haulout.ui.work.BackgroundRunner;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Keeps where the window was and how large, and puts it there again if the screen is still there.
final class WindowPlace {
    private static final String NAME = "window.place";

    private final Stage stage;
    private final SettingsDesk desk;
    private final BackgroundRunner runner;

    WindowPlace(Stage stage, SettingsDesk desk, BackgroundRunner runner) {
        this.stage = stage;
        this.desk = desk;
        this.runner = runner;
    }

    void restore() {
        Optional<double[]> place = desk.preference(NAME).flatMap(WindowPlace::parse);
        if (place.isEmpty()) {
            return;
        }
        double[] p = place.get();
        if (!Screen.getScreensForRectangle(p[0] + 40, p[1] + 10, p[2] - 80, 40).isEmpty()) {
            stage.setX(p[0]);
            stage.setY(p[1]);
        }
        stage.setWidth(Math.max(stage.getMinWidth(), p[2]));
        stage.setHeight(Math.max(stage.getMinHeight(), p[3]));
        stage.setMaximized(p[4] > 0);
    }

    private static Optional<double[]> parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        double[] numbers = new double[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                numbers[i] = Double.parseDouble(parts[i]);
            }
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
        return numbers[2] > 100 && numbers[3] > 100 ? Optional.of(numbers) : Optional.empty();
    }

    void keep() {
        if (!stage.isShowing() || stage.isIconified()) {
            return;
        }
        String text =
                String.format(
                        Locale.ROOT,
                        "%.0f %.0f %.0f %.0f %d",
                        stage.getX(),
                        stage.getY(),
                        stage.getWidth(),
                        stage.getHeight(),
                        stage.isMaximized() ? 1 : 0);
        runner.ask(() -> desk.setPreference(NAME, text), _ -> {}, _ -> {});
    }
}
