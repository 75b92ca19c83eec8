// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

/// Words and numbers of the window: bundles, sentences, sizes, times.
///
/// No JavaFX here, so that tray and command line say the same words.
///
/// **How to add words.** Every screen has a bundle of its own, `<screen>.properties` in English and
/// `<screen>_de.properties` in German, in UTF-8, beside this package among the resources; a new one
/// is added to `Words.BUNDLES`. Keys begin with the screen's name, as `files.drop`. A pattern has
/// `{0}`, `{1}`, …, and `{0,lower}` where a sentence goes on with a small letter; an apostrophe is
/// just an apostrophe. A key may have a twin that ends in `.one`, which is taken when the first
/// count is 1. Tests compare the keys of all languages.
@NullMarked
package haulout.ui.text;

import org.jspecify.annotations.NullMarked;
