package dev.sfcrime.bench.micro;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.sfcrime.bench.lab.JavaProgram;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.local.stack.Checkout;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs JMH on a service's packaged classes, with that service's own JVM flags, or on this module's. What is package-private
 * in a service is measured by classes of its tests, in the same packages.
 */
final class Jmh {
    /** As {@code ./sfcrime} runs this module. */
    private static final List<String> OWN_FLAGS = List.of("-Xmx1g", "-XX:+UseParallelGC");

    private final Lab lab;
    private final Checkout checkout;
    private final Effort effort;

    /**
     * A JMH that has not run.
     *
     * @param lab nothing runs in it
     */
    Jmh(Lab lab, Checkout checkout, Effort effort) {
        this.lab = lab;
        this.checkout = checkout;
        this.effort = effort;
    }

    /**
     * Measures all ways of a subject, in their order.
     *
     * @throws StackException if JMH fails, or knows one of the methods not
     */
    List<Measured> measure(Subject subject) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(lab.home().folder().resolve("tmp"));
        Path results = folder.resolve("jmh-" + subject.name() + ".json");
        List<String> arguments = new ArrayList<>(effort.arguments());
        arguments.addAll(List.of("-rf", "json", "-rff", results.toString(), methods(subject)));
        List<String> flags = new ArrayList<>(flags(subject.service()));
        // there JMH keeps a lock of its own
        flags.add("-Djava.io.tmpdir=" + folder);
        String output = new JavaProgram(flags, classPath(subject.service()), Main.class.getName()).run(arguments);
        if (!Files.exists(results)) {
            throw new StackException("JMH measured nothing of %s: %s".formatted(subject.name(), output));
        }
        return samples(subject, JsonMapper.shared().readTree(Files.readString(results)));
    }

    private static String methods(Subject subject) {
        return subject.ways().stream()
                .map(way -> Pattern.quote(subject.fullName(way)) + "$")
                .collect(Collectors.joining("|"));
    }

    private List<String> flags(@Nullable Service service) throws IOException {
        if (service == null) {
            return OWN_FLAGS;
        }
        List<String> flags = new ArrayList<>(service.jvmFlags());
        flags.addAll(JavaProgram.opens(lab.runnableJar(service)));
        return flags;
    }

    private String classPath(@Nullable Service service) {
        if (service == null) {
            return System.getProperty("java.class.path");
        }
        return Stream.of(
                        lab.runnableJar(service),
                        checkout.testClasses(service),
                        home(Main.class),
                        home(joptsimple.OptionParser.class),
                        home(SummaryStatistics.class))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<Measured> samples(Subject subject, JsonNode results) {
        List<Measured> measured = new ArrayList<>();
        for (Subject.Way way : subject.ways()) {
            JsonNode result = StreamSupport.stream(results.spliterator(), false)
                    .filter(of -> of.path("benchmark").asString().equals(subject.fullName(way)))
                    .findFirst()
                    .orElseThrow(() -> new StackException("JMH knows no " + subject.fullName(way)));
            List<Double> nanos = new ArrayList<>();
            for (JsonNode fork : result.path("primaryMetric").path("rawData")) {
                fork.forEach(iteration -> nanos.add(iteration.asDouble()));
            }
            measured.add(new Measured(way, Summary.of(nanos)));
        }
        return measured;
    }
}
