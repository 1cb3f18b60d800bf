package dev.sfcrime.analytics.aggregates;

import dev.sfcrime.calls.DispositionTable;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the aggregates need besides their own classes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LatenessProperties.class)
class AggregatesConfiguration {
    @Bean
    DispositionTable dispositionTable() {
        return DispositionTable.standard();
    }

    /** Crime types hold slashes, and are part of a path: Tomcat must not refuse them. */
    @Bean
    TomcatConnectorCustomizer encodedSlashes() {
        return connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        };
    }
}
