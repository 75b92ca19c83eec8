// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.installer;

import haulout.installer.debian.DebianPackage;
import haulout.installer.icon.IconSet;
import haulout.installer.image.ProgramImage;
import haulout.installer.image.QuickStart;
import haulout.installer.tool.PackagingFailure;
import haulout.installer.tool.Program;
import haulout.installer.tool.Programs;
import haulout.installer.tool.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `haulout package`: makes the program image, and packages of it.
public final class Main {
    /// A program that signs a file, called with its path.
    private static final String SIGN = "HAULOUT_SIGN";

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final Program program;
    private final Path target;
    private final Path work;
    private final Order order;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    /// What to make.
    ///
    /// @param kinds never empty
    /// @param target where it goes
    /// @param compression of Debian packages
    /// @param isQuick with the archive of classes
    private record Order(Set<Kind> kinds, Path target, String compression, boolean isQuick) {}

    private Main(
            Program program,
            Order order,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err)
            throws IOException {
        this.program = program;
        this.order = order;
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.target = Files.createDirectories(order.target);
        this.work = Trees.fresh(target.resolve("work"));
    }

    /// Arguments: the checkout, the time that all files get (ISO-8601), then what the user wrote.
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(
            List<String> arguments,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err)
            throws InterruptedException {
        Path root = Path.of(arguments.get(0)).toAbsolutePath().normalize();
        Instant made = Instant.parse(arguments.get(1));
        Optional<Order> order = order(root, arguments.subList(2, arguments.size()));
        if (order.isEmpty()) {
            err.println(
                    "haulout: wrong usage; haulout package [image|deb|rpm|msi|exe|dmg|pkg]…"
                            + " [--to DIR] [--deb-compression xz|zstd|gzip|none] [--no-archive]");
            return WRONG_USAGE;
        }
        try {
            new Main(Program.of(root, made), order.get(), environment, out, err).make();
            return 0;
        } catch (PackagingFailure failure) {
            err.println("haulout: " + failure.getMessage());
        } catch (IOException failure) {
            err.println("haulout: packaging failed: " + failure);
        }
        return FAILED;
    }

    private static Optional<Order> order(Path root, List<String> words) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Path target = root.resolve("installer/target/dist");
        String compression = "xz";
        boolean isQuick = true;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            Optional<Kind> kind = Kind.of(word);
            if (kind.isPresent()) {
                kinds.add(kind.get());
            } else if (word.equals("--to") && at + 1 < words.size()) {
                target = Path.of(words.get(++at)).toAbsolutePath().normalize();
            } else if (word.equals("--deb-compression") && at + 1 < words.size()) {
                compression = words.get(++at);
            } else if (word.equals("--no-archive")) {
                isQuick = false;
            } else {
                return Optional.empty();
            }
        }
        if (kinds.isEmpty()) {
            kinds.add(Kind.IMAGE);
            if (Programs.find("dpkg-deb").isPresent()) {
                kinds.add(Kind.DEB);
            }
        }
        return Optional.of(new Order(kinds, target, compression, isQuick));
    }

    private void make() throws IOException, InterruptedException {
        say("drawing the icons");
        Path icons = target.resolve("icons");
        IconSet set = IconSet.draw();
        set.writeTo(icons);
        say("making the program image");
        Path image = ProgramImage.make(program, icons, work, target);
        if (order.isQuick) {
            say("making the archive for quick starts");
            QuickStart.prepare(program, image, work);
        }
        out.println(image);
        for (Kind kind : order.kinds) {
            if (kind == Kind.IMAGE) {
                continue;
            }
            say("making the package for " + kind.word());
            Path made = make(kind, image, set);
            sign(made);
            out.println(made);
        }
        Trees.delete(work);
    }

    private Path make(Kind kind, Path image, IconSet icons)
            throws IOException, InterruptedException {
        return switch (kind) {
            case DEB -> DebianPackage.make(program, image, icons, work, target, order.compression);
            case RPM -> RpmPackage.make(program, image, icons, work, target);
            default -> SystemPackage.make(kind, program, image, target, environment);
        };
    }

    private void sign(Path made) throws IOException, InterruptedException {
        String signer = environment.getOrDefault(SIGN, "");
        if (!signer.isEmpty()) {
            say("signing " + made.getFileName());
            Programs.run(List.of(signer, made.toString()));
        }
    }

    private void say(String what) {
        err.println("haulout: " + what);
    }
}
