// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Nodes and their shards, as tiles of dots: a full dot holds its piece, a hollow one does not, a
/// crossed one is not known.
///
/// What a tile is made of takes milliseconds to be styled for the first time. So only a few are new
/// in one beat of the toolkit; the others follow with the next ones, and keys and mouse are heard
/// in between.
public final class ShardMap extends VBox {
    /// A node.
    ///
    /// @param place its number
    /// @param shape a picture of `icons/status`
    /// @param word its state
    /// @param note one short line
    /// @param dots one for each shard
    public record Tile(
            int place,
            String name,
            String shape,
            Tone tone,
            String word,
            String note,
            List<Dot> dots) {
        public Tile {
            dots = List.copyOf(dots);
        }
    }

    /// A shard on a node.
    public enum Dot {
        /// It is there.
        HELD,
        /// It is being rebuilt or sent.
        COMING,
        /// It is not there.
        GONE,
        /// Nobody knows.
        UNKNOWN
    }

    private static final int NEW_AT_ONCE = 4;

    private final CardGrid grid = new CardGrid(11.5);
    private final KeyedRows<Tile, TileButton> tiles;
    private int chosen = -1;
    private IntConsumer onChoose = _ -> {};
    private List<Tile> wanted = List.of();
    private boolean isWhole = true;
    private final Runnable next = this::more;
    private @Nullable Scene beating;

    /// An empty map.
    public ShardMap() {
        getStyleClass().add("shard-map");
        setMinWidth(0);
        getChildren().add(grid);
        tiles = new KeyedRows<>(grid, Tile::place, () -> new TileButton(this), TileButton::show);
        sceneProperty().addListener((_, _, _) -> follow());
    }

    /// A dot as the map has it, for its legend.
    public static Node dot(Dot kind) {
        Dots dots = new Dots();
        dots.show(List.of(kind));
        return dots;
    }

    /// Shows these nodes, new ones a few at a time.
    public void show(List<Tile> nodes) {
        wanted = List.copyOf(nodes);
        fill();
    }

    /// Whether all nodes are shown.
    public boolean isWhole() {
        return isWhole;
    }

    private void fill() {
        isWhole = tiles.show(wanted, NEW_AT_ONCE);
        follow();
    }

    private void more() {
        if (!isWhole) {
            fill();
        }
    }

    /// Has the next ones made when those that are there have been laid out.
    private void follow() {
        Scene scene = getScene();
        if (!isWhole && scene != null && scene.getWindow() == null) {
            // there is no beat where nobody sees it
            isWhole = tiles.show(wanted, Integer.MAX_VALUE);
        }
        Scene needed = isWhole ? null : scene;
        if (!Objects.equals(needed, beating)) {
            if (beating != null) {
                beating.removePostLayoutPulseListener(next);
            }
            if (needed != null) {
                needed.addPostLayoutPulseListener(next);
            }
            beating = needed;
        }
    }

    /// Tells who is chosen by mouse or keyboard.
    public void setOnChoose(IntConsumer listener) {
        onChoose = listener;
    }

    /// Marks a node; a number that is not there marks none.
    public void choose(int place) {
        chosen = place;
        for (Node node : grid.getChildren()) {
            if (node instanceof TileButton tile) {
                tile.mark();
            }
        }
    }

    private static final class TileButton extends Button {
        private static final javafx.css.PseudoClass CHOSEN =
                javafx.css.PseudoClass.getPseudoClass("chosen");

        private final ShardMap map;
        private final StatusShape shape = new StatusShape(16);
        private final Label name = Labels.strong("");
        private final Label word = Labels.caption("");
        private final Label note = Labels.caption("");
        private final Dots dots = new Dots();
        private int place = -1;

        TileButton(ShardMap map) {
            this.map = map;
            getStyleClass().setAll("shard-tile");
            VBox column =
                    Nodes.column(
                            "gap-4", Nodes.row("gap-8", shape, Nodes.grow(name)), word, dots, note);
            setGraphic(column);
            column.prefWidthProperty().bind(widthProperty().subtract(26));
            setMinHeight(USE_PREF_SIZE);
            setOnAction(_ -> {
                map.choose(place);
                map.onChoose.accept(place);
            });
        }

        void mark() {
            pseudoClassStateChanged(CHOSEN, place == map.chosen);
        }

        void show(Tile tile) {
            place = tile.place();
            setId("tile-" + place);
            tile.tone().apply(this);
            shape.show(tile.shape(), tile.tone());
            name.setText(tile.name());
            word.setText(tile.word());
            Labels.showIfFilled(note, tile.note());
            dots.show(tile.dots());
            setAccessibleText(tile.name() + ": " + tile.word() + ". " + tile.note());
            mark();
        }
    }
}
