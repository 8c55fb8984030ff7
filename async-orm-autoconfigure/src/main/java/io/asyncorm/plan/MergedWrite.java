package io.asyncorm.plan;

import java.util.List;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Writes of several callers by one statement, which does all of them or nothing: what it
 * cannot do for all fails, and they are run by themselves. Immutable.
 *
 * @param <R> the result
 * @since 0.1.0
 */
public sealed interface MergedWrite<R> {

	/** The model whose table is written. */
	ModelMetadata<?> model();

	/**
	 * Inserts rows, and returns the objects as they are stored, in the order of the rows.
	 */
	record Creates<M>(ModelMetadata<M> model, RowBlock rows) implements MergedWrite<List<M>> {
	}

	/**
	 * Finds the rows of a unique key, and updates those that are there, or inserts them.
	 * Returns what became of each, in order: null for what another transaction has
	 * inserted meanwhile, or what is equal to another one in the database.
	 *
	 * @param model the model
	 * @param key the fields of the unique key, whose values are among those that are
	 * inserted
	 * @param inserted the new rows
	 * @param updated what is written to rows that are there
	 */
	record Upserts<M>(ModelMetadata<M> model, List<ModelField> key, RowBlock inserted,
			RowBlock updated) implements MergedWrite<List<@Nullable Upserted<M>>> {

		public Upserts {
			key = List.copyOf(key);
		}

		/**
		 * Whether rows that are there become like new ones, but for their primary keys.
		 */
		public boolean updatesAll() {
			return this.inserted.fields()
				.stream()
				.allMatch((field) -> this.key.contains(field) || this.updated.hasSame(field, this.inserted));
		}

	}

}
