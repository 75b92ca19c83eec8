// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.ui.control.Beside;
import haulout.ui.control.Buttons;
import haulout.ui.control.Icons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.StatusPill;
import haulout.ui.control.TextSize;
import haulout.ui.text.Words;
import java.time.Duration;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The header of every screen: status, sentence, *Why?*, mode, pause, bell.
final class Header extends VBox {
    /// How much room there is.
    private enum Room {
        /// For buttons without words.
        LITTLE,
        /// For buttons, and for the sentence below them.
        SOME,
        /// For everything in one row.
        MUCH
    }

    /// Up to this width of the window in units of the text's size, buttons lose their words.
    private static final double NARROW = 45;

    /// From this width on, of the window in units of the text's size, everything stands in one row.
    private static final double WIDE = 82;

    private final HeaderViewModel model;
    private final Words words;
    private final haulout.ui.screen.Look look;
    private final StatusPill pill = Nodes.named(new StatusPill(), "hdrStatus");
    private final Label sentence = Nodes.named(Labels.body(""), "hdrSentence");
    private final Hyperlink more;
    private final Hyperlink why;
    private final MenuButton mode = new MenuButton();
    private final SplitMenuButton pause = new SplitMenuButton();
    private final MenuItem away = new MenuItem();
    private final SeparatorMenuItem line = new SeparatorMenuItem();
    private final Button bell;
    private final Label count = new Label();
    private final MenuButton menu = new MenuButton();
    private final HBox tools;
    private final HBox links;
    private final HBox saying;
    private final HBox top = Nodes.row("gap-16");
    private Room room = Room.SOME;
    private String pauseText = "";
    private String modeText = "";

    /// @param onStatus opens the checks
    /// @param onWhy opens the rules, beside the link
    /// @param onBell opens the alerts
    Header(
            HeaderViewModel model,
            Words words,
            haulout.ui.screen.Look look,
            Runnable onStatus,
            java.util.function.Consumer<Hyperlink> onWhy,
            Runnable onBell) {
        this.model = model;
        this.words = words;
        this.look = look;
        getStyleClass().addAll("header", "gap-8");
        setMinWidth(0);
        pill.setOnAction(_ -> onStatus.run());
        more = Nodes.named(Buttons.link("", onBell), "hdrMore");
        Nodes.setShown(more, false);
        why = Nodes.named(Buttons.link(words.say("header.why"), () -> {}), "hdrWhy");
        why.setOnAction(_ -> onWhy.accept(why));
        bell = Nodes.named(Buttons.icon(Feather.BELL, words.say("header.bell"), onBell), "hdrBell");
        count.getStyleClass().add("bell-count");
        count.setMouseTransparent(true);
        links = Nodes.row("gap-8", more, why);
        saying = Nodes.grow(Nodes.row("gap-8", Nodes.grow(sentence), links));
        buildMode();
        buildPause();
        menu.setGraphic(Icons.of(Feather.MENU));
        menu.getStyleClass().add("h-menu");
        Nodes.named(menu, "hdrMenu").setAccessibleText(words.say("header.menu"));
        Nodes.setShown(menu, false);
        javafx.scene.layout.StackPane bellWithCount =
                new javafx.scene.layout.StackPane(bell, count);
        javafx.scene.layout.StackPane.setAlignment(count, javafx.geometry.Pos.TOP_RIGHT);
        tools = Nodes.row("gap-8", mode, pause, bellWithCount, menu);
        arrange(Room.SOME);
        sceneProperty()
                .flatMap(javafx.scene.Scene::widthProperty)
                .addListener((_, _, width) -> arrange(width == null ? 0 : width.doubleValue()));
    }

    /// Looks how much room there is for text of the size that is chosen.
    void arrange() {
        arrange(getScene() == null ? 0 : getScene().getWidth());
    }

