package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Each service's jar says what is in it. A build without network makes no bill of materials, and is not held to one. */
class BillOfMaterialsIT {
    private static final String LIBRARIES = "BOOT-INF/lib/";

    /** Put there by Spring Boot's packaging, which is no dependency. */
    private static final String EXTRACTION = "spring-boot-jarmode-tools-";

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "verify-consumer-service", "analytics-service"})
    void everyLibraryInTheJarStandsInItsBillWithItsCoordinatesAndChecksums(String service) throws IOException {
        try (JarFile jar = new JarFile(PackagedJar.of(service).toFile())) {
            String location = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
            JarEntry entry = location == null ? null : jar.getJarEntry(location);
            Installed.require(entry != null, "a bill of materials in " + jar.getName());

            List<JsonNode> components = components(jar, entry);

            assertThat(libraries(jar))
                    .isNotEmpty()
                    .allSatisfy(library -> assertThat(components).anySatisfy(component -> {
                        assertThat(library).matches(name(component) + "(-[a-z].*)?\\.jar");
                        assertThat(component.get("purl").asString("")).startsWith("pkg:maven/");
                        assertThat(component.get("hashes")).isNotEmpty();
                    }));
        }
    }

    private static List<JsonNode> components(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream bill = jar.getInputStream(entry)) {
            return List.copyOf(
                    JsonMapper.shared().readTree(bill).get("components").values());
        }
    }

    private static Set<String> libraries(JarFile jar) {
        return jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                .map(name -> Path.of(name).getFileName().toString())
                .filter(name -> !name.startsWith(EXTRACTION))
                .collect(Collectors.toSet());
    }

    private static String name(JsonNode component) {
        return component.get("name").asString() + "-" + component.get("version").asString();
    }
}
