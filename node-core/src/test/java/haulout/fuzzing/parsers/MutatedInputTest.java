// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.fuzzing.parsers;

import haulout.fuzzing.MutationRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every parser against mutations of what it should read; the short form of fuzzing, for every
/// build.
class MutatedInputTest {
    @TestFactory
    Stream<DynamicTest> everyParserAnswersWithItsCheckedExceptionAndKeepsWithinItsLimits() {
        return Targets.all()
                .map(target ->
                        DynamicTest.dynamicTest(target.name(), () -> MutationRun.of(target)));
    }
}
