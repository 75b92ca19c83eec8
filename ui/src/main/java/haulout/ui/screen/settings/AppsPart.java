// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.ui.control.Buttons;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.SettingRow;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The list of apps that make heavy work rest.
final class AppsPart extends VBox {
    /// The longest name of an executable that any system allows.
    private static final int LONGEST = 255;

    private final Words words;
    private final RulesViewModel model;
    private final FlowPane names = new FlowPane();
    private final TextField field = Nodes.named(new TextField(), "appName");
    private List<String> apps = List.of();

    AppsPart(Words words, RulesViewModel model) {
        this.words = words;
        this.model = model;
        getStyleClass().addAll("column", "gap-8");
        setMinWidth(0);
        names.getStyleClass().add("flow-8");
        field.setPromptText(words.say("settings.apps.prompt"));
        field.setAccessibleText(words.say("settings.apps.prompt"));
        field.setPrefColumnCount(16);
        field.setOnAction(_ -> add());
        Button add =
                Nodes.named(Buttons.plain(words.say("settings.apps.add"), this::add), "appAdd");
        FlowLine tools = Nodes.styled(new FlowLine("flow-8", field, add), "right");
        getChildren()
                .addAll(
                        new SettingRow(
                                words.say("settings.apps.list"),
                                words.say("settings.apps.list.note"),
                                tools),
                        names);
    }

    private void add() {
        String name = field.getText().strip();
        if (name.isEmpty() || name.length() > LONGEST || apps.contains(name)) {
            return;
        }
        List<String> more = new ArrayList<>(apps);
        more.add(name);
        field.clear();
        model.setApps(more);
    }

    void show(List<String> now) {
        apps = now;
        List<Node> chips = new ArrayList<>();
        for (String app : now) {
            Button remove =
                    Buttons.icon(
                            Feather.X,
                            words.say("settings.apps.remove", app),
                            () -> model.setApps(now.stream().filter(a -> !a.equals(app)).toList()));
            chips.add(
                    Nodes.styled(
                            Nodes.row("gap-4", Labels.line(app, "t-body"), remove), "app-chip"));
        }
        names.getChildren().setAll(chips);
        Nodes.setShown(names, !now.isEmpty());
    }
}
