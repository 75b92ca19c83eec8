// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.notice;

import haulout.ui.screen.Place;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Something worth announcing.
///
/// @param cause the same text for the same thing, however often it is seen
/// @param kind which switch of the settings it belongs to, as `drive`
/// @param isUrgent whether it may not wait for its turn
/// @param lasts whether it is so until it is mended, so that it may be told again; otherwise it
///   happened once and is told once
/// @param text one or two sentences
/// @param button what a press on it does, in a word
/// @param place where a press leads
/// @param deadline until when it can be mended
public record Notice(
        String cause,
        String kind,
        boolean isUrgent,
        boolean lasts,
        String text,
        String button,
        Place place,
        Optional<Instant> deadline) {
    public Notice {
        Objects.requireNonNull(cause);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(text);
        Objects.requireNonNull(button);
        Objects.requireNonNull(place);
        Objects.requireNonNull(deadline);
    }
}
