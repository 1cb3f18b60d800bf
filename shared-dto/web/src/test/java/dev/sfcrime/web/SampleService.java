package dev.sfcrime.web;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Import;

/** The sample application, for tests of other packages, and for processes. */
@Import(SampleApplication.class)
public class SampleService {
    public static void main(String[] arguments) {
        SpringApplication.run(SampleApplication.class, arguments);
    }
}
