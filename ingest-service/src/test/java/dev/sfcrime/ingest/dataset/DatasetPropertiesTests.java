package dev.sfcrime.ingest.dataset;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class DatasetPropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Enabled.class);

    @Test
    void haveDefaults() {
        context.run(started -> assertThat(started.getBean(DatasetProperties.class))
                .isEqualTo(new DatasetProperties(
                        Path.of(".sfcrime/datasets"),
                        DataSize.ofMegabytes(32),
                        Path.of(".sfcrime/tmp"),
                        DataSize.ofMegabytes(1),
                        200,
                        new DatasetProperties.Synthetic(199_999, 2018))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort-memory=1KB",
                "synthetic.records=-1",
                "synthetic.records=50000001",
                "largest-record=1KB",
                "largest-record=1GB",
                "most-expansion=0"
            })
    void rejectWhatCannotWork(String property) {
        context.withPropertyValues("ingest.datasets." + property)
                .run(started -> assertThat(started).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DatasetProperties.class)
    static class Enabled {}
}
