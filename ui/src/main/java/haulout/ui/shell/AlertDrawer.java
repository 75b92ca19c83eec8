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
import haulout.ui.screen.AlertShown;
import haulout.ui.text.Words;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// All alerts, behind the bell.
final class AlertDrawer extends VBox {
    private final VBox list = Nodes.column("gap-12");
    private final VBox putOff = Nodes.column("gap-12");
    private final Label putOffTitle = Labels.caption("");
    private final VBox others = Nodes.named(Nodes.column("gap-4"), "alertOthers");
    private final Label othersTitle = Labels.caption("");
    private final EmptyState empty;
    private final KeyedRows<AlertReport, AlertCard> rows;
    private final KeyedRows<AlertReport, AlertCard> putOffRows;

    AlertDrawer(Words words, AlertShown shown, BiConsumer<Remedy, String> mend, Runnable onClose) {
        getStyleClass().add("drawer");
        setId("alertDrawer");
        empty =
                new EmptyState(
                        Feather.CHECK, words.say("alerts.none"), words.say("alerts.none.more"));
        ScrollPane scroll =
                new ScrollPane(
                        Nodes.column(
                                "gap-16",
                                list,
                                Nodes.column("gap-8", othersTitle, others),
                                Nodes.column("gap-8", putOffTitle, putOff)));
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
                        (card, alert) -> shown.show(card, alert, mend));
        putOffRows =
                new KeyedRows<>(
                        putOff,
                        alert -> alert.check() + "/" + alert.subject(),
                        AlertCard::new,
                        shown::showPutOff);
        othersTitle.setText(words.say("alerts.others"));
        Nodes.setShown(othersTitle, false);
        putOffTitle.setText(words.say("alerts.putoff"));
        Nodes.setShown(putOffTitle, false);
    }

    void show(List<AlertReport> alerts) {
        Nodes.setShown(empty, alerts.isEmpty());
        rows.show(alerts);
    }

    /// Shows what else there is to say of how the node is, and which nobody has to mend.
    void showOthers(List<String> reasons) {
        Nodes.setShown(othersTitle, !reasons.isEmpty());
        others.getChildren().setAll(reasons.stream().map(Labels::body).toList());
    }

    /// Shows what was put off, below the others.
    void showPutOff(List<AlertReport> alerts) {
        Nodes.setShown(putOffTitle, !alerts.isEmpty());
        putOffRows.show(alerts);
    }
}
