package io.asyncorm;

import java.util.function.LongConsumer;
import java.util.function.Supplier;

import io.asyncorm.expression.InsertDefaults;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.query.BatchOptions;
import io.asyncorm.query.ClearFirst;
import io.asyncorm.query.ConflictOptions;
import io.asyncorm.query.OneByOne;
import io.asyncorm.query.SaveOptions;
import io.asyncorm.query.ThroughDefaults;
import org.jspecify.annotations.Nullable;

/**
 * Those of the factories of {@link Orm} that make arguments of query sets and
 * repositories: keyword arguments, defaults of upserts, and options of saves, bulk writes
 * and related managers.
 */
abstract sealed class QueryArguments extends DatabaseValues permits Orm {

	QueryArguments() {
	}

	/** A keyword argument; more with {@link Kw#and(String, Object)}. */
	public static Kw kw(String name, @Nullable Object value) {
		return Kw.empty().and(name, value);
	}

	/** Two keyword arguments. */
	public static Kw kw(String name, @Nullable Object value, String name2, @Nullable Object value2) {
		return kw(name, value).and(name2, value2);
	}

	/** Three keyword arguments. */
	public static Kw kw(String name, @Nullable Object value, String name2, @Nullable Object value2, String name3,
			@Nullable Object value3) {
		return kw(name, value, name2, value2).and(name3, value3);
	}

	/** Four keyword arguments. */
	public static Kw kw(String name, @Nullable Object value, String name2, @Nullable Object value2, String name3,
			@Nullable Object value3, String name4, @Nullable Object value4) {
		return kw(name, value, name2, value2, name3, value3).and(name4, value4);
	}

	/** No defaults: what is created has the values of the lookup only. */
	public static UpsertDefaults defaults() {
		return UpsertDefaults.of(Kw.empty());
	}

	/**
	 * A value to write besides the lookup; more with
	 * {@link UpsertDefaults#and(String, Object)}.
	 */
	public static UpsertDefaults defaults(String name, @Nullable Object value) {
		return UpsertDefaults.of(kw(name, value));
	}

	/** Two values to write besides the lookup. */
	public static UpsertDefaults defaults(String name, @Nullable Object value, String name2, @Nullable Object value2) {
		return UpsertDefaults.of(kw(name, value, name2, value2));
	}

	/**
	 * A value that only a new object gets; more with
	 * {@link InsertDefaults#and(String, Object)}.
	 */
	public static InsertDefaults createDefaults(String name, @Nullable Object value) {
		return InsertDefaults.of(kw(name, value));
	}

	/** Two values that only a new object gets. */
	public static InsertDefaults createDefaults(String name, @Nullable Object value, String name2,
			@Nullable Object value2) {
		return InsertDefaults.of(kw(name, value, name2, value2));
	}

	/**
	 * A default that is computed only where it is written, as Django's callables are:
	 * {@code agetOrCreate(kw("title", "Emma"), defaults("isbn", supplied(isbns::next)))}.
	 * It runs on no thread that holds a connection, unless in a transaction of the
	 * caller's.
	 */
	public static <V extends @Nullable Object> Supplier<V> supplied(Supplier<V> value) {
		return value;
	}

	/**
	 * For {@code asave()}: updates only these columns of the object's row.
	 * @see SaveOptions#updateFields(String...)
	 */
	public static SaveOptions updateFields(String... fields) {
		return SaveOptions.updateFields(fields);
	}

	/**
	 * For {@code asave()}: inserts the object, and fails if its row is there.
	 * @see SaveOptions#forceInsert()
	 */
	public static SaveOptions forceInsert() {
		return SaveOptions.forceInsert();
	}

	/**
	 * For {@code asave()}: updates the object's row, and fails if there is none.
	 * @see SaveOptions#forceUpdate()
	 */
	public static SaveOptions forceUpdate() {
		return SaveOptions.forceUpdate();
	}

	/**
	 * Writes no more rows by one statement, as {@link BatchOptions#batchSize(int)} says.
	 */
	public static BatchOptions batchSize(int rows) {
		return BatchOptions.defaults().batchSize(rows);
	}

	/** Commits after so many rows, as {@link BatchOptions#inChunks(int)} says. */
	public static BatchOptions inChunks(int rows) {
		return BatchOptions.defaults().inChunks(rows);
	}

	/**
	 * Tells a listener how many rows are written, as
	 * {@link BatchOptions#onProgress(LongConsumer)} says.
	 */
	public static BatchOptions onProgress(LongConsumer listener) {
		return BatchOptions.defaults().onProgress(listener);
	}

	/**
	 * Leaves out rows whose key is taken, as {@link ConflictOptions#ignoreConflicts()}
	 * says.
	 */
	public static ConflictOptions ignoreConflicts() {
		return ConflictOptions.none().ignoreConflicts();
	}

	/**
	 * Updates these fields of rows that are there already, as
	 * {@link ConflictOptions#updateConflicts(String...)} says:
	 * {@code updateConflicts("quantity").uniqueFields("store", "book")}.
	 */
	public static ConflictOptions updateConflicts(String... fields) {
		return ConflictOptions.none().updateConflicts(fields);
	}

	/**
	 * Values for the new rows of the join table of a many-to-many relation; more with
	 * {@link ThroughDefaults#and(String, Object)}.
	 */
	public static ThroughDefaults throughDefaults(String name, @Nullable Object value) {
		return new ThroughDefaults(kw(name, value));
	}

	/**
	 * Makes {@code aset} of a related manager remove all objects first, also those that
	 * it adds again.
	 */
	public static ClearFirst clear() {
		return ClearFirst.INSTANCE;
	}

	/** Makes a related manager save each object by itself, new ones too. */
	public static OneByOne oneByOne() {
		return OneByOne.INSTANCE;
	}

}
