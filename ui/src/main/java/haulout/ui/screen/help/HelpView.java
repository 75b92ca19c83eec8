// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.help;

import haulout.home.HomeSnapshot;
import haulout.ui.control.Buttons;
import haulout.ui.control.EmptyState;
import haulout.ui.control.FlowLine;
import haulout.ui.control.Fold;
import haulout.ui.control.Labels;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.PageStyle;
import haulout.ui.control.Panel;
import haulout.ui.control.PillChoice;
import haulout.ui.control.Sheet;
import haulout.ui.screen.Look;
import haulout.ui.screen.Place;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Help: guide, glossary, about.
public final class HelpView implements Screen {
    private enum Topic {
        GUIDE,
        GLOSSARY,
        ABOUT
    }

    /// A library that is shipped, and its licence.
    private record Library(String name, String licence) {}

    private static final List<Library> LIBRARIES =
            List.of(
                    new Library("OpenJDK, OpenJFX", "GPL 2.0 with Classpath Exception"),
                    new Library("Netty", "Apache-2.0"),
                    new Library("SQLite JDBC", "Apache-2.0"),
                    new Library("jblst, blst", "Apache-2.0"),
                    new Library("Jackson", "Apache-2.0"),
                    new Library("Bouncy Castle", "MIT"),
                    new Library("picocli", "Apache-2.0"),
                    new Library("kcp-fec, JavaReedSolomon", "Apache-2.0, MIT"),
                    new Library("JSpecify", "Apache-2.0"),
                    new Library("SLF4J", "MIT"),
                    new Library("Logback", "EPL-2.0"),
                    new Library("AtlantaFX", "MIT"),
                    new Library("ControlsFX", "BSD-3-Clause"),
                    new Library("Ikonli, Feather icons", "Apache-2.0, MIT"),
                    new Library("Inter", "OFL-1.1"));

    private final ScreenContext context;
    private final Words words;
    private final HelpViewModel model;
    private final Page page;
    private final PillChoice<Topic> topics;
    private final VBox body = Nodes.column("gap-16");
    private final VBox terms = Nodes.column("gap-0");
    private final Node guide;
    private final Node glossary;
    private final Node about;

    /// Builds the screen.
    public HelpView(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.model = new HelpViewModel(context);
        page = PageStyle.on(Nodes.named(new Page(words.say("help.title")), "help"));
        topics =
                new PillChoice<>(
                        "helpTopic",
                        List.of(Topic.values()),
                        topic -> words.say("help.topic." + topic.name().toLowerCase(Locale.ROOT)),
                        this::open);
        guide = guide();
        glossary = glossary();
        about = about();
        page.with(topics, body);
        open(Topic.GUIDE);
    }

    private void open(Topic topic) {
        topics.show(topic);
        body.getChildren()
                .setAll(
                        switch (topic) {
                            case GUIDE -> guide;
                            case GLOSSARY -> glossary;
                            case ABOUT -> about;
                        });
        page.setVvalue(0);
    }

    private Node guide() {
        List<Node> folds = new ArrayList<>();
        for (String chapter : HelpViewModel.CHAPTERS) {
            Fold fold =
                    new Fold(
                            "guide-" + chapter,
                            words.say("help.guide." + chapter),
                            Labels.body(words.say("help.guide." + chapter + ".text")));
            fold.setOpen(folds.isEmpty());
            folds.add(fold);
        }
        FlowLine actions =
                new FlowLine(
                        "flow-8",
                        Nodes.named(
                                Buttons.plain(words.say("help.firstrun"), this::firstSteps),
                                "helpFirstRun"),
                        Buttons.plain(
                                words.say("help.health"),
                                () -> context.navigator().go(Place.HEALTH)),
                        Buttons.plain(
                                words.say("help.helpfile"),
                                () -> context.navigator().go(Place.ACTIVITY, "help")));
        Panel chapters = new Panel("");
        chapters.getChildren().addAll(folds);
        return Nodes.column(
                "gap-16",
                chapters,
                new Panel(
                        words.say("help.stuck"),
                        Labels.muted(words.say("help.stuck.text")),
                        actions));
    }

