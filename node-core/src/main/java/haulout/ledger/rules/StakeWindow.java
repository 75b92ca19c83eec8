// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ledger.rules;

/// Where a ledger stands as seen from one node's pool.
///
/// @param epoch the current epoch
/// @param current whether the node is in the current committee
/// @param next whether it is in the committee of the next epoch, which has been selected already
public record StakeWindow(long epoch, Membership current, Membership next) {
    /// Whether a node belongs to a committee.
    public enum Membership {
        /// It does.
        MEMBER,

        /// It does not, or there is no such committee.
        OUTSIDER;

        /// The constant for an answer.
        public static Membership of(boolean isMember) {
            return isMember ? MEMBER : OUTSIDER;
        }
    }

    boolean isCurrent() {
        return current == Membership.MEMBER;
    }

    boolean isNext() {
        return next == Membership.MEMBER;
    }
}
