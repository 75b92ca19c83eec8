// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.resources.settings.Mode;
import haulout.text.Sentence;
import haulout.text.Term;
import haulout.text.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// How the node is shown, by table: never as well with a proof that is old, failed or missing.
class StatusFunctionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Wording ENGLISH = new Wording(Locale.UK, ZoneId.of("UTC"));

    private final Household house = new Household(NOW);

    private static String say(Sentence sentence) {
        return ENGLISH.say(sentence, NOW);
    }

    private StatusReport look() {
        return StatusFunction.look(house.facts(), AlertStarts.NONE).status();
    }

    @Test
    void howLongAgoIsSaidInMinutes() {
        house.write = Look.passed(NOW.minusSeconds(59));
        assertEquals("Storing 62.4 GB. All checks passed a moment ago.", say(look().sentence()));
        house.write = Look.passed(NOW.minusSeconds(179));
        assertEquals("Storing 62.4 GB. All checks passed 2 min ago.", say(look().sentence()));
    }

    @Test
    void withEveryProofFreshTheNodeIsHealthy() {
        StatusReport status = look();
        assertEquals(NodeStanding.HEALTHY, status.standing());
        assertEquals("Storing 62.4 GB. All checks passed a moment ago.", say(status.sentence()));
        assertEquals(Optional.of(NOW.minusSeconds(5)), status.lastConfirmed());
        assertEquals(List.of(), status.more());
        assertEquals(10, status.proofs().size());
    }

    @Test
    void whoOnlyFollowsStakesHasNoNodeThatCouldBeHealthyOrRest() {
        house.keepsPieces = false;
        house.answers = false;
        StatusReport status = look();
        assertEquals(NodeStanding.HEALTHY, status.standing());
        assertEquals("All is well", say(status.title()));
        assertEquals("All checks passed a moment ago.", say(status.sentence()));
        house.keepsPieces = true;
        assertEquals(NodeStanding.RESTING, look().standing());
        house.answers = true;
        assertEquals("Your node is healthy", say(look().title()));
    }

    @Test
    void eachProofStaleFailedOrUnknownAloneAndInPairsIsNeverGreen() {
        List<Household.Fault> faults = Household.faults();
        assertEquals(32, faults.size());
        int looked = 0;
        for (int first = 0; first < faults.size(); first++) {
            for (int second = first; second < faults.size(); second++) {
                Household broken = new Household(NOW);
                faults.get(first).inject().accept(broken);
                faults.get(second).inject().accept(broken);
                StatusReport status =
                        StatusFunction.look(broken.facts(), AlertStarts.NONE).status();
                String name = faults.get(first).name() + " and " + faults.get(second).name();
                assertFalse(status.standing().isGreen(), name);
                boolean proven =
                        status.proofs().stream()
                                .allMatch(p -> p.outcome() == ProofReport.Outcome.PASSED);
                assertEquals(proven, status.lastConfirmed().isPresent(), name);
                assertTrue(!proven || name.contains("ledger behind"), name);
                looked++;
                broken.answers = false;
                assertFalse(
                        StatusFunction.look(broken.facts(), AlertStarts.NONE)
                                .status()
                                .standing()
                                .isGreen(),
                        name + ", resting");
            }
        }
        assertEquals(32 * 33 / 2, looked);
    }

    @Test
    void eachFaultAloneHasTheStateOfItsRow() {
        for (Household.Fault fault : Household.faults()) {
            Household broken = new Household(NOW);
            fault.inject().accept(broken);
            StatusReport status = StatusFunction.look(broken.facts(), AlertStarts.NONE).status();
            assertEquals(fault.expected(), status.standing(), fault.name());
        }
    }

    @Test
    void noCheckIsFineOnWhatWasFoundTooLongAgoOrNever() {
        Set<String> seen = new TreeSet<>();
        for (Household.Stale first : Household.stale()) {
            for (Household.Stale second : Household.stale()) {
                Household old = new Household(NOW);
                first.inject().accept(old);
                second.inject().accept(old);
                for (CheckReport check :
                        StatusFunction.look(old.facts(), AlertStarts.NONE).checks()) {
                    boolean isOld =
                            (first.isAbout(check.check()) || second.isAbout(check.check()))
                                    && (check.subject().isEmpty() || check.subject().equals("D:"));
                    if (isOld) {
                        seen.add(check.check());
                        assertEquals(CheckReport.Level.UNKNOWN, check.level(), check.check());
                    } else {
                        assertEquals(CheckReport.Level.FINE, check.level(), check.check());
                    }
                }
            }
        }
        assertEquals(14, seen.size(), seen.toString());
    }

    @Test
    void theNewChecksSayWhatPeopleRead() {
        house.agreement = new NetworkFacts.Agreement(11, 1, NOW);
        assertEquals(NodeStanding.HEALTHY, look().standing());
        house.agreement = new NetworkFacts.Agreement(11, 2, NOW);
        assertEquals(
                "Neighbours disagree about the network's state. "
                        + "Haulout waits and trusts none until it is settled.",
                say(look().sentence()));
        house.agreement = new NetworkFacts.Agreement(11, 0, NOW);
        house.alone = Look.failed(NOW);
        assertEquals(
                "This node also runs on another computer. One must stop.", say(look().sentence()));
        house.alone = Look.passed(NOW);
        house.fastRoute = Look.failed(NOW);
        house.ownAddress = Look.failed(NOW);
        assertEquals(NodeStanding.HEALTHY, look().standing());
        assertEquals(
                List.of(
                        "The faster route is blocked; using the ordinary one.",
                        "Your provider shares one address among homes. "
                                + "The relay handles it; nothing to do."),
                say(look().more()));
        house.release =
                new NetworkFacts.Release(false, Optional.of(NOW.plusSeconds(4 * 3600)), NOW);
        assertEquals(NodeStanding.AT_RISK, look().standing());
        assertTrue(say(look().sentence()).startsWith("Update needed by"), say(look().sentence()));
    }

    @Test
    void theOrderOfStatesDecides() {
        house.write = Look.failed(NOW);
        house.offlineSince = Optional.of(NOW.minusSeconds(600));
        assertEquals(NodeStanding.AT_RISK, look().standing());
        house.write = Look.passed(NOW);
        assertEquals(NodeStanding.OFFLINE, look().standing());
        assertEquals(
                "Can't reach the network since 11:50. Your data on this computer is safe.",
                say(look().sentence()));
        house.offlineSince = Optional.empty();
        house.phase = new Phase.Leaving(61, Optional.of(Duration.ofMinutes(72)));
        assertEquals("61 % handed over, about 1 h 12 min left.", say(look().sentence()));
        house.phase = new Phase.Leaving(61, Optional.empty());
        assertEquals(
                "61 % handed over; the others are taking over the rest.", say(look().sentence()));
        house.phase = new Phase.Starting();
        assertEquals("Starting up – usually under 10 seconds.", say(look().sentence()));
        house.phase = new Phase.Closed("Practice", NOW.minusSeconds(60));
        assertEquals("Practice ended on 11:59. No new earnings.", say(look().sentence()));
        house.phase = new Phase.Stopped();
        assertEquals(NodeStanding.STOPPED, look().standing());
    }

    @Test
    void whoHasLeftIsNotHealthyAndIsToldSo() {
        house.phase = new Phase.Left(Optional.of(NOW.minusSeconds(60)));
        assertEquals(NodeStanding.CLOSED, look().standing());
        assertFalse(look().standing().isGreen());
        assertEquals("You have left this network", say(look().title()));
        assertEquals(
                "Since 11:59 everything is with others;"
                        + " this computer keeps nothing for them any more.",
                say(look().sentence()));
        house.phase = new Phase.Left(Optional.empty());
        assertEquals(
                "Everything is with others; this computer keeps nothing for them any more.",
                say(look().sentence()));
        house.core = Look.failed(NOW);
        assertEquals(NodeStanding.STOPPED, look().standing());
    }

    @Test
    void aPauseSaysWhenItEnds() {
        house.mode = Mode.pausedUntil(NOW.plusSeconds(1800));
        house.answers = false;
        house.takesIn = false;
        assertEquals(NodeStanding.PAUSED, look().standing());
        assertEquals("Paused until 12:30.", say(look().sentence()));
        house.mode = Mode.pausedUntil(Instant.MAX);
        assertEquals("Paused until you resume.", say(look().sentence()));
        house.mode = Mode.pausedUntil(NOW.minusSeconds(1));
        assertEquals(NodeStanding.RESTING, look().standing());
    }

    @Test
    void restingSaysWhyAndWhatEndsIt() {
        house.rules.add(
                Household.rule(
                        "battery",
                        Set.of(RestFacts.TAKE_IN, RestFacts.HEAVY),
                        Sentence.of("rule.battery"),
                        Sentence.of("ends.mains", new Term.Span(Duration.ofSeconds(30)))));
        house.takesIn = false;
        house.works = false;
        assertEquals(NodeStanding.RESTING, look().standing());
        assertEquals("Running on battery. Still answering requests.", say(look().sentence()));
        house.answers = false;
        assertEquals(
                "Running on battery. Not answering. Starts again after 30 s on mains.",
                say(look().sentence()));
    }

    @Test
    void whenOnlyHeavyWorkRestsTheNodeIsHealthyAndSaysSo() {
        house.rules.add(
                Household.rule(
                        "user",
                        Set.of(RestFacts.HEAVY),
                        Sentence.of("rule.user"),
                        Sentence.of("ends.user", new Term.Count(3))));
        house.rules.add(
                Household.rule(
                        "cpu",
                        Set.of(RestFacts.HEAVY),
                        Sentence.of("rule.cpu"),
                        Sentence.of("ends.over")));
        house.works = false;
        StatusReport status = look();
        assertEquals(NodeStanding.HEALTHY, status.standing());
        assertEquals(
                "Storing 62.4 GB. Heavy work rests – you are using the computer. "
                        + "Starts again after 3 quiet minutes.",
                say(status.sentence()));
        assertEquals(List.of("Other programs are busy"), say(status.more()));
    }

    private static List<String> say(List<Sentence> sentences) {
        return sentences.stream().map(StatusFunctionTest::say).toList();
    }

    @Test
    void aNetworkThatLooksLikeAPhonesIsATipWithTwoAnswers() {
        house.phone = Optional.of("Ada's iPhone");
        AlertReport alert =
                StatusFunction.look(house.facts(), AlertStarts.NONE).alerts().stream()
                        .filter(one -> one.check().equals("hotspot"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(AlertReport.Level.TIP, alert.level());
        assertEquals(List.of(Remedy.IS_HOTSPOT, Remedy.IS_NO_HOTSPOT), alert.remedies());
        assertEquals(
                "\"Ada's iPhone\" looks like a phone's hotspot. Is it one?", say(alert.sentence()));
        house.phone = Optional.of("");
        assertTrue(
                StatusFunction.look(house.facts(), AlertStarts.NONE).alerts().stream()
                        .anyMatch(one ->
                                say(one.sentence())
                                        .equals(
                                                "This network looks like a phone's hotspot. Is it"
                                                        + " one?")));
        assertEquals(NodeStanding.HEALTHY, look().standing());
    }

    @Test
    void aDrivelessKeeperIsNeverGreenAndAFollowerNeedsNoDrive() {
        house.drives = List.of();
        assertEquals(NodeStanding.CHECKING, look().standing());
        assertEquals("Waiting for a drive to keep pieces on.", say(look().sentence()));
        house.keepsPieces = false;
        assertEquals(NodeStanding.HEALTHY, look().standing());
    }

    @Test
    void twoNeighboursAreEnoughWhereThereAreNoMore() {
        house.peers = new NetworkFacts.Peers(2, 2, Optional.of(NOW), Optional.empty());
        assertEquals(NodeStanding.HEALTHY, look().standing());
        house.peers = new NetworkFacts.Peers(1, 2, Optional.of(NOW), Optional.of(NOW));
        assertEquals(NodeStanding.CHECKING, look().standing());
        house.peers =
                new NetworkFacts.Peers(1, 2, Optional.of(NOW), Optional.of(NOW.minusSeconds(60)));
        assertEquals(NodeStanding.ATTENTION, look().standing());
        assertEquals("Only 1 neighbour answers.", say(look().sentence()));
    }

    @Test
    void anAlertNamesTheTimeAndKeepsItsBeginning() {
        house.marker = Look.failed(NOW);
        house.rebuiltFrom = Optional.of(NOW.plusSeconds(6 * 3600));
        Surface first = StatusFunction.look(house.facts(), AlertStarts.NONE);
        assertEquals(
                "Drive D: is not there. Plug it back in. Fix it before 18:00.",
                say(first.status().sentence()));
        AlertReport alert = first.alerts().getFirst();
        assertEquals(NOW, alert.since());
        house.now = NOW.plusSeconds(30);
        house.marker = Look.failed(house.now);
        Surface second = StatusFunction.look(house.facts(), AlertStarts.NONE.after(first));
        assertEquals(NOW, second.alerts().getFirst().since());
    }

    @Test
    void worseAlertsComeFirstAndNoneIsSaidTwice() {
        house.drives = List.of("D:");
        house.slowInRow = 3;
        house.backup = Optional.of(new OwnerFacts.Backup(false, NOW.minusSeconds(60), false));
        house.space = new DriveFacts.Space(20, 50);
        Surface surface = StatusFunction.look(house.facts(), AlertStarts.NONE);
        assertEquals(NodeStanding.AT_RISK, surface.status().standing());
        assertEquals(
                List.of("drive.space", "drive.slow", "backup"),
                surface.alerts().stream().map(AlertReport::check).toList());
        List<Sentence> said = new ArrayList<>(surface.status().more());
        said.add(surface.status().sentence());
        assertEquals(said.size(), said.stream().distinct().count());
    }

    @Test
    void everyCheckHasATitleAReasonAndAWayOut() {
        house.backup = Optional.of(new OwnerFacts.Backup(false, NOW, true));
        Surface surface = StatusFunction.look(house.facts(), AlertStarts.NONE);
        assertTrue(surface.checks().size() >= 14, surface.checks().toString());
        for (CheckReport check : surface.checks()) {
            for (Sentence sentence :
                    List.of(check.title(), check.why(), check.measured(), check.limit())) {
                assertTrue(ENGLISH.knows(sentence.key()), sentence.key());
            }
            assertFalse(check.remedies().isEmpty(), check.check());
        }
    }

    @Test
    void onBatteryADriveIsTriedLessOften() {
        house.write = Look.passed(NOW.minusSeconds(600));
        assertEquals(NodeStanding.CHECKING, look().standing());
        house.onBattery = true;
        assertEquals(NodeStanding.HEALTHY, look().standing());
        house.write = Look.passed(NOW.minusSeconds(901));
        assertEquals(NodeStanding.CHECKING, look().standing());
    }
}
