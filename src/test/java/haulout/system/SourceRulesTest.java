// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// House rules that can be seen in the sources themselves.
class SourceRulesTest {
    private static final String HEADER =
            "// SPDX-License-Identifier: Apache-2.0\n// Copyright the Haulout contributors\n\n";

    private static final Pattern VAGUE_NAME =
            Pattern.compile(".*(Manager|Helper|Util|Utils|Impl|Base|Data|Info|Processor)");

    private static final String NARROWEST = "the narrowest type";

    /// Where method handles are called, which may throw anything: there it is the narrowest.
    private static final Path NATIVE = Path.of("resources/probe/NativeCalls.java");

    /// Calls and imports that the product does without, each with what to do instead.
    private static final List<Ban> BANS =
            List.of(
                    new Ban("import\\s+(static\\s+)?[\\w.]+\\.\\*;", "name what is imported"),
                    new Ban("import\\s+module\\b", "name what is imported"),
                    new Ban("import\\s+lombok\\b", "records"),
                    new Ban("import\\s+com\\.google\\.common\\b", "the JDK"),
                    new Ban(
                            "\\bgetMessage\\(\\)\\s*\\.\\s*(contains|startsWith|endsWith|matches)\\b",
                            "exception types"),
                    new Ban(
                            "\\bcatch\\s*\\(\\s*(final\\s+)?(Exception|Throwable)\\s+\\w+\\s*\\)",
                            NARROWEST),
                    new Ban("\\bprintStackTrace\\(\\s*\\)", "the log"),
                    new Ban("\\bfinalize\\s*\\(\\s*\\)", "try-with-resources"),
                    new Ban("\\bArena\\s*\\.\\s*global\\s*\\(", "an arena with an owner"),
                    new Ban("\\bgetInstance\\s*\\(\\s*\\)\\s*\\{", "constructors"),
                    new Ban("\\bTODO\\b|\\bFIXME\\b|\\bXXX\\b", "doing it, or saying why not"));

    private static List<Path> files = List.of();
    private static List<Path> product = List.of();

    /// @param pattern of what is not to be there
    /// @param instead what to use
    private record Ban(String pattern, String instead) {}

    @BeforeAll
    static void findTheSources() throws IOException {
        files = Project.javaFiles();
        product = files.stream().filter(Project::isProduct).toList();
        assertFalse(product.isEmpty());
    }

