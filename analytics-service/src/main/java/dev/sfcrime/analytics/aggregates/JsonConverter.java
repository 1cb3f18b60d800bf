package dev.sfcrime.analytics.aggregates;

import java.io.IOException;

import dev.sfcrime.analytics.aggregates.Envelope.Lag;
import dev.sfcrime.analytics.aggregates.KeptJson.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as the JSON that is kept of them, with the freshness of the moment in its place. */
@Component
final class JsonConverter extends AbstractHttpMessageConverter<Body> {
    private final JsonMapper json;
    private final ObjectWriter freshnessWriter;

    JsonConverter(JsonMapper json) {
        super(MediaType.APPLICATION_JSON);
        this.json = json;
        this.freshnessWriter = json.writerFor(Lag.class);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Body.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Body readInternal(Class<? extends Body> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("Answers are not read", message);
    }

    @Override
    protected void writeInternal(Body body, HttpOutputMessage message) throws IOException {
        Frame frame = body.json().orElseWrite(() -> Frame.of(body, json));
        byte[] freshness = freshnessWriter.writeValueAsBytes(body.freshness());
        message.getHeaders().setContentLength(frame.length(freshness));
        frame.writeTo(message.getBody(), freshness);
    }
}
