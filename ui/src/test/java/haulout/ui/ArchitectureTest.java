// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.GeneralCodingRules;
import haulout.architecture.PackageMap;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

/// The rules of the FX boundary.
class ArchitectureTest {
    private static final JavaClasses MAIN = PackageMap.mainClasses("haulout.ui");

    @Test
    void onlyOneClassQueuesWorkForTheFxThread() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("haulout.ui.work.FxThread")
                .should()
                .callMethod(Platform.class, "runLater", Runnable.class)
                .check(MAIN);
    }

    @Test
    void viewModelsKnowNoNodes() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javafx.scene..", "javafx.stage..", "javafx.application..", "atlantafx..")
                .check(MAIN);
    }

    @Test
    void wordsAndPicturesWorkWithoutJavaFx() {
        noClasses()
                .that()
                .resideInAnyPackage("haulout.ui.text", "haulout.ui.picture")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..")
                .check(MAIN);
    }

    @Test
    void nobodyStartsThreads() {
        noClasses()
                .should()
                .callConstructor(Thread.class)
                .orShould()
                .callMethod(
                        CompletableFuture.class, "supplyAsync", java.util.function.Supplier.class)
                .check(MAIN);
    }

    @Test
    void nobodySetsAStyleInCode() {
        noClasses()
                .should()
                .callMethod(javafx.scene.Node.class, "setStyle", String.class)
                .check(MAIN);
    }

    @Test
    void nobodyPrints() {
        noClasses().should(GeneralCodingRules.ACCESS_STANDARD_STREAMS).check(MAIN);
    }
}
