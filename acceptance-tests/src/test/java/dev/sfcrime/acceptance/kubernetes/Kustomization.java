package dev.sfcrime.acceptance.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What {@code kustomize build} makes of a folder, as far as the manifests here use it; whatever else stands in a
 * kustomization is an error. Names of generated ConfigMaps have no hash of their content at their end.
 */
final class Kustomization {
    private static final Set<String> KNOWN = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "resources",
            "components",
            "labels",
            "images",
            "patches",
            "configMapGenerator",
            "generatorOptions");

    /** Kinds that lie in no namespace. */
    private static final Set<String> CLUSTER_WIDE = Set.of("Namespace");

    private final Path folder;
    private final Map<String, Object> file;

    private Kustomization(Path folder) {
        this.folder = folder;
        this.file = documents(folder.resolve("kustomization.yml")).get(0);
    }

    /** All objects that the folder describes. */
    static List<Map<String, Object>> build(Path folder) {
        return new Kustomization(folder).apply(new ArrayList<>());
    }

    /** Every YAML document of a file. */
    static List<Map<String, Object>> documents(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Map<String, Object>> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(options)).loadAll(text(file)).forEach(each -> documents.add(Trees.map(each)));
        return documents;
    }

    private List<Map<String, Object>> apply(List<Map<String, Object>> objects) {
        if (!KNOWN.containsAll(file.keySet())) {
            throw new IllegalArgumentException(folder + ": of " + file.keySet() + " only " + KNOWN + " are known here");
        }
        for (Object resource : Trees.list(file, "resources")) {
            Path path = folder.resolve(resource.toString()).normalize();
            objects.addAll(Files.isDirectory(path) ? build(path) : documents(path));
        }
        Trees.maps(file, "configMapGenerator").forEach(generator -> objects.add(configMap(generator)));
        for (Object component : Trees.list(file, "components")) {
            new Kustomization(folder.resolve(component.toString()).normalize()).apply(objects);
        }
        for (Map<String, Object> patch : Trees.maps(file, "patches")) {
            documents(folder.resolve(patch.get("path").toString())).forEach(each -> patch(objects, each));
        }
        Trees.maps(file, "labels").forEach(label -> objects.forEach(object -> label(object, label)));
        Trees.maps(file, "images").forEach(image -> objects.forEach(object -> image(object, image)));
        if (file.containsKey("namespace")) {
            objects.forEach(this::moveToNamespace);
        }
        return objects;
    }

    private Map<String, Object> configMap(Map<String, Object> generator) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (Object name : Trees.list(generator, "files")) {
            Path path = folder.resolve(name.toString());
            data.put(path.getFileName().toString(), text(path));
        }
        for (Object name : Trees.list(generator, "envs")) {
            text(folder.resolve(name.toString()))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line ->
                            data.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        }
        Map<String, Object> options = Trees.map(file.getOrDefault("generatorOptions", Map.of()));
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", generator.get("name")));
        for (String each : List.of("labels", "annotations")) {
            if (options.containsKey(each)) {
                metadata.put(each, new LinkedHashMap<>(Trees.map(options.get(each))));
            }
        }
        return new LinkedHashMap<>(Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata, "data", data));
    }

    private void patch(List<Map<String, Object>> objects, Map<String, Object> patch) {
        Map<String, Object> target = objects.stream()
                .filter(object -> object.get("kind").equals(patch.get("kind"))
                        && object.get("apiVersion").equals(patch.get("apiVersion"))
                        && name(object).equals(name(patch)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        folder + " patches " + patch.get("kind") + " " + name(patch) + ", which is not there"));
        Trees.merge(target, patch);
    }

    private void moveToNamespace(Map<String, Object> object) {
        if (CLUSTER_WIDE.contains(object.get("kind"))) {
            return;
        }
        Trees.map(object.get("metadata")).put("namespace", file.get("namespace"));
        for (Map<String, Object> subject : Trees.maps(object, "subjects")) {
            subject.put("namespace", file.get("namespace"));
        }
    }

    private static void label(Map<String, Object> object, Map<String, Object> label) {
        Map<String, Object> pairs = Trees.map(label.get("pairs"));
        addLabels(Trees.child(object, "metadata"), pairs);
        if (Boolean.TRUE.equals(label.get("includeTemplates")) && object.get("spec") instanceof Map<?, ?>) {
            Map<String, Object> spec = Trees.map(object.get("spec"));
            Trees.maps(spec, "volumeClaimTemplates").forEach(claim -> addLabels(Trees.child(claim, "metadata"), pairs));
            Map<String, Object> template = Trees.map(spec.getOrDefault("template", Map.of()));
            if (template.containsKey("metadata")) {
                addLabels(Trees.child(template, "metadata"), pairs);
            }
        }
    }

    private static void addLabels(Map<String, Object> metadata, Map<String, Object> pairs) {
        Trees.child(metadata, "labels").putAll(pairs);
    }

    private static void image(Map<String, Object> object, Map<String, Object> image) {
        Trees.each(object, "containers", container -> {
            if (image.get("name").equals(container.get("image"))) {
                container.put("image", image.get("name") + ":" + image.get("newTag"));
            }
        });
    }

    private static String name(Map<String, Object> object) {
        return Trees.map(object.get("metadata")).get("name").toString();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
