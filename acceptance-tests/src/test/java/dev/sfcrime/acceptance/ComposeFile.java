package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docker-compose.yml}, with its anchors and merges resolved. */
final class ComposeFile {
    static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."))
            .toAbsolutePath()
            .normalize();
    static final Path FILE = CHECKOUT.resolve("docker-compose.yml");
    static final List<String> PROFILES = List.of("single", "cluster");

    private static final int MOST_ALIASES = 200;

    private final JsonNode content = yaml(FILE);

    /** All services by name, in the file's order. */
    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        content.get("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
        return services;
    }

    /** The services that a profile starts. */
    Map<String, JsonNode> services(String profile) {
        Map<String, JsonNode> services = services();
        services.values()
                .removeIf(service -> service.has("profiles")
                        && service.get("profiles")
                                .valueStream()
                                .noneMatch(each -> each.asString().equals(profile)));
        return services;
    }

    static JsonNode yaml(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            return JsonMapper.shared()
                    .valueToTree(Objects.requireNonNull(
                            new Yaml(new SafeConstructor(options)).<Object>load(Files.readString(file)), "empty"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
