package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Configures the column of a property, where the defaults do not fit: its name, size and
 * uniqueness.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Column {

	/**
	 * Name of the column; if empty, the property in snake case, with {@code _id} appended
	 * for a foreign key.
	 */
	String name() default "";

	/**
	 * Type of the column in the database's own words, such as {@code citext} or
	 * {@code char(10)}; if empty, the one that the property has by itself. Tables are
	 * made with it, and values bound as it says where the database cannot be asked.
	 */
	String type() default "";

	/** Maximum length of text in characters; 0 for no limit. */
	int length() default 0;

	/**
	 * Digits of a decimal number in all; 0 for no limit.
	 */
	int precision() default 0;

	/**
	 * Digits of a decimal number behind the point.
	 */
	int scale() default 0;

	/**
	 * Whether no two rows may have the same value; nulls never clash.
	 */
	boolean unique() default false;

}
