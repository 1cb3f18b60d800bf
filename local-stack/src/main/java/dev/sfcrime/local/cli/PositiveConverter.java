package dev.sfcrime.local.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number from 1. */
final class PositiveConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
        // as many digits as surely fit
        if (!value.matches("0*[1-9]\\d{0,8}")) {
            throw new TypeConversionException("'%s' is no whole number from 1 to 999999999".formatted(value));
        }
        return Long.valueOf(value);
    }
}
