package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what something was called in the database before, so that the migration that
 * {@code async-orm.schema.action=diff} writes renames it and keeps what is in it. A
 * rename is never guessed: without this, the old one is left, and a new one is made.
 * Where the database has the new name already, it means nothing, and may be removed.
 * <ul>
 * <li>On a {@link Model}: the table, {@code @RenamedFrom("novel")}; with a schema if that
 * is another one now, {@code @RenamedFrom("public.novel")}.</li>
 * <li>On a property, a part of a key or of an {@link Embedded} value: the column, which a
 * part calls without the prefix.</li>
 * <li>On an {@link Embedded} value: what its columns began with,
 * {@code @RenamedFrom("address_")}; {@code @RenamedFrom("")} if they had no prefix.</li>
 * <li>On a relation to a model whose key has several columns: the columns,
 * {@code @RenamedFrom(columns = { "shelf_room", "shelf_place" })}.</li>
 * <li>On a {@link ManyToMany}: the table of the links, and its columns.</li>
 * <li>On a constant of an enum: the constant, whose rows follow.</li>
 * </ul>
 * What is named after something else follows by itself: the table of the links and its
 * columns where a model is renamed, foreign keys where parts of the key are that they
 * refer to, and keys, checks and indexes. Two that exchange their names each name the
 * other one; that they have done so, their comments in the database tell.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT,
		ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface RenamedFrom {

	/** The name in the database before. */
	String value() default "";

	/**
	 * The names of the columns before, where there are several: of a foreign key, in the
	 * order of the key that it refers to; of a table of links, those of this side first.
	 */
	String[] columns() default {};

}
