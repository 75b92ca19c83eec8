// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.resources.keep;

/// The most that went through the line in a minute.
///
/// @param upPerSecond bytes
/// @param downPerSecond bytes
public record LineBest(long upPerSecond, long downPerSecond) {
    /// Nothing was seen.
    public static final LineBest NONE = new LineBest(0, 0);

    /// The more of both, for each direction.
    public LineBest or(LineBest other) {
        return new LineBest(
                Math.max(upPerSecond, other.upPerSecond),
                Math.max(downPerSecond, other.downPerSecond));
    }
}
