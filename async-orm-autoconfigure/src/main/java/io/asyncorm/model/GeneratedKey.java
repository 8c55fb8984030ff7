package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares how the key of a new row is made that is not given one:
 * <ul>
 * <li>a {@code UUID} by this library, of version 7: keys that are made later are greater,
 * so that they are appended to the index;</li>
 * <li>a number from the {@link #sequence()} if one is named;</li>
 * <li>any other number by the database, as an identity column or by the default that the
 * column has. A {@code Long} or {@code Integer} that is called {@code id} or is nullable
 * is generated in this way without the annotation, too.</li>
 * </ul>
 * It may stand at a part of a key of several columns, too, where nothing is generated
 * without it. A key that an object is given is stored as it is. What a default of the
 * database or a trigger makes is declared by {@link DatabaseDefault} and {@link ReadOnly}
 * instead.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface GeneratedKey {

	/**
	 * The sequence that gives the keys, in the schema of the table, where it is not the
	 * default of the column. It is created together with the table. Empty for none.
	 */
	String sequence() default "";

}
