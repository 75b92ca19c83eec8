// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/// What is said beside the icon: `(sa(iiay)ss)`.
public final class ToolTip extends Struct {
    /// Name of an icon; empty for none.
    @Position(0)
    public final String icon;

    /// Pictures.
    @Position(1)
    public final List<Pixels> pictures;

    /// First line.
    @Position(2)
    public final String title;

    /// The rest.
    @Position(3)
    public final String text;

    public ToolTip(String icon, List<Pixels> pictures, String title, String text) {
        this.icon = icon;
        this.pictures = pictures;
        this.title = title;
        this.text = text;
    }
}
