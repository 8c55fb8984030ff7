package io.asyncorm.plan;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row that was read for one of several reads by their one statement.
 *
 * @param object the object, if the selection is {@link QueryState.Instances}
 * @param values the columns
 */
record FoundRow(@Nullable Object object, @Nullable Object[] values) {

	/** The result of the read whose rows these are. */
	static <E extends @Nullable Object, R> R resultOf(Operation.Read<E, R> read, List<FoundRow> rows) {
		List<E> elements = new ArrayList<>(rows.size());
		for (FoundRow row : rows) {
			elements.add(read.assembler().assemble(row.object, row.values));
		}
		return read.result().apply(elements);
	}

}
