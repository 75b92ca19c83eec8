// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.home.IdentityReport;
import haulout.home.LeaveReport;
import haulout.home.NeighbourReport;
import haulout.home.Transfer;
import haulout.resources.settings.Mode;
import haulout.ui.control.ShardMap;
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
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Somebody clicks through the window.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class WalkTest {
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

    private Node find(FxRobot robot, String id) {
        return robot.lookup("#" + id).query();
    }

    private String text(FxRobot robot, String id) {
        return ((Labeled) find(robot, id)).getText();
    }

    @Test
    void everyPlaceInTheRailOpensItsScreen(FxRobot robot) {
        for (Place place : TestShell.places()) {
            if (place == Place.LEAVE) {
                continue; // reached from the settings
            }
            robot.clickOn("#rail-" + place.text());
            assertEquals(place, shell.shell().place());
            assertTrue(find(robot, place.text()).isVisible(), "" + place);
        }
    }

    @Test
    void theHeaderFollowsTheNode(FxRobot robot) {
        assertEquals("Healthy", text(robot, "hdrStatus"));
        robot.interact(() -> node.become(Sample.AT_RISK));
        assertEquals("Act soon", text(robot, "hdrStatus"));
        robot.interact(() -> node.become(Sample.STOPPED));
        assertEquals("Not running", text(robot, "hdrStatus"));
        assertTrue(find(robot, "stopped").isVisible());
    }

    @Test
    void aPauseIsMadeAndEnded(FxRobot robot) {
        robot.clickOn("#hdrPause");
        assertTrue(node.asked.contains("mode PAUSED"));
        assertTrue(text(robot, "hdrPause").startsWith("Resume"));
        robot.clickOn("#hdrPause");
        assertTrue(node.asked.contains("mode AUTOMATIC"));
    }

    @Test
    void theBellOpensTheAlertsAndEscapeClosesThem(FxRobot robot) {
        robot.clickOn("#hdrBell");
        assertTrue(find(robot, "alertDrawer").isVisible());
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertFalse(find(robot, "modal").isVisible());
    }

    @Test
    void anAlertIsPutOffAndBroughtBackAndSaysWhyItMatters(FxRobot robot) {
        robot.interact(() -> node.become(Sample.ATTENTION));
        int before = shown(robot);
        robot.clickOn("#hdrBell");
        robot.clickOn(inDrawer(robot, "Why this matters"));
        robot.clickOn(inDrawer(robot, "Later"));
        robot.interact(() -> {});
        assertEquals(before - 1, shown(robot));
        robot.clickOn(inDrawer(robot, "Show again"));
        robot.interact(() -> {});
        assertEquals(before, shown(robot));
    }

    private static Node inDrawer(FxRobot robot, String text) {
        return robot.from(robot.lookup("#alertDrawer").<Node>query()).lookup(text).query();
    }

    private static int shown(FxRobot robot) {
        return Integer.parseInt(robot.lookup(".bell-count").<Label>query().getText());
    }

    @Test
    void aFileGoesInLockedAndComesOut(FxRobot robot, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "hello");
        shell.desktop().files.add(file);
        robot.clickOn("#rail-files");
        robot.clickOn("#filesAdd");
        robot.clickOn("#filesStore");
        assertTrue(node.asked.contains("files.store letter.txt locked true"), "" + node.asked);
        assertFalse(robot.lookup("letter.txt").queryAll().isEmpty());
        shell.desktop().target = Optional.of(folder.resolve("out.mov"));
        robot.interact(() -> shell.fire("takeOut-beach.mov"));
        assertTrue(node.asked.contains("files.takeOut out.mov"), "" + node.asked);
    }

    @Test
    void theFolderOfAFileThatCameOutIsShown(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.FILES));
        robot.interact(() -> shell.fire("transferFolder-4"));
        assertEquals(List.of(Path.of("plans").toAbsolutePath()), shell.desktop().folders);
        assertFalse(find(robot, "transferFolder-3").isVisible(), "nothing came out");
        shell.desktop().opensFolders = false;
        robot.interact(() -> shell.fire("transferFolder-4"));
        assertTrue(find(robot, "toast").isVisible(), "the folder could not be shown");
    }

    @Test
    void nobodyIsAskedForAFirstFileWhileItIsOnItsWay(FxRobot robot, @TempDir Path folder)
            throws IOException {
        robot.interact(() -> node.become(Sample.EMPTY));
        robot.interact(() -> shell.shell().go(Place.FILES));
        assertTrue(find(robot, "filesKept").isVisible());
        shell.desktop().files.add(Files.writeString(folder.resolve("first.txt"), "hello"));
        robot.interact(() -> shell.fire("filesAdd"));
        robot.interact(() -> shell.fire("filesStore"));
        assertTrue(node.snapshot().transfers().stream().anyMatch(Transfer::isIn));
        assertFalse(find(robot, "filesKept").isVisible());
    }

    @Test
    void theDropZoneIsAButtonTooAndAFileCanGoInOpen(FxRobot robot, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("dropped.txt"), "hello");
        robot.interact(() -> shell.shell().go(Place.FILES));
        robot.interact(() -> shell.desktop().files.add(file));
        robot.clickOn("#filesDrop");
        robot.clickOn("#filesOpen");
        robot.clickOn("#filesStore");
        assertTrue(node.asked.contains("files.store dropped.txt locked false"), "" + node.asked);
    }

    @Test
    void aFileIsSharedByLinkAndCode(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.FILES));
        choose(robot, "more-taxes.zip", "files.share");
        String whole = ((javafx.scene.control.TextField) find(robot, "shareLink")).getText();
        assertTrue(whole.startsWith("haulout:") && whole.contains("#"), whole);
        assertTrue(find(robot, "shareCode").isVisible());
        robot.interact(
                () -> ((javafx.scene.control.RadioButton) find(robot, "shareWithoutKey")).fire());
        String without = ((javafx.scene.control.TextField) find(robot, "shareLink")).getText();
        assertFalse(without.contains("#"), without);
        robot.interact(() -> shell.fire("shareCopy"));
        assertEquals(Optional.of(without), shell.desktop().paste());
    }

    @Test
    void whatSomebodySharedIsTakenOut(FxRobot robot, @TempDir Path folder) {
        robot.interact(() -> shell.shell().go(Place.FILES));
        choose(robot, "more-beach.mov", "files.share");
        robot.interact(() -> shell.fire("shareCopy"));
        robot.interact(() -> shell.shell().close());
        robot.interact(() -> shell.fire("filesByLink"));
        assertTrue(find(robot, "linkTake").isDisabled());
        robot.interact(() ->
                ((javafx.scene.control.TextField) find(robot, "linkField"))
                        .setText("haulout:nothing"));
        assertTrue(find(robot, "linkTake").isDisabled());
        shell.desktop().target = Optional.of(folder.resolve("got.mov"));
        robot.interact(() -> shell.fire("linkPaste"));
        robot.interact(() -> shell.fire("linkTake"));
        assertTrue(node.asked.contains("files.takeOut got.mov"), "" + node.asked);
    }

    @Test
    void aFileIsKeptLonger(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.FILES));
        choose(robot, "more-beach.mov", "files.extend");
        robot.interact(() -> shell.fire("extend-1"));
        robot.interact(() -> shell.fire("extendDo"));
        assertTrue(
                node.asked.stream().anyMatch(one -> one.startsWith("files.extend")),
                "" + node.asked);
    }

    private void choose(FxRobot robot, String menu, String item) {
        robot.interact(() ->
                robot
                        .lookup((Node one) -> menu.equals(one.getId()))
                        .queryAs(javafx.scene.control.MenuButton.class)
                        .getItems()
                        .stream()
                        .filter(one -> item.equals(one.getId()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
    }

    @Test
    void aFailureIsToldInItsWords(FxRobot robot, @TempDir Path folder) throws IOException {
        shell.desktop().files.add(Files.writeString(folder.resolve("a.txt"), "hello"));
        robot.interact(() -> shell.shell().go(Place.FILES));
        robot.interact(() -> shell.fire("filesAdd"));
        node.failNext("The network is full until Friday.");
        robot.interact(() -> shell.fire("filesStore"));
        assertTrue(find(robot, "toast").isVisible());
        assertFalse(
                robot.from(find(robot, "toast"))
                        .lookup((Label label) ->
                                label.getText().equals("The network is full until Friday."))
                        .queryAll()
                        .isEmpty());
    }

    @Test
    void aNeighbourIsStoppedAndBroughtBack(FxRobot robot) {
        robot.clickOn("#rail-neighbours");
        robot.clickOn("#tile-3");
        robot.interact(() -> shell.fire("nbStop"));
        assertEquals(NeighbourReport.State.STOPPED, node.snapshot().neighbours().get(3).state());
        assertTrue(find(robot, "nbStart").isVisible());
        robot.interact(() -> shell.fire("nbStart"));
        assertEquals(NeighbourReport.State.RUNNING, node.snapshot().neighbours().get(3).state());
        robot.interact(() -> shell.fire("nbWipe"));
        assertEquals(NeighbourReport.State.MENDING, node.snapshot().neighbours().get(3).state());
        assertFalse(find(robot, "nbStart").isVisible(), "it runs already");
        assertTrue(find(robot, "neighbourMap") instanceof ShardMap);
    }

    @Test
    void mendingThatRestsSaysWhyAndCanBeHurried(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.NEIGHBOURS));
        robot.clickOn("#tile-3");
        robot.interact(() -> shell.fire("nbWipe"));
        assertFalse(
                robot.lookup((Label label) -> label.getText().equals("You are using the computer"))
                        .queryAll()
                        .isEmpty());
        robot.interact(() -> shell.fire("nbHurry"));
        assertEquals(Mode.Kind.ALWAYS, node.snapshot().mode().mode().kind());
        assertFalse(find(robot, "nbHurry").isVisible());
    }

    @Test
    void aDriveIsLentLess(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.STORAGE));
        robot.interact(() -> shell.fire("lend-d1"));
        javafx.scene.control.Slider slider =
                (javafx.scene.control.Slider) find(robot, "lendSlider");
        assertEquals(63, slider.getMin()); // it holds 62.4 GB, and the core refuses less
        robot.interact(() -> slider.setValue(80));
        robot.interact(() -> shell.fire("lendDo"));
        assertTrue(node.asked.contains("drives.lend d1 80000000000"), "" + node.asked);
        assertEquals(80_000_000_000L, node.snapshot().drives().getFirst().lentBytes());
    }

    @Test
    void aFolderIsLentAfterItWasLookedAt(FxRobot robot, @TempDir Path folder) {
        shell.desktop().target = Optional.of(folder);
        robot.interact(() -> shell.shell().go(Place.STORAGE));
        robot.interact(() -> shell.fire("storageAdd"));
        robot.interact(() -> shell.fire("storageAddFolder"));
        assertTrue(node.asked.contains("drives.look " + folder), "" + node.asked);
        robot.interact(() -> ((javafx.scene.control.Slider) find(robot, "addSlider")).setValue(20));
        robot.interact(() -> shell.fire("storageLendDo"));
        assertTrue(
                node.asked.stream()
                        .anyMatch(said ->
                                said.startsWith("drives.add ") && said.endsWith(" 20000000000")),
                "" + node.asked);
    }

    @Test
    void theWordsAreShownAndCountAsSavedWhenTheirOwnerSaysSo(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "backup"));
        robot.interact(() -> shell.fire("idWords"));
        assertFalse(robot.lookup(" 6  sausage").queryAll().isEmpty());
        robot.interact(() -> shell.fire("idWordsDone"));
        assertTrue(node.asked.contains("identity.wordsSaved"), "" + node.asked);
    }

    @Test
    void theKeysAreLockedOnlyWithTheSamePassphraseTwice(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "backup"));
        robot.interact(() -> shell.fire("idLock"));
        type(robot, "idSecret", "haul out now");
        type(robot, "idSecret-again", "haul out no");
        robot.interact(() -> shell.fire("idLockDo"));
        assertFalse(node.asked.contains("identity.lock 12"));
        type(robot, "idSecret-again", "haul out now");
        robot.interact(() -> shell.fire("idLockDo"));
        assertTrue(node.asked.contains("identity.lock 12"), "" + node.asked);
        assertTrue(find(robot, "idUnlock").isVisible());
    }

    @Test
    void aMoveIsSavedInAFileWithAPassphrase(FxRobot robot, @TempDir Path folder) {
        shell.desktop().target = Optional.of(folder.resolve("way.haulout-recovery"));
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "backup"));
        robot.interact(() -> shell.fire("idMove"));
        type(robot, "idSecret", "haul out now");
        type(robot, "idSecret-again", "haul out now");
        robot.interact(() -> shell.fire("idFileDo"));
        assertTrue(node.asked.contains("identity.move way.haulout-recovery 12"), "" + node.asked);
    }

    @Test
    void lockedKeysAreOpenedWhereTheScreenWouldBe(FxRobot robot) {
        node.who()
                .become(
                        new IdentityReport(
                                IdentityReport.Lock.PASSPHRASE,
                                false,
                                true,
                                Optional.empty(),
                                Optional.empty()));
        robot.interact(() -> node.become(Sample.STOPPED));
        type(robot, "keySecret", "haul out now");
        robot.interact(() -> shell.fire("keyOpen"));
        assertTrue(node.asked.contains("identity.open 12"), "" + node.asked);
    }

    @Test
    void oneLeavesStaysAndLeaves(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "backup"));
        robot.interact(() -> shell.fire("idLeave"));
        assertEquals(Place.LEAVE, shell.shell().place());
        robot.interact(() -> shell.fire("leaveBegin"));
        assertFalse(node.asked.contains("leave.begin"));
        robot.interact(() -> shell.fire("leaveBeginDo"));
        assertTrue(node.asked.contains("leave.begin"), "" + node.asked);
        robot.interact(() -> shell.fire("leaveStay"));
        robot.interact(() -> shell.fire("leaveStayDo"));
        assertTrue(node.asked.contains("leave.stay"), "" + node.asked);
        node.leave().become(LeaveReport.Stage.LEFT, 5);
        robot.interact(() -> node.become(Sample.HEALTHY));
        robot.interact(() -> shell.fire("leaveErase"));
        robot.interact(() -> shell.fire("leaveEraseDo"));
        assertTrue(node.asked.contains("leave.erase"), "" + node.asked);
    }

    private void type(FxRobot robot, String id, String text) {
        robot.interact(
                () -> ((javafx.scene.control.TextInputControl) find(robot, id)).setText(text));
    }

    @Test
    void whoHasANodeBringsItBackFirst(FxRobot robot) {
        node.fresh();
        robot.interact(() -> shell.shell().firstRun());
        robot.clickOn("#frHaveNode");
        robot.clickOn("#frNext");
        type(robot, "frWords", "legal winner thank");
        assertTrue(find(robot, "frRestore").isDisabled());
        robot.interact(() ->
                ((javafx.scene.control.CheckBox) find(robot, "frOtherOff")).setSelected(true));
        robot.interact(() -> shell.fire("frRestore"));
        assertTrue(node.asked.contains("identity.restore words 18"), "" + node.asked);
        assertEquals("Step 2 of 5", step(robot));
    }

    @Test
    void aJobIsSwitchedOffAndTakenBack(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.WORK));
        robot.interact(() ->
                ((atlantafx.base.controls.ToggleSwitch) find(robot, "job-encode"))
                        .setSelected(false));
        assertTrue(node.asked.contains("job encode false"));
        robot.interact(() -> shell.fire("toastUndo"));
        assertTrue(node.asked.contains("job encode true"));
    }

    @Test
    void aCheckIsMendedFromHealth(FxRobot robot) {
        robot.interact(() -> node.become(Sample.AT_RISK));
        robot.interact(() -> shell.shell().go(Place.HEALTH));
        robot.interact(() -> shell.fire("healthCheck"));
        assertTrue(node.asked.contains("check"));
        assertFalse(robot.lookup("Open Storage").queryAll().isEmpty());
    }

    @Test
    void whoIsSetUpIsToldWhereTheAnswersOfTheFirstStepsAre(FxRobot robot) {
        robot.interact(() -> shell.shell().go(Place.HELP));
        robot.interact(() -> shell.fire("helpFirstRun"));
        assertFalse(robot.lookup("#firstRun").tryQuery().isPresent(), "with no way out");
        for (String step : List.of("lend", "rules", "start", "backup")) {
            robot.interact(
                    () -> ((javafx.scene.control.Hyperlink) find(robot, "step-" + step)).fire());
            assertFalse(robot.lookup("#step-" + step).tryQuery().isPresent(), step);
            robot.interact(() -> shell.shell().go(Place.HELP));
            robot.interact(() -> shell.fire("helpFirstRun"));
        }
    }

    @Test
    void theFirstRunGoesThroughWithItsDefaults(FxRobot robot) {
        node.fresh();
        robot.interact(() -> shell.shell().firstRun());
        for (int step = 1; step <= 3; step++) {
            assertEquals("Step " + step + " of 5", step(robot));
            robot.clickOn("#frNext");
        }
        assertEquals("Step 4 of 5", step(robot));
        assertTrue(node.asked.contains("start.begin SHARE 150000000000"), "" + node.asked);
        assertTrue(find(robot, "frNext").isDisabled());
        for (int done = 0; done < 3; done++) {
            robot.interact(node::advanceStart);
        }
        assertFalse(find(robot, "frNext").isDisabled());
        robot.clickOn("#frNext");
        robot.interact(() -> shell.fire("idWords"));
        assertFalse(robot.lookup(" 6  sausage").queryAll().isEmpty());
        robot.interact(() -> shell.fire("idWordsDone"));
        assertTrue(node.asked.contains("identity.wordsSaved"), "" + node.asked);
        robot.clickOn("#frNext");
        assertFalse(robot.lookup("#firstRun").tryQuery().isPresent());
        assertEquals(Place.HOME, shell.shell().place());
    }

    @Test
    void whoFollowsAStakeSaysWhoseInTheFirstRun(FxRobot robot) {
        node.fresh();
        robot.interact(() -> shell.shell().firstRun());
        robot.clickOn("#frFollow");
        robot.clickOn("#frNext");
        type(robot, "frFollowAddr", "0x12");
        assertTrue(find(robot, "frNext").isDisabled());
        type(robot, "frFollowAddr", "0x" + "7a".repeat(32));
        robot.clickOn("#frNext");
        assertTrue(
                node.asked.stream()
                        .anyMatch(one ->
                                one.startsWith("start.begin FOLLOW") && one.contains("0x7a7a")),
                "" + node.asked);
        robot.clickOn("#frNext");
        assertFalse(robot.lookup("#firstRun").tryQuery().isPresent());
    }

    @Test
    void theSheetIsPrintedWhereThereIsAPrinterAndElseSaved(FxRobot robot, @TempDir Path folder)
            throws IOException {
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "backup"));
        robot.interact(() -> shell.fire("idSheet"));
        assertFalse(robot.lookup("#sheetPrint").tryQuery().isPresent());
        Path page = folder.resolve("sheet.html");
        shell.desktop().target = Optional.of(page);
        robot.interact(() -> shell.fire("sheetSave"));
        String html = Files.readString(page);
        assertTrue(html.contains("6.  sausage") && html.contains("12.  yellow"), html);
        assertTrue(node.asked.contains("identity.wordsSaved"), "" + node.asked);
        shell.desktop().hasPrinter = true;
        robot.interact(() -> shell.fire("idSheet"));
        robot.interact(() -> shell.fire("sheetPrint"));
        assertEquals(1, shell.desktop().printed.size());
    }

    private static String step(FxRobot robot) {
        return robot.lookup((Label label) -> label.getText().startsWith("Step "))
                .queryAs(Label.class)
                .getText();
    }

    @Test
    void everyStateIsShownOnEveryScreen(FxRobot robot) {
        for (Place place : TestShell.places()) {
            robot.interact(() -> shell.shell().go(place));
            for (Sample sample : Sample.values()) {
                robot.interact(() -> node.become(sample));
                boolean green = text(robot, "hdrStatus").equals("Healthy");
                assertEquals(
                        sample == Sample.HEALTHY || sample == Sample.EMPTY,
                        green,
                        place + " " + sample);
            }
        }
    }
}
