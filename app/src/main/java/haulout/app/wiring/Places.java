// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.wiring;

import haulout.app.instance.SingleInstance;
import haulout.app.link.AppLink;
import haulout.ui.screen.Place;
import java.util.Arrays;
import java.util.Optional;

/// Where links lead to in the window.
final class Places {
    private Places() {}

    /// The screen of a link; empty if there is none of that name.
    static Optional<Place> of(AppLink link) {
        return Arrays.stream(Place.values())
                .filter(place -> place.text().equals(link.place()))
                .findFirst();
    }

    /// The link that a second start asked for. What comes through the socket is not trusted: it is
    /// read as anew.
    static Optional<AppLink> ofCall(String word) {
        String open = SingleInstance.OPEN + " ";
        return word.startsWith(open)
                ? AppLink.parse(word.substring(open.length())).filter(link -> of(link).isPresent())
                : Optional.empty();
    }
}
