// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import haulout.home.HomeSnapshot;
import haulout.home.StartWish;
import haulout.ui.control.AppPicture;
import haulout.ui.control.Buttons;
import haulout.ui.control.ChoiceCard;
import haulout.ui.control.EnterKey;
import haulout.ui.control.KeyedRows;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.StatusShape;
import haulout.ui.screen.Look;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.screen.WayBack;
import haulout.ui.text.Words;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The first start: five short steps, with a way back, over everything else.
public final class FirstRunView implements Screen {
    private static final PseudoClass PASSED = PseudoClass.getPseudoClass("passed");
    private static final int PAYMENT = 3;
    private static final int STARTING = 4;
    // after the start, because before it there are no keys to save
    private static final int LAST = 5;
    // beside the five: only who has a node, or follows a stake, comes here
    private static final int RESTORE = 0;
    private static final int ADDRESS = -1;
    // what was chosen on the first page
    private static final String CHOSEN = "start.goal";
    private static final String SHARE = "share";
    private static final String FOLLOW = "follow";
    private static final String RESTORES = "restore";
    // of what a window is higher than this, so much is above the steps
    private static final double LOW_WINDOW = 520;
    private static final double PART_ABOVE = 0.25;

    private final ScreenContext context;
    private final Words words;
    private final FirstRunViewModel model;
    private final Runnable done;
    private final BorderPane root = new BorderPane();
    private final StackPane stage = new StackPane();
    private final HBox brand;
    private final Label where = Labels.line("", "t-caption");
    private final HBox dots = Nodes.row("gap-8");
    private final Button back;
    private final Button next;
    private final DriveStep drive;
    private final RestoreStep restoring;
    private final Node welcome;
    private final PayStep pay;
    private final Node ways;
    private final Label keysWait = Nodes.named(Labels.muted(""), "frKeysWait");
    private final Label problem = Nodes.named(Labels.body(""), "frProblem");
    private final Node backup;
    private final StayOn stayOn;
    private final FollowStep following;
    private final KeyedRows<FirstRunState.Line, LineNode> lines;
    private final VBox lineBox = Nodes.column("gap-12");
    private int at = 1;
    private boolean wantsRestore;

    /// Builds the steps.
    ///
    /// @param done opens Home
    public FirstRunView(ScreenContext context, Runnable done) {
        this.context = context;
        this.words = context.words();
        this.model = new FirstRunViewModel(context);
        this.done = done;
        back = Nodes.named(Buttons.plain(words.say("back"), this::back), "frBack");
        next = Nodes.named(Buttons.primary(words.say("continue"), this::next), "frNext");
        brand = brand();
        drive = new DriveStep(model, words);
        lines = new KeyedRows<>(lineBox, FirstRunState.Line::step, LineNode::new, LineNode::show);
        restoring = new RestoreStep(context, () -> go(2));
        following = new FollowStep(context, model, this::allowNext);
        stayOn = new StayOn(context);
        welcome = welcome();
        pay = new PayStep(context, model, this::allowNext);
        problem.getStyleClass().addAll("t-tone", "tone-bad");
        ways = new WayBack(context, () -> {}).buttons();
        backup =
                new Step(
                                "frStep5",
                                words.say("firstrun.5.title"),
                                words.say("firstrun.5.text"),
                                ways,
                                keysWait,
                                Labels.muted(words.say("firstrun.5.later")))
                        .content();
        build();
        model.state().addListener((_, _, now) -> render(now));
        render(model.state().get());
        go(1);
    }

