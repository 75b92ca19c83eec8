// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A file of this computer. Java closes a channel when a thread that uses it is interrupted; here
/// it is opened again, so that one cancelled request does not end the reads of all others.
final class SystemFile implements OpenFile {
    private final Path file;
    private final OpenOption[] options;
    private volatile FileChannel channel;
    private boolean closed;

    SystemFile(Path file, FileChannel channel, OpenOption[] options) {
        this.file = file;
        this.channel = channel;
        this.options =
                Arrays.stream(options)
                        .filter(option -> option != StandardOpenOption.CREATE_NEW)
                        .toArray(OpenOption[]::new);
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        while (true) {
            FileChannel current = channel;
            try {
                return current.read(target, position);
            } catch (ClosedByInterruptException e) {
                throw e; // the interrupt was for this thread
            } catch (ClosedChannelException e) {
                reopen(current, e);
            }
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // the very channel that broke, unless another reopened it
    private synchronized void reopen(FileChannel broken, ClosedChannelException cause)
            throws IOException {
        if (closed) {
            throw cause;
        }
        if (channel == broken) {
            channel = FileChannel.open(file, options);
        }
    }

    // written by threads that nobody interrupts
    @Override
    public void write(long position, ByteBuffer source) throws IOException {
        long at = position;
        while (source.hasRemaining()) {
            at += channel.write(source, at);
        }
    }

    @Override
    public long byteCount() throws IOException {
        while (true) {
            FileChannel current = channel;
            try {
                return current.size();
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (ClosedChannelException e) {
                reopen(current, e);
            }
        }
    }

    @Override
    public void truncate(long byteCount) throws IOException {
        channel.truncate(byteCount);
    }

    @Override
    public void force() throws IOException {
        channel.force(false); // the length counts as content here, times do not
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
