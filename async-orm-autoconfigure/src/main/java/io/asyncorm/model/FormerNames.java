package io.asyncorm.model;

import java.util.List;
import java.util.Map;

import io.asyncorm.type.StoredTable;

/**
 * What a table and its columns were called before: {@link RenamedFrom}, and what follows
 * from it.
 *
 * @param table the table
 * @param columns the columns that were called otherwise
 * @since 0.1.0
 */
public record FormerNames(Former<StoredTable> table, Map<ModelField, Former<String>> columns) {

	/** Nothing was called otherwise. */
	static final FormerNames NONE = new FormerNames(Former.none(), Map.of());

	public FormerNames {
		columns = Map.copyOf(columns);
	}

	/** What a column was called before. */
	public Former<String> of(ModelField column) {
		return this.columns.getOrDefault(column, Former.none());
	}

	/**
	 * What something was called before.
	 *
	 * @param <N> its name
	 * @param names the names that it may have had, of which the database has one; none if
	 * it was never called otherwise
	 * @param told whether an annotation says so; otherwise it follows from what another
	 * one was called
	 * @param exchanged whether it exchanges names with others, so that the names alone do
	 * not tell whether that is done
	 */
	public record Former<N>(List<N> names, boolean told, boolean exchanged) {

		public Former {
			names = List.copyOf(names);
		}

		static <N> Former<N> none() {
			return new Former<>(List.of(), false, false);
		}

	}

}
