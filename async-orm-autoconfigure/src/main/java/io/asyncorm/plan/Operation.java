package io.asyncorm.plan;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.LoadedTargets;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.BatchOptions;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.ExplainOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A request to the database, such as a read, a count or a bulk update: what a terminal
 * method like {@code alist()} hands to the {@link OperationDispatcher}. Immutable.
 *
 * @param <R> the result
 * @since 0.1.0
 */
public sealed interface Operation<R> {

	/** The method that was called, as in {@code Book.afirst}, for messages. */
	String name();

	/** Whether it calls code of the user while it runs. */
	default boolean hasListener() {
		return false;
	}

	/** The name of the operation that a method on a model starts. */
	static String name(ModelMetadata<?> model, String method) {
		return model.name() + "." + method;
	}

	/** An operation that asks for something of a query's rows. */
	sealed interface Queried<R> extends Operation<R> permits Read, Count, Exists {

		/** Which rows. */
		RowQuery query();

		/** Which rows, as a query set says it. */
		default QueryState state() {
			return query().state();
		}

	}

	/** An operation that reads rows: all of them at once, or chunk by chunk. */
	sealed interface Rows<R> extends Operation<R> permits Read, Sql {

	}

	/**
	 * Reads the rows of a query set, then what {@code prefetchRelated()} adds to them.
	 *
	 * @param name see {@link Operation#name()}
	 * @param query which rows
	 * @param assembler makes an element of each row
	 * @param completion prefetches related objects
	 * @param result makes the result of the elements
	 * @param targets the objects that the rows' own foreign keys may lead to
	 */
	record Read<E extends @Nullable Object, R>(String name, RowQuery query, RowAssembler<E> assembler,
			ReadCompletion<E> completion, Function<List<E>, R> result,
			LoadedTargets targets) implements Rows<R>, Queried<R> {

		/** A read whose foreign keys lead to what is not loaded. */
		public Read(String name, RowQuery query, RowAssembler<E> assembler, ReadCompletion<E> completion,
				Function<List<E>, R> result) {
			this(name, query, assembler, completion, result, LoadedTargets.NONE);
		}

		/** A read that prefetches nothing. */
		public Read(String name, RowQuery query, RowAssembler<E> assembler, Function<List<E>, R> result) {
			this(name, query, assembler, ReadCompletion.none(), result);
		}

	}

	/**
	 * Prefetches related objects of objects that are in memory:
	 * {@code aprefetchRelatedObjects()}.
	 *
	 * @param name see {@link Operation#name()}
	 * @param model the objects' model
	 * @param elements the objects
	 * @param completion prefetches their related objects
	 */
	record Complete<E>(String name, ModelMetadata<?> model, List<E> elements,
			ReadCompletion<E> completion) implements Operation<List<E>> {

		public Complete {
			elements = List.copyOf(elements);
		}

	}

	/** Counts the rows of a query set. */
	record Count(String name, RowQuery query) implements Queried<Long> {
	}

	/** Tells whether a query set has a row. */
	record Exists(String name, RowQuery query) implements Queried<Boolean> {
	}

	/**
	 * Computes aggregates over all rows of a query set: {@code aaggregate()}.
	 *
	 * @param name see {@link Operation#name()}
	 * @param state which rows
	 * @param values the aggregates
	 * @param result makes the result of their values
	 */
	record Aggregate<R>(String name, QueryState state, List<QueryState.Named> values,
			RowAssembler<R> result) implements Operation<R> {

		public Aggregate {
			values = List.copyOf(values);
		}

		/**
		 * The values over a query set that is known to be empty, as Django takes them
		 * from {@code empty_result_set_value}; null where the database has to be asked.
		 */
		public @Nullable Object @Nullable [] emptyResultValues() {
			List<Expression> values = this.values.stream().map(QueryState.Named::value).toList();
			return (this.state.isEmpty() && values.stream().allMatch(EmptyResultValues::isKnown))
					? values.stream().map(EmptyResultValues::of).toArray() : null;
		}

	}

	/**
	 * Asks for the plan of what an operation for rows, or SQL of the user, would send.
	 */
	record Explain(String name, Operation<?> explained, ExplainOptions options) implements Operation<String> {

		public Explain {
			Assert.isTrue(isPossible(explained), () -> "'" + explained.name() + "' cannot be explained");
		}