    private void build() {
        root.setId("firstRun");
        EnterKey.presses(root, next);
        root.getStyleClass().add("first-run");
        Region lift = new Region();
        VBox card = new VBox(lift, brand, stage);
        card.getStyleClass().add("first-run-card");
        ScrollPane scroll = new ScrollPane();
        scroll.getStyleClass().addAll("page", "first-run-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setContent(Page.centred(scroll, card));
        card.setMinWidth(0);
        stage.setMinWidth(0);
        scroll.setFitToHeight(true);
        // titles stay at one height from step to step, in a large window not at its very top
        lift.prefHeightProperty()
                .bind(
                        Bindings.max(
                                0,
                                scroll.heightProperty().subtract(LOW_WINDOW).multiply(PART_ABOVE)));
        root.setCenter(scroll);
        root.setBottom(
                Nodes.styled(
                        Nodes.row("gap-16", dots, where, Nodes.space(), back, next),
                        "first-run-foot"));
        for (int step = 1; step <= LAST; step++) {
            dots.getChildren().add(Nodes.styled(new Region(), "first-run-dot"));
        }
    }

    /// The program's picture, which greets who has never seen it.
    private static HBox brand() {
        return Nodes.styled(new HBox(AppPicture.of(64)), "first-run-brand");
    }

    private Node welcome() {
        ToggleGroup goals = new ToggleGroup();
        ChoiceCard share =
                new ChoiceCard(
                        goals,
                        "frShare",
                        words.say("firstrun.share"),
                        words.say("firstrun.share.text"));
        ChoiceCard follow =
                new ChoiceCard(
                        goals,
                        "frFollow",
                        words.say("firstrun.follow"),
                        words.say("firstrun.follow.text"));
        ChoiceCard restore =
                new ChoiceCard(
                        goals,
                        "frHaveNode",
                        words.say("firstrun.have"),
                        words.say("firstrun.have.text"));
        share.onChosen(() -> choose(StartWish.Goal.SHARE, false, SHARE));
        restore.onChosen(() -> choose(StartWish.Goal.SHARE, true, RESTORES));
        follow.onChosen(() -> choose(StartWish.Goal.FOLLOW, false, FOLLOW));
        switch (context.node().settings().preference(CHOSEN).orElse(SHARE)) {
            case FOLLOW -> follow.choose();
            case RESTORES -> restore.choose();
            default -> share.choose();
        }
        ChoiceBox<Locale> language = Nodes.named(new ChoiceBox<>(), "frLang");
        language.getItems().setAll(Words.LANGUAGES);
        language.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Locale locale) {
                        return locale == null ? "" : locale.getDisplayLanguage(locale);
                    }

                    @Override
                    public Locale fromString(String text) {
                        return Locale.ENGLISH;
                    }
                });
        Locale now = context.look().language().get();
        language.setValue(
                Words.LANGUAGES.stream()
                        .filter(l -> l.getLanguage().equals(now.getLanguage()))
                        .findFirst()
                        .orElse(Locale.ENGLISH));
        language.valueProperty()
                .addListener((_, _, chosen) -> context.look().language().set(chosen));
        CheckBox large = Nodes.named(new CheckBox(words.say("firstrun.large")), "frLarge");
        large.setSelected(context.look().textPercent().get() > 100);
        large.selectedProperty()
                .addListener((_, _, on) ->
                        context.look().textPercent().set(Look.TEXT_SIZES.get(on ? 2 : 0)));
        return new Step(
                        "frStep1",
                        words.say("firstrun.1.title"),
                        words.say("firstrun.1.text"),
                        share,
                        follow,
                        restore,
                        Nodes.row(
                                "gap-16",
                                Labels.line(words.say("firstrun.language"), "t-body"),
                                language,
                                large))
                .content();
    }

    /// Another language makes this page anew, and so does another start.
    private void choose(StartWish.Goal goal, boolean hasNode, String kept) {
        model.choose(goal);
        wantsRestore = hasNode;
        if (!context.node().settings().preference(CHOSEN).orElse(SHARE).equals(kept)) {
            context.runner()
                    .ask(
                            () -> context.node().settings().setPreference(CHOSEN, kept),
                            _ -> {},
                            _ -> {});
        }
    }

    private void back() {
        boolean follows = model.goal() == StartWish.Goal.FOLLOW;
        if (at == STARTING) {
            go(follows ? ADDRESS : 2);
        } else {
            go(at <= RESTORE ? 1 : at - 1);
        }
    }

    private void next() {
        boolean follows = model.goal() == StartWish.Goal.FOLLOW;
        if (at == STARTING && model.state().get().beginning().isStuck()) {
            model.begin();
            return;
        }
        if (at == LAST || (at == STARTING && follows)) {
            done.run();
            return;
        }
        if (at == 1 && wantsRestore) {
            go(RESTORE);
            return;
        }
        if (at == 1 && follows) {
            go(ADDRESS);
            return;
        }
        if (at == ADDRESS) {
            following.take();
            go(STARTING);
            model.begin();
            return;
        }
        if (at == PAYMENT) {
            pay.take();
            go(STARTING);
            model.begin();
            return;
        }
        if (at == STARTING) {
            stayOn.take(() -> {
                if (at == STARTING) {
                    go(LAST);
                }
            });
            return;
        }
        go(at + 1);
    }

    private Node starting() {
        boolean follows = model.goal() == StartWish.Goal.FOLLOW;
        // who only follows a stake has nothing that would have to run all day
        Nodes.setShown(stayOn, !follows);
        return new Step(
                        "frStep4",
                        words.say(follows ? "firstrun.follow.start" : "firstrun.4.title"),
                        words.say(follows ? "firstrun.follow.start.text" : "firstrun.4.text"),
                        lineBox,
                        problem,
                        stayOn)
                .content();
    }

    private void allowNext() {
        next.setDisable(
                (at == ADDRESS && !following.isReady()) || (at == PAYMENT && !pay.isReady()));
    }

    private String labelOfNext(int step) {
        if (step == LAST || (step == STARTING && model.goal() == StartWish.Goal.FOLLOW)) {
            return "firstrun.open";
        }
        return step == 2 ? "firstrun.good" : "continue";
    }

    private void go(int step) {
        at = step;
        Node content =
                switch (step) {
                    case RESTORE -> restoring.content();
                    case ADDRESS -> following.content();
                    case 1 -> welcome;
                    case 2 -> drive.content();
                    case PAYMENT -> pay.content();
                    case STARTING -> starting();
                    default -> backup;
                };
        Nodes.setChildren(stage, List.of(content));
        where.setText(
                model.goal() == StartWish.Goal.FOLLOW
                        ? ""
                        : words.say("firstrun.step", "" + Math.max(1, step)));
        boolean counts = model.goal() != StartWish.Goal.FOLLOW;
        Nodes.setShown(dots, counts);
        for (int i = 0; i < LAST; i++) {
            dots.getChildren().get(i).pseudoClassStateChanged(PASSED, i < Math.max(1, step));
        }
        Nodes.setShown(brand, step == 1);
        Nodes.setShown(next, step != RESTORE);
        allowNext();
        render(model.state().get());
    }

    @Override
    public Node content() {
        return root;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        model.accept(snapshot);
    }

    private void render(FirstRunState state) {
        FirstRunState.Beginning beginning = state.beginning();
        drive.show(state);
        lines.show(beginning.lines());
        Labels.showIfFilled(problem, beginning.problem());
        ways.setDisable(!beginning.hasKeys());
        Labels.showIfFilled(
                keysWait,
                beginning.hasKeys()
                        ? ""
                        : words.say(
                                beginning.isStuck()
                                        ? "firstrun.keys.failed"
                                        : "firstrun.keys.wait"));
        boolean canGoBack = at >= STARTING ? beginning.isStuck() : at != 1;
        Nodes.setShown(back, canGoBack);
        boolean again = at == STARTING && beginning.isStuck();
        next.setText(words.say(again ? "try.again" : labelOfNext(at)));
        if (at == 2) {
            next.setDisable(!drive.isReady());
        } else if (at >= STARTING) {
            next.setDisable(!again && !beginning.canOpen());
        }
    }

    /// A line of the start: its shape, what it is, how long it took.
    private static final class LineNode extends HBox {
        private final StatusShape shape = new StatusShape(22);
        private final Label text = Labels.body("");
        private final Label remedy = Labels.caption("");
        private final Label took = Labels.line("", "t-caption");

        LineNode() {
            getStyleClass().addAll("row", "gap-12");
            remedy.getStyleClass().add("t-tone");
            getChildren().addAll(shape, Nodes.grow(Nodes.column("gap-4", text, remedy)), took);
        }

        void show(FirstRunState.Line line) {
            setId("frLine-" + line.step());
            shape.show(line.shape(), line.tone());
            text.setText(line.text());
            Labels.showIfFilled(remedy, line.remedy());
            line.tone().apply(remedy);
            took.setText(line.took());
        }
    }
}
