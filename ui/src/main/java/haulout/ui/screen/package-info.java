// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// What every screen has in common.
///
/// # How to add a screen
///
/// 1. **Place.** Add a constant to [haulout.ui.screen.Place] (the rail shows those with an icon in
///    `Rail`), a package `haulout.ui.screen.<name>` with a `package-info.java`, and a row in
///    `PackageMapTest`. Screens never use each other: to open another one, call
///    [haulout.ui.screen.Navigator#go].
/// 2. **Words.** Add `<name>.properties` and `<name>_de.properties` beside `ui.text`; keys begin
///    with `<name>.`. The view model says everything through [haulout.ui.text.Words]; a view holds
///    fixed headings only.
/// 3. **State.** One immutable record `<Name>State` with texts that are ready to be shown. Unknown
///    values are dashes with a reason, never 0 and never green: `words.figure(…)` and
///    `words.quality(…)` do that.
/// 4. **View model.** `<Name>ViewModel` turns a `HomeSnapshot` into the state and has one plain
///    method for everything that its owner can do. It asks the node through
///    [haulout.ui.work.BackgroundRunner] and never touches a JavaFX node, so that its tests need no
///    toolkit (`BackgroundRunner(Runnable::run, Runnable::run)`).
/// 5. **View.** `<Name>View implements Screen` builds its nodes once, from controls of `ui.control`
///    (`Page`, `Panel`, `StatCard`, `GaugeRow`, `KeyedRows`, `EmptyState`, `AlertCard`, …), and
///    changes them when the state changes. No colours, sizes or fonts in code: style classes only,
///    defined in `style/haulout.css`. Every control that can be used gets an id and an accessible
///    text.
/// 6. **Shell.** Register the constructor in `Screens` of `ui.shell`.
/// 7. **Look.** Add the screen to `Pictures` among the tests and look at it: light, dark, 880×600,
///    1440×900, long words, 200 % text. The layout test walks over it by itself.
///
/// Rules: no waiting on the FX thread; a list is shown through `KeyedRows`, which keeps its nodes;
/// whatever is attached to something that lives longer goes into `Subscriptions` and is released in
/// `hidden()`.
@NullMarked
package haulout.ui.screen;

import org.jspecify.annotations.NullMarked;
