// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.text;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// A value within a sentence, said in the reader's language, units and time zone.
public sealed interface Term {
    /// A name as it is: of a drive, an app, a node, a file.
    record Name(String text) implements Term {
        public Name {
            Objects.requireNonNull(text);
        }
    }

    /// The label of the drive that the system runs from, where it has no name of its own.
    String OWN_DRIVE = "/";

    /// What people call a drive.
    ///
    /// @param label its name, or [#OWN_DRIVE]
    static Term drive(String label) {
        return label.equals(OWN_DRIVE) ? new Part(Sentence.of("drive.this")) : new Name(label);
    }

    /// What people call a neighbour: nodes of practice networks are named by their place, as `n3`.
    static Term neighbour(String node) {
        return new Name(node.matches("n\\d{1,4}") ? node.substring(1) : node);
    }

    /// A number of things. The first count of a sentence decides between singular and plural.
    record Count(long number) implements Term {}

    /// An amount of data, in bytes.
    record Bytes(long bytes) implements Term {}

    /// A speed of transfer, in bytes a second.
    record Rate(long bytesPerSecond) implements Term {}

    /// A part of a whole, 0 to 100.
    record Percent(double percent) implements Term {}

    /// A temperature, in degrees Celsius.
    record Degrees(double celsius) implements Term {}

    /// A length of time.
    record Span(Duration length) implements Term {
        public Span {
            Objects.requireNonNull(length);
        }
    }

    /// A moment, said by calendar and clock of the reader.
    record At(Instant moment) implements Term {
        public At {
            Objects.requireNonNull(moment);
        }
    }

    /// Money, in FROST.
    record Money(long frost) implements Term {}

    /// A sentence within a sentence.
    record Part(Sentence sentence) implements Term {
        public Part {
            Objects.requireNonNull(sentence);
        }
    }
}
