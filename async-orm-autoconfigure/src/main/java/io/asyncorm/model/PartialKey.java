package io.asyncorm.model;

import java.util.List;

/**
 * A unique key that counts for some rows only: {@link UniqueTogether#where()}. As there
 * may be other rows with the same values, no lookup by its fields is sure to find one.
 *
 * @param fields the fields of the key, in its order
 * @param condition which rows, in SQL
 * @since 0.1.0
 */
public record PartialKey(List<ModelField> fields, String condition) {

	public PartialKey {
		fields = List.copyOf(fields);
	}

}
