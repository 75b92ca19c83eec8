// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.screen.staking;

import haulout.core.AccountAddress;
import haulout.core.NodeId;
import haulout.core.ObjectId;
import haulout.core.WireFormatException;
import haulout.home.DelegatorReport;
import haulout.home.Figure;
import haulout.home.HomeSnapshot;
import haulout.home.NetworkReport;
import haulout.home.OperatorReport;
import haulout.home.StakePreview;
import haulout.home.StakeReport;
import haulout.home.StakingReport;
import haulout.text.Sentence;
import haulout.ui.screen.Look;
import haulout.ui.screen.ScreenContext;
import haulout.ui.text.Amount;
import haulout.ui.text.Formats;
import haulout.ui.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Turns snapshots into what Staking shows, and stakes, asks and takes out.
final class StakingViewModel {
    /// A ledger that is this far behind shifts dates.
    private static final Duration BEHIND = Duration.ofMinutes(10);

    /// Hundredths of a percent under which a rate is lower than running a node costs.
    private static final int TOO_GOOD = 200;

    private static final double BPS_OF_A_PERCENT = 100.0;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /// As people count: the tenth comes after the ninth.
    private static final Comparator<OperatorReport> BY_NAME =
            Comparator.comparing(operator ->
                    NUMBER.matcher(operator.name())
                            .replaceAll(found -> "%09d".formatted(Long.parseLong(found.group()))));

    private final ScreenContext context;
    private final Words words;
    private final Formats formats;
    private final ReadOnlyObjectWrapper<StakingState> state;
    private HomeSnapshot newest;
    private StakingState.Order order = StakingState.Order.RECORD;
    private boolean isDetailed;

    StakingViewModel(ScreenContext context) {
        this.context = context;
        this.words = context.words();
        this.formats = words.formats();
        this.newest = context.node().snapshot();
        this.isDetailed = context.look().detailed().get();
        this.state = new ReadOnlyObjectWrapper<>(now());
    }

    ReadOnlyObjectProperty<StakingState> state() {
        return state.getReadOnlyProperty();
    }

    void accept(HomeSnapshot snapshot) {
        newest = snapshot;
        isDetailed = context.look().detailed().get();
        state.set(now());
    }

    /// Compares operators by something else.
    void sort(StakingState.Order by) {
        order = by;
        state.set(now());
    }

    private StakingState now() {
        StakingReport staking = newest.staking();
        List<StakingState.Order> orders = orders(staking);
        StakingState.Order shown = orders.contains(order) ? order : orders.getFirst();
        boolean worthless = newest.network().map(network -> !network.hasValue()).orElse(false);
        boolean runsNode =
                context.look().role().get() == Look.Role.SHARE
                        && newest.network().flatMap(network -> network.self()).isPresent();
        return new StakingState(
                worthless ? words.say("earnings.ribbon") : "",
                newest.network().isPresent(),
                newest.network().isPresent() ? notice(staking) : "",
                balance(staking.balance()),
                staking.balance().asOptional().orElse(0L) > 0,
                staking.stakes().stream().map(this::stake).toList(),
                staking.operators().stream()
                        // a node that does not run earns nothing for anybody
                        .filter(one -> runsNode || !one.isSelf())
                        .sorted(comparator(shown))
                        .map(this::operator)
                        .toList(),
                orders,
                shown,
                runsNode ? delegatorSum(staking.delegators()) : "",
                staking.delegators().stream().map(this::delegator).toList(),
                staking.followed().stream()
                        .map(owner -> new StakingState.Followed(owner, shortened(owner.toString())))
                        .toList());
    }

    String money(long frost) {
        return isDetailed ? formats.exactMoney(frost) : formats.money(frost);
    }

    private String notice(StakingReport staking) {
        return switch (staking.ledgerTime()) {
            case Figure.Unknown<Instant>(Sentence why) ->
                    words.say("staking.silent", words.say(why));
            case Figure.Known<Instant> known -> {
                Duration behind = formats.since(known.value());
                yield behind.compareTo(BEHIND) > 0
                        ? words.say("staking.behind", formats.span(behind))
                        : "";
            }
        };
    }

    private String balance(Figure<Long> balance) {
        return balance.asOptional()
                .map(frost -> words.say("staking.balance", money(frost)))
                .orElseGet(() -> words.say("staking.balance.unknown", words.quality(balance)));
    }

    /// Whether a node is this computer's.
    boolean isOwn(NodeId node) {
        return newest.staking().operators().stream()
                .anyMatch(one -> one.isSelf() && one.node().equals(node));
    }

    /// What a node is called here.
    String name(NodeId node) {
        return newest.staking().operators().stream()
                .filter(one -> one.node().equals(node))
                .findFirst()
                .map(one -> words.node(one.name(), one.isSelf()))
                .orElseGet(() -> shortened(node.toString()));
    }

