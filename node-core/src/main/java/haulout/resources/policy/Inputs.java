// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Everything the decision looks at; each value with its age or unknown.
///
/// @param goingDown the system says sleep, log-off or shutdown
/// @param sinceStart since log-in or start, whichever was later
/// @param display whether people could sit before this computer
/// @param presence last input, lock and remote sessions
/// @param hasBattery whether a battery was ever found
/// @param power mains and charge
/// @param saver the system's power saver
/// @param network what the network costs
/// @param lineUpBits the line's upload speed in bits a second
/// @param lineDownBits the line's download speed in bits a second
/// @param othersNetworkPct what others use of the line, mean over 10 s
/// @param month bytes counted against the month's allowance
/// @param processorCelsius 0 and absurd values count as unknown
/// @param othersCpuPct what others use of the processor, mean over 10 s, own process tree left out
/// @param memory free and total
/// @param fullScreen an app fills the screen, a presentation, do-not-disturb, or a film's wake lock
/// @param runningApps names of listed apps that run
/// @param drives every lent drive
/// @param urgent heavy work that cannot wait
/// @param saidAway whether the network was told that the node goes away
public record Inputs(
        Reading<Boolean> goingDown,
        Duration sinceStart,
        boolean display,
        Reading<Presence> presence,
        boolean hasBattery,
        Reading<Power> power,
        Reading<Boolean> saver,
        Reading<NetworkCost> network,
        Reading<Long> lineUpBits,
        Reading<Long> lineDownBits,
        Reading<Double> othersNetworkPct,
        Reading<MonthUse> month,
        Reading<Double> processorCelsius,
        Reading<Double> othersCpuPct,
        Reading<FreeMemory> memory,
        Reading<Boolean> fullScreen,
        Reading<Set<String>> runningApps,
        List<DriveInput> drives,
        boolean urgent,
        boolean saidAway) {
    /// Copies the list.
    public Inputs {
        drives = List.copyOf(drives);
    }

    /// The owner, as far as input devices tell.
    ///
    /// @param idle since the last input
    /// @param locked the screen is locked
    /// @param remote a remote desktop or game stream is in use
    public record Presence(Duration idle, boolean locked, boolean remote) {}

    /// Where the power comes from.
    ///
    /// @param mains whether plugged in
    /// @param chargePct 0 to 100, or [#NO_CHARGE]
    public record Power(boolean mains, int chargePct) {
        /// The battery does not say.
        public static final int NO_CHARGE = -1;
    }

    /// What the network costs.
    public enum NetworkCost {
        /// Nothing by use.
        FREE,
        /// Charged by use, roaming, or the owner called it a hotspot.
        METERED,
        /// Looks like a phone and the owner has not answered yet; counts as metered.
        LIKE_A_PHONE
    }

    /// Bytes both ways.
    ///
    /// @param usedBytes since the month's first day
    /// @param todayBytes since midnight
    /// @param meteredTodayBytes of them on metered networks
    /// @param days days in this month of the count
    public record MonthUse(long usedBytes, long todayBytes, long meteredTodayBytes, int days) {}

    /// Memory of the whole computer, bytes.
    public record FreeMemory(long freeBytes, long totalBytes) {}

    /// Whether a drive can be used.
    public enum DriveState {
        /// The marker was read and matches.
        PRESENT,
        /// No marker.
        MISSING,
        /// Cannot be written.
        READ_ONLY,
        /// Errors.
        FAILING
    }

    /// Bytes on a drive.
    ///
    /// @param freeBytes free for anyone
    /// @param totalBytes size
    /// @param mineBytes used and reserved by this node
    public record Space(long freeBytes, long totalBytes, long mineBytes) {}

    /// One lent drive.
    ///
    /// @param id stable name
    /// @param label what people call it, as `F:`
    /// @param system whether the system runs from it
    /// @param solid whether it is solid-state
    /// @param state what the last proof said
    /// @param proofs proofs passed in a row since the last failed or missing one
    /// @param space free and used
    /// @param othersBusyPct time others keep it busy, mean over 10 s
    /// @param celsius its temperature
    /// @param writtenToday bytes written by this node since midnight
    public record DriveInput(
            String id,
            String label,
            boolean system,
            boolean solid,
            Reading<DriveState> state,
            int proofs,
            Reading<Space> space,
            Reading<Double> othersBusyPct,
            Reading<Double> celsius,
            Reading<Long> writtenToday) {}
}
