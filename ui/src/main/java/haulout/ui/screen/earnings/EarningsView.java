// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.earnings;

import haulout.home.HomeSnapshot;
import haulout.status.AlertReport;
import haulout.ui.control.AlertCard;
import haulout.ui.control.BarChart;
import haulout.ui.control.Buttons;
import haulout.ui.control.CardGrid;
import haulout.ui.control.EmptyState;
import haulout.ui.control.FigureCard;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.PageStyle;
import haulout.ui.control.Panel;
import haulout.ui.control.PillChoice;
import haulout.ui.control.PlainTable;
import haulout.ui.control.SegmentBar;
import haulout.ui.control.SettingRow;
import haulout.ui.control.SettingRows;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// Earnings: three sums, bars, where it came from, electricity, payouts.
public final class EarningsView implements Screen {
    private final ScreenContext context;
    private final Words words;
    private final EarningsViewModel model;
    private final Page page;
    private final AlertCard notice = new AlertCard();
    private final FigureCard paid;
    private final FigureCard earned;
    private final FigureCard expected;
    private final Button collect;
    private final PillChoice<Period> periods;
    private final BarChart chart;
    private final Label chartNote = Labels.muted("");
    private final SegmentBar sources = new SegmentBar();
    private final Panel chartPanel;
    private final Panel sourcePanel;
    private final Label electricity = Labels.muted("");
    private final PlainTable payouts;
    private final Label noPayouts;
    private final Panel payoutPanel;
    private final EmptyState empty;
    private final EmptyState starting;
    private final Button export;

    /// Builds the screen.
    public EarningsView(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.model = new EarningsViewModel(context);
        page = PageStyle.on(Nodes.named(new Page(words.say("earnings.title")), "earnings"));
        paid = new FigureCard(Feather.CHECK_CIRCLE, words.say("earnings.paid"));
        earned = new FigureCard(Feather.CLOCK, words.say("earnings.earned"));
        expected = new FigureCard(Feather.TRENDING_UP, words.say("earnings.expected"));
        collect =
                Nodes.named(
                        Buttons.primary(words.say("earnings.collect"), this::askToCollect),
                        "earningsCollect");
        export =
                Nodes.named(
                        Buttons.plain(words.say("earnings.export"), model::export),
                        "earningsExport");
        periods =
                new PillChoice<>(
                        "earningsPeriod",
                        List.of(Period.values()),
                        period -> words.say(period.key()),
                        model::choose);
        chart = Nodes.named(new BarChart(words.say("earnings.chart.hint")), "earningsChart");
        chartPanel = new Panel(words.say("earnings.chart"), periods, chart, legend(), chartNote);
        sourcePanel = new Panel(words.say("earnings.from"), sources);
        payouts =
                new PlainTable(
                        List.of(
                                words.say("earnings.payout.date"),
                                words.say("earnings.payout.amount"),
                                words.say("earnings.payout.state"),
                                words.say("earnings.payout.receipt")));
        noPayouts = Labels.muted(words.say("earnings.payouts.none"));
        payoutPanel = new Panel(words.say("earnings.payouts"), noPayouts, payouts);
        starting = new EmptyState(Feather.CLOCK, words.say("starting"), words.say("starting.text"));
        empty =
                new EmptyState(
                        Feather.TRENDING_UP,
                        words.say("earnings.empty"),
                        words.say("earnings.empty.text"));
        build();
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
    }

    private void build() {
        Panel power =
                new Panel(words.say("earnings.power"), electricity)
                        .withAction(
                                Nodes.named(
                                        Buttons.plain(
                                                words.say("earnings.change"), this::askForPower),
                                        "earningsPower"));
        page.withActions(export, collect)
                .with(
                        notice,
                        new CardGrid(15, paid, earned, expected),
                        empty,
                        starting,
                        chartPanel,
                        new CardGrid(24, sourcePanel, power),
                        payoutPanel);
    }

    private FlowPane legend() {
        FlowPane legend = new FlowPane();
        legend.getStyleClass().add("legend");
        for (String kind : List.of("final", "open", "mark")) {
            legend.getChildren()
                    .add(
                            Nodes.row(
                                    "gap-8",
                                    Nodes.styled(new Region(), "legend-dot", "bar-" + kind),
                                    Labels.line(
                                            words.say("earnings.legend." + kind), "t-caption")));
        }
        return legend;
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
    }

