// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.firstrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ToggleSwitch;
import haulout.ui.NoStyleWarnings;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.Look;
import haulout.ui.screen.Place;
import haulout.ui.shell.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Somebody starts Haulout for the first time.
@ExtendWith({ApplicationExtension.class, NoStyleWarnings.class})
class FirstRunViewTest {
    private final SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY).fresh();
    private TestShell shell;

    @Start
    void start(Stage stage) {
        shell = TestShell.open(stage, node, SampleSnapshots.NOW, 1000, 760, "light");
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(shell::close);
    }

    private static <T extends Node> T find(FxRobot robot, String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    private static String text(FxRobot robot, String id) {
        return find(robot, id, Labeled.class).getText();
    }

    private static boolean isShown(FxRobot robot, String id) {
        return robot.lookup("#" + id).tryQuery().filter(Node::isVisible).isPresent();
    }

    private void open(FxRobot robot) {
        robot.interact(() -> shell.shell().firstRun());
    }

    private void next(FxRobot robot, int times) {
        for (int i = 0; i < times; i++) {
            robot.interact(() -> shell.fire("frNext"));
        }
    }

    private void toTheStart(FxRobot robot) {
        open(robot);
        next(robot, 3);
        for (int done = 0; done < 3; done++) {
            robot.interact(node::advanceStart);
        }
    }

    private Optional<String> preference(String name) {
        return node.settings().preference(name);
    }

    private long lent(FxRobot robot) {
        next(robot, 2);
        String begun =
                node.asked.stream()
                        .filter(one -> one.startsWith("start.begin SHARE "))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(begun.split(" ")[2]);
    }

    private static Slider slider(FxRobot robot) {
        return find(robot, "frLend", Slider.class);
    }

    private static Spinner<?> number(FxRobot robot) {
        return find(robot, "frLendNumber", Spinner.class);
    }

    private static void type(FxRobot robot, String text) {
        robot.interact(() -> number(robot).getEditor().setText(text));
    }

    @Test
    void itStartsAtLogInAndGoesOnWhenClosedOnceThePersonGoesOn(FxRobot robot) {
        toTheStart(robot);
        assertTrue(find(robot, "frAuto", CheckBox.class).isSelected());
        assertTrue(find(robot, "frKeep", CheckBox.class).isSelected());
        assertEquals(List.of(), shell.desktop().logins, "not before the person goes on");
        assertEquals(Optional.empty(), preference("start.login"));
        next(robot, 1);
        assertEquals(List.of("on hidden"), shell.desktop().logins);
        assertEquals(Optional.of("true"), preference("start.login"));
        assertEquals(Optional.of("true"), preference("window.keep"));
        assertTrue(isShown(robot, "frStep5"));
        next(robot, 1);
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "start"));
        assertTrue(find(robot, "start-login", ToggleSwitch.class).isSelected());
        assertTrue(find(robot, "window-keep", ToggleSwitch.class).isSelected());
    }

    @Test
    void whoWantsNeitherHasNeither(FxRobot robot) {
        toTheStart(robot);
        robot.clickOn("#frAuto");
        robot.clickOn("#frKeep");
        next(robot, 1);
        assertEquals(List.of("off hidden"), shell.desktop().logins);
        assertEquals(Optional.of("false"), preference("start.login"));
        assertEquals(Optional.of("false"), preference("window.keep"));
        next(robot, 1);
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "start"));
        assertFalse(find(robot, "start-login", ToggleSwitch.class).isSelected());
        assertFalse(find(robot, "window-keep", ToggleSwitch.class).isSelected());
    }

    @Test
    void whatWasSetBeforeIsShown(FxRobot robot) {
        node.settings().setPreference("start.login", "false").toCompletableFuture().join();
        node.settings().setPreference("start.hidden", "false").toCompletableFuture().join();
        toTheStart(robot);
        assertFalse(find(robot, "frAuto", CheckBox.class).isSelected());
        robot.clickOn("#frAuto");
        next(robot, 1);
        assertEquals(List.of("on"), shell.desktop().logins);
    }

    @Test
    void whatCannotBeSetIsSaidAndDoesNotStopTheRun(FxRobot robot) {
        shell.desktop().isFull = true;
        toTheStart(robot);
        next(robot, 1);
        assertTrue(isShown(robot, "frStep4"));
        assertTrue(
                text(robot, "frStayTold").startsWith("The start at log-in could not be set."),
                text(robot, "frStayTold"));
        assertFalse(find(robot, "frAuto", CheckBox.class).isSelected(), "it does not hold");
        assertTrue(find(robot, "frKeep", CheckBox.class).isSelected());
        assertEquals(Optional.empty(), preference("start.login"));
        assertFalse(find(robot, "frNext", Node.class).isDisabled());
        next(robot, 1);
        assertTrue(isShown(robot, "frStep5"));
    }

    @Test
    void itCanBeTriedAgain(FxRobot robot) {
        shell.desktop().isFull = true;
        toTheStart(robot);
        next(robot, 1);
        shell.desktop().isFull = false;
        robot.clickOn("#frAuto");
        next(robot, 1);
        assertEquals(List.of("on hidden"), shell.desktop().logins);
        assertTrue(isShown(robot, "frStep5"));
    }

    @Test
    void whereTheSystemHasNoLogInTheBoxSaysSo(FxRobot robot) {
        shell.desktop().canStartAtLogin = false;
        toTheStart(robot);
        assertTrue(find(robot, "frAuto", CheckBox.class).isDisabled());
        assertFalse(find(robot, "frAuto", CheckBox.class).isSelected());
        assertTrue(isShown(robot, "frAutoWhy"));
        next(robot, 1);
        assertEquals(List.of(), shell.desktop().logins);
        assertEquals(Optional.empty(), preference("start.login"));
        assertEquals(Optional.of("true"), preference("window.keep"));
        next(robot, 1);
        robot.interact(() -> shell.shell().go(Place.SETTINGS, "start"));
        assertTrue(find(robot, "start-login", ToggleSwitch.class).isDisabled());
    }

    @Test
    void whoOnlyFollowsIsNotAsked(FxRobot robot) {
        open(robot);
        robot.clickOn("#frFollow");
        next(robot, 2);
        assertTrue(isShown(robot, "frStep4"));
        assertFalse(
                isShown(robot, "frAuto")
                        && find(robot, "frAuto", Node.class).getParent().getParent().isVisible());
        next(robot, 1);
        assertEquals(List.of(), shell.desktop().logins);
        assertEquals(Optional.empty(), preference("window.keep"));
    }

    @Test
    void numberAndSliderAreOneValue(FxRobot robot) {
        open(robot);
        next(robot, 1);
        assertEquals("150", number(robot).getEditor().getText());
        robot.interact(() -> slider(robot).setValue(200.4));
        assertEquals("200", number(robot).getEditor().getText());
        robot.interact(() -> number(robot).increment());
        assertEquals(201, slider(robot).getValue(), 1e-9);
        assertEquals("201", number(robot).getEditor().getText());
        robot.interact(() -> number(robot).decrement(2));
        assertEquals(199, slider(robot).getValue(), 1e-9);
        type(robot, "123.456");
        assertEquals(123.456, slider(robot).getValue(), 1e-9);
        assertFalse(isShown(robot, "frLendWhy"));
        assertEquals(123_456_000_000L, lent(robot));
    }

    @Test
    void theArrowKeysMoveTheNumberAndEnterKeepsIt(FxRobot robot) {
        open(robot);
        next(robot, 1);
        robot.interact(() -> number(robot).getEditor().requestFocus());
        robot.type(KeyCode.UP);
        assertEquals("151", number(robot).getEditor().getText());
        robot.type(KeyCode.DOWN, 2);
        assertEquals("149", number(robot).getEditor().getText());
        robot.interact(() -> number(robot).getEditor().selectAll());
        robot.write("0044").type(KeyCode.ENTER);
        assertEquals("44", number(robot).getEditor().getText());
        assertEquals(44_000_000_000L, lent(robot));
    }

    @Test
    void nothingBeyondTheSafeEndIsLentAndTheReasonIsSaid(FxRobot robot) {
        open(robot);
        next(robot, 1);
        double end = slider(robot).getMax();
        assertEquals(519, end, 1e-9);
        for (int time = 0; time < 2; time++) {
            type(robot, "9000");
            assertEquals(end, slider(robot).getValue(), 1e-9);
            assertTrue(text(robot, "frLendWhy").startsWith("519\u00a0GB is the most"));
            assertTrue(text(robot, "frLendWhy").contains("91\u00a0GB"));
            robot.interact(
                    () -> number(robot).getEditor().fireEvent(new javafx.event.ActionEvent()));
            assertEquals("519", number(robot).getEditor().getText(), "time " + time);
        }
        assertTrue(isShown(robot, "frLendWhy"));
        robot.interact(() -> number(robot).increment());
        assertTrue(isShown(robot, "frLendWhy"), "an arrow at the end says why too");
        robot.interact(() -> number(robot).decrement());
        assertFalse(isShown(robot, "frLendWhy"));
        type(robot, "-5");
        assertTrue(text(robot, "frLendWhy").startsWith("1\u00a0GB is the least"));
        type(robot, "9000");
        assertEquals(519_000_000_000L, lent(robot));
    }

    @Test
    void theReasonIsStillThereWhenTheFieldIsLeft(FxRobot robot) {
        open(robot);
        next(robot, 1);
        robot.interact(() -> number(robot).getEditor().requestFocus());
        robot.interact(() -> number(robot).getEditor().selectAll());
        robot.write("9000").type(KeyCode.TAB);
        assertEquals("519", number(robot).getEditor().getText());
        assertTrue(text(robot, "frLendWhy").startsWith("519\u00a0GB is the most"));
        assertTrue(isShown(robot, "frLendWhy"));
        assertEquals(519_000_000_000L, lent(robot));
    }

    @Test
    void whatIsNoNumberChangesNothing(FxRobot robot) {
        open(robot);
        next(robot, 1);
        type(robot, "lots");
        assertEquals(150, slider(robot).getValue(), 1e-9);
        assertTrue(text(robot, "frLendWhy").contains("100.5"), text(robot, "frLendWhy"));
        type(robot, "150");
        assertFalse(isShown(robot, "frLendWhy"));
        type(robot, "lots");
        assertEquals(150_000_000_000L, lent(robot));
    }

    @Test
    void theNumberHasANameForTheScreenReader(FxRobot robot) {
        open(robot);
        next(robot, 1);
        assertEquals("You lend, in gigabytes", number(robot).getEditor().getAccessibleText());
        assertEquals("You lend 150\u00a0GB", slider(robot).getAccessibleText());
    }

    @Test
    void theDetailsAreFoldedAwayUntilTheyAreAskedFor(FxRobot robot) {
        open(robot);
        next(robot, 1);
        assertFalse(
                find(robot, "frDetail-memory", Node.class).getParent().isVisible()
                        && find(robot, "frDetail-memory", Node.class)
                                .getParent()
                                .getParent()
                                .isVisible());
        robot.interact(() -> shell.fire("frDetails"));
        List<String> said = new ArrayList<>();
        for (String id : List.of("processor", "memory", "battery", "hours", "apps")) {
            Node row = find(robot, "frDetail-" + id, Node.class);
            assertTrue(row.getParent().getParent().isVisible(), id);
            robot.from(row).lookup(".t-body").queryAllAs(Labeled.class).stream()
                    .map(Labeled::getText)
                    .forEach(said::add);
        }
        assertEquals(5, said.size(), "" + said);
        assertEquals("8-core processor", said.getFirst());
        assertEquals("16\u00a0GB", said.get(1));
        assertTrue(said.get(2).startsWith("built in"), said.get(2));
    }

    @Test
    void theWholeOfItIsWalkedByTheKeyboard(FxRobot robot) {
        open(robot);
        next(robot, 1);
        List<String> order = new ArrayList<>();
        robot.interact(() -> slider(robot).requestFocus());
        order.add("frLend");
        for (int i = 0; i < 8; i++) {
            robot.type(KeyCode.TAB);
            Node at = shell.scene().getFocusOwner();
            assertNotNull(at);
            Optional.ofNullable(at.getId()).ifPresent(order::add);
        }
        assertTrue(order.indexOf("frDetails") > order.indexOf("frPlan"), "" + order);
        assertTrue(order.indexOf("frBack") > order.indexOf("frDetails"), "" + order);
        assertTrue(order.indexOf("frNext") > order.indexOf("frBack"), "" + order);
    }

    @Test
    void whoHasNotDecidedOnAnAddressIsToldWhatHappens(FxRobot robot) {
        open(robot);
        next(robot, 2);
        assertFalse(
                robot.lookup((Labeled one) -> one.getText().contains("Not decided yet?"))
                        .queryAll()
                        .isEmpty());
    }

    private void toTheFailingStart(FxRobot robot, String step, String why) {
        open(robot);
        node.failStart(step, why);
        next(robot, 3);
    }

    @Test
    void aFailureKeepsItsLinesAndCanBeTriedAgain(FxRobot robot) {
        node.doneStart("proof");
        toTheFailingStart(robot, "network", "There is no free port.");
        assertTrue(isShown(robot, "frLine-network"));
        assertFalse(robot.lookup("There is no free port.").queryAll().isEmpty());
        assertFalse(isShown(robot, "frProblem"), "its line says it");
        assertTrue(isShown(robot, "frBack"));
        assertEquals("Try again", text(robot, "frNext"));
        assertFalse(find(robot, "frNext", Node.class).isDisabled());
        long before = begun();
        next(robot, 1);
        assertEquals(before + 1, begun());
        assertTrue(isShown(robot, "frLine-network"), "it failed once more");
        robot.interact(() -> node.doneStart("network"));
        assertEquals("Continue", text(robot, "frNext"));
        assertFalse(isShown(robot, "frBack"));
        assertTrue(isShown(robot, "frLine-network"));
    }

    private long begun() {
        return node.asked.stream().filter(one -> one.startsWith("start.begin")).count();
    }

    @Test
    void whatFailsWithoutALineIsSaidAllTheSame(FxRobot robot) {
        open(robot);
        next(robot, 2);
        node.failNext("Haulout is busy.");
        next(robot, 1);
        assertEquals("Haulout is busy.", text(robot, "frProblem"));
        assertEquals("Try again", text(robot, "frNext"));
        next(robot, 1);
        assertFalse(isShown(robot, "frProblem"));
    }

    @Test
    void aDriveThatFailedIsMarkedWhereItIsChosen(FxRobot robot) {
        toTheFailingStart(robot, "drive", "Haulout may not use it.");
        robot.interact(() -> shell.fire("frBack"));
        assertTrue(isShown(robot, "frStep2"));
        assertTrue(isShown(robot, "frDriveFailed"));
        assertTrue(
                text(robot, "frDriveFailed").contains("Haulout may not use it."),
                text(robot, "frDriveFailed"));
        type(robot, "77");
        long before = begun();
        next(robot, 2);
        assertEquals(before + 1, begun(), "with what is chosen now");
        assertTrue(
                node.asked.getLast().startsWith("start.begin SHARE 77000000000"), "" + node.asked);
    }

    @Test
    void theWordsAreShownOnlyWhenThereAreKeys(FxRobot robot) {
        open(robot);
        next(robot, 3);
        robot.interact(() -> node.doneStart("proof"));
        next(robot, 1);
        assertTrue(isShown(robot, "frStep5"));
        assertTrue(find(robot, "idWords", Node.class).isDisabled());
        assertTrue(isShown(robot, "frKeysWait"));
        robot.interact(() -> node.doneStart("identity"));
        assertFalse(find(robot, "idWords", Node.class).isDisabled());
        assertFalse(isShown(robot, "frKeysWait"));
    }

    @Test
    void theRoleIsThatOfWhatWasBegunAndTheChoiceIsKept(FxRobot robot) {
        open(robot);
        robot.clickOn("#frFollow");
        assertEquals(Look.Role.SHARE, shell.look().role().get(), "nothing is begun yet");
        // as another language or another start does
        open(robot);
        assertTrue(find(robot, "frFollow", RadioButton.class).isSelected());
        next(robot, 2);
        assertTrue(node.asked.contains("start.begin FOLLOW 150000000000"), "" + node.asked);
        assertEquals(Look.Role.FOLLOW, shell.look().role().get());
    }

    @Test
    void theEnterKeyGoesOn(FxRobot robot) {
        open(robot);
        next(robot, 2);
        robot.clickOn("#frPayOther");
        robot.interact(() -> find(robot, "frAddr", TextField.class).requestFocus());
        robot.write("0x" + "7a".repeat(32)).type(KeyCode.ENTER);
        assertTrue(isShown(robot, "frStep4"));
    }

    @Test
    void theEnterKeyAloneGoesThroughTheDefaults(FxRobot robot) {
        open(robot);
        assertTrue(isShown(robot, "frStep1"));
        robot.type(KeyCode.ENTER);
        assertTrue(isShown(robot, "frStep2"));
        robot.type(KeyCode.ENTER);
        assertTrue(isShown(robot, "frStep3"));
        robot.type(KeyCode.ENTER);
        assertTrue(isShown(robot, "frStep4"));
    }

    @Test
    void theEnterKeyGoesOnFromAChoice(FxRobot robot) {
        open(robot);
        robot.interact(shell::beat);
        robot.clickOn("#frShare").type(KeyCode.ENTER);
        assertTrue(isShown(robot, "frStep2"));
    }

    @Test
    void whoseNodeARecoveryFileHasIsShown(FxRobot robot, @TempDir Path folder) throws IOException {
        shell.desktop().files.add(Files.writeString(folder.resolve("way.file"), "x"));
        open(robot);
        robot.clickOn("#frHaveNode");
        next(robot, 1);
        robot.clickOn("#frByFile");
        robot.interact(() -> shell.fire("frFile"));
        assertFalse(
                robot.lookup((Labeled one) -> one.getText().startsWith("way.file · node "))
                        .queryAll()
                        .isEmpty());
    }

    @Test
    void whileAnotherCopyIsLookedForNothingIsAskedTwice(FxRobot robot) {
        open(robot);
        robot.clickOn("#frHaveNode");
        next(robot, 1);
        robot.interact(() -> find(robot, "frOtherOff", CheckBox.class).setSelected(true));
        node.who().answersNever = true;
        robot.interact(() -> shell.fire("frRestore"));
        assertTrue(find(robot, "frRestore", Node.class).isDisabled());
    }
}
