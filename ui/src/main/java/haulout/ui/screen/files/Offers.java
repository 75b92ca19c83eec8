// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.files;

import haulout.home.StoreOffer;
import haulout.text.Sentence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What storing some files would take: of those that can be stored, and why the others cannot.
///
/// @param sum of the good ones; empty if there is none
record Offers(List<Path> good, List<Refused> refused, Optional<StoreOffer> sum) {
    Offers {
        good = List.copyOf(good);
        refused = List.copyOf(refused);
    }

    /// A file that cannot be stored.
    record Refused(Path file, Sentence why) {}
}
