package dev.sfcrime.analytics.stream;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExecutorSettingsTests {
    @Test
    void classesThatLieInNoJarAreNotServedAndTheRemedyIsNamed() {
        // as here, where a build has compiled them to a folder
        assertThatThrownBy(() -> ExecutorSettings.of(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CallCounts")
                .hasMessageContaining("jarmode=tools");
    }
}
