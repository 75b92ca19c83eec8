// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.settings;

import haulout.home.DriveReport;
import haulout.home.HomeSnapshot;
import haulout.home.NetworkReport;
import haulout.ui.control.Nodes;
import haulout.ui.control.Page;
import haulout.ui.control.PageStyle;
import haulout.ui.control.PillChoice;
import haulout.ui.screen.Screen;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Words;
import haulout.ui.work.Subscriptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// Settings: one page for each topic, the rules first.
public final class SettingsView implements Screen {
    private final Page page;
    private final PillChoice<Topic> topics;
    private final VBox body = Nodes.column("gap-16");
    private final RulesPage rules;
    private final LookPage look;
    private final PlainPages plain;
    private final IdentityPage identity;
    private final Subscriptions subscriptions = new Subscriptions();
    private Topic topic = Topic.RULES;
    private Optional<NetworkReport> network = Optional.empty();
    private List<Path> drives = List.of();

    /// Builds the screen.
    public SettingsView(ScreenContext context) {
        Words words = context.words();
        page = PageStyle.on(Nodes.named(new Page(words.say("settings.title")), "settings"));
        topics =
                new PillChoice<>(
                        "topic",
                        List.of(Topic.values()),
                        each -> words.say(each.key()),
                        this::open);
        rules = new RulesPage(context);
        look = new LookPage(context);
        plain = new PlainPages(context);
        identity = new IdentityPage(context);
        page.with(topics, body);
        open(Topic.RULES);
    }

    private void open(Topic next) {
        topic = next;
        topics.show(next);
        body.getChildren()
                .setAll(
                        switch (next) {
                            case RULES -> rules;
                            case LOOK -> look;
                            case START -> plain.start();
                            case NOTIFICATIONS -> plain.notifications();
                            case IDENTITY -> identity;
                            case PRIVACY -> plain.privacy();
                            case ADVANCED -> plain.advanced(drives);
                        });
        if (next == Topic.IDENTITY) {
            identity.show(network);
        }
        page.setVvalue(0);
    }

    @Override
    public Node content() {
        return page;
    }

    @Override
    public void show(HomeSnapshot snapshot) {
        rules.refresh();
        List<Path> folders = snapshot.drives().stream().map(DriveReport::folder).toList();
        boolean changed = !network.equals(snapshot.network()) || !drives.equals(folders);
        network = snapshot.network();
        drives = folders;
        if (changed && (topic == Topic.IDENTITY || topic == Topic.ADVANCED)) {
            open(topic);
        }
    }

    @Override
    public void shown(String subject) {
        subscriptions.release();
        look.follow(subscriptions);
        rules.opened();
        Topic.of(subject).ifPresent(this::open);
    }

    @Override
    public void hidden() {
        subscriptions.release();
    }
}
