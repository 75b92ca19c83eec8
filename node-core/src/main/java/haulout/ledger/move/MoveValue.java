// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.move;

import haulout.core.Hash32;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/// A value of the Move language.
public sealed interface MoveValue {
    /// A number.
    ///
    /// @param value not negative
    /// @param bits 8 to 256
    record Unsigned(BigInteger value, int bits) implements MoveValue {
        public Unsigned {
            if (value.signum() < 0 || value.bitLength() > bits) {
                throw new IllegalArgumentException(value + " in " + bits + " bits");
            }
        }
    }

    /// Yes or no.
    record Flag(boolean value) implements MoveValue {}

    /// An address or the identity of an object.
    record Address(Hash32 value) implements MoveValue {
        public Address {
            Objects.requireNonNull(value);
        }
    }

    /// A text.
    record Text(String value) implements MoveValue {
        public Text {
            Objects.requireNonNull(value);
        }
    }

    /// A string of bytes.
    ///
    /// @param value read-only
    record Bytes(ByteBuffer value) implements MoveValue {
        public Bytes {
            value = value.asReadOnlyBuffer();
        }
    }

    /// A list.
    record Items(List<MoveValue> values) implements MoveValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// A value or none.
    ///
    /// @param values of length 0 or 1
    record Maybe(List<MoveValue> values) implements MoveValue {
        public Maybe {
            values = List.copyOf(values);
        }
    }

    /// A struct with named fields.
    record Struct(SequencedMap<String, MoveValue> fields) implements MoveValue {
        public Struct {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        /// A field.
        ///
        /// @throws IllegalArgumentException if there is none of that name
        public MoveValue field(String name) {
            MoveValue value = fields.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no field " + name + " in " + fields.keySet());
            }
            return value;
        }
    }

    /// A struct whose fields have places, not names.
    record Tuple(List<MoveValue> values) implements MoveValue {
        public Tuple {
            values = List.copyOf(values);
        }
    }

    /// One of several forms.
    ///
    /// @param contents of length 0 or 1
    record Variant(String name, List<MoveValue> contents) implements MoveValue {
        public Variant {
            Objects.requireNonNull(name);
            contents = List.copyOf(contents);
        }
    }
}
