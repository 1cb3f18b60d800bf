package dev.sfcrime.analytics.aggregates;

import java.io.IOException;

import dev.sfcrime.analytics.aggregates.Envelope.Lag;
import dev.sfcrime.analytics.aggregates.KeptJson.Frame;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as the JSON that is kept of them, with the freshness of the moment in its place. */
@Component
final class JsonConverter extends WritingConverter<Body> {
    private final JsonMapper json;
    private final ObjectWriter freshnessWriter;

    JsonConverter(JsonMapper json) {
        super(Body.class, MediaType.APPLICATION_JSON);
        this.json = json;
        this.freshnessWriter = json.writerFor(Lag.class);
    }

    @Override
    protected void writeInternal(Body body, HttpOutputMessage message) throws IOException {
        Frame frame = body.json().orElseWrite(() -> Frame.of(body, json));
        byte[] freshness = freshnessWriter.writeValueAsBytes(body.freshness());
        message.getHeaders().setContentLength(frame.length(freshness));
        frame.writeTo(message.getBody(), freshness);
    }
}
