package io.asyncorm.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the property that says whether a row counts as deleted: a
 * {@code @Nullable Instant}, the time of its deletion, or a {@code boolean}.
 * {@code adelete} marks rows and leaves them in their table, and all query sets leave
 * them out, as objects, in joins, in prefetches and in counts, until
 * {@code all().withDeleted()} asks for them. Through such a query set rows are restored,
 * by an {@code aupdate} of this property, and deleted for good, by {@code adelete}.
 * <p>
 * What refers to a row that is marked, {@code onDelete} decides: with {@code CASCADE} it
 * is marked too, or deleted for good if its model has no such property. Links of
 * many-to-many relations without a model stay, as nobody sees them.
 * <p>
 * A unique key counts marked rows as well, so that a new row with the same values is a
 * {@code DuplicateKeyException}, from {@code aupdateOrCreate} and {@code agetOrCreate},
 * too. Where only one of the rows that are not marked may have them, declare it as
 * {@code @UniqueTogether(value = "name", where = "deleted_at is null")}.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface SoftDelete {

}
