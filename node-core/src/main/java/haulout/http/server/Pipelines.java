// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// What speaks a protocol on one connection.
final class Pipelines {
    /// Most bytes of a body in one message; the socket gives no more at a time.
    private static final int MAX_PART_BYTES = 1 << 16;

    private final Exchanges shared;
    private final ConnectionGuard guard;

    Pipelines(Exchanges shared, ConnectionGuard guard) {
        this.shared = shared;
        this.guard = guard;
    }

    void http1(ChannelPipeline pipeline) {
        pipeline.addLast(
                new HttpRequestDecoder(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(ServerLimits.LINE_BYTES)
                                .setMaxHeaderSize(ServerLimits.HEADER_BYTES)
                                .setMaxChunkSize(MAX_PART_BYTES)));
        pipeline.addLast(new Http1Connection(shared, guard));
    }

    void http2(ChannelPipeline pipeline) {
        Http2Connection.install(pipeline, shared, guard);
    }
}
