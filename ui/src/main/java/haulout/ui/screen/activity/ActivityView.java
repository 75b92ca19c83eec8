// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.activity;

import haulout.home.ActivityEvent;
import haulout.home.HelpPart;
import haulout.home.HomeSnapshot;
import haulout.ui.control.Buttons;
import haulout.ui.control.EmptyState;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.PageStyle;
import haulout.ui.control.PillChoice;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Activity: what happened, the technical log, the help file.
public final class ActivityView implements Screen {
    private static final Duration TYPED = Duration.millis(250);

    /// How near to the end of the list older events are asked for.
    private static final double NEAR_END = 0.85;

    private final ScreenContext context;
    private final Words words;
    private final ActivityViewModel model;
    private final LogViewModel log;
    private final LogPart logPart;
    private final Page page;
    private final PillChoice<Boolean> tabs;
    private final MenuButton kinds;
    private final PillChoice<Span> spans;
    private final TextField search = Nodes.named(new TextField(), "activitySearch");
    private final ListView<Row> list;
    private @Nullable ScrollBar listBar;
    private final VBox history = Nodes.column("gap-12");
    private final EmptyState empty;
    private final Label problem = Labels.body("");
    private final HBox failed;
    private final Button again;

    /// Builds the screen.
    public ActivityView(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.model = new ActivityViewModel(context);
        this.log = new LogViewModel(context);
        this.logPart = new LogPart(log, words);
        page = PageStyle.on(Nodes.named(new Page(words.say("activity.title")), "activity"));
        page.setFitToHeight(true);
        tabs =
                new PillChoice<>(
                        "activityTab",
                        List.of(false, true),
                        isLog -> words.say(isLog ? "activity.log" : "activity.history"),
                        this::turn);
        kinds = Nodes.named(new MenuButton(), "activityKind");
        spans =
                new PillChoice<>(
                        "activitySpan",
                        List.of(Span.values()),
                        span -> words.say(span.key()),
                        model::choose);
        list = Nodes.named(new ListView<>(model.rows()), "activityList");
        again = again("activityAgainEmpty");
        empty = new EmptyState(Feather.CLOCK, "", "", again);
        failed = Nodes.row("gap-12", Nodes.grow(problem), again("activityAgain"));
        buildHistory();
        Button help =
                Nodes.named(
                        Buttons.plain(words.say("activity.help"), this::preview), "activityHelp");
        page.withActions(help).with(tabs, history, logPart);
        VBox.setVgrow(history, Priority.ALWAYS);
        VBox.setVgrow(logPart, Priority.ALWAYS);
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
    }

    private Button again(String id) {
        return Nodes.named(Buttons.plain(words.say("try.again"), model::again), id);
    }

    private void buildHistory() {
        kinds.getStyleClass().add("h-menu");
        kinds.setMinWidth(MenuButton.USE_PREF_SIZE);
        kinds.getItems().add(kind(Optional.empty()));
        for (ActivityEvent.Kind each : ActivityEvent.Kind.values()) {
            kinds.getItems().add(kind(Optional.of(each)));
        }
        search.setPromptText(words.say("activity.search"));
        search.setAccessibleText(words.say("activity.search"));
        search.getStyleClass().add("search-field");
        PauseTransition typed = new PauseTransition(TYPED);
        typed.setOnFinished(_ -> model.search(search.getText()));
        search.textProperty().addListener((_, _, _) -> typed.playFromStart());
        list.getStyleClass().add("event-list");
        list.setCellFactory(_ -> new EventCell(words));
        list.setPlaceholder(empty);
        list.setAccessibleText(words.say("activity.history"));
        list.addEventFilter(ScrollEvent.SCROLL, _ -> lookForMore());
        list.getSelectionModel()
                .selectedIndexProperty()
                .addListener((_, _, index) -> moreNear(index.intValue()));
        VBox.setVgrow(list, Priority.ALWAYS);
        FlowPane tools = new FlowPane(kinds, search, spans);
        tools.getStyleClass().addAll("flow-8", "log-tools");
        history.getChildren().addAll(tools, failed, list);
    }

