// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import haulout.status.AlertReport;
import haulout.status.CheckReport;
import haulout.status.NodeStanding;
import java.util.Locale;
import javafx.css.Styleable;

/// What a colour says. It never says it alone: a shape or a word goes with it.
public enum Tone {
    /// All is well.
    GOOD,
    /// Rests by rule.
    REST,
    /// Of our own colour.
    ACCENT,
    /// Says nothing.
    NEUTRAL,
    /// Not known.
    UNKNOWN,
    /// Should be looked at.
    WARN,
    /// Something will be lost.
    BAD;

    /// The tone of a state.
    public static Tone of(NodeStanding standing) {
        return switch (standing) {
            case HEALTHY -> GOOD;
            case RESTING -> REST;
            case STARTING, LEAVING -> ACCENT;
            case PAUSED, CLOSED -> NEUTRAL;
            case CHECKING -> UNKNOWN;
            case ATTENTION, OFFLINE -> WARN;
            case AT_RISK, STOPPED -> BAD;
        };
    }

    /// The tone of an alert.
    public static Tone of(AlertReport.Level level) {
        return switch (level) {
            case TIP -> ACCENT;
            case ATTENTION -> WARN;
            case AT_RISK -> BAD;
        };
    }

    /// The tone of a check.
    public static Tone of(CheckReport.Level level) {
        return switch (level) {
            case FINE -> GOOD;
            case UNKNOWN -> UNKNOWN;
            case TIP -> ACCENT;
            case ATTENTION -> WARN;
            case AT_RISK -> BAD;
        };
    }

    /// Its style class.
    public String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }

    /// Gives it to something, instead of any other.
    public void apply(Styleable node) {
        String mine = styleClass();
        if (!node.getStyleClass().contains(mine)) {
            for (Tone tone : values()) {
                node.getStyleClass().remove(tone.styleClass());
            }
            node.getStyleClass().add(mine);
        }
    }
}
