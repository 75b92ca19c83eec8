// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.NodeId;
import haulout.identity.IdentityFolder;
import haulout.identity.Keyring;
import haulout.status.AlertReport;
import haulout.status.AlertStarts;
import haulout.status.Facts;
import haulout.status.Look;
import haulout.status.NetworkFacts;
import haulout.status.OwnerFacts;
import haulout.status.Phase;
import haulout.status.RestFacts;
import haulout.status.StatusFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the owner is asked for, from the files of an identity to the alert.
class OwnerWatchTest {
    @TempDir private Path temp;

    private Instant now = Instant.now();
    private Optional<OwnerFacts.Payment> payment = Optional.empty();
    private Optional<OwnerFacts.Away> away = Optional.empty();
    private IdentityFolder folder;
    private OwnerWatch watch;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(temp.resolve("identity"));
        folder = new IdentityFolder(temp.resolve("identity"), Keyring.empty());
        watch = new OwnerWatch(folder, () -> payment, _ -> away, () -> now);
    }

    private Optional<AlertReport> alert(String check) {
        Facts facts =
                new Facts(
                        now,
                        new Phase.Running(),
                        Look.passed(now),
                        false,
                        Optional.empty(),
                        List.of(),
                        NetworkFacts.of(
                                new NetworkFacts.Peers(3, 3, Optional.of(now), Optional.empty())),
                        watch.get(),
                        RestFacts.FREE,
                        List.of());
        return StatusFunction.look(facts, AlertStarts.NONE).alerts().stream()
                .filter(one -> one.check().equals(check))
                .findFirst();
    }

    private AlertReport.Level level(String check) {
        return alert(check).orElseThrow().level();
    }

    @Test
    void whoHasNoIdentityIsAskedForNothing() {
        assertEquals(OwnerFacts.NONE, watch.get());
    }

    @Test
    void wordsThatAreNotSavedAreATipThenAnAlertAndGoOnceTheyAre() throws Exception {
        folder.saveId(NodeId.parse("0x" + "1".repeat(64)));
        assertEquals(AlertReport.Level.TIP, level("backup"));
        now = now.plus(Duration.ofDays(8));
        assertEquals(AlertReport.Level.ATTENTION, level("backup"));
        folder.noteSaved(now);
        now = now.plus(Duration.ofSeconds(10));
        assertTrue(alert("backup").isEmpty());
        assertTrue(watch.get().backup().orElseThrow().isSaved());
        // a clock that goes back has it looked at again, not forgotten
        now = now.minus(Duration.ofDays(30));
        assertTrue(alert("backup").isEmpty());
    }

    @Test
    void moneyWithoutAnAddressAndTimeAwayReachTheAlerts() {
        payment = Optional.of(new OwnerFacts.Payment(true, 5_000, 0));
        assertTrue(alert("pay.addr").isEmpty());
        payment = Optional.of(new OwnerFacts.Payment(false, 5_000, 0));
        assertEquals(AlertReport.Level.ATTENTION, level("pay.addr"));
        assertFalse(alert("record.online").isPresent());
        away = Optional.of(new OwnerFacts.Away(Duration.ofHours(3), Duration.ofHours(6)));
        assertEquals(AlertReport.Level.TIP, level("record.online"));
        away = Optional.of(new OwnerFacts.Away(Duration.ofHours(5), Duration.ofHours(6)));
        assertEquals(AlertReport.Level.ATTENTION, level("record.online"));
        away = Optional.of(new OwnerFacts.Away(Duration.ofHours(6), Duration.ofHours(6)));
        assertEquals(AlertReport.Level.AT_RISK, level("record.online"));
    }
}
