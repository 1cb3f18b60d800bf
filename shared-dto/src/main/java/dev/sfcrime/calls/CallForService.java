package dev.sfcrime.calls;

import java.time.LocalDateTime;
import java.util.Map;

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
        return new CallForService(
                crimeId,
                values.get(CallField.ORIGINAL_CRIME_TYPE_NAME),
                values.get(CallField.REPORT_DATE),
                values.get(CallField.CALL_DATE),
                values.get(CallField.OFFENSE_DATE),
                values.get(CallField.CALL_TIME),
                EventTime.parse(callDateTime),
                values.get(CallField.DISPOSITION),
                values.get(CallField.ADDRESS),
                values.get(CallField.CITY),
                values.get(CallField.STATE),
                values.get(CallField.AGENCY_ID),
                values.get(CallField.ADDRESS_TYPE),
                values.get(CallField.COMMON_LOCATION));
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
