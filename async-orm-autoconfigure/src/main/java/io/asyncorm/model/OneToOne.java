package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;

/**
 * Maps a {@code Ref} property to a unique foreign key column, as Django's
 * {@code OneToOneField} does.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface OneToOne {

	/** What happens to this row when the row it refers to is deleted. */
	OnDelete onDelete();

	/**
	 * The key that {@link OnDelete#SET} writes, as text: {@code "1"}.
	 */
	String setValue() default "";

	/**
	 * Supplies the key that {@link OnDelete#SET} writes, at each delete; needs a
	 * constructor without parameters.
	 */
	Class<? extends Supplier<?>> setSupplier() default DefaultValue.None.class;

	/**
	 * Name of the reverse relation, from the target to this model; if empty, this model's
	 * name, decapitalised. {@code +} for none.
	 */
	String relatedName() default "";

	/**
	 * The field of the target that the column holds, if it is not the primary key: one
	 * that is unique and never null, such as {@code isbn}. The key of a {@code Ref} is
	 * the value of this field then.
	 */
	String toField() default "";

	/**
	 * The names of the columns, if the target's key has several; by default the name of
	 * the property before that of each column of the key, as in {@code line_order_id}.
	 */
	String[] columns() default {};

}
