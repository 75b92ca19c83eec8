// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// Where a command's result goes. A reader that has seen enough, as `head` has after a few lines,
/// is no error: only what else keeps the result from being written is.
///
/// Threads: as of any print stream.
public final class ResultStream extends PrintStream {
    // POSIX: these bits of a mode say what a file is, and this value that it is a pipe
    private static final int FILE_TYPE = 0xF000;
    private static final int PIPE = 0x1000;

    private final Target target;

    private ResultStream(Target target, Charset charset) {
        super(new BufferedOutputStream(target), true, charset);
        this.target = target;
    }

    /// Standard output of this process.
    public static ResultStream ofThisProcess() {
        return to(
                new FileOutputStream(FileDescriptor.out),
                System.out.charset(),
                ResultStream::isPipe);
    }

    /// @param isPipe whether it leads to another process; then all that can go wrong is that this
    ///   one reads no more, in whatever language the system says so
    static ResultStream to(OutputStream stream, Charset charset, BooleanSupplier isPipe) {
        return new ResultStream(new Target(stream, isPipe), charset);
    }

    private static boolean isPipe() {
        try {
            Object mode = Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode");
            return mode instanceof Integer bits && (bits & FILE_TYPE) == PIPE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return false; // then its words have to do
        }
    }

    /// Whether it could not be written, though somebody would have read it.
    @Override
    public boolean checkError() {
        return super.checkError() && !target.isUnread;
    }

    /// Remembers why it was not written, which a print stream does not.
    private static final class Target extends FilterOutputStream {
        private final BooleanSupplier isPipe;
        private volatile boolean isUnread;

        Target(OutputStream stream, BooleanSupplier isPipe) {
            super(stream);
            this.isPipe = isPipe;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException failure) {
                isUnread |= saysPipe(failure) || isPipe.getAsBoolean();
                throw failure;
            }
        }

        // "Broken pipe", and what Windows says: "The pipe is being closed"
        private static boolean saysPipe(IOException failure) {
            String message = failure.getMessage();
            return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
        }
    }
}
