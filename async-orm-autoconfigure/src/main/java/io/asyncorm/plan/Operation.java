package io.asyncorm.plan;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.ExplainOptions;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done in the database: what a terminal method hands to the
 * {@link OperationDispatcher}. Immutable.
 *
 * @param <R> what it gives
 * @since 0.1.0
 */
public sealed interface Operation<R> {

	/** The method that was called, as in {@code Book.afirst}, for messages. */
	String name();

	/** One that reads rows: all of them at once, or chunk by chunk. */
	sealed interface Rows<R> extends Operation<R> permits Read, Sql {

	}

	/**
	 * Reads rows.
	 *
	 * @param name see {@link Operation#name()}
	 * @param state which rows
	 * @param assembler makes an element of each row
	 * @param completion completes the elements by reading more
	 * @param result makes the result of the elements
	 */
	record Read<E extends @Nullable Object, R>(String name, QueryState state, RowAssembler<E> assembler,
			ReadCompletion<E> completion, Function<List<E>, R> result) implements Rows<R> {

		/** A read that is complete as it is. */
		public Read(String name, QueryState state, RowAssembler<E> assembler, Function<List<E>, R> result) {
			this(name, state, assembler, ReadCompletion.none(), result);
		}

	}

	/**
	 * Completes objects that are in memory by reading more.
	 *
	 * @param name see {@link Operation#name()}
	 * @param model the objects' model
	 * @param elements the objects
	 * @param completion completes them
	 */
	record Complete<E>(String name, ModelMetadata<?> model, List<E> elements,
			ReadCompletion<E> completion) implements Operation<List<E>> {

		public Complete {
			elements = List.copyOf(elements);
		}

	}

	/** Counts rows. */
	record Count(String name, QueryState state) implements Operation<Long> {
	}

	/** Whether there is a row. */
	record Exists(String name, QueryState state) implements Operation<Boolean> {
	}

	/**
	 * Computes values over all rows.
	 *
	 * @param name see {@link Operation#name()}
	 * @param state which rows
	 * @param values the values
	 * @param result makes the result of them
	 */
	record Aggregate<R>(String name, QueryState state, List<QueryState.Named> values,
			RowAssembler<R> result) implements Operation<R> {

		public Aggregate {
			values = List.copyOf(values);
		}

		/**
		 * What the values are where there are no rows, if no database needs to be asked
		 * for them; otherwise null.
		 */
		public @Nullable Object @Nullable [] emptyResultValues() {
			List<Expression> values = this.values.stream().map(QueryState.Named::value).toList();
			return (this.state.isEmpty() && values.stream().allMatch(EmptyResultValues::isKnown))
					? values.stream().map(EmptyResultValues::of).toArray() : null;
		}

	}

	/** Asks how rows would be found. */
	record Explain(String name, QueryState state, ExplainOptions options) implements Operation<String> {
	}

	/**
	 * Inserts a row and gives what is stored.
	 *
	 * @param name see {@link Operation#name()}
	 * @param model the model
	 * @param values the columns that are given; others are left to the database
	 */
	record Create<M>(String name, ModelMetadata<M> model, List<Change> values) implements Operation<M> {

		public Create {
			values = List.copyOf(values);
		}

	}

	/**
	 * Updates the row of a key and gives what is stored.
	 *
	 * @param name see {@link Operation#name()}
	 * @param model the model
	 * @param key the row's key
	 * @param changes what is written
	 * @param insert what is inserted if there is no such row; null if that is an error
	 */
	record Save<M>(String name, ModelMetadata<M> model, Object key, List<Change> changes,
			@Nullable List<Change> insert) implements Operation<M> {

		public Save {
			changes = List.copyOf(changes);
			insert = (insert != null) ? List.copyOf(insert) : null;
		}

	}

	/** Changes all rows of a query set; gives their number. */
	record UpdateAll(String name, QueryState state, List<Change> changes) implements Operation<Long> {

		public UpdateAll {
			changes = List.copyOf(changes);
		}

	}

	/** Deletes all rows of a query set, and what their deletion entails. */
	record DeleteAll(String name, QueryState state) implements Operation<Deleted> {
	}

	/**
	 * Finds the one row that a lookup matches, changes it if there is something to
	 * change, and inserts it where there is none.
	 *
	 * @param name see {@link Operation#name()}
	 * @param state the rows that the lookup matches
	 * @param lookup the plain {@code field=value} parts of the lookup; a unique key that
	 * these are exactly makes one statement do
	 * @param covered whether the lookup has no other parts
	 * @param changes what is written to a row that is there; null if it is only to be
	 * read
	 * @param insert what is inserted where there is none
	 * @param result makes the result of the object and of whether it was created
	 */
	record Upsert<M, R>(String name, ModelMetadata<M> model, QueryState state, List<Change> lookup, boolean covered,
			@Nullable List<Change> changes, List<Change> insert,
			BiFunction<M, Boolean, R> result) implements Operation<R> {

		public Upsert {
			lookup = List.copyOf(lookup);
			changes = (changes != null) ? List.copyOf(changes) : null;
			insert = List.copyOf(insert);
		}

	}

	/**
	 * Runs a query that the user wrote.
	 *
	 * @param name see {@link Operation#name()}
	 * @param sql the text, with a question mark for each value
	 * @param values the values, in order
	 * @param rows reads the rows
	 */
	record Sql<R>(String name, String sql, List<@Nullable Object> values, SqlRows<R> rows) implements Rows<R> {
	}

	/**
	 * A column and its new value: a constant with its type, or an expression over the
	 * row's old values.
	 */
	record Change(ModelField field, Expression value) {

		/** The constant that is written; null for a null, and for an expression. */
		public @Nullable Object constant() {
			return (this.value instanceof Expression.Value constant) ? constant.value() : null;
		}
	}

}
