package dev.sfcrime.analytics.aggregates;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Writes what responses hold, in one form, and reads nothing. */
abstract class WritingConverter<T> extends AbstractHttpMessageConverter<T> {
    private final Class<T> written;

    WritingConverter(Class<T> written, MediaType form) {
        super(form);
        this.written = written;
    }

    @Override
    protected final boolean supports(Class<?> type) {
        return written.isAssignableFrom(type);
    }

    @Override
    public final boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected final T readInternal(Class<? extends T> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException(written.getSimpleName() + " is not read", message);
    }
}
