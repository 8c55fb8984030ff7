package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a condition that each row meets, as Django's {@code CheckConstraint} does: on
 * a {@link Model}, or on the property that it is about. The table that is made from the
 * model has it, and the error of a write that breaks it tells the property.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT,
		ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Check.Several.class)
public @interface Check {

	/**
	 * The condition in SQL over the columns of the table, such as {@code pages >= 0}.
	 */
	String value();

	/**
	 * Name of the constraint; if empty, one is made of the names of table and column.
	 */
	String name() default "";

	/**
	 * Holds several checks in one place.
	 */
	@Documented
	@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT,
			ElementType.METHOD })
	@Retention(RetentionPolicy.RUNTIME)
	@interface Several {

		/** The checks. */
		Check[] value();

	}

}
