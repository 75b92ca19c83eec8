// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.home;

import haulout.home.HomeSnapshot;
import haulout.status.AlertReport;
import haulout.ui.control.AlertCard;
import haulout.ui.control.Buttons;
import haulout.ui.control.CardGrid;
import haulout.ui.control.DayStrip;
import haulout.ui.control.EmptyState;
import haulout.ui.control.GaugeRow;
import haulout.ui.control.KeyedRows;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.Panel;
import haulout.ui.control.PlainTable;
import haulout.ui.control.StatCard;
import haulout.ui.control.StatusShape;
import haulout.ui.control.SteadyText;
import haulout.ui.screen.Look;
import haulout.ui.screen.Place;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Home: one sentence, four figures, what runs now, the last day, what is to do, what happened.
public final class HomeView implements Screen {
    /// With fewer the strip looks empty, and says why.
    private static final int FEW_QUARTERS = 4;

    private final ScreenContext context;
    private final Words words;
    private final HomeViewModel model;
    private final Page page;
    private final StatusShape shape = new StatusShape(44);
    private final Label title = Nodes.named(Labels.title(""), "homeTitle");
    private final SteadyText sentence =
            new SteadyText(Nodes.named(Labels.muted(""), "homeSentence"));
    private final StatCard today;
    private final StatCard month;
    private final StatCard space;
    private final StatCard online;
    private final GaugeRow disk;
    private final GaugeRow processor;
    private final GaugeRow upload;
    private final GaugeRow download;
    private final Hyperlink why;
    private final DayStrip day;
    private final PlainTable dayTable;
    private final Hyperlink asTable;
    private List<List<String>> inTable = List.of();
    private final VBox toDoPart;
    private final KeyedRows<AlertReport, AlertCard> toDo;
    private final KeyedRows<HomeState.Event, EventRow> lately;
    private final EmptyState quiet;
    private Consumer<Look.Role> asRole = _ -> {};

    /// Builds the screen.
    public HomeView(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.model = new HomeViewModel(context);
        today = card(Feather.SUN, "home.today", "homeToday", Place.EARNINGS);
        month = card(Feather.CALENDAR, "home.month", "homeMonth", Place.EARNINGS);
        space = card(Feather.HARD_DRIVE, "home.space", "homeSpace", Place.STORAGE);
        online = card(Feather.WIFI, "home.online", "homeUptime", Place.HEALTH);
        disk = gauge(Feather.HARD_DRIVE, "home.disk", "homeDisk");
        processor = gauge(Feather.CPU, "home.processor", "homeCpu");
        upload = gauge(Feather.ARROW_UP, "home.upload", "homeUp");
        download = gauge(Feather.ARROW_DOWN, "home.download", "homeDown");
        why =
                Nodes.named(
                        Buttons.link(
                                words.say("home.why"),
                                () -> context.navigator().go(Place.SETTINGS, "rules")),
                        "homeWhy");
        day = Nodes.named(new DayStrip(words.say("home.day.hint")), "homeDay");
        dayTable =
                new PlainTable(
                        List.of(
                                words.say("home.day.hour"),
                                words.say("home.day.col.worked"),
                                words.say("home.day.col.rested"),
                                words.say("home.day.col.away")));
        asTable = Nodes.named(Buttons.link("", this::toggleTable), "homeDayTable");
        VBox cards = Nodes.column("gap-12");
        toDo =
                new KeyedRows<>(
                        cards,
                        alert -> alert.check() + "/" + alert.subject(),
                        AlertCard::new,
                        this::showAlert);
        toDoPart = Nodes.column("gap-12", Labels.heading(words.say("home.todo")), cards);
        VBox events = Nodes.column("gap-4");
        lately = new KeyedRows<>(events, HomeState.Event::number, EventRow::new, EventRow::show);
        quiet =
                new EmptyState(
                        Feather.CLOCK, words.say("home.quiet"), words.say("home.quiet.more"));
        page = new Page("");
        build(events);
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
        showTable(false);
    }

