package dev.sfcrime.web.security;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.sfcrime.web.SampleService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** In processes of their own, for the sake of their exit codes. */
class RefusedStartIT {
    @TempDir
    Path folder;

    @Test
    void aServiceThatOthersCanReachDoesNotStartWithoutCredentialsAndSaysWhatToSet() throws Exception {
        Ended service = start(Map.of("BIND_ADDRESS", "0.0.0.0"));

        assertThat(service.status()).isEqualTo(1);
        assertThat(service.output())
                .contains("bound to 0.0.0.0", "no credentials")
                .contains(
                        "SFCRIME_OPERATOR_PASSWORD_HASH='{bcrypt}", "SFCRIME_JWT_ISSUER_URI", "BIND_ADDRESS=127.0.0.1")
                .doesNotContain("\tat ");
    }

    @Test
    void aManagementPortOfItsOwnIsNoWayAround() throws Exception {
        Ended service = start(Map.of("MANAGEMENT_SERVER_PORT", "0", "MANAGEMENT_SERVER_ADDRESS", "0.0.0.0"));

        assertThat(service.status()).isEqualTo(1);
        assertThat(service.output()).contains("bound to 0.0.0.0");
    }

    @Test
    void aPlainPasswordDoesNotCountThereAndIsNotShown() throws Exception {
        Ended service = start(Map.of("BIND_ADDRESS", "0.0.0.0", "SFCRIME_OPERATOR_PASSWORD_HASH", "{noop}very-secret"));

        assertThat(service.status()).isEqualTo(1);
        assertThat(service.output())
                .contains("operator", "{noop}", "./sfcrime password")
                .doesNotContain("very-secret", "\tat ");
    }

    private record Ended(int status, String output) {}

    private Ended start(Map<String, String> settings) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SampleService.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(settings);
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(output));
    }
}