		/** Whether it can be told what statement an operation would send. */
		public static boolean isPossible(Operation<?> operation) {
			return operation instanceof Queried<?> || operation instanceof Sql<?>;
		}

	}

	/**
	 * Asks what the database says of the one statement that an operation would send,
	 * which is parsed and not executed.
	 */
	record Describe(String name, Operation<?> described) implements Operation<StatementDescription> {

		public Describe {
			Assert.isTrue(isPossible(described), () -> "'" + described.name() + "' cannot be described");
		}

		/** Whether it can be told what statement an operation would send. */
		public static boolean isPossible(Operation<?> operation) {
			return operation instanceof Aggregate<?> || Explain.isPossible(operation);
		}

	}

	/**
	 * Inserts a row and returns the object as it is stored.
	 *
	 * @param name see {@link Operation#name()}
	 * @param model the model
	 * @param values the columns that are given; others are left to the database
	 * @param refusal why nothing is inserted: the model refuses it; null if it does not
	 */
	record Create<M>(String name, ModelMetadata<M> model, List<Change> values,
			@Nullable RuntimeException refusal) implements Operation<M> {

		public Create {
			values = List.copyOf(values);
		}

		/** A row that the model does not refuse. */
		public Create(String name, ModelMetadata<M> model, List<Change> values) {
			this(name, model, values, null);
		}

	}

	/**
	 * Updates the row of a primary key and returns the object as it is stored.
	 *
	 * @param name see {@link Operation#name()}
	 * @param model the model
	 * @param key the row's key
	 * @param version what the row must still have; null if it has no version
	 * @param changes what is written
	 * @param insert what is inserted if there is no such row; null if that is an error
	 */
	record Save<M>(String name, ModelMetadata<M> model, Object key, @Nullable Change version, List<Change> changes,
			@Nullable List<Change> insert) implements Operation<M> {

		public Save {
			changes = List.copyOf(changes);
			insert = (insert != null) ? List.copyOf(insert) : null;
		}

		/** The update alone. */
		public Save<M> updating() {
			return new Save<>(this.name, this.model, this.key, this.version, this.changes, null);
		}

		/** The insert alone. */
		public Create<M> inserting() {
			return new Create<>(this.name, this.model, (this.insert != null) ? this.insert : List.of());
		}

	}

	/**
	 * Inserts many rows and returns the objects as they are stored:
	 * {@code abulkCreate()}.
	 *
	 * @param name see {@link Operation#name()}
	 * @param model the model
	 * @param objects the objects as they were given
	 * @param chunks the rows of each chunk, grouped by the columns that they give
	 * @param conflict what is done with a row whose key is taken; null if that is an
	 * error
	 * @param batches in how many parts the rows are written
	 */
	record BulkCreate<M>(String name, ModelMetadata<M> model, List<M> objects, List<List<RowBlock>> chunks,
			@Nullable OnConflict conflict, BatchOptions batches) implements Operation<List<M>> {

		public BulkCreate {
			objects = List.copyOf(objects);
			chunks = List.copyOf(chunks);
		}

		@Override
		public boolean hasListener() {
			return this.batches.progress() != null;
		}

		/** The insert of the row at a place, as if it were alone. */
		public Create<M> alone(int place) {
			return new Create<>(this.name, this.model, RowBlock.rowAt(this.chunks, place));
		}

	}

	/**
	 * Updates the rows of many objects, each by changes of its own, and returns how many
	 * rows were there: {@code abulkUpdate()}.
	 *
	 * @param name see {@link Operation#name()}
	 * @param state the rows that may be changed
	 * @param rows what is written, no row twice
	 * @param batches in how many parts the rows are written
	 */
	record BulkUpdate(String name, QueryState state, List<RowChange> rows,
			BatchOptions batches) implements Operation<Long> {

		public BulkUpdate {
			rows = List.copyOf(rows);
		}

		@Override
		public boolean hasListener() {
			return this.batches.progress() != null;
		}

		/** The update of the row at a place, as if it were alone. */
		public UpdateAll alone(int place) {
			return new UpdateAll(this.name, this.state, RowChange.changesAt(this.rows, place));
		}

	}

