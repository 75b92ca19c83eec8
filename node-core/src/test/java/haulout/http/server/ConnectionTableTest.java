// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.http.server.ConnectionTable.Verdict;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Who makes room for whom.
class ConnectionTableTest {
    private final ConnectionTable table = new ConnectionTable(10, 8);

    private List<Channel> take(String peer, int count, boolean busy) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EmbeddedChannel channel = new EmbeddedChannel();
            assertEquals(Verdict.TAKEN, table.enter(peer, channel));
            if (busy) {
                table.busy(peer, channel);
            }
            channels.add(channel);
        }
        return channels;
    }

    @Test
    void aLimitThatFallsHoldsForThoseWhoComeAndMakesNobodyLeave() {
        AtomicInteger max = new AtomicInteger(4);
        ConnectionTable line = new ConnectionTable(max::get, 8);
        List<Channel> there = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            there.add(new EmbeddedChannel());
            assertEquals(Verdict.TAKEN, line.enter("peer " + i, there.getLast()));
        }
        max.set(2);
        assertTrue(there.stream().allMatch(Channel::isOpen));
        assertEquals(Verdict.TAKEN_FOR_ANOTHER, line.enter("late", new EmbeddedChannel()));
        assertEquals(4, line.size());
        max.set(5);
        assertEquals(Verdict.TAKEN, line.enter("later", new EmbeddedChannel()));
    }

    @Test
    void theLongestIdleOfThePeerWithMostMakesRoom() {
        List<Channel> many = take("a", 6, false);
        List<Channel> few = take("b", 4, false);
        assertEquals(Verdict.TAKEN_FOR_ANOTHER, table.enter("c", new EmbeddedChannel()));
        assertFalse(many.getFirst().isOpen());
        assertTrue(few.stream().allMatch(Channel::isOpen));
        assertEquals(10, table.size());
    }

    @Test
    void aPeerThatHoldsEverythingAtWorkDoesNotKeepOthersOut() {
        List<Channel> many = take("a", 7, true);
        List<Channel> few = take("b", 3, true);
        EmbeddedChannel one = new EmbeddedChannel();
        assertEquals(Verdict.TAKEN_FOR_ANOTHER, table.enter("c", one));
        assertFalse(many.getFirst().isOpen());
        assertTrue(few.stream().allMatch(Channel::isOpen));
        // and those who have one keep it, though they are the only ones without a request
        assertEquals(Verdict.TAKEN_FOR_ANOTHER, table.enter("d", new EmbeddedChannel()));
        assertTrue(one.isOpen());
        assertFalse(many.get(1).isOpen());
        assertEquals(10, table.size());
    }

    @Test
    void whoHoldsManyAtWorkDoesNotTakeTheIdleOneOfSomebodyElse() {
        take("a", 5, true);
        take("b", 4, true);
        List<Channel> honest = take("c", 1, false);
        assertEquals(Verdict.REFUSED, table.enter("a", new EmbeddedChannel()));
        assertEquals(Verdict.REFUSED, table.enter("b", new EmbeddedChannel()));
        assertTrue(honest.getFirst().isOpen());
        assertEquals(Verdict.TAKEN_FOR_ANOTHER, table.enter("d", new EmbeddedChannel()));
        assertTrue(honest.getFirst().isOpen());
    }

    @Test
    void peersThatHaveAboutAsManyDoNotTakeThemFromEachOther() {
        take("a", 5, true);
        take("b", 5, true);
        assertEquals(Verdict.REFUSED, table.enter("a", new EmbeddedChannel()));
        assertEquals(Verdict.REFUSED, table.enter("b", new EmbeddedChannel()));
        assertEquals(10, table.size());
    }

    @Test
    void aPeerAtItsLimitMakesRoomByItself() {
        List<Channel> own = take("a", 8, false);
        assertEquals(Verdict.TAKEN_FOR_ANOTHER, table.enter("a", new EmbeddedChannel()));
        assertFalse(own.getFirst().isOpen());
        own.subList(1, 8).forEach(channel -> table.busy("a", channel));
        assertEquals(Verdict.TAKEN_FOR_ANOTHER, table.enter("a", new EmbeddedChannel()));
        assertEquals(8, table.size());
    }
}
