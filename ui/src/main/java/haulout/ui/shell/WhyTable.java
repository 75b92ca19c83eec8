// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import atlantafx.base.controls.Popover;
import haulout.ui.control.Buttons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.StatusShape;
import haulout.ui.control.Tone;
import haulout.ui.text.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The table behind *Why?*: every rule, what is measured, its limit, since when and until when.
final class WhyTable {
    private final Words words;
    private final Runnable onChange;

    /// @param onChange opens the rules in the settings
    WhyTable(Words words, Runnable onChange) {
        this.words = words;
        this.onChange = onChange;
    }

    /// Opens it beside a node.
    Popover open(Node owner, List<HeaderState.RuleRow> rules) {
        Popover popover = new Popover();
        popover.setArrowLocation(Popover.ArrowLocation.TOP_CENTER);
        popover.setDetachable(false);
        popover.setHeaderAlwaysVisible(false);
        popover.setAnimated(false);
        if (!Dress.canBlend()) {
            popover.setArrowSize(0);
            popover.setCornerRadius(0);
        }
        ScrollPane scroll = new ScrollPane(content(rules, popover));
        scroll.getStyleClass().addAll("sheet-scroll", "why-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        popover.setContentNode(scroll);
        popover.show(owner);
        return popover;
    }

    private VBox content(List<HeaderState.RuleRow> rules, Popover popover) {
        VBox box = Nodes.column("gap-12");
        box.getStyleClass().add("popover-box");
        box.setId("whyTable");
        List<HeaderState.RuleRow> acting =
                rules.stream().filter(HeaderState.RuleRow::acts).toList();
        // a rule of several effects is one row
        Set<String> named = new HashSet<>();
        List<HeaderState.RuleRow> others =
                rules.stream()
                        .filter(row -> !row.acts())
                        .filter(row -> named.add(row.name() + row.measured() + row.sentence()))
                        .toList();
        box.getChildren()
                .add(
                        Nodes.row(
                                "gap-12",
                                Nodes.grow(Labels.heading(words.say("why.title"))),
                                change(popover)));
        box.getChildren()
                .add(
                        Labels.muted(
                                acting.isEmpty()
                                        ? words.say("why.none")
                                        : words.count("why.some", acting.size())));
        acting.forEach(row -> box.getChildren().add(acting(row)));
        if (!others.isEmpty()) {
            box.getChildren().add(Nodes.styled(new Region(), "divider"));
            box.getChildren().add(Labels.caption(words.say("why.others")));
            others.forEach(row -> box.getChildren().add(quiet(row)));
        }
        return box;
    }

    // at the top, because what has the focus first is what is seen first
    private Node change(Popover popover) {
        return Buttons.link(
                words.say("why.change"),
                () -> {
                    popover.hide();
                    onChange.run();
                });
    }

    private Node acting(HeaderState.RuleRow row) {
        StatusShape shape = new StatusShape(18);
        shape.show("resting", Tone.REST);
        VBox text =
                Nodes.column(
                        "gap-4",
                        Labels.strong(row.sentence()),
                        Labels.caption(words.say("why.measured", row.measured(), row.limit())));
        String times = (row.since() + " " + row.ends()).strip();
        if (!times.isEmpty()) {
            text.getChildren().add(Labels.caption(times));
        }
        return Nodes.styled(Nodes.row("gap-12", shape, Nodes.grow(text)), "event-row");
    }

    private Node quiet(HeaderState.RuleRow row) {
        HBox line =
                Nodes.row(
                        "gap-12",
                        Nodes.grow(Labels.caption(row.name())),
                        Labels.line(row.measured(), "t-caption"));
        if (!row.sentence().isEmpty()) {
            line.getChildren().add(Labels.line(row.sentence(), "t-caption"));
        }
        return line;
    }
}
