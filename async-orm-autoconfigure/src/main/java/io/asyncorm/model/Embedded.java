package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a property whose type is a record or class of several values, such as an address,
 * that are columns of the model's own table. It is compared, ordered and written as a
 * whole, or each of its parts by itself: {@code address__city}. With {@code @Nullable} it
 * is null where all of its columns are.
 * <p>
 * A primary key that is a record is embedded without it.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Embedded {

	/** What stands for the column that the property would have in a {@link #prefix()}. */
	String COLUMN = "{column}";

	/**
	 * What the columns of its parts begin with: {@code address_city} for {@code address}.
	 */
	String prefix() default COLUMN + "_";

}
