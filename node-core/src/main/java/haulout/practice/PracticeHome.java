// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.practice;

import haulout.assembly.NodeHome;
import haulout.assembly.OpenThings;
import haulout.identity.Keyring;
import haulout.ledger.machine.LedgerRules;
import haulout.store.file.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// What a practice network keeps in its data directory.
///
/// | Name | Holds |
/// |---|---|
/// | `ledger.db` | the ledger |
/// | `practice/rewards.json` | what the last epochs have brought |
/// | `practice/n0`… | the data directories of the nodes |
/// | `control/practice.token` | what callers of the control address show |
/// | `control/practice.json` | the descriptor, while the network runs |
final class PracticeHome {
    /// As many as fit into the ports and the memory of a large computer.
    static final int MAX_NODES = 100;

    private static final int TOKEN_BYTES = 32;

    private final NodeHome home;

    PracticeHome(NodeHome home) {
        this.home = home;
    }

    private Path node(int index) {
        return home.root().resolve("practice").resolve("n" + index);
    }

    /// How many nodes the network has.
    ///
    /// @throws IOException if it has another number than the one that is wanted
    int nodeCount(OptionalInt wanted) throws IOException {
        int found = 0;
        while (Files.isDirectory(node(found))) {
            found++;
        }
        boolean isFounded = found > 0 && Files.exists(ledgerFile());
        int count = wanted.orElse(isFounded ? found : PracticeSetup.STANDARD_NODES);
        if (count < 1 || count > MAX_NODES) {
            throw new IOException(count + " nodes, allowed 1 to " + MAX_NODES);
        }
        if (isFounded && found != count) {
            throw other("has " + found + " nodes");
        }
        return count;
    }

    private IOException other(String what) {
        return new IOException(
                "the practice network in "
                        + home.root()
                        + " "
                        + what
                        + "; leave the option out, or choose another --home");
    }

    private Path ledgerFile() {
        return home.root().resolve("ledger.db");
    }

    /// The ledger of the network.
    ///
    /// @throws IOException if it has other rules than those that are wanted
    PracticeLedger openLedger(PracticeSetup setup, InstantSource clock)
            throws IOException, InterruptedException {
        int shards = setup.shards().orElse(PracticeSetup.STANDARD_SHARDS);
        Duration epoch = setup.epoch().orElse(PracticeSetup.STANDARD_EPOCH);
        PracticeLedger chain =
                PracticeLedger.open(
                        ledgerFile(),
                        home.root().resolve("practice").resolve("rewards.json"),
                        shards,
                        epoch,
                        clock,
                        new java.security.SecureRandom());
        boolean fits = false;
        try {
            LedgerRules rules = chain.ledger().rules();
            if (setup.shards().isPresent() && rules.shardCount() != shards) {
                throw other("has " + rules.shardCount() + " shards");
            }
            if (setup.epoch().isPresent() && rules.epochMillis() != epoch.toMillis()) {
                throw other("has epochs of " + rules.epochMillis() / 1000.0 + " s");
            }
            fits = true;
            return chain;
        } finally {
            if (!fits) {
                chain.close();
            }
        }
    }

    /// The data directories of the nodes. An identity that was brought back into the home is the
    /// first node's.
    ///
    /// @param open takes charge of them
    /// @param keyring opens the keys of the first
    List<NodeHome> openNodes(OpenThings open, int count, Keyring keyring) throws IOException {
        List<NodeHome> homes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NodeHome one = NodeHome.open(node(i), i == 0 ? keyring : Keyring.empty());
            open.add(one::close);
            homes.add(one);
        }
        home.identityFolder().handTo(homes.getFirst().identityFolder());
        return homes;
    }

    /// Where the token is.
    Path tokenFile() {
        return home.control().resolve("practice.token");
    }

    /// A new token, which is in its file then.
    String token(RandomGenerator random) throws IOException {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        PrivateFile.write(tokenFile(), token);
        return token;
    }

    /// Where the descriptor is to be: for this computer's own commands, and where it is wanted.
    List<Path> files(PracticeSetup setup) {
        List<Path> files = new ArrayList<>();
        files.add(home.control().resolve("practice.json"));
        setup.descriptor().ifPresent(file -> files.add(file.toAbsolutePath().normalize()));
        return files;
    }
}
