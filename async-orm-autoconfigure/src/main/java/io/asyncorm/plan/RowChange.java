package io.asyncorm.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a bulk update writes to the row of one object.
 *
 * @param place where the object stands in the list that the user gave
 * @param key the row's key
 * @param version what the row must still have; null if it has no version
 * @param changes what is written
 * @since 0.1.0
 */
public record RowChange(int place, Object key, Operation.@Nullable Change version, List<Operation.Change> changes) {

	public RowChange {
		changes = List.copyOf(changes);
	}

	/** What is written to the row at a place; nothing if there is no such row. */
	static List<Operation.Change> changesAt(List<RowChange> rows, int place) {
		return rows.stream().filter((row) -> row.place == place).findFirst().map(RowChange::changes).orElse(List.of());
	}

}
