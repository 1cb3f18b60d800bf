package dev.sfcrime.ingest.replay;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/** What may be done to a replay. */
@Schema(description = "`pause`, `resume` and `cancel` are POSTed below the replay; `pace` is changed by PATCH.")
enum ReplayAction {
    PAUSE,
    RESUME,
    CANCEL,
    PACE;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
