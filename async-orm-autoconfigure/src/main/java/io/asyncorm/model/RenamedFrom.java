package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what the table of a {@link Model}, or the column of a property, was called before,
 * so that the migration that {@code async-orm.schema.action=diff} writes renames it and
 * keeps what is in it. A rename is never guessed: without this, the old one is left, and
 * a new one is made. Where the database has the new name already, it means nothing, and
 * may be removed.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT,
		ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface RenamedFrom {

	/** The name of the table or column in the database before. */
	String value();

}
