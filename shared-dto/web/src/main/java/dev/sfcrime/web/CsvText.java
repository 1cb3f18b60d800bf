package dev.sfcrime.web;

import org.jspecify.annotations.Nullable;

/**
 * Texts in cells of CSV, which spreadsheets run as formulas where they begin like one. Such a text gets an apostrophe in
 * front, as spreadsheets themselves mark what is text; so does one that begins with an apostrophe already. Whoever takes
 * one apostrophe away where there is one has every text as it was.
 *
 * <p>For texts alone: a number is no formula, and stays a number.
 */
public final class CsvText {
    /** The wide forms are taken for the narrow ones where Chinese, Japanese or Korean is written. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final char TEXT_MARK = '\'';

    private CsvText() {}

    /** The text as it can stand in a cell. */
    public static @Nullable String withoutFormula(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        char first = text.charAt(0);
        return first == TEXT_MARK || FORMULA_STARTS.indexOf(first) >= 0 ? TEXT_MARK + text : text;
    }
}
