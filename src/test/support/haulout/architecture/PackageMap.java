// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Which package of a module may use which, as a table that tests can be made of.
///
/// Package names go without the leading `haulout.`. A name is that package alone; with `..` at its end it includes all
/// below it.
public final class PackageMap {
    private final Map<String, Set<String>> mayUse;
    private final JavaClasses classes;

    /// @param root the module's package, whose classes outside of tests are read from the class path
    /// @param mayUse one row per package of the module: what it may use besides itself
    public PackageMap(String root, Map<String, Set<String>> mayUse) {
        this.mayUse = new TreeMap<>(mayUse);
        this.classes = mainClasses(root);
    }

    /// The classes of a package and all below it, those of tests left out.
    public static JavaClasses mainClasses(String root) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    /// One test per row, and the tests of the table itself.
    public Stream<DynamicTest> tests() {
        Stream<DynamicTest> ofTheTable = Stream.of(
                dynamicTest("there are classes to be tested", () -> assertFalse(classes.isEmpty())),
                dynamicTest("every package has a row", this::everyPackageHasARow),
                dynamicTest("the map has no cycle", this::theMapHasNoCycle));
        return Stream.concat(
                ofTheTable,
                mayUse.keySet().stream()
                        .map(name -> dynamicTest(name + " uses only what its row allows", () -> checkRow(name))));
    }

    private void checkRow(String name) {
        String[] allowed = Stream.concat(Stream.of(name), mayUse.get(name).stream())
                .map(other -> "haulout." + other)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("haulout." + name)
                .should()
                .dependOnClassesThat(resideInAPackage("haulout..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(classes);
    }

    private void everyPackageHasARow() {
        Set<String> without = classes.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring("haulout.".length()))
                .filter(name -> !mayUse.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), without);
    }

    /// Takes away, again and again, the packages that use only what was taken away before; other modules lie below all of
    /// this one and count as taken.
    private void theMapHasNoCycle() {
        Set<String> left = new TreeSet<>(mayUse.keySet());
        Set<String> placed = new HashSet<>();
        boolean moved = true;
        while (moved) {
            moved = left.removeIf(name -> mayUse.get(name).stream()
                            .allMatch(used -> placed.contains(used) || !mayUse.containsKey(used))
                    && placed.add(name));
        }
        assertEquals(Set.of(), left, "packages on a cycle, or above one");
    }
}
