// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

/// One of a few things, side by side; goes on in the next line where there is no room.
///
/// @param <T> what is chosen
public final class PillChoice<T> extends FlowLine {
    private final Map<T, ToggleButton> pills = new LinkedHashMap<>();

    /// @param id ids of the buttons are this and the position, from 0
    /// @param onChosen told of a choice by the person, not of [#show]
    public PillChoice(
            String id,
            List<T> values,
            Function<? super T, String> text,
            Consumer<? super T> onChosen) {
        super("pills");
        ToggleGroup group = new ToggleGroup();
        for (T value : values) {
            ToggleButton pill = new ToggleButton(text.apply(value));
            pill.getStyleClass().setAll("pill");
            pill.setId(id + "-" + pills.size());
            pill.setToggleGroup(group);
            pill.setMinWidth(USE_PREF_SIZE);
            pill.setOnAction(_ -> {
                pill.setSelected(true);
                onChosen.accept(value);
            });
            pills.put(value, pill);
            getChildren().add(pill);
        }
    }

    /// Offers only some of the values, in the order they have.
    public void offer(Collection<T> some) {
        pills.forEach((each, pill) -> Nodes.setShown(pill, some.contains(each)));
    }

    /// Marks what is chosen; something that is not among the choices marks none.
    public void show(T value) {
        pills.forEach((each, pill) -> pill.setSelected(each.equals(value)));
    }
}
