package dev.sfcrime.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts as a service does, logs an error, and ends. */
class LoggingProgram {
    private static final Logger log = LoggerFactory.getLogger(LoggingProgram.class);

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(LoggingProgram.class)
                .web(WebApplicationType.NONE)
                .run(arguments)
                .close();
        log.atError()
                .addKeyValue("replay", "0c5bb3a2")
                .addKeyValue("message", "one that looks like a field of its own")
                .setCause(new IllegalStateException("the cause"))
                .log("It failed");
    }
}
