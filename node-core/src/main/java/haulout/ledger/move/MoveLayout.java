// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.move;

import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsReader;
import haulout.wire.bcs.BcsWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// How the values of a Move type lie in bytes.
public sealed interface MoveLayout {
    /// Most elements of a list that is read; the largest of the network has a few thousand.
    int MAX_ITEMS = 1 << 20;

    /// Most bytes of a text or a string of bytes that is read.
    int MAX_BYTES = 1 << 20;

    /// Reads a value.
    MoveValue read(BcsReader reader) throws WireFormatException;

    /// Writes a value of this layout.
    ///
    /// @throws ClassCastException if it is one of another
    void write(BcsWriter writer, MoveValue value);

    /// Reads all of `bytes` as a value.
    ///
    /// @throws WireFormatException if the bytes are anything else
    default MoveValue decode(byte[] bytes) throws WireFormatException {
        BcsReader reader = new BcsReader(bytes);
        MoveValue value = read(reader);
        reader.expectEnd("Move value");
        return value;
    }

    /// The bytes of a value.
    default byte[] encode(MoveValue value) {
        BcsWriter writer = new BcsWriter();
        write(writer, value);
        return writer.toBytes();
    }

    /// A number, least significant byte first.
    record NumberLayout(int bits) implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            byte[] bytes = reader.fixedBytes("number", bits / 8);
            return new MoveValue.Unsigned(new BigInteger(1, reversed(bytes)), bits);
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            byte[] shown = ((MoveValue.Unsigned) value).value().toByteArray();
            byte[] bytes = new byte[bits / 8];
            for (int i = 0; i < Math.min(bytes.length, shown.length); i++) {
                bytes[i] = shown[shown.length - 1 - i];
            }
            writer.fixedBytes(bytes);
        }

        private static byte[] reversed(byte[] bytes) {
            byte[] result = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                result[i] = bytes[bytes.length - 1 - i];
            }
            return result;
        }
    }

    /// Yes or no.
    record FlagLayout() implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            return new MoveValue.Flag(reader.bool("flag"));
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            writer.bool(((MoveValue.Flag) value).value());
        }
    }

    /// An address: 32 bytes.
    record AddressLayout() implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            Hash32 address = reader.hash32("address");
            return new MoveValue.Address(address);
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            writer.hash32(((MoveValue.Address) value).value());
        }
    }

    /// A text.
    record TextLayout() implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            return new MoveValue.Text(reader.string("text", MAX_BYTES));
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            writer.string(((MoveValue.Text) value).value());
        }
    }

    /// A string of bytes.
    record BytesLayout() implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            return new MoveValue.Bytes(ByteBuffer.wrap(reader.byteString("bytes", MAX_BYTES)));
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            writer.byteString(((MoveValue.Bytes) value).value());
        }
    }

    /// A list.
    record ItemsLayout(MoveLayout element) implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            return new MoveValue.Items(reader.list("list", 1, MAX_ITEMS, element::read));
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            writer.list(((MoveValue.Items) value).values(), element::write);
        }
    }

    /// A value or none.
    record MaybeLayout(MoveLayout element) implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            return new MoveValue.Maybe(reader.list("option", 1, 1, element::read));
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            writer.list(((MoveValue.Maybe) value).values(), element::write);
        }
    }

    /// A struct with named fields.
    record StructLayout(SequencedMap<String, MoveLayout> fields) implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            SequencedMap<String, MoveValue> values = new LinkedHashMap<>();
            for (var field : fields.entrySet()) {
                values.put(field.getKey(), field.getValue().read(reader));
            }
            return new MoveValue.Struct(values);
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            MoveValue.Struct struct = (MoveValue.Struct) value;
            fields.forEach((name, layout) -> layout.write(writer, struct.field(name)));
        }
    }

    /// A struct whose fields have places.
    record TupleLayout(List<MoveLayout> fields) implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            List<MoveValue> values = new ArrayList<>();
            for (MoveLayout field : fields) {
                values.add(field.read(reader));
            }
            return new MoveValue.Tuple(values);
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            List<MoveValue> values = ((MoveValue.Tuple) value).values();
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).write(writer, values.get(i));
            }
        }
    }

    /// One of several forms.
    ///
    /// @param forms by name in the order of their tags; each with at most one field
    record VariantLayout(SequencedMap<String, List<MoveLayout>> forms) implements MoveLayout {
        @Override
        public MoveValue read(BcsReader reader) throws WireFormatException {
            int tag = reader.tag("variant", forms.size());
            String name = List.copyOf(forms.keySet()).get(tag);
            List<MoveValue> contents = new ArrayList<>();
            for (MoveLayout field : forms.getOrDefault(name, List.of())) {
                contents.add(field.read(reader));
            }
            return new MoveValue.Variant(name, contents);
        }

        @Override
        public void write(BcsWriter writer, MoveValue value) {
            MoveValue.Variant variant = (MoveValue.Variant) value;
            writer.uleb(List.copyOf(forms.keySet()).indexOf(variant.name()));
            List<MoveLayout> fields = forms.getOrDefault(variant.name(), List.of());
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).write(writer, variant.contents().get(i));
            }
        }
    }
}