    private void render(EarningsState state) {
        page.setSubtitle(state.ribbon());
        showNotice(state.notice());
        paid.show(state.paid());
        earned.show(state.earned());
        expected.show(state.expected());
        collect.setDisable(!state.canCollect());
        Nodes.setShown(collect, !state.isNew());
        Nodes.setShown(export, !state.isNew());
        Nodes.setShown(empty, state.isKnown() && state.isNew());
        Nodes.setShown(starting, !state.isKnown());
        Nodes.setShown(chartPanel, !state.isNew());
        Nodes.setShown(sourcePanel, !state.sources().isEmpty());
        Nodes.setShown(payoutPanel, !state.isNew());
        periods.show(state.period());
        chart.show(state.bars());
        chartNote.setText(state.chartNote());
        sources.show(state.sources());
        electricity.setText(state.electricity());
        Nodes.setShown(noPayouts, state.payouts().isEmpty());
        Nodes.setShown(payouts, !state.payouts().isEmpty());
        payouts.show(state.payouts().stream().map(this::row).toList());
    }

    private void showNotice(String text) {
        Nodes.setShown(notice, !text.isEmpty());
        notice.show(
                AlertReport.Level.ATTENTION,
                text,
                "",
                List.of(Buttons.plain(words.say("try.again"), model::tryAgain)));
    }

    private List<Node> row(EarningsState.PaidOut payout) {
        Button copy =
                Buttons.icon(
                        Feather.COPY,
                        words.say("earnings.copy"),
                        () -> model.copy(payout.receipt()));
        return List.of(
                Labels.body(payout.date()),
                Labels.strong(payout.amount()),
                Labels.muted(words.say("figure.confirmed")),
                Nodes.row("gap-4", Labels.line(payout.receipt(), "t-mono"), copy));
    }

    private void askToCollect() {
        context.navigator()
                .open(
                        PageStyle.on(
                                new Sheet(
                                                words.say("earnings.collect.title"),
                                                Labels.body(model.collectText()))
                                        .withButtons(
                                                Buttons.plain(
                                                        words.say("cancel"),
                                                        context.navigator()::close),
                                                Nodes.named(
                                                        Buttons.primary(
                                                                words.say("earnings.collect"),
                                                                () -> {
                                                                    context.navigator().close();
                                                                    model.collect();
                                                                }),
                                                        "collectDo"))));
    }

    private void askForPower() {
        TextField watts = Nodes.named(new TextField(), "powerWatts");
        TextField price = Nodes.named(new TextField(), "powerPrice");
        watts.setPrefColumnCount(6);
        price.setPrefColumnCount(6);
        model.power()
                .ifPresent(power -> {
                    watts.setText("" + power.watts());
                    price.setText("" + power.pricePerKwh());
                });
        Button keep =
                Nodes.named(
                        Buttons.primary(
                                words.say("earnings.power.keep"),
                                () ->
                                        Power.of(watts.getText(), price.getText())
                                                .ifPresent(power -> {
                                                    context.navigator().close();
                                                    model.setPower(power);
                                                })),
                        "powerDo");
        Runnable check =
                () -> keep.setDisable(Power.of(watts.getText(), price.getText()).isEmpty());
        watts.textProperty().addListener((_, _, _) -> check.run());
        price.textProperty().addListener((_, _, _) -> check.run());
        check.run();
        context.navigator()
                .open(
                        PageStyle.on(
                                new Sheet(
                                                words.say("earnings.power"),
                                                new SettingRows(
                                                        List.of(
                                                                new SettingRow(
                                                                        words.say(
                                                                                "earnings.power.watts"),
                                                                        words.say(
                                                                                "earnings.power.watts.note"),
                                                                        watts),
                                                                new SettingRow(
                                                                        words.say(
                                                                                "earnings.power.price"),
                                                                        words.say(
                                                                                "earnings.power.price.note"),
                                                                        price))))
                                        .withButtons(
                                                Buttons.plain(
                                                        words.say("cancel"),
                                                        context.navigator()::close),
                                                keep)));
    }
}
