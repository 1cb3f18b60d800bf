package dev.sfcrime.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many items a list may have: from 1 to {@value #MOST}. */
@Documented
@Min(1)
@Max(Limit.MOST)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {
    /** The most items of any list. */
    int MOST = 1000;

    String message() default "must be from 1 to 1000";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
