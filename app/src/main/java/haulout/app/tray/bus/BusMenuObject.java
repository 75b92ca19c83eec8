// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

package haulout.app.tray.bus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The menu's object on the bus.
final class BusMenuObject implements BusMenu, Properties {
    static final String PATH = "/MenuBar";

    private static final Logger log = LoggerFactory.getLogger(BusMenuObject.class);

    private final AtomicReference<MenuTree> tree;
    private final AtomicReference<Long> revision;

    BusMenuObject(AtomicReference<MenuTree> tree, AtomicReference<Long> revision) {
        this.tree = tree;
        this.revision = revision;
    }

    @Override
    public LayoutReply<UInt32, Layout> GetLayout(int parent, int depth, List<String> names) {
        return new LayoutReply<>(new UInt32(revision.get()), tree.get().layout(parent, depth));
    }

    @Override
    public List<BusMenu.Properties> GetGroupProperties(List<Integer> ids, List<String> names) {
        MenuTree now = tree.get();
        List<Integer> wanted = ids.isEmpty() ? now.ids() : ids;
        return wanted.stream()
                .map(id -> new BusMenu.Properties(id, now.propertiesOf(id)))
                .toList();
    }

    @Override
    public Variant<?> GetProperty(int id, String name) {
        Variant<?> value = tree.get().propertiesOf(id).get(name);
        return value == null ? new Variant<>("") : value;
    }

    @Override
    public void Event(int id, String type, Variant<?> data, UInt32 time) {
        if (!type.equals("clicked")) {
            return;
        }
        try {
            tree.get().action(id).run();
        } catch (RuntimeException bug) {
            log.error("an entry of the tray's menu failed", bug);
        }
    }

    @Override
    public boolean AboutToShow(int id) {
        return false;
    }

    private static Map<String, Variant<?>> all() {
        Map<String, Variant<?>> all = new TreeMap<>();
        all.put("Version", new Variant<>(new UInt32(3)));
        all.put("TextDirection", new Variant<>("ltr"));
        all.put("Status", new Variant<>("normal"));
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
        return all();
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
