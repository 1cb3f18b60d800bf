package dev.sfcrime.web;

/**
 * One wrong field of a request.
 *
 * @param field the field or parameter, by its name in the request
 * @param message what is wrong with it, and what would be right
 */
public record FieldProblem(String field, String message) {}
