// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.staking;

import haulout.core.NodeId;
import haulout.home.HomeSnapshot;
import haulout.home.StakePreview;
import haulout.status.AlertReport;
import haulout.ui.control.AlertCard;
import haulout.ui.control.Buttons;
import haulout.ui.control.EmptyState;
import haulout.ui.control.KeyedRows;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.PageStyle;
import haulout.ui.control.Panel;
import haulout.ui.control.PillChoice;
import haulout.ui.control.PlainTable;
import haulout.ui.control.SettingRow;
import haulout.ui.control.SettingRows;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Staking: stakes with their dates, nodes to stake on, those who stake on this node.
public final class StakingView implements Screen {
    private final ScreenContext context;
    private final Words words;
    private final StakingViewModel model;
    private final Page page;
    private final AlertCard notice = new AlertCard();
    private final EmptyState empty;
    private final EmptyState starting;
    private final KeyedRows<StakingState.Stake, StakeNode> stakes;
    private final Label balance = Labels.muted("");
    private final PillChoice<StakingState.Order> orders;
    private final KeyedRows<StakingState.Operator, OperatorNode> operators;
    private final Panel operatorPanel;
    private final Label delegatorSum = Labels.muted("");
    private final PlainTable delegators;
    private final Panel delegatorPanel;
    private final VBox followed = Nodes.styled(Nodes.column("gap-0"), "setting-rows");
    private final Panel followedPanel;

    /// Builds the screen.
    public StakingView(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.model = new StakingViewModel(context);
        page = PageStyle.on(Nodes.named(new Page(words.say("staking.title")), "staking"));
        starting = new EmptyState(Feather.CLOCK, words.say("starting"), words.say("starting.text"));
        empty =
                new EmptyState(
                        Feather.LAYERS,
                        words.say("staking.empty"),
                        words.say("staking.empty.text"),
                        Buttons.plain(words.say("staking.follow"), this::askToFollow));
        VBox list = Nodes.column("gap-16");
        stakes =
                new KeyedRows<>(
                        list,
                        StakingState.Stake::id,
                        () -> new StakeNode(words, this),
                        StakeNode::show);
        orders =
                new PillChoice<>(
                        "operatorOrder",
                        List.of(StakingState.Order.values()),
                        by -> words.say("staking.order." + by.name().toLowerCase(Locale.ROOT)),
                        model::sort);
        VBox nodes = Nodes.column("gap-0");
        operators =
                new KeyedRows<>(
                        nodes,
                        StakingState.Operator::node,
                        () -> new OperatorNode(words, this),
                        OperatorNode::show);
        operatorPanel = new Panel(words.say("staking.operators"), balance, orders, nodes);
        delegators =
                new PlainTable(
                        List.of(
                                words.say("staking.col.who"),
                                words.say("staking.col.amount"),
                                words.say("staking.col.since"),
                                words.say("staking.col.leaving")));
        delegatorPanel = new Panel(words.say("staking.delegators"), delegatorSum, delegators);
        followedPanel = new Panel(words.say("staking.followed"), followed);
        page.withActions(
                        Nodes.named(
                                Buttons.plain(words.say("staking.follow"), this::askToFollow),
                                "stakingFollow"))
                .with(notice, empty, starting, list, operatorPanel, delegatorPanel, followedPanel);
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
    }

    StakingViewModel model() {
        return model;
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
    }

    private void render(StakingState state) {
        page.setSubtitle(state.ribbon());
        Nodes.setShown(notice, !state.notice().isEmpty());
        notice.show(
                AlertReport.Level.ATTENTION,
                state.notice(),
                "",
                List.of(Buttons.plain(words.say("try.again"), model::tryAgain)));
        Nodes.setShown(empty, state.isKnown() && state.stakes().isEmpty());
        Nodes.setShown(starting, !state.isKnown());
        stakes.show(state.stakes());
        balance.setText(state.balance());
        orders.offer(state.orders());
        orders.show(state.order());
        operators.show(state.operators());
        Nodes.setShown(operatorPanel, !state.operators().isEmpty());
        Nodes.setShown(delegatorPanel, !state.delegatorSum().isEmpty());
        delegatorSum.setText(state.delegatorSum());
        delegators.show(state.delegators().stream().map(StakingView::cells).toList());
        Nodes.setShown(delegators, !state.delegators().isEmpty());
        Nodes.setShown(followedPanel, !state.followed().isEmpty());
        List<Node> rows = new ArrayList<>();
        for (StakingState.Followed each : state.followed()) {
            rows.add(
                    new SettingRow(
                            each.text(),
                            "",
                            Buttons.plain(
                                    words.say("staking.unfollow"),
                                    () -> model.unfollow(each.owner()))));
        }
        if (!rows.isEmpty()) {
            rows.getFirst().getStyleClass().add("first");
            rows.getLast().getStyleClass().add("last");
        }
        followed.getChildren().setAll(rows);
    }

