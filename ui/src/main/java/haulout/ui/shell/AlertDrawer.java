// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.status.AlertReport;
import haulout.status.Remedy;
import haulout.ui.control.AlertCard;
import haulout.ui.control.Buttons;
import haulout.ui.control.EmptyState;
import haulout.ui.control.KeyedRows;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// All alerts, behind the bell.
final class AlertDrawer extends VBox {
    private final Words words;
    private final BiConsumer<Remedy, String> mend;
    private final VBox list = Nodes.column("gap-12");
    private final EmptyState empty;
    private final KeyedRows<AlertReport, AlertCard> rows;

    AlertDrawer(Words words, BiConsumer<Remedy, String> mend, Runnable onClose) {
        this.words = words;
        this.mend = mend;
        getStyleClass().add("drawer");
        setId("alertDrawer");
        empty =
                new EmptyState(
                        Feather.CHECK, words.say("alerts.none"), words.say("alerts.none.more"));
        ScrollPane scroll = new ScrollPane(list);
        scroll.getStyleClass().add("sheet-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren()
                .addAll(
                        Nodes.row(
                                "gap-8",
                                Nodes.grow(Labels.heading(words.say("alerts.title"))),
                                Buttons.icon(Feather.X, words.say("close"), onClose)),
                        empty,
                        scroll);
        rows =
                new KeyedRows<>(
                        list,
                        alert -> alert.check() + "/" + alert.subject(),
                        AlertCard::new,
                        this::show);
    }

    void show(List<AlertReport> alerts) {
        Nodes.setShown(empty, alerts.isEmpty());
        rows.show(alerts);
    }

    private void show(AlertCard card, AlertReport alert) {
        List<Button> buttons = new ArrayList<>();
        for (Remedy remedy : alert.remedies()) {
            String text = words.say("remedy." + remedy.name().toLowerCase(Locale.ROOT));
            Runnable action = () -> mend.accept(remedy, alert.subject());
            buttons.add(
                    buttons.isEmpty() ? Buttons.plain(text, action) : Buttons.quiet(text, action));
        }
        String note =
                alert.deadline()
                        .map(until -> words.say("alerts.until", words.formats().moment(until)))
                        .orElse(words.say("alerts.since", words.formats().moment(alert.since())));
        card.show(alert.level(), words.say(alert.sentence()), note, buttons);
    }
}
