// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.ui;

import haulout.status.Remedy;
import haulout.text.Sentence;
import haulout.ui.sample.Sample;
import haulout.ui.sample.SampleHomeNode;
import haulout.ui.sample.SampleSnapshots;
import haulout.ui.screen.AlertShown;
import haulout.ui.screen.Later;
import haulout.ui.screen.Look;
import haulout.ui.screen.Navigator;
import haulout.ui.screen.Place;
import haulout.ui.screen.ScreenContext;
import haulout.ui.shell.TestDesktop;
import haulout.ui.text.Words;
import haulout.ui.work.BackgroundRunner;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import javafx.scene.Node;

/// What a view model is built of in tests: a sample node, everything inline, no toolkit.
public final class SampleContext {
    private SampleContext() {}

    /// A context on a node in a state.
    public static ScreenContext of(Sample sample) {
        return of(new SampleHomeNode(sample), new Quiet());
    }

    /// A context on a node.
    public static ScreenContext of(SampleHomeNode node, Navigator navigator) {
        InstantSource clock = InstantSource.fixed(SampleSnapshots.NOW);
        BackgroundRunner runner = new BackgroundRunner(Runnable::run, Runnable::run);
        return new ScreenContext(
                node,
                Words.of(Locale.UK, ZoneOffset.UTC, clock),
                runner,
                navigator,
                new TestDesktop(),
                clock,
                new Look(Locale.UK),
                new Later(node.settings(), runner, clock));
    }

    /// A window that does nothing.
    public static class Quiet implements Navigator {
        @Override
        public void go(Place place) {}

        @Override
        public void go(Place place, String subject) {}

        @Override
        public void tell(String text) {}

        @Override
        public void tell(Sentence problem) {}

        @Override
        public void tellWithUndo(String text, Runnable undo) {}

        @Override
        public void open(Node sheet) {}

        @Override
        public void close() {}

        @Override
        public void mend(Remedy remedy, String subject) {}

        @Override
        public void compact() {}

        @Override
        public void firstRun() {}

        @Override
        public AlertShown alerts() {
            throw new UnsupportedOperationException("no cards without a window");
        }
    }
}
