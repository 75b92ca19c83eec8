// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/// A request's body that is slowed down by a budget, in pieces as long as fits.
final class MeteredInputStream extends FilterInputStream {
    /// Largest piece: with the head of its HTTP/2 frame it fills one TLS record. One byte more, and
    /// each piece would take two records, of which one is nearly empty.
    static final int PIECE_BYTES = (1 << 14) - 9;

    private final Traffic traffic;

    MeteredInputStream(InputStream in, Traffic traffic) {
        super(in);
        this.traffic = traffic;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.readNBytes(target, offset, Math.min(length, PIECE_BYTES));
        if (count == 0 && length > 0) {
            return -1;
        }
        if (count > 0) {
            try {
                traffic.beforeSending(count);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                InterruptedIOException stopped = new InterruptedIOException("sending was stopped");
                stopped.initCause(e);
                throw stopped;
            }
        }
        return count;
    }
}
