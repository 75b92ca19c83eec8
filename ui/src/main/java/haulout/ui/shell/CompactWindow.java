// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.DriveReport;
import haulout.home.Figure;
import haulout.home.HomeSnapshot;
import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.StatusPill;
import haulout.ui.screen.Look;
import haulout.ui.text.Words;
import haulout.ui.work.Subscriptions;
import java.time.InstantSource;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.InputEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/// A small window for those who like to see the state all the time.
final class CompactWindow {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 220;

    private final Stage stage = new Stage();
    private final Subscriptions subscriptions = new Subscriptions();
    private final Words words;
    private final HeaderViewModel model;
    private final StatusPill pill = new StatusPill();
    private final Label sentence = Labels.body("");
    private final Label kept = Labels.muted("");
    private final Button pause;

    CompactWindow(
            Words words, HeaderViewModel model, Look look, InstantSource clock, Runnable leave) {
        this.words = words;
        this.model = model;
        pause = Buttons.plain("", model::togglePause);
        Runnable full =
                () -> {
                    close();
                    leave.run();
                };
        ScrollPane text = new ScrollPane(Nodes.column("gap-8", sentence, kept));
        text.getStyleClass().add("sheet-scroll");
        text.setFitToWidth(true);
        VBox.setVgrow(text, Priority.ALWAYS);
        VBox root =
                Nodes.column(
                        "gap-12",
                        Nodes.row(
                                "gap-8",
                                pill,
                                Nodes.space(),
                                Buttons.icon(Feather.MAXIMIZE_2, words.say("menu.full"), full)),
                        text,
                        Nodes.row("gap-8", pause));
        root.getStyleClass().add("compact");
        root.setId("compact");
        pill.setOnAction(_ -> full.run());
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        Dress.follow(scene, look, subscriptions);
        stage.setTitle(words.say("app.name"));
        stage.setScene(scene);
        stage.setAlwaysOnTop(true);
        stage.setOnCloseRequest(_ -> full.run());
        subscriptions.follow(model.state(), this::header);
        stage.show();
    }

    /// @param listener hears of each key and movement
    void onTouch(Runnable listener) {
        stage.getScene().addEventFilter(InputEvent.ANY, _ -> listener.run());
    }

    void toFront() {
        stage.toFront();
    }

    /// Takes it away.
    void close() {
        subscriptions.release();
        stage.hide();
    }

    private void header(HeaderState state) {
        pill.show(state.standing(), state.word(), state.spoken());
        sentence.setText(state.sentence());
        pause.setText(state.pauseText());
    }

    void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
        List<Figure<Long>> used = snapshot.drives().stream().map(DriveReport::usedBytes).toList();
        boolean known = used.stream().allMatch(figure -> figure.asOptional().isPresent());
        long sum = used.stream().mapToLong(figure -> figure.asOptional().orElse(0L)).sum();
        kept.setText(
                known && !used.isEmpty()
                        ? words.say("compact.kept", words.formats().bytes(sum))
                        : words.say("compact.kept", words.say("figure.dash")));
    }
}
