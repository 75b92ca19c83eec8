// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import haulout.architecture.PackageMap;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Which package may see which library, and what none may.
class ArchitectureTest {
    private static final JavaClasses MAIN = PackageMap.mainClasses("haulout");

    private static void only(String library, String... packages) {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(packages)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(library));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }

    @Test
    void onlyTheKernelsSeeTheVectorModule() {
        only("jdk.incubator.vector..", "haulout.codec", "haulout.hash");
    }

    @Test
    void onlyCryptoSeesTheSignatureLibrary() {
        only("supranational.blst..", "haulout.crypto");
    }

    @Test
    void onlyHttpSeesTheServerLibrary() {
        only("io.netty..", "haulout.http.server");
    }

    @Test
    void onlyTheCertificateSeesItsLibrary() {
        only("org.bouncycastle..", "haulout.http.tls");
    }

    @Test
    void onlyTheSqliteStoreSeesDatabases() {
        only("java.sql..", "haulout.store.sqlite");
        only("org.sqlite..", "haulout.store.sqlite");
    }

    @Test
    void onlyTheShieldSeesTheParityLibrary() {
        only("com.backblaze..", "haulout.store.shield");
    }

    @Test
    void onlyTheProbesSeeTheHardwareLibrary() {
        only("oshi..", "haulout.resources.probe");
    }

    @Test
    void theCoreKnowsNoWindow() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javafx..", "java.awt..", "javax.swing.."));
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("com.sun..")
                                        .and(resideOutsideOfPackage("com.sun.management.."))));
    }

    /// A documented part of Java, unlike all else of that name.
    @Test
    void onlyTheHeapOfTheProcessSetsOptionsOfTheJavaMachine() {
        only("com.sun.management..", "haulout.assembly");
    }

    @Test
    void theVocabularyDoesNoInputOutputAndLogsNothing() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("haulout.core")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net..",
                                "org.slf4j.."));
    }

    @Test
    void nothingIsPrinted() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void loggingHasOneInterface() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
        check(noClasses().should().dependOnClassesThat().resideInAnyPackage("ch.qos.logback.."));
    }

    @Test
    void nothingAsksToBeSerializable() {
        check(
                noClasses()
                        .should(
                                new ArchCondition<>("implement Serializable themselves") {
                                    @Override
                                    public void check(JavaClass type, ConditionEvents events) {
                                        boolean asks =
                                                type.getRawInterfaces().stream()
                                                        .anyMatch(face ->
                                                                face.isEquivalentTo(
                                                                        Serializable.class));
                                        events.add(
                                                new SimpleConditionEvent(
                                                        type, asks, type.getName()));
                                    }
                                }));
    }

    @Test
    void threadsKeepNothingOfTheirOwnAndTimeIsGiven() {
        check(noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class));
        check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().should().callMethod(java.time.Instant.class, "now"));
    }

    /// Why: `docs/decisions/0003-shipped-texts.md`.
    @Test
    void shippedTextsAreReadWhereAClassIsInitialised() {
        Set<String> reading = Set.of("getResource", "getResourceAsStream", "getResources");
        check(
                noClasses()
                        .should(
                                new ArchCondition<>("read shipped texts later") {
                                    @Override
                                    public void check(JavaClass type, ConditionEvents events) {
                                        type.getMethodCallsFromSelf().stream()
                                                .filter(call -> reading.contains(call.getName()))
                                                .forEach(call ->
                                                        events.add(
                                                                new SimpleConditionEvent(
                                                                        type,
                                                                        isCalledLater(
                                                                                call.getOrigin()),
                                                                        call.getDescription())));
                                    }
                                }));
    }

    /// Whether anything but the initialising of a class leads there.
    private static boolean isCalledLater(JavaCodeUnit place) {
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(place));
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            JavaCodeUnit next = open.pop();
            if (next instanceof JavaStaticInitializer) {
                continue;
            }
            Set<JavaCodeUnit> callers =
                    next.getCallsOfSelf().stream()
                            .map(call -> call.getOrigin())
                            .collect(Collectors.toSet());
            if (callers.isEmpty() || !next.getModifiers().contains(JavaModifier.STATIC)) {
                return true;
            }
            callers.stream().filter(seen::add).forEach(open::push);
        }
        return false;
    }
}
