// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.gateway;

import haulout.http.server.BodySource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Several files one after another.
final class JoinedAnswer implements BodySource {
    private final List<FileAnswer> parts;
    private int current;

    /// @param parts ownership of the files passes
    JoinedAnswer(List<BlobReads.Fetched> parts) {
        this.parts = parts.stream().map(part -> new FileAnswer(part.file(), part.bytes())).toList();
    }

    @Override
    public long byteCount() {
        return parts.stream().mapToLong(FileAnswer::byteCount).sum();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (current < parts.size()) {
            int count = parts.get(current).read(target);
            if (count >= 0) {
                return count;
            }
            current++;
        }
        return -1;
    }

    @Override
    public void close() {
        parts.forEach(FileAnswer::close);
    }
}
