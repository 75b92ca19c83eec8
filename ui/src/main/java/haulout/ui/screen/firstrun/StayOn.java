// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.home.SettingsDesk;
import haulout.text.Sentence;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.screen.AtLogin;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.concurrent.CompletionStage;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Whether the program starts at log-in and goes on when its window is closed: the two settings of
/// "Start & window", both on unless they were set before. They hold once the person goes on.
///
/// What cannot be set is said here, and the boxes then show what holds; going on once more goes on.
final class StayOn extends VBox {
    private static final String LOGIN = AtLogin.STARTS;
    private static final String KEEP = "window.keep";

    private final ScreenContext context;
    private final SettingsDesk desk;
    private final CheckBox auto;
    private final CheckBox keep;
    private final Label told = Nodes.named(Labels.caption(""), "frStayTold");
    private final boolean canStart;
    private boolean isAsked;

    StayOn(ScreenContext context) {
        this.context = context;
        this.desk = context.node().settings();
        this.canStart = context.desktop().canStartAtLogin();
        Words words = context.words();
        getStyleClass().addAll("column", "gap-8");
        setMinWidth(0);
        auto = box("frAuto", words.say("firstrun.auto"), canStart && is(LOGIN, true));
        auto.setDisable(!canStart);
        keep = box("frKeep", words.say("firstrun.keep.working"), is(KEEP, true));
        told.getStyleClass().addAll("t-tone", "tone-warn");
        Label why = Nodes.named(Labels.caption(words.say("problem.login.unknown")), "frAutoWhy");
        Nodes.setShown(why, !canStart);
        Nodes.setShown(told, false);
        getChildren().addAll(new FlowLine("flow-16", auto, keep), why, told);
    }

    private CheckBox box(String id, String text, boolean on) {
        CheckBox box = Nodes.named(new CheckBox(text), id);
        box.setWrapText(true);
        box.setMinHeight(USE_PREF_SIZE);
        box.setSelected(on);
        box.selectedProperty().addListener((_, _, _) -> isAsked = false);
        return box;
    }

    private boolean is(String name, boolean usual) {
        return desk.preference(name).map("true"::equals).orElse(usual);
    }

    /// Has hold what is chosen.
    ///
    /// @param then goes on: when all holds, or at once if this was tried before and nothing was
    ///   changed since
    void take(Runnable then) {
        if (isAsked) {
            then.run();
            return;
        }
        isAsked = true;
        boolean starts = auto.isSelected();
        boolean keeps = keep.isSelected();
        context.runner()
                .ask(
                        () -> set(starts, keeps),
                        _ -> {
                            Labels.showIfFilled(told, "");
                            then.run();
                        },
                        this::failed);
    }

    private void failed(Sentence problem) {
        if (canStart) {
            auto.setSelected(is(LOGIN, false));
        }
        keep.setSelected(is(KEEP, true));
        isAsked = true;
        Labels.showIfFilled(
                told,
                context.words().say(problem) + " " + context.words().say("firstrun.stay.later"));
    }

    // not on the FX thread
    private CompletionStage<Void> set(boolean starts, boolean keeps) {
        CompletionStage<Void> kept = desk.setPreference(KEEP, String.valueOf(keeps));
        return canStart
                ? kept.thenCompose(_ -> new AtLogin(context.desktop(), desk).setStarts(starts))
                : kept;
    }
}
