// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.notice.Announcer;
import haulout.app.notice.Notice;
import haulout.app.notice.Notices;
import haulout.app.notice.bus.BusAnnouncer;
import haulout.app.tray.Tray;
import haulout.home.HomeNode;
import haulout.home.HomeSnapshot;
import haulout.ui.text.Words;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives snapshots to the announcements, on a thread of their own: a desktop that hangs holds up
/// nothing else. Announcements go over the bus, or beside the tray's icon where there is none.
///
/// Threads: any.
final class NoticeBoard implements AutoCloseable {
    private static final long IDLE_SECONDS = 20;
    private static final Logger log = LoggerFactory.getLogger(NoticeBoard.class);

    private final HomeNode node;
    private final Notices notices;
    private final Supplier<Tray> tray;
    private Optional<Announcer> bus = Optional.empty();
    private boolean looked;

    // while one look is under way, others are left out: the next snapshot tells the same
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    0,
                    1,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    work -> Thread.ofPlatform().daemon().name("notices").unstarted(work),
                    new ThreadPoolExecutor.DiscardPolicy());

    NoticeBoard(
            HomeNode node, Supplier<Words> words, Path home, Supplier<Tray> tray, WindowDoor door) {
        this.node = node;
        this.tray = tray;
        this.notices =
                new Notices(words, home, node.settings()::preference, this::announcer, door::open);
    }

    /// Announces what a snapshot makes due; returns at once.
    void see(HomeSnapshot snapshot) {
        thread.execute(() -> {
            try {
                notices.see(snapshot);
            } catch (RuntimeException bug) {
                log.error("nothing could be announced; the node runs on", bug);
                node.noteFault("notices");
            }
        });
    }

    // by the one thread of the announcements
    private Announcer announcer() {
        if (!looked) {
            looked = true;
            bus = BusAnnouncer.open();
        }
        return bus.orElseGet(() -> new BesideTray(tray.get()));
    }

    private record BesideTray(Tray tray) implements Announcer {
        @Override
        public boolean show(String title, Notice notice, Runnable onPress) {
            return tray.announce(title, notice.text(), notice.isUrgent());
        }

        @Override
        public void close() {
            // the tray is closed by whoever opened it
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        bus.ifPresent(Announcer::close);
    }
}
