// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.move;

import haulout.core.Hash32;
import haulout.core.WireFormatException;
import haulout.wire.bcs.BcsWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The name of a Move type, as text and as the bytes of a type tag.
///
/// Source: Sui, `TypeTag` of move-core-types.
public sealed interface MoveType {
    /// A type that needs no name.
    enum Primitive implements MoveType {
        BOOL(0),
        U8(1),
        U64(2),
        U128(3),
        ADDRESS(4),
        SIGNER(5),
        U16(8),
        U32(9),
        U256(10);

        private final int tag;

        Primitive(int tag) {
            this.tag = tag;
        }

        @Override
        public void write(BcsWriter writer) {
            writer.uleb(tag);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A list.
    record ListOf(MoveType element) implements MoveType {
        public ListOf {
            Objects.requireNonNull(element);
        }

        @Override
        public void write(BcsWriter writer) {
            element.write(writer.uleb(6));
        }

        @Override
        public String toString() {
            return "vector<" + element + ">";
        }
    }

    /// A struct or enum of a module.
    ///
    /// @param packageId the package that first defined it; zero if the text had none
    record Named(Hash32 packageId, String module, String name, List<MoveType> arguments)
            implements MoveType {
        public Named {
            Objects.requireNonNull(packageId);
            Objects.requireNonNull(module);
            Objects.requireNonNull(name);
            arguments = List.copyOf(arguments);
        }

        @Override
        public void write(BcsWriter writer) {
            writer.uleb(7).hash32(packageId).string(module).string(name);
            writer.list(arguments, (out, argument) -> argument.write(out));
        }

        /// Module and name, without the package.
        public String path() {
            return module + "::" + name;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("0x" + packageId + "::" + path());
            if (!arguments.isEmpty()) {
                List<String> parts = arguments.stream().map(Object::toString).toList();
                text.append('<').append(String.join(", ", parts)).append('>');
            }
            return text.toString();
        }
    }

    /// Writes the type tag.
    void write(BcsWriter writer);

    /// The bytes of the type tag.
    default byte[] toBytes() {
        BcsWriter writer = new BcsWriter();
        write(writer);
        return writer.toBytes();
    }

    /// Reads the text form: `u64`, `vector<u8>`, `0x2::object::ID`, `module::Name<…>`.
    ///
    /// @throws WireFormatException if the text is anything else
    static MoveType parse(String text) throws WireFormatException {
        Parser parser = new Parser(text);
        MoveType type = parser.type(0);
        parser.expectEnd();
        return type;
    }

    /// Reads types from left to right.
    final class Parser {
        // types of types of types: the chain itself allows no more than 16
        private static final int MAX_DEPTH = 16;
        private static final int ADDRESS_DIGITS = 64;

        private final String text;
        private int at;

        private Parser(String text) {
            this.text = text.replace(" ", "");
        }

        private MoveType type(int depth) throws WireFormatException {
            if (depth > MAX_DEPTH) {
                throw failure("at most " + MAX_DEPTH + " types within types");
            }
            String path = path();
            List<MoveType> arguments = new ArrayList<>();
            if (at < text.length() && text.charAt(at) == '<') {
                do {
                    at++;
                    arguments.add(type(depth + 1));
                } while (at < text.length() && text.charAt(at) == ',');
                expect('>');
            }
            return path.equals("vector") && arguments.size() == 1
                    ? new ListOf(arguments.getFirst())
                    : named(path, arguments);
        }

        private MoveType named(String path, List<MoveType> arguments) throws WireFormatException {
            for (Primitive primitive : Primitive.values()) {
                if (primitive.toString().equals(path) && arguments.isEmpty()) {
                    return primitive;
                }
            }
            String[] parts = path.split("::", -1);
            if (parts.length == 2) {
                return new Named(Hash32.ZERO, parts[0], parts[1], arguments);
            }
            if (parts.length != 3) {
                throw failure("package, module and name");
            }
            return new Named(address(parts[0]), parts[1], parts[2], arguments);
        }

        private Hash32 address(String part) throws WireFormatException {
            String digits = part.startsWith("0x") ? part.substring(2) : part;
            if (digits.isEmpty() || digits.length() > ADDRESS_DIGITS) {
                throw failure("an address");
            }
            try {
                String full = "0".repeat(ADDRESS_DIGITS - digits.length()) + digits;
                return Hash32.of(HexFormat.of().parseHex(full));
            } catch (IllegalArgumentException e) {
                throw new WireFormatException("Move type", at, "an address", part, e);
            }
        }

        private String path() throws WireFormatException {
            int start = at;
            while (at < text.length() && "<>,".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == start) {
                throw failure("a type");
            }
            return text.substring(start, at);
        }

        private void expect(char wanted) throws WireFormatException {
            if (at >= text.length() || text.charAt(at) != wanted) {
                throw failure("'" + wanted + "'");
            }
            at++;
        }

        private void expectEnd() throws WireFormatException {
            if (at < text.length()) {
                throw failure("the end");
            }
        }

        private WireFormatException failure(String wanted) {
            return new WireFormatException("Move type", at, wanted, "something else");
        }
    }
}
