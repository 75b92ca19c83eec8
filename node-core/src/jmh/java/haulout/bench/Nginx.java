// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// nginx, serving a folder on a port of loopback.
///
/// @param process ends it
record Nginx(Process process, int port) {

    /// Starts one.
    ///
    /// @param before what the command begins with, such as taskset
    static Nginx start(Path folder, List<String> before) throws IOException {
        int port = freePort();
        Path config = folder.resolve("nginx.conf");
        Files.writeString(
                config,
                """
                daemon off; worker_processes 1; pid %1$s/pid; error_log /dev/null; %3$s
                events { worker_connections 4096; }
                http {
                  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
                  open_file_cache max=10000; default_type application/octet-stream;
                  server { listen 127.0.0.1:%2$d backlog=4096; root %1$s; }
                }
                """
                        .formatted(
                                folder,
                                port,
                                System.getProperty("user.name").equals("root")
                                        ? "user root;"
                                        : ""));
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("nginx", "-p", folder.toString(), "-c", config.toString()));
        return new Nginx(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
