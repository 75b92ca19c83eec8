// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer.scan;

import static java.util.Objects.requireNonNull;

import haulout.installer.scan.Exemptions.Exemption;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `haulout scan`: asks a public database which weaknesses are known of the libraries. Without an
/// answer to every question it says that nothing is known, never that all is well.
public final class Main {
    private static final int NONE = 0;
    private static final int FOUND = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NOT_ASKED = 69;

    private static final String USAGE =
            "haulout: wrong usage; haulout scan [--ask ADDRESS] [--exemptions FILE]"
                    + " [--patience SECONDS] [FILE]…";

    /// Of a description, which anybody may have written.
    private static final int LONGEST = 200;

    private final Order order;
    private final PrintStream out;
    private final PrintStream err;

    /// What to ask about, and whom.
    private record Order(List<Path> files, Path exemptions, URI address, Duration patience) {}

    private Main(Order order, PrintStream out, PrintStream err) {
        this.order = order;
        this.out = out;
        this.err = err;
    }

    /// Arguments: the checkout, then what the user wrote.
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err)
            throws InterruptedException {
        Optional<Order> order =
                order(Path.of(arguments.getFirst()), arguments.subList(1, arguments.size()));
        if (order.isEmpty()) {
            err.println(USAGE);
            return WRONG_USAGE;
        }
        try {
            return new Main(order.get(), out, err).scan();
        } catch (NoVerdict none) {
            err.println("haulout: " + printable(none.why()));
            err.println("haulout: so nothing is known of the libraries, neither good nor bad");
            return NOT_ASKED;
        }
    }

    private static Optional<Order> order(Path root, List<String> words) {
        List<Path> files = new ArrayList<>();
        Path exemptions = root.resolve("installer/scan/exemptions");
        URI address = URI.create("https://api.osv.dev");
        Duration patience = Duration.ofMinutes(1);
        try {
            for (int at = 0; at < words.size(); at++) {
                String word = words.get(at);
                boolean hasNext = at + 1 < words.size();
                if (word.equals("--ask") && hasNext) {
                    address = URI.create(words.get(++at));
                } else if (word.equals("--exemptions") && hasNext) {
                    exemptions = Path.of(words.get(++at));
                } else if (word.equals("--patience") && hasNext) {
                    patience = Duration.ofSeconds(Integer.parseInt(words.get(++at)));
                } else if (word.startsWith("-")) {
                    return Optional.empty();
                } else {
                    files.add(Path.of(word));
                }
            }
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
        boolean isWeb = Set.of("http", "https").contains(String.valueOf(address.getScheme()));
        if (!isWeb || address.getHost() == null || !patience.isPositive()) {
            return Optional.empty();
        }
        if (files.isEmpty()) {
            files.add(root.resolve("app/target/haulout-sbom.json"));
            files.add(root.resolve("src/test/sdk/package-lock.json"));
        }
        return Optional.of(new Order(files, exemptions, address, patience));
    }

    private int scan() throws NoVerdict, InterruptedException {
        Set<Library> libraries = new TreeSet<>();
        for (Path file : order.files) {
            libraries.addAll(Library.read(file));
        }
        Exemptions exemptions = Exemptions.read(order.exemptions);
        Set<Exemption> needed = new HashSet<>();
        int found = 0;
        try (Osv osv = new Osv(order.address, order.patience)) {
            Map<Library, Set<String>> weak = osv.weaknesses(libraries);
            Map<String, Weakness> known = new HashMap<>();
            for (String id : new TreeSet<>(weak.values().stream().flatMap(Set::stream).toList())) {
                known.put(id, osv.details(id));
            }
            for (Map.Entry<Library, Set<String>> one : weak.entrySet()) {
                for (String id : one.getValue()) {
                    Weakness weakness = requireNonNull(known.get(id));
                    Optional<Exemption> exemption = exemptions.of(weakness);
                    exemption.ifPresent(needed::add);
                    found += tell(one.getKey(), weakness, exemption) ? 1 : 0;
                }
            }
        }
        for (Exemption exemption : exemptions.all()) {
            if (!needed.contains(exemption)) {
                err.println(
                        "haulout: no library has "
                                + exemption.id()
                                + " any more; its line in "
                                + order.exemptions
                                + " can go");
            }
        }
        out.println(
                "%d libraries, %s known of them at %s"
                        .formatted(
                                libraries.size(),
                                found == 0
                                        ? "no weakness is"
                                        : found == 1 ? "1 weakness is" : found + " weaknesses are",
                                order.address));
        return found == 0 ? NONE : FOUND;
    }

    /// Says what a library has.
    ///
    /// @return whether it counts
    private boolean tell(Library library, Weakness weakness, Optional<Exemption> exemption) {
        String what = library + "  " + weakness.id();
        if (weakness.isWithdrawn()) {
            err.println("haulout: withdrawn: " + printable(what));
            return false;
        }
        boolean isOver =
                exemption.isPresent()
                        && exemption.get().until().isBefore(LocalDate.now(ZoneOffset.UTC));
        if (exemption.isPresent() && !isOver) {
            err.println(
                    "haulout: exempt until "
                            + exemption.get().until()
                            + ": "
                            + printable(what)
                            + ", because "
                            + exemption.get().reason());
            return false;
        }
        Set<String> fixed = weakness.fixed(library);
        out.println(
                printable(
                        what
                                + "  "
                                + weakness.severity()
                                + "  "
                                + (fixed.isEmpty()
                                        ? "no version without it is named"
                                        : "not in " + String.join(", ", fixed))
                                + (isOver
                                        ? "  (exempt until " + exemption.get().until() + ")"
                                        : "")));
        if (!weakness.summary().isEmpty()) {
            out.println("    " + printable(weakness.summary()));
        }
        return true;
    }

    /// What a terminal can be given of a text from elsewhere.
    private static String printable(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
