package dev.sfcrime.analytics.aggregates;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sfcrime.calls.EventTime;
import dev.sfcrime.calls.UnreadableCallException;
import dev.sfcrime.web.FieldProblem;
import dev.sfcrime.web.InvalidRequestException;
import dev.sfcrime.web.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.WebRequest;

/** The parameters of one request, read by hand so that a refusal names every wrong one and what would be right. */
final class QueryParameters {
    private static final int LENGTH_OF_DAY = "2018-12-31".length();
    private static final int LONGEST_TEXT = 200;

    private final Map<String, String[]> parameters;
    private final List<FieldProblem> problems = new ArrayList<>();

    QueryParameters(Map<String, String[]> parameters) {
        this.parameters = parameters;
    }

    static QueryParameters of(WebRequest request) {
        return new QueryParameters(request.getParameterMap());
    }

    int limit(int byDefault) {
        return (int) wholeNumber("limit", byDefault, 1, Limit.MOST);
    }

    int offset() {
        return (int) wholeNumber("offset", 0, 0, Integer.MAX_VALUE);
    }

    long wholeNumber(String name, long byDefault, long least, long most) {
        String text = single(name);
        if (text == null) {
            return byDefault;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // answered below, like a number out of range
        }
        wrong(name, "must be a whole number from " + least + " to " + most);
        return byDefault;
    }

    /** One of the values of an enum, whose {@code toString} is the value's name in requests. */
    <E extends Enum<E>> E oneOf(String name, E byDefault) {
        String text = single(name);
        if (text == null) {
            return byDefault;
        }
        E[] values = byDefault.getDeclaringClass().getEnumConstants();
        for (E value : values) {
            if (value.toString().equals(text)) {
                return value;
            }
        }
        wrong(name, Arrays.stream(values).map(E::toString).collect(Collectors.joining(", ", "must be one of ", "")));
        return byDefault;
    }

    /** A text of any kind; null where it is not given. */
    @Nullable
    String text(String name) {
        String text = single(name);
        if (text != null && text.length() > LONGEST_TEXT) {
            wrong(name, "must have at most " + LONGEST_TEXT + " characters");
            return null;
        }
        return text;
    }

    /** A day or a local date and time; null where it is not given. */
    @Nullable
    LocalDateTime eventTime(String name) {
        String text = single(name);
        if (text == null) {
            return null;
        }
        try {
            return text.length() == LENGTH_OF_DAY ? LocalDate.parse(text).atStartOfDay() : EventTime.parse(text);
        } catch (DateTimeException | UnreadableCallException unreadable) {
            wrong(name, "must be a day such as 2018-12-31 or a local date and time such as 2018-12-31T23:00:00");
            return null;
        }
    }

    void wrong(String name, String message) {
        problems.add(new FieldProblem(name, message));
    }

    /**
     * To be called once all parameters are read.
     *
     * @throws InvalidRequestException if any was wrong
     */
    void requireValid() {
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
    }

    private @Nullable String single(String name) {
        String[] values = parameters.get(name);
        if (values == null || values.length == 0) {
            return null;
        }
        if (values.length > 1) {
            wrong(name, "must be given once");
        }
        return values[0];
    }
}
