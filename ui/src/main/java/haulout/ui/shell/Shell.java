// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.shell;

import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.status.CheckReport;
import haulout.status.NodeStanding;
import haulout.status.Remedy;
import haulout.text.Sentence;
import haulout.ui.control.Icons;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Overlay;
import haulout.ui.control.Toast;
import haulout.ui.screen.AlertShown;
import haulout.ui.screen.Desktop;
import haulout.ui.screen.Later;
import haulout.ui.screen.Look;
import haulout.ui.screen.Navigator;
import haulout.ui.screen.Place;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.screen.firstrun.FirstRunView;
import haulout.ui.text.Words;
import haulout.ui.work.BackgroundRunner;
import haulout.ui.work.Subscriptions;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Everything within the window: rail, header, the screen, and what lies over it. For the FX
/// thread.
public final class Shell implements Navigator {
    private static final List<Place> OPENED_AT_WORK =
            List.of(Place.FILES, Place.NEIGHBOURS, Place.ACTIVITY);

    private final HomeNode node;
    private final Words words;
    private final BackgroundRunner runner;
    private final Look look;
    private final InstantSource clock;
    private final Later later;
    private final Subscriptions subscriptions = new Subscriptions();
    private final StackPane root = new StackPane();
    private final StackPane body = new StackPane();
    private final Overlay modal = new Overlay();
    private final Toast toast;
    private final Label ribbonText = new Label();
    private final HBox ribbon =
            Nodes.styled(new HBox(Icons.of(Feather.INFO), ribbonText), "ribbon");
    private final HeaderViewModel headerModel;
    private final Header header;
    private final Rail rail;
    private final AlertShown alerts;
    private final Screens screens;
    private final ScreenContext context;
    private final BorderPane frame = new BorderPane();
    private @Nullable Screen first;
    private final StoppedView stopped;
    private final WhyTable why;
    private @Nullable AlertDrawer drawer;
    private HomeSnapshot newest;
    private Place place = Place.HOME;
    private @Nullable Screen current;
    private boolean isStopped;
    private boolean isStarting;
    private Runnable compact = () -> {};

    /// Builds everything and opens the first screen.
    public Shell(
            HomeNode node,
            Words words,
            BackgroundRunner runner,
            Desktop desktop,
            InstantSource clock,
            Look look) {
        this.node = node;
        this.words = words;
        this.runner = runner;
        this.look = look;
        this.clock = clock;
        this.newest = node.snapshot();
        toast = Nodes.named(new Toast(words.say("undo"), words.say("close")), "toast");
        later = new Later(node.settings(), runner, clock);
        headerModel = new HeaderViewModel(node, words, runner, clock, later, this::tell);
        why = new WhyTable(words, () -> go(Place.SETTINGS, "rules"));
        header =
                new Header(
                        headerModel,
                        words,
                        look,
                        () -> go(Place.HEALTH),
                        link -> why.open(link, headerModel.rules()),
                        this::openAlerts);
        rail = new Rail(words, look, this::go);
        alerts =
                new AlertShown(
                        words,
                        later,
                        (check, subject) ->
                                newest.checks().stream()
                                        .filter(one -> one.check().equals(check))
                                        .filter(one -> one.subject().equals(subject))
                                        .findFirst()
                                        .map(CheckReport::why),
                        () -> show(newest));
        context = new ScreenContext(node, words, runner, this, desktop, clock, look, later);
        screens = new Screens(context);
        stopped = new StoppedView(node, words, runner, this);
        build();
        subscriptions.follow(headerModel.state(), this::showHeader);
        subscriptions.follow(look.role(), rail::setRole);
        subscriptions.follow(look.textPercent(), _ -> header.arrange());
        subscriptions.follow(look.detailed(), rail::setDetailed);
        // a screen decides what more it shows when it is shown
        subscriptions.follow(look.detailed(), _ -> show(newest));
        go(Place.HOME);
        if (node.start().isPresent()) {
            firstRun();
        }
    }

