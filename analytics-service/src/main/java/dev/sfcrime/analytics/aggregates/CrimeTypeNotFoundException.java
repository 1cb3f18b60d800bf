package dev.sfcrime.analytics.aggregates;

import dev.sfcrime.web.ProblemException;
import org.springframework.http.HttpStatus;

/** No call of this crime type has been counted. */
final class CrimeTypeNotFoundException extends ProblemException {
    private static final long serialVersionUID = 1L;

    CrimeTypeNotFoundException(String crimeType) {
        super(
                HttpStatus.NOT_FOUND,
                "Unknown crime type",
                "No call of crime type '%s' has been counted; find those there are with /api/v1/aggregates/crime-types?contains="
                        .formatted(crimeType));
    }
}
