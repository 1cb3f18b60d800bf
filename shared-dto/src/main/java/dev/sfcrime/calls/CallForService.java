package dev.sfcrime.calls;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One call for service to the San Francisco Police Department. All but two fields are free text, kept as the dataset
 * has them; null where the record lacks the field, which is not the same as empty.
 *
 * @param crimeId the call's number, never blank
 * @param originalCrimeTypeName what the caller reported, about 400 kinds of free text
 * @param reportDate day of the report
 * @param callDate day of the call
 * @param offenseDate day of the offense
 * @param callTime hour and minute of the call
 * @param callDateTime event time: San Francisco's wall clock, without a zone
 * @param disposition radio code of how the call ended, see {@link DispositionTable}
 * @param address street address or block
 * @param city city, sometimes empty
 * @param state state
 * @param agencyId agency
 * @param addressType kind of address, in several spellings
 * @param commonLocation name of a known place, mostly empty
 */
public record CallForService(
        String crimeId,
        @Nullable String originalCrimeTypeName,
        @Nullable String reportDate,
        @Nullable String callDate,
        @Nullable String offenseDate,
        @Nullable String callTime,
        LocalDateTime callDateTime,
        @Nullable String disposition,
        @Nullable String address,
        @Nullable String city,
        @Nullable String state,
        @Nullable String agencyId,
        @Nullable String addressType,
        @Nullable String commonLocation) {

    public CallForService {
        if (crimeId.isBlank()) {
            throw new IllegalArgumentException("crime_id is blank; every call carries its number");
        }
    }

    /**
     * Builds a call from its fields as text.
     *
     * @param values the record's fields; those that it lacks are absent
     * @throws UnreadableCallException if {@code crime_id} or {@code call_date_time} is missing, blank or unreadable
     */
    public static CallForService ofFields(Map<CallField, String> values) throws UnreadableCallException {
        String crimeId = values.get(CallField.CRIME_ID);
        if (crimeId == null || crimeId.isBlank()) {
            throw new UnreadableCallException("crime_id is missing");
        }
        String callDateTime = values.get(CallField.CALL_DATE_TIME);
        if (callDateTime == null || callDateTime.isBlank()) {
            throw new UnreadableCallException("call_date_time is missing");
        }
        return of(values::get, EventTime.parse(callDateTime));
    }

    /**
     * Builds a call from its fields as text.
     *
     * @param text a field's text, null where the record lacks it; asked for all but the event time
     */
    static CallForService of(Function<CallField, @Nullable String> text, LocalDateTime callDateTime) {
        return new CallForService(
                Objects.requireNonNull(text.apply(CallField.CRIME_ID)),
                text.apply(CallField.ORIGINAL_CRIME_TYPE_NAME),
                text.apply(CallField.REPORT_DATE),
                text.apply(CallField.CALL_DATE),
                text.apply(CallField.OFFENSE_DATE),
                text.apply(CallField.CALL_TIME),
                callDateTime,
                text.apply(CallField.DISPOSITION),
                text.apply(CallField.ADDRESS),
                text.apply(CallField.CITY),
                text.apply(CallField.STATE),
                text.apply(CallField.AGENCY_ID),
                text.apply(CallField.ADDRESS_TYPE),
                text.apply(CallField.COMMON_LOCATION));
    }

    /** The field as it stands on the wire; null where the record lacks it. */
    public @Nullable String text(CallField field) {
        return switch (field) {
            case CRIME_ID -> crimeId;
            case ORIGINAL_CRIME_TYPE_NAME -> originalCrimeTypeName;
            case REPORT_DATE -> reportDate;
            case CALL_DATE -> callDate;
            case OFFENSE_DATE -> offenseDate;
            case CALL_TIME -> callTime;
            case CALL_DATE_TIME -> EventTime.format(callDateTime);
            case DISPOSITION -> disposition;
            case ADDRESS -> address;
            case CITY -> city;
            case STATE -> state;
            case AGENCY_ID -> agencyId;
            case ADDRESS_TYPE -> addressType;
            case COMMON_LOCATION -> commonLocation;
        };
    }
}
