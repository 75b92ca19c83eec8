// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.guest;

import haulout.resources.limits.DriveBudget;
import haulout.resources.limits.LineBudget;
import haulout.resources.limits.WorkGate;
import haulout.resources.policy.Decision;
import haulout.resources.policy.DrivePermit;
import haulout.resources.policy.Duty;
import haulout.resources.policy.Permit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// What work asks before it does something: the gate of heavy work, the budgets of the line and of
/// each drive, and which duties are on.
///
/// Threads: any. Everything is allowed until a decision says otherwise.
public final class Governors implements Governor {
    private final WorkGate heavy;
    private final LineBudget line;
    private final LongSupplier nanoTime;
    private final Map<String, DriveBudget> drives = new ConcurrentHashMap<>();
    private final AtomicReference<Duties> duties = new AtomicReference<>(Duties.ALL);

    /// Which duties are on.
    ///
    /// @param answers whether kept pieces are sent
    /// @param takesIn whether new pieces may come
    /// @param fetches whether work in the background may use the line
    public record Duties(boolean answers, boolean takesIn, boolean fetches) {
        /// All are on.
        public static final Duties ALL = new Duties(true, true, true);
    }

    /// @param heavy asked before each unit of heavy work
    /// @param line asked for all bytes to and from other computers
    /// @param nanoTime a steady clock
    public Governors(WorkGate heavy, LineBudget line, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.heavy = heavy;
        this.line = line;
    }

    @Override
    public void apply(Decision decision) {
        Permit work = decision.permit(Duty.HEAVY);
        Permit urgent = decision.permit(Duty.URGENT);
        boolean urgentOnly = urgent.allowed() && !work.allowed();
        Permit widest = urgentOnly ? urgent : work;
        heavy.permit(widest.allowed(), widest.sharePct(), widest.atOnce(), urgentOnly);
        duties.set(
                new Duties(
                        decision.permit(Duty.ANSWER).allowed(),
                        decision.permit(Duty.TAKE_IN).allowed(),
                        work.network() || urgent.network()));
        long up = most(decision, true);
        long down = most(decision, false);
        long least = least(decision);
        line.rest(up == 0 && down == 0);
        line.limit(Math.max(up, least), Math.max(down, least));
        for (String drive : drivesOf(decision)) {
            drive(drive).limit(taking(decision, drive), working(decision, drive));
        }
    }

    private static Set<String> drivesOf(Decision decision) {
        return decision.drives().getOrDefault(Duty.TAKE_IN, Map.of()).keySet();
    }

    private static DriveBudget.Taking taking(Decision decision, String drive) {
        DrivePermit permit = decision.onDrive(Duty.TAKE_IN, drive);
        return new DriveBudget.Taking(
                permit.allowed(), permit.bytesPerSecond(), permit.todayBytes());
    }

    private static DriveBudget.Working working(Decision decision, String drive) {
        DrivePermit permit = decision.onDrive(Duty.HEAVY, drive);
        return new DriveBudget.Working(
                permit.allowed(),
                permit.bytesPerSecond(),
                permit.bigRewrites(),
                permit.freeingOnly());
    }

    /// The budget of a drive; of one that nothing was decided on, everything is allowed.
    ///
    /// @param id of a lent drive of this node
    public DriveBudget drive(String id) {
        return drives.computeIfAbsent(id, _ -> new DriveBudget(nanoTime));
    }

    // one line for all: as much as the duty may use that may use most of it
    private static long most(Decision decision, boolean up) {
        long most = 0;
        for (Duty duty : List.of(Duty.ANSWER, Duty.TAKE_IN, Duty.HEAVY, Duty.URGENT)) {
            Permit permit = decision.permit(duty);
            if (permit.allowed() && permit.network()) {
                long limit = up ? permit.upBytesPerSecond() : permit.downBytesPerSecond();
                most = Math.max(most, limit);
            }
        }
        return most;
    }

    // small messages go out while everything else rests
    private static long least(Decision decision) {
        return decision.permit(Duty.STAY_IN_TOUCH).allowed()
                ? LineBudget.TOUCH_BYTES_PER_SECOND
                : 0;
    }

    /// Which duties are on now.
    public Duties duties() {
        return duties.get();
    }

    /// The gate of heavy work.
    public WorkGate heavy() {
        return heavy;
    }

    /// The budget of the line.
    public LineBudget line() {
        return line;
    }
}
