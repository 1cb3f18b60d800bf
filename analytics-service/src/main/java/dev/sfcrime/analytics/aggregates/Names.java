package dev.sfcrime.analytics.aggregates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Texts and their numbers, 0, 1, 2 and so on in the order in which they were first seen. Immutable. */
final class Names {
    static final Names NONE = new Names(List.of());

    private final List<String> names;
    private final Map<String, Integer> ids;

    Names(List<String> names) {
        this.names = List.copyOf(names);
        ids = new HashMap<>(names.size() * 2);
        for (String name : names) {
            ids.put(name, ids.size());
        }
    }

    int size() {
        return names.size();
    }

    /** All texts, by number. */
    List<String> all() {
        return names;
    }

    String name(int id) {
        return names.get(id);
    }

    /** The text's number; null where it was never seen. */
    @Nullable
    Integer id(String name) {
        return ids.get(name);
    }

    /** Numbers texts, known and new ones, for one batch. */
    static final class Numbering {
        private final Names known;
        private final Map<String, Integer> added = new HashMap<>();
        private final List<String> addedNames = new ArrayList<>();

        Numbering(Names known) {
            this.known = known;
        }

        int id(String name) {
            Integer id = known.id(name);
            return id != null
                    ? id
                    : added.computeIfAbsent(name, unseen -> {
                        addedNames.add(unseen);
                        return known.size() + addedNames.size() - 1;
                    });
        }

        int firstAdded() {
            return known.size();
        }

        List<String> added() {
            return addedNames;
        }

        Names all() {
            if (addedNames.isEmpty()) {
                return known;
            }
            List<String> all = new ArrayList<>(known.names);
            all.addAll(addedNames);
            return new Names(all);
        }
    }
}
