// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/// A request's body that is slowed down by a budget.
final class MeteredInputStream extends FilterInputStream {
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
        int count = super.read(target, offset, length);
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
