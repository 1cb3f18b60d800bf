package dev.sfcrime.verify;

import java.util.List;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.tags.Tag;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the verify service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class VerifyApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(VerifyApplication.class, arguments);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("SF crime: verify")
                        .version("1")
                        .description("What arrived in the topic of police calls for service: the messages themselves,"
                                + " and for each replay what is missing, came twice or out of order."))
                .tags(List.of(
                        new Tag().name("Messages").description("The recent messages, live and for download"),
                        new Tag().name("Verification").description("What arrived, counted exactly"),
                        new Tag().name("Reconciliation").description("Each replay as every side of it saw it"),
                        new Tag().name("Dead letters").description("Messages that are no call, routed exactly once")));
    }
}
