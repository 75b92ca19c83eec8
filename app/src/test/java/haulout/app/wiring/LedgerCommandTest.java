// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.app.cli.CommandGroup;
import haulout.app.testing.Outcome;
import haulout.app.testing.SmallPractice;
import haulout.daemon.PracticeHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `haulout ledger …` with a practice network that runs.
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerCommandTest {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long POLL_NANOS = 5_000_000;

    @TempDir static Path folder;
    private PracticeHost host;

    @BeforeAll
    void open() throws Exception {
        host = SmallPractice.open(folder.resolve("home"));
    }

    @AfterAll
    void close() throws Exception {
        host.close();
    }

    private static Outcome say(Path home, Object... words) {
        List<Object> all = new ArrayList<>(List.of("ledger"));
        all.addAll(List.of(words));
        all.addAll(List.of("--home", home));
        return Outcome.of(
                List.of(new CommandGroup("ledger", "Stake", LedgerCommand.all())), all.toArray());
    }

    private static Outcome say(Object... words) {
        return say(folder.resolve("home"), words);
    }

    /// An epoch can be ended only when its shards are where they belong.
    private static void nextEpoch() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (say("next-epoch").exit() != 0) {
            assertTrue(System.nanoTime() - end < 0, "the epoch does not end");
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Test
    void nodesPoolsEpochAndAccountAreShownForPeopleAndForPrograms() throws Exception {
        JsonNode nodes = say("nodes", "--json").json();
        assertEquals(SmallPractice.NODES, nodes.size());
        int shards = 0;
        for (JsonNode node : nodes) {
            shards += node.path("shards").asInt();
        }
        assertEquals(SmallPractice.SHARDS, shards);
        Outcome lines = say("nodes");
        assertEquals(
                SmallPractice.NODES,
                lines.out().lines().filter(line -> line.contains("stake ")).count());
        assertTrue(lines.out().contains("commission 10 %"), lines.out());
        JsonNode pool = say("pool", "n1", "--json").json();
        assertEquals("n1", pool.path("name").asText());
        assertEquals(1, pool.path("stakers").size());
        assertTrue(say("pool", "n1").out().contains("can be collected"));
        long epoch = say("epoch", "--json").json().path("epoch").asLong();
        assertTrue(epoch >= 1, epoch + "");
        assertTrue(say("epoch").out().contains("epoch " + epoch), say("epoch").out());
        assertTrue(say("account").out().contains("balance "), say("account").out());
    }

    @Test
    void aStakeIsMadeAskedForAndTakenOut() throws Exception {
        long before = say("account", "--json").json().path("balance").asLong();
        String stake = say("stake", "n2", "12.5", "--json").json().path("stake").asText();
        JsonNode staked = say("account", "--json").json();
        assertEquals(before - 12_500_000_000L, staked.path("balance").asLong());
        assertTrue(say("account").out().contains(stake), say("account").out());
        nextEpoch();
        Outcome asked = say("unstake", stake);
        assertEquals(0, asked.exit(), asked.err());
        assertTrue(asked.out().contains("it can be taken out from epoch"), asked.out());
        Outcome early = say("withdraw", stake);
        assertEquals(1, early.exit());
        assertTrue(early.err().startsWith("haulout: "), early.err());
        nextEpoch();
        nextEpoch();
        Outcome out = say("withdraw", stake);
        assertEquals(0, out.exit(), out.err());
        assertTrue(out.out().startsWith("taken out: 12.5"), out.out());
        long after = say("account", "--json").json().path("balance").asLong();
        assertTrue(after >= before, before + ", then " + after);
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        for (String wrong : List.of("0", "-3", "1.0000000001", "many")) {
            Outcome said = say("stake", "n1", wrong);
            assertEquals(2, said.exit(), said.toString());
        }
        assertEquals(2, say("stake", "n1").exit());
        assertEquals(1, say("pool", "n77").exit());
        assertEquals(1, say("withdraw", "0x12").exit());
        Outcome nobody = say(folder.resolve("nobody"), "epoch");
        assertEquals(1, nobody.exit());
        assertTrue(nobody.err().contains("haulout practice"), nobody.err());
    }
}
