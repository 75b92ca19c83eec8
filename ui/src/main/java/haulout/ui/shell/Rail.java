// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.ui.control.AppPicture;
import haulout.ui.control.Icons;
import haulout.ui.control.Nodes;
import haulout.ui.screen.Look;
import haulout.ui.screen.Place;
import haulout.ui.text.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;

/// The rail at the left: where one can go, each with icon and word.
final class Rail extends ScrollPane {
    private static final List<Place> MAIN =
            List.of(
                    Place.HOME,
                    Place.STORAGE,
                    Place.WORK,
                    Place.EARNINGS,
                    Place.STAKING,
                    Place.HEALTH,
                    Place.FILES,
                    Place.NEIGHBOURS);
    private static final List<Place> BELOW = List.of(Place.ACTIVITY, Place.SETTINGS, Place.HELP);

    /// What somebody who only follows a stake has no use for.
    private static final Set<Place> OF_A_NODE =
            Set.of(Place.STORAGE, Place.WORK, Place.FILES, Place.NEIGHBOURS);

    private final Map<Place, ToggleButton> items = new EnumMap<>(Place.class);
    private final ToggleGroup group = new ToggleGroup();
    private final Words words;
    private final ToggleButton detail = new Item("");
    private boolean hasNeighbours;
    private Look.Role role = Look.Role.SHARE;

    Rail(Words words, Look look, Consumer<Place> onGo) {
        this.words = words;
        getStyleClass().add("rail-scroll");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinWidth(USE_PREF_SIZE);
        VBox rail = new VBox();
        rail.getStyleClass().add("rail");
        rail.getChildren()
                .add(
                        Nodes.styled(
                                new javafx.scene.layout.HBox(
                                        AppPicture.of(28), new Label(words.say("app.name"))),
                                "rail-brand"));
        MAIN.forEach(place -> rail.getChildren().add(item(place, onGo)));
        Region gap = new Region();
        gap.getStyleClass().add("rail-gap");
        VBox.setVgrow(gap, Priority.ALWAYS);
        rail.getChildren().addAll(gap, Nodes.styled(new Region(), "rail-line"));
        BELOW.forEach(place -> rail.getChildren().add(item(place, onGo)));
        buildDetail(look);
        rail.getChildren().add(detail);
        setContent(rail);
        arrange();
    }

    private ToggleButton item(Place place, Consumer<Place> onGo) {
        ToggleButton item = new Item(words.say("rail." + place.text()));
        item.getStyleClass().setAll("rail-item");
        item.setGraphic(Icons.of(icon(place)));
        item.setToggleGroup(group);
        item.setMaxWidth(Double.MAX_VALUE);
        item.setMinWidth(USE_PREF_SIZE);
        item.setMinHeight(USE_PREF_SIZE);
        item.setId("rail-" + place.text());
        item.setOnAction(_ -> {
            item.setSelected(true);
            onGo.accept(place);
        });
        items.put(place, item);
        return item;
    }

    private void buildDetail(Look look) {
        detail.getStyleClass().setAll("rail-item");
        detail.setId("rail-detail");
        detail.setGraphic(Icons.of(Feather.SLIDERS));
        detail.setMaxWidth(Double.MAX_VALUE);
        detail.setMinWidth(USE_PREF_SIZE);
        detail.setMinHeight(USE_PREF_SIZE);
        detail.setOnAction(_ -> {
            detail.setSelected(false);
            look.detailed().set(!look.detailed().get());
        });
    }

    private static Feather icon(Place place) {
        return switch (place) {
            case HOME -> Feather.HOME;
            case STORAGE -> Feather.HARD_DRIVE;
            case WORK -> Feather.CPU;
            case EARNINGS -> Feather.TRENDING_UP;
            case STAKING -> Feather.LAYERS;
            case HEALTH -> Feather.HEART;
            case FILES -> Feather.FOLDER;
            case NEIGHBOURS -> Feather.USERS;
            case ACTIVITY -> Feather.LIST;
            case SETTINGS -> Feather.SETTINGS;
            case HELP -> Feather.HELP_CIRCLE;
            case LEAVE -> Feather.LOG_OUT;
        };
    }

    /// Marks where one is.
    void mark(Place place) {
        // what is not in the rail is reached from the settings
        ToggleButton item = items.getOrDefault(place, items.get(Place.SETTINGS));
        java.util.Objects.requireNonNull(item).setSelected(true);
    }

    /// Shows the practice network's place only where there is one.
    void setNeighbours(boolean there) {
        if (there != hasNeighbours) {
            hasNeighbours = there;
            arrange();
        }
    }

    /// Shows what the owner has use for.
    void setRole(Look.Role now) {
        role = now;
        arrange();
    }

    /// Says whether much or little is shown.
    void setDetailed(boolean now) {
        detail.setText(words.say(now ? "rail.detailed" : "rail.simple"));
    }

    /// The place that is at some position now, 0 for the first; empty if there are fewer.
    Optional<Place> at(int index) {
        return MAIN.stream().filter(this::isShown).skip(index).findFirst();
    }

    private boolean isShown(Place place) {
        ToggleButton item = items.get(place);
        return item != null && item.isVisible();
    }

    private void arrange() {
        items.forEach((place, item) ->
                Nodes.setShown(
                        item,
                        Screens.has(place)
                                && (role == Look.Role.SHARE || !OF_A_NODE.contains(place))
                                && (place != Place.NEIGHBOURS || hasNeighbours)));
    }

    /// As wide as its text in bold, which it is in while one is there: the rail is not to grow and
    /// shrink when one goes from place to place.
    private static final class Item extends ToggleButton {
        private final Text ruler = new Text();

        Item(String text) {
            super(text);
        }

        private double width(FontWeight weight) {
            ruler.setText(getText());
            ruler.setFont(Font.font(getFont().getFamily(), weight, getFont().getSize()));
            return ruler.getLayoutBounds().getWidth();
        }

        @Override
        protected double computePrefWidth(double height) {
            double now = super.computePrefWidth(height);
            return isSelected()
                    ? now
                    : Math.ceil(now + width(FontWeight.BOLD) - width(FontWeight.NORMAL));
        }
    }
}
