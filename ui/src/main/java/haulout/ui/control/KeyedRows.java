// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// Shows a list of things in a pane. A thing that stays keeps its node, and so its focus and what
/// is typed into it; a thing that did not change is not touched.
///
/// @param <T> the thing
/// @param <N> its node
public final class KeyedRows<T, N extends Node> {
    private final Pane pane;
    private final Function<? super T, ?> key;
    private final Supplier<? extends N> make;
    private final BiConsumer<? super N, ? super T> update;
    private Map<Object, Row<T, N>> rows = new HashMap<>();

    private record Row<T, N>(N node, T value) {}

    /// @param pane what the nodes are put into; nothing else may be in it
    /// @param key what makes a thing the same thing as before
    /// @param make makes an empty node
    /// @param update shows a thing in a node
    public KeyedRows(
            Pane pane,
            Function<? super T, ?> key,
            Supplier<? extends N> make,
            BiConsumer<? super N, ? super T> update) {
        this.pane = pane;
        this.key = key;
        this.make = make;
        this.update = update;
    }

    /// Shows these things, in this order.
    public void show(List<? extends T> things) {
        boolean _ = show(things, Integer.MAX_VALUE);
    }

    /// Shows these things, in this order, as far as no more than some nodes have to be made for it.
    ///
    /// @param most nodes to be made; the first thing for which another one is wanted, and all
    ///   behind it, are left out
    /// @return whether all of them are shown
    public boolean show(List<? extends T> things, int most) {
        Map<Object, Row<T, N>> next = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        int made = 0;
        for (T thing : things) {
            Object id = key.apply(thing);
            @Nullable Row<T, N> old = rows.get(id);
            if (old == null && made++ == most) {
                break;
            }
            N node = old == null ? make.get() : old.node();
            if (old == null || !old.value().equals(thing)) {
                update.accept(node, thing);
            }
            next.put(id, new Row<>(node, thing));
            nodes.add(node);
        }
        rows = next;
        Nodes.setChildren(pane, nodes);
        return nodes.size() == things.size();
    }
}
