// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.script;

import com.fasterxml.jackson.databind.JsonNode;
import haulout.core.WireFormatException;
import haulout.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A scripted ledger in a file of JSON lines, which is followed as it grows. For tests of a whole
/// process and for development; a line counts once it ends with a line feed.
///
/// | Line | Meaning |
/// |---|---|
/// | `{"shards":100}` | the first line: number of shards |
/// | `{"committee":{"epoch":1,"members":[{"nodeId":"0x…","name":"n0","publicKey":"hex, 48 bytes","networkKey":"hex, 33 bytes","address":"127.0.0.1:9185","shards":[0,1]}]}}` | makes a committee known |
/// | `{"enter":1}` | the ledger is in that epoch, without an event |
/// | `{"event":"EpochChangeStart","epoch":2}` | the epoch begins and its shards move |
/// | `{"event":"EpochChangeDone","epoch":2}` | they no longer do |
/// | `{"event":"BlobRegistered","epoch":1,"blobId":"…","size":5,"endEpoch":3,"deletable":true,"objectId":"0x…"}` | |
/// | `{"event":"BlobCertified","epoch":1,"blobId":"…","endEpoch":3,"deletable":true,"objectId":"0x…","extension":false}` | |
/// | `{"event":"BlobDeleted","epoch":1,"blobId":"…","endEpoch":3,"objectId":"0x…","wasCertified":true}` | |
/// | `{"event":"InvalidBlobID","epoch":1,"blobId":"…"}` | |
/// | `{"event":"ShardsReceived","epoch":1,"shards":[1]}`, `ShardRecoveryStart` likewise | |
/// | `{"event":"EpochParametersSelected","epoch":1,"nextEpoch":2}` | |
/// | `{"event":"…","epoch":1}` | anything else: a notice |
///
/// Flags that are left out are false. Empty lines, and lines that begin with `#`, are passed over.
/// A line that cannot be read ends the following: from then on the ledger answers nothing but which
/// line it was.
public final class ScriptFile implements AutoCloseable {
    /// Longest line: a committee of 1000 members with 1000 shards has some 400 kB.
    private static final int MAX_LINE_BYTES = 1 << 20;

    // how soon a new line is heard: well within the second that writers wait
    private static final long POLL_MILLIS = 50;

    // a script to which nothing was added for long is looked at less often, so that it costs
    // nothing
    private static final long MAX_POLL_MILLIS = 400;
    private static final long LOOKS_PER_PACE = 100;

    // where the system tells of changes; it does not tell of those made by another computer
    private static final long WATCHED_POLL_MILLIS = 5_000;

    private static final boolean TELLS = System.getProperty("os.name").equals("Linux");

    private static final Logger log = LoggerFactory.getLogger(ScriptFile.class);

    private final Path file;
    private final FileChannel channel;
    private final ScriptedChain chain;
    private final Thread thread;
    private final @Nullable WatchService watch;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    private ScriptFile(Path file, FileChannel channel, ThreadFactory threads) throws IOException {
        this.file = file;
        this.channel = channel;
        JsonNode first = nextLine();
        if (first == null) {
            throw new WireFormatException("script " + file, 0, "a first line", "none");
        }
        this.chain = new ScriptedChain(ScriptLine.shards(first));
        this.watch = watch(file); // before reading, so that nothing is missed
        boolean isRead = false;
        try {
            readAll();
            isRead = true;
        } finally {
            if (!isRead) {
                stopWatching();
            }
        }
        this.thread = threads.newThread(this::follow);
    }

    /// Reads what is there and follows what comes.
    ///
    /// @param threads makes the one thread that follows
    /// @throws IOException if the file cannot be read
    /// @throws WireFormatException if a line that is there cannot be understood
    public static ScriptFile open(Path file, ThreadFactory threads) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean opened = false;
        try {
            ScriptFile script = new ScriptFile(file, channel, threads);
            script.thread.start();
            opened = true;
            return script;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /// The ledger.
    public ScriptedChain chain() {
        return chain;
    }

    private void follow() {
        try {
            long before = number;
            long looks = 0;
            while (channel.isOpen()) {
                readAll();
                looks = number == before ? looks + 1 : 0;
                before = number;
                pause(looks);
            }
        } catch (InterruptedException | ClosedWatchServiceException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            if (channel.isOpen()) {
                String why = "script " + file + ", line " + number + ": " + e.getMessage();
                chain.fail(why);
                log.atError().addKeyValue("line", number).setCause(e).log("script ends");
            }
        }
    }

    /// Waits until something may have been added.
    ///
    /// @param looks how many in a row found nothing
    private void pause(long looks) throws InterruptedException {
        WatchService changes = watch;
        if (changes == null) {
            long pause = POLL_MILLIS * (1 + looks / LOOKS_PER_PACE);
            TimeUnit.MILLISECONDS.sleep(Math.min(pause, MAX_POLL_MILLIS));
            return;
        }
        // whatever else is written into the folder does not wake it more often than that
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        WatchKey key = changes.poll(WATCHED_POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    /// Has the system tell of changes in the script's folder.
    ///
    /// @return null where it does not
    private static @Nullable WatchService watch(Path file) {
        if (!TELLS) {
            return null;
        }
        try {
            Path folder = file.toRealPath().getParent(); // of the file, where the path is a link
            if (folder == null) {
                return null;
            }
            WatchService changes = file.getFileSystem().newWatchService();
            try {
                folder.register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
                return changes;
            } catch (IOException e) {
                changes.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            log.atDebug().setCause(e).log("the script is looked at from time to time");
            return null;
        }
    }

    private void readAll() throws IOException {
        for (JsonNode next = nextLine(); next != null; next = nextLine()) {
            ScriptLine.apply(next, number, chain);
        }
    }

    /// The next line that says something, null if there is none yet.
    private @Nullable JsonNode nextLine() throws IOException {
        while (true) {
            if (!buffer.hasRemaining()) {
                buffer.clear();
                int count = channel.read(buffer);
                buffer.flip();
                if (count <= 0) {
                    return null;
                }
            }
            byte next = buffer.get();
            if (next != '\n') {
                line.write(next);
                if (line.size() > MAX_LINE_BYTES) {
                    throw new WireFormatException(
                            "script", MAX_LINE_BYTES, "the end of the line", "more");
                }
                continue;
            }
            number++;
            byte[] bytes = line.toByteArray();
            line.reset();
            if (bytes.length > 0 && bytes[0] != '#' && bytes[0] != '\r') {
                return WireJson.parse("line " + number + " of the script", bytes, MAX_LINE_BYTES);
            }
        }
    }

    /// Ends the following. The ledger stays as it is.
    @Override
    public void close() throws IOException {
        thread.interrupt();
        try (channel) {
            stopWatching();
        }
    }

    private void stopWatching() throws IOException {
        WatchService changes = watch;
        if (changes != null) {
            changes.close();
        }
    }
}
