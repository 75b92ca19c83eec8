// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.HomeSnapshot;
import haulout.home.IdentityReport;
import haulout.status.AlertReport;
import haulout.status.Remedy;
import haulout.text.Sentence;
import haulout.text.Term;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.Place;
import haulout.ui.shell.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Somebody answers what lies over the window, with the mouse and without.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class SheetWalkTest {
    private final SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
    private TestShell shell;

    @Start
    void start(Stage stage) {
        shell = TestShell.open(stage, node, SampleSnapshots.NOW, 1000, 760, "light");
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(shell::close);
        assertEquals(0, node.watchers());
    }

    private static Node find(FxRobot robot, String id) {
        return robot.lookup("#" + id).query();
    }

    private static String text(FxRobot robot, String id) {
        return ((Labeled) find(robot, id)).getText();
    }

    private static List<String> texts(FxRobot robot, String id) {
        return robot
                .from(find(robot, id))
                .lookup((Label one) -> true)
                .queryAllAs(Label.class)
                .stream()
                .map(Label::getText)
                .toList();
    }

    private void add(FxRobot robot, Path... files) {
        robot.interact(() -> shell.shell().go(Place.FILES));
        shell.desktop().files.addAll(List.of(files));
        robot.interact(() -> shell.fire("filesAdd"));
    }

    @Test
    void aFileThatCannotBeStoredIsNamedAndTheOthersGoIn(FxRobot robot, @TempDir Path folder)
            throws IOException {
        add(
                robot,
                Files.writeString(folder.resolve("toolarge.mov"), "x"),
                Files.writeString(folder.resolve("letter.txt"), "hello"));
        assertEquals(
                List.of("toolarge.mov: It is larger than this network takes."),
                texts(robot, "filesRefused"));
        assertTrue(
                texts(robot, "filesOffer").getFirst().contains("8.4"),
                "" + texts(robot, "filesOffer"));
        assertEquals("Put in the other file", text(robot, "filesStore"));
        robot.interact(() -> shell.fire("filesStore"));
        assertEquals(
                List.of("files.store letter.txt locked true"),
                node.asked.stream().filter(one -> one.startsWith("files.store")).toList());
    }

    @Test
    void whereNothingCanBeStoredNothingIsOffered(FxRobot robot, @TempDir Path folder)
            throws IOException {
        add(robot, Files.writeString(folder.resolve("toolarge.mov"), "x"));
        assertTrue(find(robot, "filesStore").isDisabled());
        assertEquals(List.of(), texts(robot, "filesOffer"), "it works nothing out any more");
        assertTrue(find(robot, "filesRefused").isVisible());
    }

    @Test
    void whoDropsAWholeDriveIsToldWhatIsLeftOut(FxRobot robot, @TempDir Path folder)
            throws IOException {
        for (int i = 0; i < 501; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        add(robot, folder);
        assertTrue(find(robot, "filesLeftOut").isVisible());
        assertTrue(
                texts(robot, "filesLeftOut").getFirst().contains("500 are put in at a time"),
                "" + texts(robot, "filesLeftOut"));
    }

    @Test
    void theEnterKeyPressesWhatTheSheetIsFor(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.FILES));
        robot.interact(() -> shell.fire("filesByLink"));
        assertTrue(find(robot, "linkField").isFocused());
        robot.type(KeyCode.ENTER);
        assertTrue(find(robot, "modal").isVisible(), "what is disabled is not pressed");
        robot.type(KeyCode.ESCAPE);
        assertFalse(find(robot, "modal").isVisible());
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "backup"));
        robot.interact(() -> shell.fire("idLock"));
        robot.write("haul out now");
        robot.interact(() -> find(robot, "idSecret-again").requestFocus());
        robot.write("haul out now").type(KeyCode.ENTER);
        assertTrue(node.asked.contains("identity.lock 12"), "" + node.asked);
    }

    @Test
    void aButtonThatHasTheFocusIsPressedAndNoOther(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.FILES));
        robot.interact(() -> shell.fire("filesByLink"));
        robot.interact(() -> shell.desktop().copy("haulout:nothing"));
        robot.interact(() -> find(robot, "linkPaste").requestFocus());
        robot.type(KeyCode.ENTER);
        assertEquals("haulout:nothing", ((TextInputControl) find(robot, "linkField")).getText());
        assertTrue(find(robot, "modal").isVisible());
    }

    @Test
    void whatCostsIsNotPressedByTheEnterKey(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "backup"));
        robot.interact(() -> shell.fire("idLeave"));
        robot.interact(() -> shell.fire("leaveBegin"));
        robot.type(KeyCode.ENTER);
        assertFalse(node.asked.contains("leave.begin"), "" + node.asked);
    }

    @Test
    void theFocusStaysInTheSheetAndGoesBackToWhereItWas(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.FILES));
        robot.interact(() -> find(robot, "filesByLink").requestFocus());
        robot.interact(() -> shell.fire("filesByLink"));
        Node modal = find(robot, "modal");
        for (int i = 0; i < 12; i++) {
            robot.type(KeyCode.TAB);
            assertTrue(isWithin(shell.scene().getFocusOwner(), modal), "after " + i);
        }
        for (int i = 0; i < 12; i++) {
            robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
            assertTrue(isWithin(shell.scene().getFocusOwner(), modal), "back, after " + i);
        }
        robot.type(KeyCode.ESCAPE);
        assertEquals("filesByLink", shell.scene().getFocusOwner().getId());
    }

    private static boolean isWithin(Node node, Node area) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(area)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theStoppedPageSaysWhyAndStartsOnceAtATime(FxRobot robot) {
        robot.interact(() -> node.become(Sample.STOPPED));
        assertEquals(
                "The drive with the store was removed while writing.", text(robot, "stoppedWhy"));
        node.failNext("There is no free port.");
        robot.interact(() -> shell.fire("stoppedStart"));
        assertEquals("It did not start. There is no free port.", toast(robot));
        robot.interact(() -> shell.fire("stoppedStart"));
        assertEquals("Haulout is running again.", toast(robot));
        node.answering(SampleHomeNode.Answers.NEVER);
        long before = starts();
        robot.interact(() -> shell.fire("stoppedStart"));
        assertTrue(find(robot, "stoppedStart").isDisabled());
        robot.interact(() -> shell.shell().mend(Remedy.START, ""));
        assertEquals(before + 1, starts());
        assertFalse(node.asked.contains("check"), "" + node.asked);
        node.answering(SampleHomeNode.Answers.AT_ONCE);
        robot.interact(() -> shell.fire("stoppedHelp"));
        assertTrue(find(robot, "helpText").isVisible());
    }

    private long starts() {
        return node.asked.stream().filter("start again"::equals).count();
    }

    private static String toast(FxRobot robot) {
        return texts(robot, "toast").getFirst();
    }

    @Test
    void thePassphraseIsTakenByTheEnterKey(FxRobot robot) {
        node.who()
                .become(
                        new IdentityReport(
                                IdentityReport.Lock.PASSPHRASE,
                                false,
                                true,
                                Optional.empty(),
                                Optional.empty()));
        robot.interact(() -> node.become(Sample.STOPPED));
        robot.interact(() -> find(robot, "keySecret").requestFocus());
        robot.write("haul out now").type(KeyCode.ENTER);
        assertTrue(node.asked.contains("identity.open 12"), "" + node.asked);
    }

    @Test
    void whatElseThereIsLeadsToTheAlerts(FxRobot robot) {
        robot.interact(() -> node.become(Sample.AT_RISK));
        assertTrue(text(robot, "hdrMore").startsWith("+"), text(robot, "hdrMore"));
        robot.interact(() -> ((javafx.scene.control.Hyperlink) find(robot, "hdrMore")).fire());
        assertTrue(find(robot, "alertDrawer").isVisible());
    }

    @Test
    void filesAreChosenAtOnceFromTheMenus(FxRobot robot, @TempDir Path folder) throws IOException {
        shell.desktop().files.add(Files.writeString(folder.resolve("letter.txt"), "hello"));
        robot.interact(() -> shell.shell().go(Place.FILES, "add"));
        assertTrue(find(robot, "filesStore").isVisible());
    }

    @Test
    void aSwitchForLogInShowsWhatHolds(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "start"));
        shell.desktop().isFull = true;
        flip(robot, "start-login", true);
        assertFalse(
                ((atlantafx.base.controls.ToggleSwitch) find(robot, "start-login")).isSelected());
        assertEquals("The start at log-in could not be set.", toast(robot));
        assertEquals(Optional.empty(), node.settings().preference("start.login"));
        shell.desktop().isFull = false;
        flip(robot, "start-login", true);
        flip(robot, "start-hidden", false);
        assertEquals(List.of("on hidden", "on"), shell.desktop().logins);
    }

    private static void flip(FxRobot robot, String id, boolean on) {
        robot.interact(
                () -> ((atlantafx.base.controls.ToggleSwitch) find(robot, id)).setSelected(on));
    }

    @Test
    void whatIsSaidOfTheDataFollowsTheCause(FxRobot robot) {
        robot.interact(() -> node.become(Sample.STOPPED));
        assertTrue(text(robot, "stoppedData").startsWith("Safe."), text(robot, "stoppedData"));
        robot.interact(() -> node.publish(stoppedBy(node.snapshot(), "failure.no-access")));
        assertFalse(text(robot, "stoppedData").startsWith("Safe."), text(robot, "stoppedData"));
    }

    private static HomeSnapshot stoppedBy(HomeSnapshot s, String cause) {
        AlertReport core =
                new AlertReport(
                        "core",
                        "",
                        AlertReport.Level.AT_RISK,
                        Sentence.of(cause, new Term.Name("F:")),
                        s.at(),
                        Optional.empty(),
                        List.of());
        return new HomeSnapshot(
                s.at(),
                s.status(),
                s.mode(),
                s.network(),
                s.load(),
                s.drives(),
                s.holdings(),
                s.jobs(),
                s.earnings(),
                s.staking(),
                s.checks(),
                List.of(core),
                s.files(),
                s.transfers(),
                s.neighbours(),
                s.lately());
    }
}