    private boolean isSelf(NodeId node) {
        return newest.network().flatMap(NetworkReport::self).filter(node::equals).isPresent();
    }

    private String with(StakeReport stake) {
        String key = stake.isOwn() ? "staking.with" : "staking.with.other";
        return isSelf(stake.node())
                ? words.say(key + ".self")
                : words.say(key, words.node(stake.nodeName(), false));
    }

    private StakingState.Stake stake(StakeReport stake) {
        String owner =
                stake.isOwn() ? "" : words.say("staking.of", shortened(stake.owner().toString()));
        return new StakingState.Stake(
                stake.id(),
                stake.node(),
                with(stake) + (owner.isEmpty() ? "" : " · " + owner),
                money(stake.principal()),
                stake.earned()
                        .asOptional()
                        .map(frost -> words.say("staking.earned", money(frost)))
                        .orElseGet(() ->
                                words.say("staking.earned.unknown", words.quality(stake.earned()))),
                dot(stake.step()),
                when(stake),
                outcomes(stake),
                stake.isOwn()
                        && !stake.isReady()
                        && (stake.step() == StakeReport.Step.EARNING
                                || stake.step() == StakeReport.Step.WAITING),
                stake.isOwn() && stake.isReady(),
                stake.isOwn());
    }

    private String when(StakeReport stake) {
        return switch (stake.step()) {
            case WAITING -> waiting(stake);
            case EARNING -> dated("staking.when.earning", stake.since());
            case LEAVING -> dated("staking.when.leaving", stake.ifBefore());
            case READY -> words.say("staking.when.ready");
        };
    }

    private String waiting(StakeReport stake) {
        String earns = dated("staking.when.waiting", stake.since());
        if (!stake.isReady()) {
            return earns;
        }
        return earns + " " + dated("staking.when.free", stake.cutOff());
    }

    private String dated(String key, Optional<Instant> moment) {
        return moment.map(at -> words.say(key, formats.moment(at)))
                .orElseGet(() -> words.say(key + ".unknown"));
    }

    /// Both sides of the cut-off, while there is a choice.
    private List<String> outcomes(StakeReport stake) {
        boolean hasChoice =
                stake.step() == StakeReport.Step.EARNING
                        || stake.step() == StakeReport.Step.WAITING;
        if (!hasChoice || stake.isReady() || stake.cutOff().isEmpty()) {
            return List.of();
        }
        String cutOff = formats.moment(stake.cutOff().get());
        List<String> lines = new ArrayList<>();
        stake.ifBefore()
                .ifPresent(
                        at -> lines.add(words.say("staking.before", cutOff, formats.moment(at))));
        stake.ifAfter().ifPresent(at -> lines.add(words.say("staking.after", formats.moment(at))));
        return lines;
    }

    /// Which dot of the track stands for a step.
    private static int dot(StakeReport.Step step) {
        return switch (step) {
            case WAITING -> StakingState.Stake.WAITING;
            case EARNING -> StakingState.Stake.EARNING;
            case LEAVING -> 2;
            case READY -> 3;
        };
    }

    /// Where nobody's record is known, what each keeps comes first.
    private static List<StakingState.Order> orders(StakingReport staking) {
        boolean hasRecords =
                staking.operators().stream()
                        .anyMatch(one -> one.onlinePercent().asOptional().isPresent());
        return Stream.of(StakingState.Order.values())
                .filter(one -> hasRecords || one != StakingState.Order.RECORD)
                .toList();
    }

    private static Comparator<OperatorReport> comparator(StakingState.Order order) {
        Comparator<OperatorReport> by =
                switch (order) {
                    case RECORD ->
                            Comparator.comparingDouble(operator ->
                                    -operator.onlinePercent().asOptional().orElse(-1.0));
                    case KEEPS -> Comparator.comparingInt(OperatorReport::commissionBps);
                    case STAKE -> Comparator.comparingLong(operator -> -operator.stake());
                    case NAME -> BY_NAME;
                };
        return by.thenComparing(BY_NAME);
    }

    private String percent(int bps) {
        return formats.percent(bps / BPS_OF_A_PERCENT);
    }

    private StakingState.Operator operator(OperatorReport operator) {
        List<String> facts = new ArrayList<>();
        facts.add(
                operator.onlinePercent()
                        .asOptional()
                        .map(online -> words.say("staking.online", formats.percent(online)))
                        .orElseGet(() -> words.say("staking.online.unknown")));
        facts.add(words.say("staking.staked", money(operator.stake())));
        if (isDetailed) {
            facts.add(words.count("staking.shards", operator.shards()));
            facts.add(shortened(operator.node().toString()));
        }
        String warning =
                operator.nextCommissionBps()
                        .filter(next -> next != operator.commissionBps())
                        .map(next -> words.say("staking.next", percent(next)))
                        .orElseGet(() ->
                                operator.commissionBps() < TOO_GOOD
                                        ? words.say("staking.toogood")
                                        : "");
        return new StakingState.Operator(
                operator.node(),
                words.node(operator.name(), operator.isSelf()),
                String.join(" · ", facts),
                words.say("staking.keeps", percent(operator.commissionBps())),
                warning,
                operator.isSelf() && context.look().role().get() == Look.Role.SHARE);
    }

