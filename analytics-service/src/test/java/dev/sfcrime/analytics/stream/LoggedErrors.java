package dev.sfcrime.analytics.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Errors that any logger of the process writes; to be opened once the service has set up its logging. */
final class LoggedErrors extends AbstractAppender implements AutoCloseable {
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final List<LogEvent> errors = new CopyOnWriteArrayList<>();

    LoggedErrors() {
        super("errors", null, null, true, Property.EMPTY_ARRAY);
        start();
        root.addAppender(this);
    }

    List<LogEvent> all() {
        return errors;
    }

    @Override
    public void append(LogEvent event) {
        if (event.getLevel().isMoreSpecificThan(Level.ERROR)) {
            errors.add(event.toImmutable());
        }
    }

    @Override
    public void close() {
        root.removeAppender(this);
        stop();
    }
}