    private static List<Label> cells(List<String> row) {
        List<Label> cells = new ArrayList<>();
        cells.add(Labels.line(row.getFirst(), "t-mono"));
        row.subList(1, row.size()).forEach(text -> cells.add(Labels.body(text)));
        return cells;
    }

    private Button cancel() {
        return Buttons.plain(words.say("cancel"), context.navigator()::close);
    }

    private void open(Sheet sheet, Button... buttons) {
        context.navigator().open(PageStyle.on(sheet.withButtons(buttons)));
    }

    private static void fill(VBox facts, List<List<String>> lines) {
        facts.getChildren().clear();
        for (List<String> line : lines) {
            facts.getChildren()
                    .add(
                            Nodes.column(
                                    "gap-4",
                                    Labels.caption(line.getFirst()),
                                    Labels.body(line.getLast())));
        }
    }

    /// Asks how much to stake on a node, and shows what that does.
    void askToStake(NodeId node) {
        TextField amount = Nodes.named(new TextField(), "stakeAmount");
        amount.setPromptText("100");
        amount.setPrefColumnCount(10);
        Label problem = Labels.caption("");
        problem.getStyleClass().addAll("t-tone", "tone-bad");
        VBox facts = Nodes.column("gap-12");
        Button stake =
                Nodes.named(
                        Buttons.primary(
                                words.say("staking.stake.do"),
                                () ->
                                        model.amount(amount.getText())
                                                .ifPresent(frost -> {
                                                    context.navigator().close();
                                                    model.stake(node, frost);
                                                })),
                        "stakeDo");
        Runnable look =
                () -> {
                    String wrong = model.problem(amount.getText());
                    Labels.showIfFilled(problem, wrong);
                    boolean good = wrong.isEmpty() && model.amount(amount.getText()).isPresent();
                    stake.setDisable(true);
                    Nodes.setShown(facts, good);
                    if (good) {
                        long frost = model.amount(amount.getText()).orElseThrow();
                        model.previewStake(
                                node, frost, preview -> take(preview, frost, amount, facts, stake));
                    }
                };
        amount.textProperty().addListener((_, _, _) -> look.run());
        look.run();
        open(
                new Sheet(
                        model.isOwn(node)
                                ? words.say("staking.stake.title.own")
                                : words.say("staking.stake.title", model.name(node)),
                        new SettingRows(
                                List.of(
                                        new SettingRow(
                                                words.say("staking.amount"),
                                                model.state().get().balance(),
                                                amount))),
                        problem,
                        facts),
                cancel(),
                stake);
    }

    /// Shows a preview, unless something else was typed since.
    private void take(
            StakePreview preview, long frost, TextField amount, VBox facts, Button stake) {
        if (model.amount(amount.getText()).orElse(-1) == frost) {
            fill(facts, model.facts(preview));
            stake.setDisable(false);
        }
    }

    /// Shows what asking for a stake does, and asks.
    void askToUnstake(StakingState.Stake stake) {
        model.previewUnstake(
                stake.id(),
                preview -> {
                    VBox facts = Nodes.column("gap-12");
                    fill(facts, model.facts(preview));
                    Button ask =
                            Nodes.named(
                                    Buttons.primary(
                                            words.say("staking.out.do"),
                                            () -> {
                                                context.navigator().close();
                                                model.unstake(stake.id());
                                            }),
                                    "unstakeDo");
                    open(new Sheet(words.say("staking.out.title"), facts), cancel(), ask);
                });
    }

    private void askToFollow() {
        TextField address = Nodes.named(new TextField(), "followAddress");
        address.setPromptText("0x…");
        address.setAccessibleText(words.say("staking.follow.title"));
        Label problem = Labels.caption("");
        problem.getStyleClass().addAll("t-tone", "tone-bad");
        Labels.showIfFilled(problem, "");
        Button follow =
                Nodes.named(
                        Buttons.primary(
                                words.say("staking.follow.do"),
                                () ->
                                        model.address(address.getText())
                                                .ifPresent(owner -> {
                                                    context.navigator().close();
                                                    model.follow(owner);
                                                })),
                        "followDo");
        follow.setDisable(true);
        address.textProperty()
                .addListener((_, _, text) -> {
                    Labels.showIfFilled(problem, model.addressProblem(text));
                    follow.setDisable(model.address(text).isEmpty());
                });
        open(
                new Sheet(
                        words.say("staking.follow.title"),
                        Labels.muted(words.say("staking.follow.text")),
                        address,
                        problem),
                Buttons.quiet(
                        words.say("staking.paste"),
                        () -> model.paste().ifPresent(address::setText)),
                cancel(),
                follow);
    }
}