    /// The pages of the first start, as long as they are not done; afterwards where each of their
    /// answers is now, because a node is not set up twice.
    private void firstSteps() {
        if (context.node().start().isPresent()) {
            context.navigator().firstRun();
            return;
        }
        List<Node> steps = new ArrayList<>();
        steps.add(Labels.body(words.say("help.steps.text")));
        if (context.look().role().get() == Look.Role.SHARE) {
            steps.add(step("lend", Place.STORAGE, ""));
            steps.add(step("rules", Place.SETTINGS, "rules"));
            steps.add(step("backup", Place.SETTINGS, "backup"));
        }
        steps.add(step("start", Place.SETTINGS, "start"));
        context.navigator()
                .open(
                        new Sheet(
                                        words.say("help.steps"),
                                        Nodes.column("gap-12", steps.toArray(Node[]::new)))
                                .withButtons(
                                        Buttons.plain(
                                                words.say("close"), context.navigator()::close)));
    }

    private Node step(String name, Place place, String subject) {
        return Nodes.named(
                Buttons.link(
                        words.say("help.steps." + name),
                        () -> {
                            context.navigator().close();
                            context.navigator().go(place, subject);
                        }),
                "step-" + name);
    }

    private Node glossary() {
        TextField search = Nodes.named(new TextField(), "glossarySearch");
        search.setPromptText(words.say("help.search"));
        search.setAccessibleText(words.say("help.search"));
        search.textProperty().addListener((_, _, text) -> showTerms(text));
        showTerms("");
        return new Panel("", search, terms);
    }

    private void showTerms(String searched) {
        List<Node> rows = new ArrayList<>();
        for (HelpViewModel.Term term : model.glossary(searched)) {
            rows.add(
                    Nodes.styled(
                            Nodes.column(
                                    "gap-4",
                                    Labels.strong(term.word()),
                                    Labels.muted(term.meaning())),
                            "glossary-term"));
        }
        if (rows.isEmpty()) {
            rows.add(
                    new EmptyState(
                            Feather.SEARCH,
                            words.say("help.noterm"),
                            words.say("help.noterm.text")));
        }
        terms.getChildren().setAll(rows);
    }

    private Node about() {
        String version = HelpViewModel.version();
        VBox libraries = Nodes.column("gap-8");
        for (Library library : LIBRARIES) {
            libraries
                    .getChildren()
                    .add(
                            Nodes.row(
                                    "gap-12",
                                    Nodes.grow(Labels.body(library.name())),
                                    Labels.line(library.licence(), "t-muted")));
        }
        return Nodes.column(
                "gap-16",
                new Panel(
                        words.say("app.name"),
                        Labels.body(
                                version.isEmpty()
                                        ? words.say("help.about.source")
                                        : words.say("help.about.version", version)),
                        Labels.muted(model.machine()),
                        Labels.muted(words.say("help.about.text")),
                        new FlowLine(
                                "flow-8",
                                Nodes.named(
                                        Buttons.plain(
                                                words.say("help.licence"),
                                                () -> showText("help.licence", "LICENSE")),
                                        "helpLicence"),
                                Nodes.named(
                                        Buttons.plain(
                                                words.say("help.notice"),
                                                () -> showText("help.notice", "NOTICE")),
                                        "helpNotice"))),
                new Panel(words.say("help.libraries"), libraries));
    }

    private void showText(String title, String name) {
        model.text(
                name,
                text -> {
                    TextArea area = Nodes.named(new TextArea(text), "helpText");
                    area.setEditable(false);
                    area.getStyleClass().add("help-text");
                    VBox.setVgrow(area, Priority.ALWAYS);
                    Sheet sheet =
                            new Sheet(words.say(title), area)
                                    .withButtons(
                                            Buttons.plain(
                                                    words.say("close"),
                                                    context.navigator()::close));
                    sheet.getChildren().stream()
                            .filter(ScrollPane.class::isInstance)
                            .forEach(scroll -> ((ScrollPane) scroll).setFitToHeight(true));
                    context.navigator().open(PageStyle.on(Nodes.styled(sheet, "wide-sheet")));
                });
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        // nothing here depends on the node
    }

    @Override
    public void shown(String subject) {
        if (subject.equals("glossary")) {
            open(Topic.GLOSSARY);
        } else if (subject.equals("about")) {
            open(Topic.ABOUT);
        }
    }
}
