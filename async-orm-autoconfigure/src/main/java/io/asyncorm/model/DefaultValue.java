package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;

/**
 * The default of a property, as Django's {@code default}: the value where keyword
 * arguments name none. Never used for a component of an object that the application
 * built. Converted and checked at startup.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface DefaultValue {

	/**
	 * The value as text, as in {@code "0"}, {@code "true"} or the name of an enum
	 * constant; for a type with a converter, as its column holds it; for a range as in
	 * {@code "[1,5)"}. Several values, bytes and JSON documents need a supplier.
	 */
	String value() default "";

	/** Supplies the value at each use; needs a constructor without parameters. */
	Class<? extends Supplier<?>> supplier() default None.class;

	/**
	 * Stands for no supplier.
	 */
	final class None implements Supplier<Object> {

		private None() {
		}

		@Override
		public Object get() {
			throw new IllegalStateException("no supplier");
		}

	}

}