    private MenuItem kind(Optional<ActivityEvent.Kind> kind) {
        MenuItem item = new MenuItem(name(kind));
        item.setOnAction(_ -> model.choose(kind));
        return item;
    }

    private String name(Optional<ActivityEvent.Kind> kind) {
        return words.say(
                "activity.kind." + kind.map(k -> k.name().toLowerCase(Locale.ROOT)).orElse("all"));
    }

    private void lookForMore() {
        // looked for once: the wheel turns many times a second
        if (listBar == null && list.lookup(".scroll-bar:vertical") instanceof ScrollBar found) {
            listBar = found;
        }
        if (listBar != null && listBar.getValue() >= NEAR_END * listBar.getMax()) {
            model.more();
        }
    }

    private void moreNear(int index) {
        if (index >= model.rows().size() - 1) {
            model.more();
        }
    }

    private void turn(boolean isLog) {
        model.showLog(isLog);
        if (isLog) {
            log.update();
        }
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
        if (model.state().get().log()) {
            log.update();
        }
    }

    @Override
    public void shown(String subject) {
        if (subject.equals("help")) {
            preview();
        } else if (subject.equals("log")) {
            turn(true);
        } else if (subject.equals("search")) {
            turn(false);
            search.requestFocus();
            search.selectAll();
        }
    }

    @Override
    public void warm(Runnable opened) {
        model.warm(context.node().snapshot().lately());
        opened.run();
        turn(true);
        opened.run();
        showParts(List.of());
        opened.run();
    }

    private void render(ActivityState state) {
        tabs.show(state.log());
        Nodes.setShown(history, !state.log());
        Nodes.setShown(logPart, state.log());
        kinds.setText(name(state.kind()));
        spans.show(state.span());
        boolean isBroken = !state.problem().isEmpty();
        // where there are no rows their place says it
        problem.setText(words.say("activity.problem.now", state.problem()));
        Nodes.setShown(failed, isBroken && !model.rows().isEmpty());
        Nodes.setShown(again, isBroken);
        if (state.isLoading()) {
            empty.say(words.say("activity.loading"), "");
        } else if (!state.problem().isEmpty()) {
            empty.say(words.say("activity.problem"), state.problem());
        } else if (state.kind().isPresent()
                || state.span() != Span.ALL
                || !state.words().isEmpty()) {
            empty.say(words.say("activity.nomatch"), words.say("activity.nomatch.text"));
        } else {
            empty.say(words.say("activity.empty"), words.say("activity.empty.text"));
        }
    }

    /// Shows what would be in a help file before it is saved.
    private void preview() {
        model.helpParts(this::showParts);
    }

    private void showParts(List<HelpPart> parts) {
        TextArea text = Nodes.named(new TextArea(), "helpText");
        text.setEditable(false);
        text.setWrapText(true);
        text.getStyleClass().add("help-text");
        PillChoice<HelpPart> names =
                new PillChoice<>(
                        "helpPart", parts, HelpPart::name, part -> text.setText(part.text()));
        if (!parts.isEmpty()) {
            names.show(parts.getFirst());
            text.setText(parts.getFirst().text());
        }
        Button save =
                Nodes.named(
                        Buttons.primary(
                                words.say("activity.help.save"),
                                () -> model.saveHelp(context.navigator()::close)),
                        "helpSave");
        Sheet sheet =
                new Sheet(
                                words.say("activity.help.title"),
                                Labels.muted(words.say("activity.help.text")),
                                names,
                                text)
                        .withButtons(
                                Buttons.plain(words.say("cancel"), context.navigator()::close),
                                save);
        VBox.setVgrow(text, Priority.ALWAYS);
        sheet.getChildren().stream()
                .filter(ScrollPane.class::isInstance)
                .forEach(scroll -> ((ScrollPane) scroll).setFitToHeight(true));
        context.navigator().open(PageStyle.on(Nodes.styled(sheet, "wide-sheet")));
    }
}
