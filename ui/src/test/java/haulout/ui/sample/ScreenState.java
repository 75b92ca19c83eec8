// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui.sample;

/// What each screen is looked at in: full, and each way in which there is nothing to show.
public enum ScreenState {
    /// A month old, and all is well.
    FULL(Sample.HEALTHY, SampleHomeNode.Answers.AT_ONCE),
    /// Nothing has happened yet.
    EMPTY(Sample.EMPTY, SampleHomeNode.Answers.AT_ONCE),
    /// The node starts, and no answer has come yet.
    LOADING(Sample.STARTING, SampleHomeNode.Answers.NEVER),
    /// Figures are not known.
    UNKNOWN(Sample.UNKNOWN, SampleHomeNode.Answers.AT_ONCE),
    /// A drive is gone, and every question fails.
    ERROR(Sample.AT_RISK, SampleHomeNode.Answers.FAILING);

    private final Sample sample;
    private final SampleHomeNode.Answers answers;

    ScreenState(Sample sample, SampleHomeNode.Answers answers) {
        this.sample = sample;
        this.answers = answers;
    }

    /// A node that is so.
    public SampleHomeNode node() {
        return new SampleHomeNode(sample).answering(answers);
    }
}