    private void build(VBox events) {
        page.setId("home");
        HBox hero =
                Nodes.styled(
                        Nodes.row(
                                "gap-16",
                                shape,
                                Nodes.grow(Nodes.column("gap-4", title, sentence))),
                        "hero");
        Panel now =
                new Panel(words.say("home.now"), disk, processor, upload, download).withAction(why);
        FlowPane legend = new FlowPane();
        legend.getStyleClass().add("legend");
        for (String kind : List.of("worked", "rested", "away")) {
            legend.getChildren()
                    .add(
                            Nodes.row(
                                    "gap-8",
                                    Nodes.styled(new Region(), "legend-dot", "day-" + kind),
                                    Labels.line(words.say("home.day.col." + kind), "t-caption")));
        }
        VBox.setVgrow(day, Priority.ALWAYS);
        Panel last = new Panel(words.say("home.day"), day, dayTable, legend).withAction(asTable);
        Panel recent =
                new Panel(words.say("home.lately"), events, quiet)
                        .withAction(
                                Buttons.link(
                                        words.say("home.all"),
                                        () -> context.navigator().go(Place.ACTIVITY)));
        CardGrid figures = new CardGrid(11.5, today, month, space, online);
        CardGrid work = new CardGrid(27, now, last);
        Panel stakes = stakes();
        page.with(hero, figures, stakes, toDoPart, work, recent);
        asRole =
                role -> {
                    boolean follows = role == Look.Role.FOLLOW;
                    Nodes.setShown(stakes, follows);
                    Nodes.setShown(figures, !follows);
                    Nodes.setShown(work, !follows);
                };
    }

    /// For who lends nothing: figures of drives and of work would all be empty.
    private Panel stakes() {
        return Nodes.named(
                new Panel(
                        words.say("home.follow"),
                        Labels.body(words.say("home.follow.text")),
                        Nodes.row(
                                "gap-8",
                                Nodes.named(
                                        Buttons.primary(
                                                words.say("home.follow.open"),
                                                () -> context.navigator().go(Place.STAKING)),
                                        "homeStakes"))),
                "homeFollow");
    }

    private StatCard card(Feather icon, String key, String id, Place place) {
        return Nodes.named(
                new StatCard(icon, words.say(key), () -> context.navigator().go(place)), id);
    }

    private GaugeRow gauge(Feather icon, String key, String id) {
        return Nodes.named(new GaugeRow(icon, words.say(key)), id);
    }

    private void toggleTable() {
        showTable(!dayTable.isVisible());
    }

    private void showTable(boolean table) {
        model.showTable(table);
        Nodes.setShown(dayTable, table);
        Nodes.setShown(day, !table);
        asTable.setText(words.say(table ? "home.day.chart" : "home.day.table"));
    }

    /// A hundred labels, which are made anew only when there is something new in them.
    private void fillTable(List<List<String>> rows) {
        if (!rows.equals(inTable)) {
            inTable = rows;
            dayTable.show(
                    rows.stream().map(row -> row.stream().map(Labels::caption).toList()).toList());
        }
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
    }

    private void render(HomeState state) {
        asRole.accept(context.look().role().get());
        shape.show(state.standing());
        title.setText(state.title());
        sentence.setText(state.sentence());
        today.show(state.today());
        month.show(state.month());
        space.show(state.space());
        online.show(state.online());
        disk.show(state.disk());
        processor.show(state.processor());
        upload.show(state.upload());
        download.show(state.download());
        why.setVisible(state.why()); // its place stays, so that both headings are of one height
        boolean isFresh =
                state.day().stream().filter(cell -> cell.rested() + cell.worked() > 0).count()
                        < FEW_QUARTERS;
        day.hint(words.say(isFresh ? "home.day.empty" : "home.day.hint"));
        day.show(state.day());
        fillTable(state.dayTable());
        toDo.show(state.toDo());
        Nodes.setShown(toDoPart, !state.toDo().isEmpty());
        lately.show(state.lately());
        Nodes.setShown(quiet, state.lately().isEmpty());
    }

    private void showAlert(AlertCard card, AlertReport alert) {
        context.navigator().alerts().show(card, alert, context.navigator()::mend);
    }

    /// A line of *Lately*.
    private static final class EventRow extends HBox {
        private final Label time = Labels.line("", "event-time");
        private final Label text = Labels.body("");

        EventRow() {
            getStyleClass().addAll("event-row", "gap-12");
            getChildren().addAll(time, Nodes.grow(text));
        }

        void show(HomeState.Event event) {
            time.setText(event.time());
            text.setText(event.text());
        }
    }
}
