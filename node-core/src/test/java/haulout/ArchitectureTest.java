// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import haulout.architecture.PackageMap;
import java.io.Serializable;
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
                        .resideInAnyPackage(
                                "javafx..", "java.awt..", "javax.swing..", "com.sun.."));
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
}
