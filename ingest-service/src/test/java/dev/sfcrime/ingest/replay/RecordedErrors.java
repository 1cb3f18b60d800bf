package dev.sfcrime.ingest.replay;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** The errors that this process logs from a moment on. */
final class RecordedErrors extends AbstractAppender {
    private final List<LogEvent> events = new CopyOnWriteArrayList<>();

    private RecordedErrors() {
        super("recorded-errors", null, null, false, Property.EMPTY_ARRAY);
    }

    static RecordedErrors begin() {
        RecordedErrors errors = new RecordedErrors();
        errors.attach();
        return errors;
    }

    private void attach() {
        start();
        LoggerContext context = LoggerContext.getContext(false);
        context.getConfiguration().getRootLogger().addAppender(this, Level.ERROR, null);
        context.updateLoggers();
    }

    void end() {
        LoggerContext.getContext(false).getConfiguration().getRootLogger().removeAppender(getName());
        stop();
    }

    List<LogEvent> events() {
        return events;
    }

    @Override
    public void append(LogEvent event) {
        events.add(event.toImmutable());
    }
}
