package dev.sfcrime.acceptance.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Objects as YAML has them: maps, lists and values. */
final class Trees {
    /** By what an item of a list is told from others where Kubernetes merges lists; other lists are replaced. */
    private static final Map<String, String> MERGE_KEYS = Map.of(
            "containers", "name",
            "env", "name",
            "ports", "containerPort",
            "volumeMounts", "mountPath",
            "volumes", "name");

    private Trees() {}

    @SuppressWarnings("unchecked") // keys of manifests are strings
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    static List<Object> list(Map<String, Object> map, String key) {
        return new ArrayList<>((List<?>) map.getOrDefault(key, List.of()));
    }

    static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
        return list(map, key).stream().map(Trees::map).toList();
    }

    /** The map of that name, which is made where it is absent. */
    static Map<String, Object> child(Map<String, Object> map, String key) {
        return map(map.computeIfAbsent(key, absent -> new LinkedHashMap<>()));
    }

    /** Every item of every list of that name, at any depth. */
    static void each(Object tree, String name, Consumer<Map<String, Object>> action) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key.equals(name) && value instanceof List<?> items) {
                    items.forEach(item -> action.accept(map(item)));
                }
                each(value, name, action);
            });
        } else if (tree instanceof List<?> list) {
            list.forEach(item -> each(item, name, action));
        }
    }

    /** A strategic merge, as Kubernetes does it with objects of its own kinds. */
    static void merge(Map<String, Object> target, Map<String, Object> patch) {
        patch.forEach((key, value) -> {
            Object old = target.get(key);
            String mergeKey = MERGE_KEYS.get(key);
            if (old instanceof Map && value instanceof Map) {
                merge(map(old), map(value));
            } else if (old instanceof List && value instanceof List && mergeKey != null) {
                target.put(key, merged(Trees.list(target, key), Trees.list(patch, key), mergeKey));
            } else {
                target.put(key, value);
            }
        });
    }

    /** What is new stands before what is there, in kustomize's answers too. */
    private static List<Object> merged(List<Object> items, List<Object> patches, String mergeKey) {
        List<Object> merged = new ArrayList<>();
        for (Object patch : patches) {
            items.stream()
                    .map(Trees::map)
                    .filter(item ->
                            Objects.equals(item.get(mergeKey), map(patch).get(mergeKey)))
                    .findFirst()
                    .ifPresentOrElse(item -> merge(item, map(patch)), () -> merged.add(patch));
        }
        merged.addAll(items);
        return merged;
    }
}
