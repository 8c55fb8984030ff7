package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in the database what a table or a column is, as Django's {@code db_comment} does:
 * on a {@link Model}, or on a property.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT,
		ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Comment {

	/** The comment. */
	String value();

}
