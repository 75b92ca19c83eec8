// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.http.server;

import haulout.metrics.MetricsRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.Errors;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A server on one port. HTTP/1.1 and HTTP/2, by what a connection's first bytes are; with TLS or
/// without.
///
/// Threads: any; its own loops are called `netty-io-…`.
// because what fails to be written or closed closes its channel, and that is listened to
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpServer implements AutoCloseable {
    /// Loops only parse and write; two keep a small machine's network busy.
    private static final int LOOPS = 2;

    /// Connections that the system may hold before they are taken.
    private static final int BACKLOG = 4096;

    private static final int LOW_WATER = 1 << 15;

    private final Exchanges shared;
    private final ConnectionTable table;

    /// Those through the line, which has a limit of its own.
    private final ConnectionTable far;

    private final Optional<SslContext> tls;
    private final SocketLine line;
    private final EventLoopGroup loops;
    private final Map<EventLoop, LoopTicks> ticks = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Channel listening;

    private HttpServer(
            Exchanges shared,
            ConnectionTable table,
            ConnectionTable far,
            Optional<SslContext> tls,
            SocketLine line,
            boolean epoll) {
        this.shared = shared;
        this.table = table;
        this.far = far;
        this.tls = tls;
        this.line = line;
        IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        LOOPS, new DefaultThreadFactory("netty-io", true), factory);
    }

    /// What a server is made of.
    ///
    /// @param name by which its counters are told from those of other servers
    /// @param address where it listens; port 0 for any that is free
    /// @param tls empty for plain HTTP
    /// @param requests runs handlers; a new virtual thread each is what is meant. It stays the
    ///   caller's, who closes it after the server
    /// @param clock for the date header
    public record Setup(
            String name,
            InetSocketAddress address,
            Optional<TlsKeys> tls,
            ServerLimits limits,
            ExecutorService requests,
            MetricsRegistry metrics,
            InstantSource clock) {
        public Setup {
            Objects.requireNonNull(name);
            Objects.requireNonNull(address);
            Objects.requireNonNull(tls);
        }
    }

    /// Starts a server.
    ///
    /// @throws BindException if the address cannot be listened on, whoever says so: the library of
    ///   the system's own calls has another exception for it than Java
    /// @throws IOException if the keys do not fit together
    public static HttpServer open(Setup setup, HttpService service) throws IOException {
        return open(setup, service, SocketLine.FREE, new BodyPool());
    }

    /// Starts a server whose bytes go through a budget.
    ///
    /// @param bodies may be that of other servers too
    /// @throws BindException if the address cannot be listened on
    /// @throws IOException if the keys do not fit together
    public static HttpServer open(
            Setup setup, HttpService service, SocketLine line, BodyPool bodies) throws IOException {
        ServerMetrics metrics = new ServerMetrics(setup.metrics(), setup.name());
        Exchanges shared =
                Exchanges.of(
                        service,
                        setup.limits(),
                        setup.requests(),
                        metrics,
                        bodies,
                        new HttpDate(setup.clock()));
        ConnectionTable table =
                new ConnectionTable(
                        setup.limits().connections(), setup.limits().connectionsPerPeer());
        ConnectionTable far =
                new ConnectionTable(
                        () -> Math.min(setup.limits().connections(), line.connections()),
                        setup.limits().connectionsPerPeer());
        metrics.gauges(shared, () -> table.size() + far.size());
        Optional<SslContext> tls =
                setup.tls().isPresent()
                        ? Optional.of(ServerTls.of(setup.tls().get()))
                        : Optional.empty();
        boolean epoll = Epoll.isAvailable();
        HttpServer server = new HttpServer(shared, table, far, tls, line, epoll);
        boolean listening = false;
        try {
            server.listen(setup.address(), epoll);
            listening = true;
        } finally {
            if (!listening) {
                server.close(Duration.ZERO);
            }
        }
        return server;
    }

    private void listen(InetSocketAddress address, boolean epoll) throws IOException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(
                                epoll
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(LOW_WATER, 2 * LOW_WATER))
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        HttpServer.this.initialize(channel);
                                    }
                                });
        io.netty.channel.ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw refusal(address, bound.cause());
        }
        listening = bound.channel();
        ticksOf(bound.channel());
    }

    private static IOException refusal(InetSocketAddress address, Throwable cause) {
        String what =
                "cannot listen on "
                        + address.getHostString()
                        + ":"
                        + address.getPort()
                        + ": "
                        + reason(cause);
        IOException refusal =
                cause instanceof BindException || cause instanceof Errors.NativeIoException
                        ? new BindException(what)
                        : new IOException(what);
        refusal.initCause(cause);
        return refusal;
    }

    /// Why, without the name and the number of the system's call.
    private static String reason(Throwable cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        return cause instanceof Errors.NativeIoException
                ? message.substring(message.lastIndexOf(": ") + 1).strip()
                : message;
    }

    private LoopTicks ticksOf(Channel channel) {
        return ticks.computeIfAbsent(
                channel.eventLoop(), loop -> new LoopTicks(loop, shared.limits()));
    }

    private void initialize(Channel channel) {
        LoopTicks own = ticksOf(channel);
        boolean isFar = line.isFor(channel.remoteAddress());
        ConnectionGuard guard = new ConnectionGuard(isFar ? far : table, shared, own, channel);
        if (isFar) {
            channel.pipeline().addLast(new LineHandler(line));
        }
        channel.pipeline().addLast(guard);
        tls.ifPresent(context -> {
            SslHandler handler = context.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(shared.limits().handshake().toMillis());
            // a peer that does not say goodbye is not waited for
            handler.setCloseNotifyFlushTimeoutMillis(0);
            channel.pipeline().addLast(handler);
        });
        channel.pipeline().addLast(new ProtocolChoice(new Pipelines(shared, guard)));
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return (InetSocketAddress) Objects.requireNonNull(listening).localAddress();
    }

    /// Takes no more connections, lets those that are at work finish, and after `deadline` ends
    /// what is left. A second call does nothing.
    public void close(Duration deadline) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Channel socket = listening;
        if (socket != null) {
            socket.close().awaitUninterruptibly();
        }
        shared.stopping().set(true);
        ticks.forEach((loop, own) -> loop.execute(own::stop));
        awaitNoConnections(deadline);
        all().forEach(Channel::close);
        shared.atWork().forEach(Sending::interrupt);
        awaitNoConnections(Duration.ofSeconds(1));
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private List<Channel> all() {
        List<Channel> all = new ArrayList<>(table.all());
        all.addAll(far.all());
        return all;
    }

    private void awaitNoConnections(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (Channel channel : all()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            channel.closeFuture().awaitUninterruptibly(left, TimeUnit.NANOSECONDS);
        }
    }

    /// Ends everything at once.
    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
