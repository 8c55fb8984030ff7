package io.asyncorm.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.query.QuerySet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a write is about.
 *
 * @param path the field, perhaps over a foreign key; empty for all rows
 * @param lookup {@code gte} or {@code exact}
 * @param value what it is compared with; the number of a row where the field is a foreign
 * key
 */
record WriteLookup(String path, String lookup, @Nullable Object value) {

	static final WriteLookup ALL = new WriteLookup("", "exact", null);

	/** The rows of a table that it matches. */
	List<Integer> rows(WriteMemory memory, WriteTable table) {
		return memory.of(table)
			.entrySet()
			.stream()
			.filter((row) -> matches(memory, table, row.getValue()))
			.map(Map.Entry::getKey)
			.toList();
	}

	private boolean matches(WriteMemory memory, WriteTable table, Map<String, @Nullable Object> row) {
		if (this.path.isEmpty()) {
			return true;
		}
		String[] names = this.path.split("__");
		Object found = row.get(names[0]);
		if (names.length > 1 && found != null) {
			WriteTable target = Objects.requireNonNull(table.foreignKeys().get(names[0])).target();
			found = Objects.requireNonNull(memory.of(target).get(found)).get(names[1]);
		}
		if (this.value == null || found == null) {
			return this.value == null && found == null;
		}
		return this.lookup.equals("gte") ? (Integer) found >= (Integer) this.value : found.equals(this.value);
	}

	/** The same rows of the database. */
	<M> QuerySet<M> of(QuerySet<M> all) {
		if (this.path.isEmpty()) {
			return all;
		}
		return (this.value == null) ? all.filter(this.path + "__isnull", true)
				: all.filter(this.path + "__" + this.lookup, this.value);
	}

}
