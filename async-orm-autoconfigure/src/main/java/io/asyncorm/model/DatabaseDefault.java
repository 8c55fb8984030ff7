package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that the column has a default in the database, as Django's {@code db_default}:
 * an insert that names no value for it leaves it out. So does one of an object whose
 * component is null, which only {@code @Nullable} components can be; by keyword
 * arguments, null is null.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface DatabaseDefault {

	/**
	 * The default as an SQL expression, used where the table is created from the model.
	 */
	String value();

}
