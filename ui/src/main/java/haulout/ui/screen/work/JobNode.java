// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.work;

import atlantafx.base.controls.ToggleSwitch;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Stars;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// A kind of work: how it suits this computer, what it takes, and its switch.
final class JobNode extends HBox {
    private final Label name = Labels.strong("");
    private final Label effect = Labels.muted("");
    private final Label basis = Labels.caption("");
    private final Stars stars = new Stars();
    private final Label suits = Labels.caption("");
    private final ToggleSwitch toggle = new ToggleSwitch();
    private final Label fixed = Labels.caption("");
    private String id = "";
    private boolean showing;

    JobNode(WorkViewModel model) {
        getStyleClass().addAll("job-row", "gap-16");
        setMinWidth(0);
        toggle.setMinWidth(USE_PREF_SIZE);
        fixed.getStyleClass().add("job-fixed");
        toggle.selectedProperty()
                .addListener((_, _, on) -> {
                    if (!showing) {
                        model.set(id, on);
                    }
                });
        getChildren()
                .addAll(
                        Nodes.grow(
                                Nodes.column(
                                        "gap-4",
                                        name,
                                        effect,
                                        new FlowLine("flow-8", stars, suits),
                                        basis)),
                        fixed,
                        toggle);
    }

    void show(WorkState.Job job, boolean detailed) {
        showing = true;
        id = job.id();
        name.setText(job.name());
        effect.setText(job.effect());
        basis.setText(job.basis());
        Nodes.setShown(basis, detailed);
        Nodes.setShown(stars, job.stars() >= 0);
        stars.show(job.stars());
        Labels.showIfFilled(suits, job.suits());
        Tooltip.install(stars, new Tooltip(job.basis()));
        boolean canSwitch = job.fixed().isEmpty();
        Nodes.setShown(toggle, canSwitch);
        Labels.showIfFilled(fixed, job.fixed());
        toggle.setSelected(job.on());
        toggle.setId("job-" + job.id());
        toggle.setAccessibleText(job.name());
        showing = false;
    }
}