	/** Updates all rows of a query set and returns their number. */
	record UpdateAll(String name, QueryState state, List<Change> changes) implements Operation<Long> {

		public UpdateAll {
			changes = List.copyOf(changes);
		}

	}

	/** Deletes all rows of a query set, with the cascades of {@code onDelete}. */
	record DeleteAll(String name, QueryState state) implements Operation<Deleted> {
	}

	/**
	 * Deletes the row of a primary key that still has a version, with the cascades of
	 * {@code onDelete}.
	 *
	 * @param name see {@link Operation#name()}
	 * @param model the model
	 * @param key the row's key
	 * @param version what the row must still have
	 */
	record DeleteVersion(String name, ModelMetadata<?> model, Object key,
			Change version) implements Operation<Deleted> {
	}

	/**
	 * Finds or updates the one row that a lookup matches, or inserts it if there is none:
	 * {@code agetOrCreate()} and {@code aupdateOrCreate()}.
	 *
	 * @param name see {@link Operation#name()}
	 * @param matching the rows that the lookup matches; null for all that have the values
	 * of its plain parts
	 * @param lookup the plain {@code field=value} parts of the lookup
	 * @param key the fields of the unique key that covers the lookup, see
	 * {@link UpsertKeys}; null if none does
	 * @param changes what is written to a row that is there; null if it is only to be
	 * read
	 * @param insert what is inserted where there is none
	 * @param result makes the result of the object and of whether it was created
	 * @param refusal why nothing is inserted: the model refuses it; null if it does not
	 */
	record Upsert<M, R>(String name, ModelMetadata<M> model, @Nullable QueryState matching, List<Change> lookup,
			@Nullable List<ModelField> key, @Nullable List<Change> changes, List<Change> insert,
			BiFunction<M, Boolean, R> result, @Nullable RuntimeException refusal) implements Operation<R> {

		public Upsert {
			lookup = List.copyOf(lookup);
			key = (key != null) ? List.copyOf(key) : null;
			changes = (changes != null) ? List.copyOf(changes) : null;
			insert = List.copyOf(insert);
		}

		/** A new row that the model does not refuse. */
		public Upsert(String name, ModelMetadata<M> model, @Nullable QueryState matching, List<Change> lookup,
				@Nullable List<ModelField> key, @Nullable List<Change> changes, List<Change> insert,
				BiFunction<M, Boolean, R> result) {
			this(name, model, matching, lookup, key, changes, insert, result, null);
		}

		/** The rows that the lookup matches. */
		public QueryState state() {
			return (this.matching != null) ? this.matching : UpsertKeys.rows(this.model, this.lookup);
		}

	}

	/** Writes of several callers by one statement. */
	record WriteMerged<R>(String name, MergedWrite<R> write) implements Operation<R> {
	}

	/** Changes what is related to an object, by its related manager. */
	record ChangeRelated<R>(String name, RelatedChange<R> change) implements Operation<R> {

		@Override
		public boolean hasListener() {
			return this.change instanceof RelatedChange.Create<?> create && create.creation().hasListener();
		}

	}

	/**
	 * Runs SQL that the user wrote: {@code raw(...)} and {@code @Query}.
	 *
	 * @param name see {@link Operation#name()}
	 * @param sql the text, with a question mark for each value
	 * @param values the values, in order
	 * @param rows how the rows are mapped
	 * @param frame what of the rows is asked for
	 */
	record Sql<R>(String name, String sql, List<@Nullable Object> values, SqlRows<R> rows,
			SqlFrame frame) implements Rows<R> {

		/** SQL that is sent as it is. */
		public Sql(String name, String sql, List<@Nullable Object> values, SqlRows<R> rows) {
			this(name, sql, values, rows, SqlFrame.WHOLE);
		}

	}

	/** A column and its new value: a constant, or an expression over the old values. */
	record Change(ModelField field, Expression value) {

		/**
		 * The changes that write a constant to a field, to each column if it has several.
		 */
		public static List<Change> of(ModelField field, Expression.Value value) {
			return field.isComposite() ? CompositeColumns.changes(field, value) : List.of(new Change(field, value));
		}

		/** The constant that is written; null for a null, and for an expression. */
		public @Nullable Object constant() {
			return (this.value instanceof Expression.Value constant) ? constant.value() : null;
		}
	}

}
