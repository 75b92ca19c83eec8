// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The frame of a screen: a title with actions, below it one column of panels that scrolls and does
/// not grow wider than can be read.
public final class Page extends ScrollPane {
    /// As wide as the bar.
    private static final double BAR = 8;

    private final VBox column = new VBox();
    private final FlowPane actions = new FlowPane();
    private final Label title = Labels.title("");
    private final Label subtitle = Labels.muted("");

    /// A page.
    public Page(String heading) {
        getStyleClass().add("page");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        title.setText(heading);
        Nodes.setShown(subtitle, false);
        actions.getStyleClass().add("page-actions");
        PageHead head = new PageHead(title, subtitle, actions);
        // a pane of nothing would take room from the title
        Nodes.setShown(actions, false);
        column.getStyleClass().add("page-column");
        column.getChildren().add(head);
        Nodes.setShown(head, !heading.isEmpty());
        // centred in a wide window, as wide as the window in a narrow one
        setContent(centred(this, column));
        skinProperty().addListener((_, _, _) -> keepPictureWhileShown());
        visibleProperty().addListener((_, _, _) -> keepPictureWhileShown());
    }

    /// The toolkit keeps a picture of what a pane shows, two megabytes of a page, also when the
    /// pane is put away. What becomes of an invisible node it does not look at, unless the node
    /// itself is what was hidden.
    private void keepPictureWhileShown() {
        Node viewport = lookup(".viewport");
        if (viewport != null) {
            viewport.setCache(isVisible());
            viewport.setVisible(isVisible());
        }
    }

    /// What a pane scrolls, in its middle. It stays where it is when the bar beside it comes or
    /// goes.
    public static HBox centred(ScrollPane pane, Region column) {
        Region gutter = Nodes.styled(new Region(), "page-gutter");
        // not bound: a new value that is the old one would ask for a layout, which gives a new one
        Runnable fit =
                () ->
                        gutter.setMinWidth(
                                Math.clamp(
                                        BAR - pane.getWidth() + pane.getViewportBounds().getWidth(),
                                        0,
                                        BAR));
        pane.viewportBoundsProperty().addListener((_, _, _) -> fit.run());
        pane.widthProperty().addListener((_, _, _) -> fit.run());
        fit.run();
        HBox centre = new HBox(column, gutter);
        centre.getStyleClass().add("page-centre");
        HBox.setHgrow(column, javafx.scene.layout.Priority.ALWAYS);
        centre.setMinWidth(0);
        return centre;
    }

    /// Adds parts below what is there.
    public Page with(Node... parts) {
        column.getChildren().addAll(parts);
        return this;
    }

    /// Adds what can be done with the whole page.
    public Page withActions(Node... nodes) {
        actions.getChildren().addAll(nodes);
        Nodes.setShown(actions, true);
        return this;
    }

    /// Scrolls so far that a node of this page is in view.
    public void scrollTo(Node node) {
        layout();
        double whole = getContent().getLayoutBounds().getHeight() - getViewportBounds().getHeight();
        double top = getContent().sceneToLocal(node.localToScene(node.getLayoutBounds())).getMinY();
        if (whole > 0) {
            setVvalue(Math.clamp((top - getViewportBounds().getHeight() / 3) / whole, 0, 1));
        }
    }

    /// Says one line below the title; empty for none.
    public void setSubtitle(String text) {
        Labels.showIfFilled(subtitle, text);
    }
}
