package io.asyncorm.plan;

import java.util.List;

import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * What an insert does with a row whose key is taken: ON CONFLICT.
 *
 * @param unique the fields of the unique key; none if any key may be taken
 * @param updates the fields that the row which is there takes over; none if it stays as
 * it is
 * @param version how the row that is there counts its version up; null if it has none
 * @since 0.1.0
 */
public record OnConflict(List<ModelField> unique, List<ModelField> updates, Operation.@Nullable Change version) {

	/** Leaves out such rows: DO NOTHING. */
	public static final OnConflict IGNORE = new OnConflict(List.of(), List.of(), null);

	public OnConflict {
		unique = List.copyOf(unique);
		updates = List.copyOf(updates);
	}

	/** Whether such rows are left out. */
	public boolean ignores() {
		return this.updates.isEmpty();
	}

}
