// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import haulout.app.tray.TrayState;
import haulout.ui.picture.Raster;
import haulout.ui.picture.VectorPicture;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/// The icon's object on the bus.
final class BusIcon implements Item, Properties {
    static final String PATH = "/StatusNotifierItem";

    private static final String INTERFACE = "org.kde.StatusNotifierItem";
    private static final int[] SIZES = {22, 44};

    private final AtomicReference<TrayState> state;
    private final Runnable open;

    BusIcon(AtomicReference<TrayState> state, Runnable open) {
        this.state = state;
        this.open = open;
    }

    @Override
    public void Activate(int x, int y) {
        open.run();
    }

    @Override
    public void SecondaryActivate(int x, int y) {
        open.run();
    }

    @Override
    public void ContextMenu(int x, int y) {
        open.run();
    }

    @Override
    public void Scroll(int delta, String orientation) {
        // nothing is scrolled
    }

    private Map<String, Variant<?>> all() {
        TrayState now = state.get();
        VectorPicture picture = VectorPicture.status(now.shape());
        List<Pixels> pictures =
                java.util.Arrays.stream(SIZES)
                        .mapToObj(size -> Pixels.of(Raster.draw(picture, size)))
                        .toList();
        Map<String, Variant<?>> all = new TreeMap<>();
        all.put("Category", new Variant<>("ApplicationStatus"));
        all.put("Id", new Variant<>("haulout"));
        all.put("Title", new Variant<>(now.title()));
        all.put("Status", new Variant<>("Active"));
        all.put("IconName", new Variant<>(""));
        all.put("IconPixmap", new Variant<>(pictures, "a(iiay)"));
        all.put(
                "ToolTip",
                new Variant<>(new ToolTip("", List.of(), now.title(), now.tooltip()), "(sa(iiay)ss)"));
        all.put("ItemIsMenu", new Variant<>(false));
        all.put("Menu", new Variant<>(new DBusPath(BusMenuObject.PATH)));
        return all;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the bus's interface has it
    public <A> A Get(String type, String name) {
        Variant<?> value = all().get(name);
        return (A) (value == null ? new Variant<>("") : value);
    }

    @Override
    public <A> void Set(String type, String name, A value) {
        // nothing can be set
    }

    @Override
    public Map<String, Variant<?>> GetAll(String type) {
        return type.equals(INTERFACE) ? all() : Map.of();
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
