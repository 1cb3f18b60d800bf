package dev.sfcrime.analytics.aggregates;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sfcrime.analytics.aggregates.CrimeTypeDetail.DispositionCount;
import dev.sfcrime.analytics.aggregates.Envelope.Lag;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One crime type: the envelope that every aggregate comes in, and on top of it the fields of its only item. */
@Schema(description = "One crime type; its fields stand in `items` as in every answer, and at the top as well")
record CrimeTypeEnvelope(
        @JsonUnwrapped Envelope<CrimeTypeDetail> envelope,
        @JsonUnwrapped CrimeTypeDetail crimeType) implements Body {

    @Override
    public Lag freshness() {
        return envelope.freshness();
    }

    @Override
    public KeptJson json() {
        return envelope.json();
    }

    @Override
    public Class<? extends Record> rowType() {
        return Row.class;
    }

    @Override
    public List<? extends Record> rows() {
        return crimeType.dispositions().stream()
                .map(disposition -> Row.of(crimeType.crimeType(), disposition))
                .toList();
    }

    /** As a table, a crime type is the list of its dispositions. */
    record Row(String crimeType, String code, @Nullable String description, long count) {
        static Row of(String crimeType, DispositionCount disposition) {
            return new Row(crimeType, disposition.code(), disposition.description(), disposition.count());
        }
    }
}
