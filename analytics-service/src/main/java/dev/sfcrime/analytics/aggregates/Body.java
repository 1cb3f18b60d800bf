package dev.sfcrime.analytics.aggregates;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sfcrime.analytics.aggregates.Envelope.Lag;

/** What a response holds: a table, or JSON of which all but the freshness is the same for every reader. */
interface Body extends Tabular {
    /** How far it is behind the topic at the moment; a field of its JSON, at the top. */
    Lag freshness();

    /** Where its JSON is kept. */
    @JsonIgnore
    KeptJson json();
}
