// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.policy;

/// The rules in the order in which their reasons are shown.
public enum RuleId {
    /// The system goes down or has just woken.
    OS("os"),
    /// The computer is starting.
    START("start"),
    /// The owner paused.
    PAUSE("pause"),
    /// A drive is missing, read-only or failing.
    DRIVE("drive"),
    /// A drive's free space is under its floor.
    FLOOR("floor"),
    /// Not on mains.
    BATTERY("battery"),
    /// Hardly any charge.
    BATTERY_LOW("battery.low"),
    /// The system's power saver.
    SAVER("saver"),
    /// The network charges by use.
    METERED("metered"),
    /// The month's allowance.
    CAP("cap"),
    /// Processor or drive is hot.
    HEAT("heat"),
    /// The week grid.
    HOURS("hours"),
    /// A listed or full-screen app.
    APP("app"),
    /// Others need the memory.
    MEMORY("memory"),
    /// The owner is there.
    USER("user"),
    /// Others use the processor.
    CPU("cpu"),
    /// Others use the drive.
    DISK("disk"),
    /// Others use the line.
    NET("net"),
    /// Written enough today.
    WEAR("wear"),
    /// Not a rule of the table: a duty changed too often.
    FLAP("flap"),
    /// Not a rule of the table: no duty starts while a rule is about to stop it.
    URGENT("urgent");

    private final String text;

    RuleId(String text) {
        this.text = text;
    }

    /// The name in settings and interfaces.
    public String text() {
        return text;
    }

    /// Whether *Always on* passes over it.
    public boolean isComfort() {
        return switch (this) {
            case USER, CPU, DISK, NET, HOURS, APP -> true;
            default -> false;
        };
    }

    /// Whether urgent work passes over it.
    boolean yieldsToUrgent() {
        return this == USER || this == HOURS || this == CPU;
    }
}