    @Test
    void everyFileBeginsWithTheLicence() throws IOException {
        List<Path> without = new ArrayList<>();
        for (Path file : files) {
            if (!Files.readString(file).startsWith(HEADER)) {
                without.add(relative(file));
            }
        }
        assertEquals(List.of(), without);
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIs() throws IOException {
        Set<Path> wrong = new TreeSet<>();
        for (Path folder : product.stream().map(Path::getParent).collect(Collectors.toSet())) {
            Path description = folder.resolve("package-info.java");
            String text = Files.exists(description) ? Files.readString(description) : "";
            if (!text.contains("@NullMarked\npackage") || !text.contains("\n/// ")) {
                wrong.add(relative(folder));
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void noClassHasAVagueName() {
        List<Path> vague =
                files.stream()
                        .filter(file ->
                                VAGUE_NAME
                                        .matcher(
                                                file.getFileName()
                                                        .toString()
                                                        .replaceFirst("\\.java$", ""))
                                        .matches())
                        .map(SourceRulesTest::relative)
                        .toList();
        assertEquals(List.of(), vague);
    }

    @Test
    void theProductUsesNothingThatIsBanned() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : product) {
            String text = withoutComments(Files.readString(file));
            for (Ban ban : BANS) {
                if (ban.instead.equals(NARROWEST) && file.endsWith(NATIVE)) {
                    continue;
                }
                if (Pattern.compile(ban.pattern).matcher(text).find()) {
                    found.add(relative(file) + " has /" + ban.pattern + "/; use " + ban.instead);
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void noFileNamesAMachineOrATool() throws IOException {
        Pattern machine = Pattern.compile("(^|[^\\w.~])/(home|root|Users|work)/\\w");
        List<Path> found = new ArrayList<>();
        for (Path file : files) {
            if (!file.endsWith("SourceRulesTest.java")
                    && machine.matcher(Files.readString(file)).find()) {
                found.add(relative(file));
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void everyPublicTypeAndMethodOfTheProductIsDocumented() throws IOException {
        assertEquals(Set.of(), undocumented(product));
    }

    @Test
    void anUndocumentedMethodWouldBeFound() throws IOException {
        Path folder = Files.createTempDirectory("haulout-source-rules");
        Path sample = folder.resolve("Sample.java");
        try {
            Files.writeString(
                    sample,
                    """
                    /// Documented.
                    public class Sample {
                        /// Documented.
                        public void one() {}
                        // A remark is no documentation.
                        public void two() {}
                        @Override public String toString() { return ""; }
                        void three() {}
                        public interface Inner { void four(); }
                    }
                    """);
            assertEquals(
                    Set.of("Sample.java: two", "Sample.java: Inner", "Sample.java: four"),
                    undocumented(List.of(sample)).stream()
                            .map(place -> place.substring(place.lastIndexOf('/') + 1))
                            .collect(Collectors.toSet()));
        } finally {
            Files.deleteIfExists(sample);
            Files.deleteIfExists(folder);
        }
    }

    private static Path relative(Path file) {
        return Project.root().relativize(file);
    }

    /// Comments may name what code may not. Comment marks inside of strings are not recognised,
    /// which hides, at worst, the rest of a line.
    private static String withoutComments(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
    }

    private static Set<String> undocumented(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Set<String> found = new TreeSet<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    new StringWriter(),
                                    manager,
                                    null,
                                    List.of("-proc:none", "--add-modules=jdk.incubator.vector"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(sources));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                String file =
                        Project.root()
                                .relativize(Path.of(unit.getSourceFile().toUri()))
                                .toString()
                                .replace('\\', '/');
                new PublicMembers(comments, file, found).scan(unit, null);
            }
        }
        return found;
    }

    /// Walks over what other packages can see, and collects what has no comment.
    private static final class PublicMembers extends TreePathScanner<Void, Void> {
        private final DocTrees comments;
        private final String file;
        private final Set<String> found;

        PublicMembers(DocTrees comments, String file, Set<String> found) {
            this.comments = comments;
            this.file = file;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (isVisible(type.getModifiers())) {
                check(type.getSimpleName().toString());
                super.visitClass(type, nothing);
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean overrides =
                    method.getModifiers().getAnnotations().stream()
                            .anyMatch(annotation ->
                                    annotation.getAnnotationType().toString().equals("Override"));
            boolean constructor = method.getName().contentEquals("<init>");
            if (isVisible(method.getModifiers()) && !overrides && !constructor) {
                check(method.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void nothing) {
            Set<Modifier> modifiers = field.getModifiers().getFlags();
            if (modifiers.contains(Modifier.PUBLIC) && modifiers.contains(Modifier.FINAL)) {
                check(field.getName().toString());
            }
            return null;
        }

        /// Public, or a member of an interface, which is public without saying so.
        private boolean isVisible(ModifiersTree modifiers) {
            Tree around = getCurrentPath().getParentPath().getLeaf();
            boolean inInterface = around.getKind() == Tree.Kind.INTERFACE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || (inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
        }

        private void check(String name) {
            TreePath path = getCurrentPath();
            if (comments.getDocComment(path) == null && !isEnumConstant(path)) {
                found.add(file + ": " + name);
            }
        }

        private static boolean isEnumConstant(TreePath path) {
            return path.getLeaf().getKind() == Tree.Kind.VARIABLE
                    && path.getParentPath().getLeaf().getKind() == Tree.Kind.ENUM;
        }
    }
}
