// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app;

import haulout.app.cli.BenchEncodeCommand;
import haulout.app.cli.BlobIdCommand;
import haulout.app.cli.CleanUps;
import haulout.app.cli.CommandEntry;
import haulout.app.cli.CommandGroup;
import haulout.app.cli.CommandRunner;
import haulout.app.cli.DecodeCommand;
import haulout.app.cli.EncodeCommand;
import haulout.app.cli.ReadCommand;
import haulout.app.cli.ResultStream;
import haulout.app.cli.StoreCommand;
import haulout.app.platform.HeapKeeper;
import haulout.app.wiring.DesktopCommand;
import haulout.app.wiring.DrivesCommand;
import haulout.app.wiring.HomeCore;
import haulout.app.wiring.IdentityCommand;
import haulout.app.wiring.LeaveCommand;
import haulout.app.wiring.LedgerCommand;
import haulout.app.wiring.NeighbourCommand;
import haulout.app.wiring.NodeCommand;
import haulout.app.wiring.PracticeCommand;
import haulout.app.wiring.StatusCommand;
import haulout.app.wiring.UninstallCommand;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/// Where the process starts.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage.
    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler(Main::endOnUncaught);
        CleanUps cleanUps = new CleanUps(sentence -> System.err.println("haulout: " + sentence));
        CountDownLatch ended = new CountDownLatch(1);
        Thread command = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("stop")
                                .unstarted(() -> cleanUps.stop(command, ended)));
        Optional<HeapKeeper> heap =
                HeapKeeper.watch(task -> Thread.ofPlatform().daemon().name("heap").start(task));
        int exit;
        try {
            exit =
                    new CommandRunner(
                                    commands(),
                                    Optional.of(
                                            new DesktopCommand(
                                                    HomeCore::open,
                                                    now -> heap.ifPresent(h -> h.setPatient(now)))),
                                    version(),
                                    ResultStream.ofThisProcess(),
                                    System.err,
                                    InstantSource.system(),
                                    cleanUps)
                            .run(arguments);
        } finally {
            heap.ifPresent(HeapKeeper::close);
            ended.countDown();
        }
        System.exit(exit);
    }

    /// Every command of the program, in the order in which `--help` shows them.
    static List<CommandEntry> commands() {
        return List.of(
                new BlobIdCommand(),
                new EncodeCommand(),
                new DecodeCommand(),
                new StoreCommand(),
                new ReadCommand(),
                new NodeCommand(),
                new PracticeCommand(),
                new StatusCommand(),
                new UninstallCommand(),
                new CommandGroup(
                        "identity",
                        "Keep, save, bring back or move who this node is",
                        IdentityCommand.all()),
                new CommandGroup(
                        "drives", "Lend drives, move them, give them back", DrivesCommand.all()),
                new CommandGroup("leave", "Leave the network for good", LeaveCommand.all()),
                new CommandGroup(
                        "neighbour",
                        "Control the nodes of the practice network",
                        NeighbourCommand.all()),
                new CommandGroup(
                        "ledger",
                        "Look at the ledger of the practice network, and stake",
                        LedgerCommand.all()),
                new CommandGroup(
                        "bench", "Measure this machine", List.of(new BenchEncodeCommand())));
    }

    private static String version() {
        String packaged = Main.class.getPackage().getImplementationVersion();
        return packaged == null ? "(not packaged)" : packaged;
    }

    /// A worker thread died of a bug: nobody will ever answer for its work, so the process ends.
    private static void endOnUncaught(Thread thread, Throwable bug) {
        LoggerFactory.getLogger(Main.class).error("bug in thread {}", thread.getName(), bug);
        System.err.println(
                "haulout: a mistake inside Haulout stopped it; please report the lines above");
        Runtime.getRuntime().halt(CommandRunner.FAILED);
    }
}
