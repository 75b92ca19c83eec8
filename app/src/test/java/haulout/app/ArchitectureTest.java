// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.GeneralCodingRules;
import haulout.architecture.PackageMap;
import org.junit.jupiter.api.Test;

/// Which package may see which library.
class ArchitectureTest {
    private static final JavaClasses MAIN = PackageMap.mainClasses("haulout.app");

    @Test
    void onlyMainAndTheCommandLineSeeTheStandardStreams() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("haulout.app.Main")
                .and()
                .resideOutsideOfPackage("haulout.app.cli")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(MAIN);
    }

    @Test
    void onlyLoggingSeesTheLoggingBackEnd() {
        noClasses()
                .that()
                .resideOutsideOfPackage("haulout.app.logging")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ch.qos.logback..")
                .check(MAIN);
    }

    @Test
    void onlyCommandsSeeTheArgumentParser() {
        noClasses()
                .that()
                .resideOutsideOfPackages("haulout.app.cli", "haulout.app.wiring")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .check(MAIN);
    }
}
