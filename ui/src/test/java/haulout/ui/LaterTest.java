// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import haulout.status.AlertReport;
import haulout.text.Sentence;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.screen.Later;
import haulout.ui.work.BackgroundRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaterTest {
    private final SampleHomeNode node = new SampleHomeNode(Sample.HEALTHY);
    private Instant now = Instant.parse("2026-09-14T10:42:00Z");

    private Later later() {
        return new Later(
                node.settings(), new BackgroundRunner(Runnable::run, Runnable::run), () -> now);
    }

    private AlertReport alert(AlertReport.Level level) {
        return new AlertReport(
                "drive.space",
                "D:/a=b",
                level,
                Sentence.of("alert.core"),
                now,
                Optional.empty(),
                List.of());
    }

    @Test
    void whatCanWaitComesBackTomorrowAlsoAfterARestart() {
        List<AlertReport> all = List.of(alert(AlertReport.Level.ATTENTION));
        later().putOff(all.getFirst());
        assertEquals(List.of(), later().open(all));
        assertEquals(all, later().putOff(all));
        now = now.plus(Duration.ofHours(24));
        assertEquals(all, later().open(all));
    }

    @Test
    void whatWillCostSomethingComesBackInAnHour() {
        List<AlertReport> all = List.of(alert(AlertReport.Level.AT_RISK));
        later().putOff(all.getFirst());
        assertEquals(List.of(), later().open(all));
        now = now.plus(Duration.ofHours(1));
        assertEquals(all, later().open(all));
    }

    @Test
    void whatGetsWorseIsNotPutOff() {
        later().putOff(alert(AlertReport.Level.TIP));
        List<AlertReport> worse = List.of(alert(AlertReport.Level.ATTENTION));
        assertEquals(worse, later().open(worse));
    }

    @Test
    void oneCanBeBroughtBack() {
        AlertReport alert = alert(AlertReport.Level.TIP);
        Later later = later();
        later.putOff(alert);
        later.bringBack(alert);
        assertEquals(List.of(alert), later().open(List.of(alert)));
    }

    @Test
    void aPreferenceThatIsNotOursPutsNothingOff() {
        node.settings().setPreference("alerts.later", "nonsense\nx=y\n=3");
        assertEquals(1, later().open(List.of(alert(AlertReport.Level.TIP))).size());
    }
}
