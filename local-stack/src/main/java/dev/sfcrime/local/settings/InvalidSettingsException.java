package dev.sfcrime.local.settings;

import java.util.List;

/** One or more environment variables have values that cannot be used. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
