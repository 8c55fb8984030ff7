package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that only the database writes the column, as a trigger does, or
 * {@code generated always as}, Django's {@code GeneratedField}: no insert or update gives
 * it a value, and what it holds is read back after each. What a saved object has in it
 * means nothing, and to name it among the values of a write is an error.
 * <p>
 * Where the database says itself that it generates a column always, which it is asked
 * when the application starts, the annotation may be left out. A key that is read-only is
 * always made by the database.
 * <p>
 * On a method that a repository declares, it says that what is written may be missing yet
 * in what it reads, so that it reads from the replica of the database, where there is
 * one.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadOnly {

	/**
	 * The SQL expression that the column is computed of, in the names of the other
	 * columns, used where the table is created from the model
	 * ({@code generated always as (...)}). Empty if something else writes it, such as a
	 * trigger or {@link DatabaseDefault}.
	 */
	String value() default "";

}