    private String delegatorSum(List<DelegatorReport> delegators) {
        if (delegators.isEmpty()) {
            return words.say("staking.delegators.none");
        }
        long sum =
                delegators.stream().mapToLong(DelegatorReport::principal).reduce(0, Math::addExact);
        return words.say(
                "staking.delegators.sum",
                words.count("staking.people", delegators.size()),
                money(sum));
    }

    private List<String> delegator(DelegatorReport delegator) {
        return List.of(
                shortened(delegator.owner().toString()),
                money(delegator.principal()),
                formats.day(delegator.since()),
                delegator.leaving().map(formats::day).orElse(words.say("figure.dash")));
    }

    private static String shortened(String address) {
        int ends = 6;
        return address.length() <= 2 * ends + 3
                ? address
                : address.substring(0, ends + 2) + "…" + address.substring(address.length() - ends);
    }

    /// The amount that was typed, in FROST; empty if it is none.
    OptionalLong amount(String typed) {
        return Amount.parse(typed, formats.locale());
    }

    /// Why an amount cannot be staked; empty if it can.
    String problem(String typed) {
        OptionalLong frost = amount(typed);
        if (typed.isBlank()) {
            return "";
        }
        if (frost.isEmpty()) {
            return words.say("staking.amount.wrong");
        }
        boolean tooMuch =
                newest.staking()
                        .balance()
                        .asOptional()
                        .filter(have -> frost.getAsLong() > have)
                        .isPresent();
        return tooMuch ? words.say("staking.amount.much") : "";
    }

    /// What a preview says, a name and a value in each line.
    List<List<String>> facts(StakePreview preview) {
        return List.of(
                List.of(words.say("staking.preview.amount"), money(preview.frost())),
                List.of(words.say("staking.preview.fee"), money(preview.fee())),
                List.of(words.say("staking.preview.effect"), formats.moment(preview.takesEffect())),
                List.of(words.say("staking.preview.undo"), words.say(preview.canUndo())),
                List.of(words.say("staking.preview.worst"), words.say(preview.worstCase())));
    }

    void previewStake(NodeId node, long frost, Consumer<StakePreview> then) {
        ask(() -> context.node().stakes().previewStake(node, frost), then);
    }

    void previewUnstake(ObjectId stake, Consumer<StakePreview> then) {
        ask(() -> context.node().stakes().previewUnstake(stake), then);
    }

    void stake(NodeId node, long frost) {
        act(() -> context.node().stakes().stake(node, frost), "staking.done.staked");
    }

    void unstake(ObjectId stake) {
        act(() -> context.node().stakes().unstake(stake), "staking.done.asked");
    }

    void withdraw(ObjectId stake) {
        act(() -> context.node().stakes().withdraw(stake), "staking.done.taken");
    }

    /// An address that was typed; empty if it is none.
    Optional<AccountAddress> address(String typed) {
        try {
            return Optional.of(AccountAddress.parse(typed.strip()));
        } catch (WireFormatException _) {
            return Optional.empty();
        }
    }

    /// Why an address is none: how long it is, or which character is wrong; empty if it is one.
    String addressProblem(String typed) {
        String text = typed.strip();
        if (text.isEmpty() || address(text).isPresent()) {
            return "";
        }
        if (!text.startsWith("0x")) {
            return words.say("staking.address.start");
        }
        for (int i = 2; i < text.length(); i++) {
            if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
                return words.say("staking.address.wrong", i + 1, text.charAt(i));
            }
        }
        return words.say("staking.address.length", text.length() - 2);
    }

    /// Text from the clipboard.
    Optional<String> paste() {
        return context.desktop().paste();
    }

    void follow(AccountAddress owner) {
        act(() -> context.node().stakes().follow(owner), "staking.done.follow");
    }

    void unfollow(AccountAddress owner) {
        act(() -> context.node().stakes().unfollow(owner), "staking.done.unfollow");
    }

    /// Looks again.
    void tryAgain() {
        act(context.node()::checkNow, "told.checked");
    }

    private <T> void ask(Supplier<CompletionStage<T>> question, Consumer<T> then) {
        context.runner().ask(question, then, context.navigator()::tell);
    }

    private void act(Supplier<CompletionStage<Void>> action, String told) {
        ask(action, _ -> context.navigator().tell(words.say(told)));
    }
}
