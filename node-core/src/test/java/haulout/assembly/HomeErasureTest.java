// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.core.Hash32;
import haulout.core.NodeId;
import haulout.identity.IdentityFolder;
import haulout.identity.Keyring;
import haulout.identity.NodeSecrets;
import haulout.testing.TestSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeErasureTest {
    private final Random random = TestSeed.random("home erasure", 11);

    @TempDir Path temp;

    private IdentityFolder identity(Path folder) throws Exception {
        Files.createDirectories(folder);
        return new IdentityFolder(folder, Keyring.empty());
    }

    private NodeSecrets keys(IdentityFolder folder, boolean isKnown) throws Exception {
        NodeSecrets secrets = NodeSecrets.generate(random);
        folder.save(secrets);
        if (isKnown) {
            byte[] id = new byte[Hash32.BYTES];
            random.nextBytes(id);
            folder.saveId(new NodeId(Hash32.of(id)));
        }
        return secrets;
    }

    private Path home() throws Exception {
        Path home = temp.resolve("home");
        Files.createDirectories(home.resolve("practice").resolve("n0").resolve("store"));
        Files.createDirectories(home.resolve("practice").resolve("n1").resolve("identity"));
        Files.writeString(home.resolve("practice/n0/node.db"), "x");
        Files.writeString(home.resolve("practice/n1/identity/protocol.key"), "x");
        Files.writeString(home.resolve("ledger.db"), "x");
        Files.writeString(home.resolve("holiday.txt"), "theirs");
        return home;
    }

    @Test
    void theKeysOfTheOwnNodeComeToTheHome() throws Exception {
        Path home = home();
        NodeSecrets own = keys(identity(home.resolve("practice/n0/identity")), true);
        new HomeErasure(home).eraseAll(false);
        assertTrue(identity(home.resolve("identity")).secrets().orElseThrow().isSameAs(own));
        assertFalse(Files.exists(home.resolve("practice")));
        assertFalse(Files.exists(home.resolve("ledger.db")));
        assertEquals("theirs", Files.readString(home.resolve("holiday.txt")));
    }

    @Test
    void keysOfTwoNodesAreBothKept() throws Exception {
        Path home = home();
        NodeSecrets practice = keys(identity(home.resolve("practice/n0/identity")), true);
        NodeSecrets other = keys(identity(home.resolve("identity")), true);
        new HomeErasure(home).eraseAll(false);
        assertTrue(identity(home.resolve("identity")).secrets().orElseThrow().isSameAs(other));
        Path left = home.resolve("practice/n0");
        assertTrue(identity(left.resolve("identity")).secrets().orElseThrow().isSameAs(practice));
        assertFalse(Files.exists(left.resolve("node.db")));
        assertFalse(Files.exists(home.resolve("practice/n1")));
    }

    @Test
    void allKeysGoWhenThatIsAskedFor() throws Exception {
        Path home = home();
        keys(identity(home.resolve("practice/n0/identity")), true);
        keys(identity(home.resolve("identity")), true);
        new HomeErasure(home).eraseAll(true);
        try (var left = Files.list(home)) {
            assertEquals(List.of(home.resolve("holiday.txt")), left.toList());
        }
    }
}
