// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import haulout.assembly.NodeHost;
import haulout.assembly.OpenThings;
import haulout.http.MetricsApi;
import haulout.http.server.HttpServer;
import haulout.http.server.ServerLimits;
import haulout.store.file.SystemFiles;
import haulout.store.file.WholeFile;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The counters of a core for those who collect such, on the loopback address.
/// `control/metrics.json` says where they are.
final class MetricsPage {
    /// Where collectors look for those of a storage node.
    static final int STANDARD_PORT = 9184;

    private static final Duration STOP_TIME = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(MetricsPage.class);

    private MetricsPage() {}

    /// Opens the page. One that cannot be opened under its port has another, which the file says.
    ///
    /// @param open takes charge of it
    /// @param port 0 for any that is free
    static int open(OpenThings open, NodeHost host, int port) throws IOException {
        HttpServer server;
        try {
            server = server(host, port);
        } catch (BindException e) {
            if (port == 0) {
                throw e;
            }
            log.atWarn().addKeyValue("why", e.getMessage()).log("metrics have another port");
            server = server(host, 0);
        }
        HttpServer opened = server;
        open.add(() -> opened.close(STOP_TIME));
        return opened.address().getPort();
    }

    /// The same with its file.
    ///
    /// @param control folder where programs look for it; is there
    static void open(OpenThings open, NodeHost host, int port, Path control) throws IOException {
        SystemFiles files = new SystemFiles();
        Path file = control.resolve("metrics.json");
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("pid", ProcessHandle.current().pid());
        json.put("url", url(open(open, host, port)));
        WholeFile.write(files, file, json.toString().getBytes(StandardCharsets.UTF_8));
        open.add(() -> files.delete(file));
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port + "/metrics";
    }

    private static HttpServer server(NodeHost host, int port) throws IOException {
        return HttpServer.open(
                new HttpServer.Setup(
                        "metrics",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        Optional.empty(),
                        ServerLimits.forHome().withConnections(64, 64),
                        host.background(),
                        host.metrics(),
                        host.clock()),
                new MetricsApi(host.metrics()));
    }
}
