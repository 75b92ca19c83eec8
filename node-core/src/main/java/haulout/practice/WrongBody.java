// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.node.AnswerBody;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A body of which one byte in the middle is another.
final class WrongBody implements AnswerBody {
    private final AnswerBody body;
    private final long wrongAt;
    private long at;

    WrongBody(AnswerBody body) {
        this.body = body;
        this.wrongAt = body.byteCount() / 2;
    }

    @Override
    public long byteCount() {
        return body.byteCount();
    }

    @Override
    public int read(ByteBuffer target) throws IOException, InterruptedException {
        int begin = target.position();
        int count = body.read(target);
        if (count > 0 && wrongAt >= at && wrongAt < at + count) {
            int place = begin + (int) (wrongAt - at);
            target.put(place, (byte) (target.get(place) ^ 1));
        }
        at += Math.max(0, count);
        return count;
    }

    @Override
    public void close() {
        body.close();
    }
}
