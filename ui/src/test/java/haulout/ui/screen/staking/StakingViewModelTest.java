// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.staking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import haulout.ui.SampleContext;
import haulout.ui.sample.Sample;
import haulout.ui.screen.Look;
import haulout.ui.screen.ScreenContext;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Without a toolkit.
class StakingViewModelTest {
    private final StakingViewModel model = new StakingViewModel(SampleContext.of(Sample.HEALTHY));

    @Test
    void bothOutcomesOfTheCutOffAreSaid() {
        StakingState.Stake earning = model.state().get().stakes().getFirst();
        assertEquals(1, earning.step());
        assertEquals(2, earning.outcomes().size());
        assertTrue(earning.outcomes().getFirst().startsWith("To take it out: ask before"));
        assertTrue(earning.canAsk());
        StakingState.Stake followed = model.state().get().stakes().getLast();
        assertTrue(followed.outcomes().isEmpty());
        assertTrue(!followed.canAsk() && !followed.canTake());
    }

    @Test
    void namesWithNumbersStandInTheOrderOfTheirNumbers() {
        model.sort(StakingState.Order.NAME);
        List<String> neighbours =
                model.state().get().operators().stream()
                        .map(StakingState.Operator::name)
                        .filter(name -> name.startsWith("Neighbour "))
                        .toList();
        assertTrue(neighbours.size() > 10, neighbours::toString);
        assertEquals(
                neighbours.stream()
                        .sorted(
                                Comparator.comparingInt(name ->
                                        Integer.parseInt(name.substring("Neighbour ".length()))))
                        .toList(),
                neighbours);
    }

    @Test
    void whoRunsNoNodeIsNotOfferedToStakeOnIt() {
        ScreenContext context = SampleContext.of(Sample.HEALTHY);
        assertEquals(1, selves(model));
        context.look().role().set(Look.Role.FOLLOW);
        assertEquals(0, selves(new StakingViewModel(context)));
    }

    private static long selves(StakingViewModel model) {
        return model.state().get().operators().stream()
                .filter(one -> one.name().equals("This computer"))
                .count();
    }

    @Test
    void operatorsAreComparedByWhatIsChosen() {
        assertEquals("This computer", model.state().get().operators().getFirst().name());
        model.sort(StakingState.Order.STAKE);
        assertEquals("Neighbour 11", model.state().get().operators().getFirst().name());
        assertTrue(
                model.state().get().operators().stream()
                        .anyMatch(operator -> operator.warning().contains("12")));
    }

    @Test
    void aWrongAddressIsSaidToTheCharacter() {
        assertEquals("", model.addressProblem(""));
        assertEquals("An address begins with 0x.", model.addressProblem("12"));
        assertTrue(model.addressProblem("0xz").startsWith("Character 3"));
        assertTrue(model.addressProblem("0x12").contains("this one has 2"));
        assertEquals("", model.addressProblem("0x" + "ab".repeat(32)));
    }

    @Test
    void aFreshStakeIsTakenOutWithoutBeingAskedFor() {
        StakingState.Stake waiting = model.state().get().stakes().get(1);
        assertEquals(StakingState.Stake.WAITING, waiting.step());
        assertTrue(waiting.canTake() && !waiting.canAsk());
        assertTrue(waiting.when().contains("it can be taken out at once"), waiting.when());
        assertTrue(waiting.outcomes().isEmpty());
    }

    @Test
    void whereNoRecordIsKnownNobodyIsComparedByIt() {
        StakingState state = new StakingViewModel(SampleContext.of(Sample.UNKNOWN)).state().get();
        assertEquals(StakingState.Order.KEEPS, state.order());
        assertTrue(!state.orders().contains(StakingState.Order.RECORD));
        assertEquals(StakingState.Order.RECORD, model.state().get().order());
    }

    @Test
    void anAmountThatIsTooMuchIsSaid() {
        assertEquals("", model.problem("1250"));
        assertEquals("That is more than you have.", model.problem("1250.000000001"));
        assertTrue(model.problem("none").startsWith("Type an amount"));
    }

    @Test
    void whatIsNotKnownIsNeverZero() {
        StakingState state = new StakingViewModel(SampleContext.of(Sample.UNKNOWN)).state().get();
        assertTrue(state.notice().contains("not known yet"), state.notice());
        assertTrue(state.balance().contains("not known yet"), state.balance());
        assertTrue(!state.canStake());
    }
}