    private void arrange(double width) {
        double ems = width * 100 / look.textPercent().get() / TextSize.USUAL;
        Room now = ems > WIDE ? Room.MUCH : ems > NARROW ? Room.SOME : Room.LITTLE;
        if (now != room) {
            arrange(now);
        }
    }

    private void arrange(Room now) {
        room = now;
        getChildren().clear();
        top.getChildren().clear();
        saying.getChildren().clear();
        if (now != Room.LITTLE) {
            saying.getChildren().addAll(sentence, links);
        }
        if (now == Room.LITTLE) {
            getChildren().addAll(Beside.whole(pill, tools), sentence, links);
        } else if (now == Room.MUCH) {
            top.getChildren().setAll(pill, saying, tools);
            getChildren().add(top);
        } else {
            top.getChildren().setAll(pill, Nodes.space(), tools);
            getChildren().addAll(top, saying);
        }
        sayPause();
        sayMode();
    }

    private void sayMode() {
        boolean little = room == Room.LITTLE;
        mode.setText(little ? "" : modeText);
        mode.setGraphic(little ? Icons.of(Feather.SLIDERS) : null);
        mode.setAccessibleText(words.say("header.mode", modeText));
    }

    private void sayPause() {
        pause.setText(room == Room.LITTLE ? "" : pauseText);
        pause.setAccessibleText(pauseText);
    }

    private void buildMode() {
        Nodes.named(mode, "hdrMode").getStyleClass().add("h-menu");
        mode.setMinWidth(USE_PREF_SIZE);
        javafx.scene.control.Menu always =
                new javafx.scene.control.Menu(words.say("mode.always.for"));
        always.getItems()
                .addAll(
                        item("for.1h", () -> model.always(Duration.ofHours(1))),
                        item("for.4h", () -> model.always(Duration.ofHours(4))),
                        morning(model::alwaysUntilMorning),
                        item("for.changed", model::alwaysUntilChanged));
        mode.getItems()
                .addAll(
                        item("mode.automatic", model::resume),
                        item("mode.quiet", model::quiet),
                        always);
    }

    private void buildPause() {
        Nodes.named(pause, "hdrPause").getStyleClass().add("h-menu");
        pause.setMinWidth(USE_PREF_SIZE);
        pause.setOnAction(_ -> model.togglePause());
        away.setDisable(true);
        pause.getItems()
                .addAll(
                        away,
                        line,
                        item("for.1h", () -> model.pauseFor(Duration.ofHours(1))),
                        item("for.3h", () -> model.pauseFor(Duration.ofHours(3))),
                        morning(model::pauseUntilMorning),
                        item("for.resume", model::pauseUntilResumed));
    }

    private MenuItem morning(Runnable action) {
        MenuItem item = item("for.morning", action);
        String eight = words.formats().clock(HeaderViewModel.MORNING);
        item.setText(words.say("for.morning", eight));
        return item;
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(words.say(key));
        item.setId(key);
        item.setOnAction(_ -> action.run());
        return item;
    }

    /// The menu that stands in for the tray's where there is none.
    MenuButton menu() {
        return menu;
    }

    void show(HeaderState state) {
        pill.show(state.standing(), state.word(), state.spoken());
        sentence.setText(state.sentence());
        more.setText(words.say("header.more", "" + state.more().size()));
        more.setAccessibleText(more.getText() + ": " + String.join(" ", state.more()));
        Nodes.setShown(more, !state.more().isEmpty());
        modeText = state.mode();
        sayMode();
        pauseText = state.pauseText();
        sayPause();
        pause.setGraphic(Icons.of(state.isPaused() ? Feather.PLAY : Feather.PAUSE));
        away.setText(state.away());
        away.setVisible(!state.away().isEmpty());
        line.setVisible(away.isVisible());
        int alerts = state.alerts().size();
        count.setText("" + alerts);
        count.setVisible(alerts > 0);
        state.alertTone().apply(count);
        bell.setAccessibleText(
                alerts == 0
                        ? words.say("header.bell.none")
                        : words.count("header.bell.count", alerts));
    }
}
