package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Hands a running suite to every test. By default that is one of processes, the same for the whole run; below a class
 * with {@link InContainers} it is one of containers, which ends with that class.
 */
final class SuiteExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SuiteExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return RunningSuite.class.isAssignableFrom(parameter.getParameter().getType());
    }

    @Override
    public RunningSuite resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext outermost = outermostClass(context);
        Optional<InContainers> containers =
                AnnotationSupport.findAnnotation(outermost.getRequiredTestClass(), InContainers.class);
        if (containers.isEmpty()) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(Suite.class, key -> startProcesses(), Suite.class);
        }
        return outermost
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        ComposedSuite.class,
                        key -> startContainers(containers.get().profile()),
                        ComposedSuite.class);
    }

    /** The class that a nested one, or one that it inherits, runs in. */
    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext outermost = context;
        Optional<ExtensionContext> parent = context.getParent();
        while (parent.isPresent() && parent.get().getTestClass().isPresent()) {
            outermost = parent.get();
            parent = outermost.getParent();
        }
        return outermost;
    }

    private static Suite startProcesses() {
        try {
            return Suite.start(Files.createTempDirectory("sfcrime-acceptance"));
        } catch (IOException failed) {
            throw new UncheckedIOException("the suite cannot be started", failed);
        }
    }

    private static ComposedSuite startContainers(String profile) {
        try {
            return ComposedSuite.start(profile);
        } catch (IOException failed) {
            throw new UncheckedIOException("the suite cannot be started in containers", failed);
        }
    }
}
