// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.fail;

import haulout.app.cli.HostileFolder.Refused;
import haulout.fuzzing.FuzzTarget;

/// Reading a folder of slivers, as targets of fuzzing: an input is the number of a file and what is
/// in it.
final class HostileFolderTargets {
    /// The command line allocates buffers for work of any size; a disk may be slow.
    private static final FuzzTarget.Limits LIMITS = new FuzzTarget.Limits(160, 256 << 20, 10_000);

    private HostileFolderTargets() {}

    /// All slivers are there: one that is damaged cannot be missed, and metadata that are damaged
    /// do not have the blob ID of the description.
    static FuzzTarget<byte[]> withAllSlivers(HostileFolder folder) {
        return target(
                "folder with all slivers",
                folder,
                input -> {
                    try {
                        return folder.decodeWith(input);
                    } catch (Refused refused) {
                        if (folder.target(input).startsWith("primary-")
                                || folder.target(input).startsWith("secondary-")) {
                            fail("a damaged sliver among good ones", refused);
                        }
                        throw refused;
                    }
                });
    }

    /// As few slivers as can be: with one that is damaged there is no blob.
    static FuzzTarget<byte[]> withFewestSlivers(HostileFolder folder) {
        return target("folder with the fewest slivers", folder, folder::decodeWith);
    }

    private static FuzzTarget<byte[]> target(
            String name, HostileFolder folder, FuzzTarget.Parse<byte[]> parse) {
        return FuzzTarget.of(
                        name,
                        Refused.class,
                        parse,
                        (input, decoded) -> assertArrayEquals(folder.blob(), decoded))
                .within(LIMITS)
                .costing(25)
                .from(folder.inputs());
    }
}