    private void build() {
        modal.setId("modal");
        VBox head = new VBox(ribbon, header);
        BorderPane main = new BorderPane(body);
        main.setTop(head);
        frame.setCenter(main);
        frame.setLeft(rail);
        // a window smaller than its content cuts at the end, never at the beginning
        main.setMinWidth(0);
        frame.setMinWidth(0);
        ribbonText.setWrapText(true);
        HBox.setHgrow(ribbonText, javafx.scene.layout.Priority.ALWAYS);
        ribbonText.setMinWidth(0);
        ribbonText.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        StackPane.setAlignment(toast, Pos.BOTTOM_CENTER);
        StackPane.setMargin(toast, new Insets(0, 24, 24, 24));
        root.getChildren().setAll(frame, toast, modal);
        root.setId("shell");
        root.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && modal.isShown()) {
                        close();
                        event.consume();
                    }
                });
    }

    /// The root of the scene.
    public StackPane root() {
        return root;
    }

    /// The header's stand-in for the tray's menu.
    Header header() {
        return header;
    }

    HeaderViewModel headerModel() {
        return headerModel;
    }

    /// Where one is.
    public Place place() {
        return place;
    }

    /// Shows news, in the header and in the screen that is open.
    public void show(HomeSnapshot news) {
        newest = news;
        HomeSnapshot snapshot = news.seenAt(clock.instant());
        headerModel.accept(snapshot);
        if (drawer != null) {
            drawer.showPutOff(later.putOff(snapshot.alerts()));
        }
        rail.setNeighbours(!snapshot.neighbours().isEmpty());
        if (first != null) {
            first.show(snapshot);
        }
        boolean nowStopped = snapshot.status().standing() == NodeStanding.STOPPED;
        if (nowStopped != isStopped) {
            isStopped = nowStopped;
            showBody();
        }
        if (isStopped) {
            stopped.show(snapshot);
        } else if (current != null) {
            current.show(snapshot);
        }
    }

    /// Looks whether the newest snapshot has become too old.
    void look() {
        if (newest.isOldAt(clock.instant())) {
            show(newest);
        }
    }

    private void showHeader(HeaderState state) {
        header.show(state);
        if (drawer != null) {
            drawer.show(state.alerts());
            drawer.showOthers(others(state));
        }
        Nodes.setShown(ribbon, !state.ribbon().isEmpty());
        ribbonText.setText(state.ribbon());
    }

    @Override
    public void go(Place where) {
        go(where, "");
    }

    @Override
    public void go(Place where, String subject) {
        Optional<Screen> next = screens.at(where);
        if (next.isEmpty() || first != null) {
            return; // nothing is opened behind the first start
        }
        if (current != null && place != where) {
            current.hidden();
        }
        place = where;
        current = next.get();
        rail.mark(where);
        showBody();
        current.show(newest.seenAt(clock.instant()));
        current.shown(subject);
    }

    /// The place at some position of the list of screens, 0 for the first.
    Optional<Place> placeAt(int index) {
        return rail.at(index);
    }

    private void showBody() {
        Screen screen = current;
        boolean nothing = isStopped && place != Place.ACTIVITY && place != Place.HELP;
        Node content = nothing || screen == null ? stopped.content() : screen.content();
        if (!body.getChildren().contains(content)) {
            body.getChildren().add(content);
        }
        // What was opened once stays in the scene: its styles need not be looked up anew each time,
        // and after the window was hidden the toolkit would look for them in the wrong place.
        body.getChildren().forEach(each -> Nodes.setShown(each, each.equals(content)));
    }

    @Override
    public void tell(String text) {
        toast.say(text);
    }

    @Override
    public void tell(Sentence problem) {
        toast.say(words.say(problem));
    }

    @Override
    public void tellWithUndo(String text, Runnable undo) {
        toast.say(text, undo);
    }

    @Override
    public void open(Node sheet) {
        modal.show(sheet, Pos.CENTER, false);
    }

    private void openAlerts() {
        AlertDrawer made = new AlertDrawer(words, alerts, this::mendAndClose, this::close);
        made.show(headerModel.state().get().alerts());
        made.showOthers(others(headerModel.state().get()));
        made.showPutOff(later.putOff(newest.seenAt(clock.instant()).alerts()));
        drawer = made;
        modal.show(made, Pos.TOP_RIGHT, !look.calm().get());
    }

    /// What the header counts beside its sentence, without what has a card of its own.
    private List<String> others(HeaderState state) {
        Set<String> cards =
                newest.alerts().stream()
                        .map(alert -> words.say(alert.sentence()))
                        .collect(Collectors.toSet());
        return state.more().stream().filter(reason -> !cards.contains(reason)).toList();
    }

    @Override
    public void close() {
        modal.hide();
        drawer = null;
    }

    private void mendAndClose(Remedy remedy, String subject) {
        close();
        mend(remedy, subject);
    }

    @Override
    public AlertShown alerts() {
        return alerts;
    }

    @Override
    public void mend(Remedy remedy, String subject) {
        switch (remedy) {
            case CHECK_AGAIN -> checkNow();
            case START -> startAgain();
            case SHOW_DRIVES, LEND_LESS -> go(Place.STORAGE, subject);
            case CHECK_DRIVE ->
                    runner.ask(
                            () -> node.drives().check(subject),
                            _ -> tell(words.say("told.checking")),
                            this::tell);
            case SHOW_RULES -> go(Place.SETTINGS, "rules");
            case SAVE_BACKUP -> go(Place.SETTINGS, "backup");
            case IS_HOTSPOT -> answerHotspot(true);
            case IS_NO_HOTSPOT -> answerHotspot(false);
            case SET_ADDRESS -> go(Place.SETTINGS, "payment");
            case SHOW_ACTIVITY -> go(Place.ACTIVITY, subject);
            case SHOW_NEIGHBOURS -> go(Place.NEIGHBOURS, subject);
            case RESUME -> headerModel.resume();
        }
    }

    private void answerHotspot(boolean isHotspot) {
        runner.ask(
                () -> node.settings().answerHotspot(isHotspot),
                _ -> tell(words.say(isHotspot ? "told.hotspot" : "told.no-hotspot")),
                this::tell);
    }

    /// Has every proof looked at; a node that does not run has none.
    void checkNow() {
        if (isStopped) {
            startAgain();
        } else {
            runner.ask(node::checkNow, _ -> tell(words.say("told.checked")), this::tell);
        }
    }

    private void startAgain() {
        if (isStarting) {
            return;
        }
        setStarting(true);
        runner.ask(
                node::startAgain,
                _ -> {
                    setStarting(false);
                    tell(words.say("told.started"));
                },
                problem -> {
                    setStarting(false);
                    tell(words.say("told.not-started", words.say(problem)));
                });
    }

    private void setStarting(boolean now) {
        isStarting = now;
        stopped.setStarting(now);
    }

    /// Whether the pages of the first start are shown.
    boolean isFirstRun() {
        return first != null;
    }

    /// Whether something lies over the window that is to be answered first.
    boolean isCovered() {
        return first != null || modal.isShown();
    }

    /// @param action puts a small window in place of this one
    void onCompact(Runnable action) {
        compact = action;
    }

    @Override
    public void compact() {
        compact.run();
    }

    /// Opens the pages of the first start.
    @Override
    public void firstRun() {
        FirstRunView pages = new FirstRunView(context, this::endFirstRun);
        first = pages;
        root.getChildren().removeIf(layer -> "firstRun".equals(layer.getId()));
        root.getChildren().add(1, pages.content());
        frame.setVisible(false);
    }

    private void endFirstRun() {
        first = null;
        root.getChildren().removeIf(layer -> "firstRun".equals(layer.getId()));
        frame.setVisible(true);
        go(Place.HOME);
    }

    /// Makes ready, one after the other, what is opened while a lot is going on. The other screens
    /// would take memory in every window, for the sake of a tenth of a second in some.
    void readyAhead() {
        readyAhead(new ArrayDeque<>(OPENED_AT_WORK));
    }

    private void readyAhead(Deque<Place> left) {
        Scene scene = root.getScene();
        Place where = left.poll();
        if (where == null || scene == null || first != null || isStopped) {
            return;
        }
        Screen screen = screens.at(where).orElseThrow();
        Node content = screen.content();
        if (body.getChildren().contains(content)) {
            readyAhead(left);
            return;
        }
        body.getChildren().addFirst(content);
        screen.show(newest.seenAt(clock.instant()));
        BooleanSupplier isOpen = () -> screen.equals(current);
        new ScreenAhead(
                        scene,
                        content,
                        isOpen,
                        () -> {
                            if (!isOpen.getAsBoolean()) {
                                screen.hidden();
                            }
                            readyAhead(left);
                        })
                .start();
    }

    /// Opens once, for [WarmUp], what is made ready ahead.
    ///
    /// @param opened lays out what was opened; says whether to go on
    void warm(BooleanSupplier opened) {
        openAlerts();
        boolean goesOn = opened.getAsBoolean();
        close();
        for (Place each : OPENED_AT_WORK) {
            if (goesOn) {
                go(each);
                goesOn = opened.getAsBoolean();
            }
            if (goesOn && current != null) {
                current.warm(() -> {
                    boolean _ = opened.getAsBoolean();
                });
                close();
            }
        }
    }

    /// Says that something in the window itself went wrong, and has it kept under the bell.
    void tellOfFault() {
        node.noteFault("window");
        toast.say(words.say("problem.window"));
    }

    /// A line of text in the middle of the window, for what is said before it closes.
    Label line(String key) {
        return Labels.body(words.say(key));
    }

    /// The words that it is in.
    Words words() {
        return words;
    }

    /// Detaches it from everything that lives longer.
    public void dispose() {
        if (current != null) {
            current.hidden();
        }
        subscriptions.release();
    }
}
