// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A parser of outside bytes, and what must hold for whatever it is given: it refuses an input with
/// one of its checked exceptions, or else the oracle is content with what it made of it; and it
/// keeps within its limits of memory and time.
///
/// Immutable; parsers and oracles must not keep anything from one input to the next.
///
/// @param <T> what the parser makes of bytes
public final class FuzzTarget<T> {
    /// For a parser that works in proportion to its input: an entry of a map of a few bytes becomes
    /// a handful of objects.
    static final Limits DEFAULT_LIMITS = new Limits(160, 1 << 18, 1000);

    private final String name;
    private final Parse<T> parse;
    private final Oracle<T> oracle;
    private final Set<Class<? extends Exception>> refusals;
    private final Limits limits;
    private final int cost;
    private final List<Input> corpus;

    private FuzzTarget(
            String name,
            Parse<T> parse,
            Oracle<T> oracle,
            Set<Class<? extends Exception>> refusals,
            Limits limits,
            int cost,
            List<Input> corpus) {
        this.name = name;
        this.parse = parse;
        this.oracle = oracle;
        this.refusals = refusals;
        this.limits = limits;
        this.cost = cost;
        this.corpus = corpus;
    }

    /// The parser.
    ///
    /// @param <T> what it makes of bytes
    @FunctionalInterface
    public interface Parse<T> {
        /// @throws Exception the parser's checked exception, for an input that is refused
        T parse(byte[] input) throws Exception;
    }

    /// What must hold for an input that was accepted.
    ///
    /// @param <T> what the parser made of it
    @FunctionalInterface
    public interface Oracle<T> {
        /// @param input what was parsed; the array that the parser was given has been overwritten
        ///   since
        /// @throws Exception or an error, if something does not hold
        void check(byte[] input, T value) throws Exception;
    }

    /// What a parser may use for one input.
    ///
    /// @param bytesPerByte allocated bytes for each byte of the input
    /// @param constantBytes allocated bytes for any input
    /// @param millis processor time
    public record Limits(int bytesPerByte, long constantBytes, int millis) {
        /// Most bytes that may be allocated for an input of this length.
        public long allocatedBytes(int inputBytes) {
            return constantBytes + (long) bytesPerByte * inputBytes;
        }
    }

    /// Bytes of an example, which stay as they are.
    static final class Input {
        private final byte[] bytes;

        Input(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    /// A parser with the default limits and without examples.
    ///
    /// @param refusal the checked exception with which it answers
    public static <T> FuzzTarget<T> of(
            String name, Class<? extends Exception> refusal, Parse<T> parse, Oracle<T> oracle) {
        return new FuzzTarget<>(name, parse, oracle, Set.of(refusal), DEFAULT_LIMITS, 1, List.of());
    }

    /// The same, with one more checked exception.
    public FuzzTarget<T> orRefusing(Class<? extends Exception> refusal) {
        Set<Class<? extends Exception>> more =
                Stream.concat(refusals.stream(), Stream.of(refusal)).collect(Collectors.toSet());
        return new FuzzTarget<>(name, parse, oracle, more, limits, cost, corpus);
    }

    /// The same, with other limits.
    public FuzzTarget<T> within(Limits other) {
        return new FuzzTarget<>(name, parse, oracle, refusals, other, cost, corpus);
    }

    /// The same, for a parser that takes so many times longer than others and is tried so many
    /// times less.
    public FuzzTarget<T> costing(int times) {
        return new FuzzTarget<>(name, parse, oracle, refusals, limits, times, corpus);
    }

    /// The same, with examples that the parser accepts.
    public FuzzTarget<T> from(List<byte[]> examples) {
        List<Input> inputs = examples.stream().map(Input::new).toList();
        return new FuzzTarget<>(name, parse, oracle, refusals, limits, cost, inputs);
    }

    /// What is parsed.
    public String name() {
        return name;
    }

    /// The examples, in new arrays.
    public List<byte[]> corpus() {
        return corpus.stream().map(Input::bytes).toList();
    }

    int cost() {
        return cost;
    }

    Limits limits() {
        return limits;
    }

    T parse(byte[] input) throws Exception {
        return Objects.requireNonNull(parse.parse(input));
    }

    void check(byte[] input, Object value) throws Exception {
        @SuppressWarnings("unchecked") // because only parse makes values
        T own = (T) value;
        oracle.check(input, own);
    }

    boolean isRefusal(Throwable thrown) {
        return refusals.stream().anyMatch(refusal -> refusal.isInstance(thrown));
    }

    @Override
    public String toString() {
        return name;
    }
}
