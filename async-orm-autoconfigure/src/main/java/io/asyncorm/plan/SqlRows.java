package io.asyncorm.plan;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of the user's own SQL are mapped to a result.
 *
 * @param <R> the result
 * @since 0.1.0
 */
public sealed interface SqlRows<R> {

	/** By what columns are found: their labels, in either case and spelling. */
	static String normalized(String label) {
		return label.replace("_", "").toLowerCase(Locale.ROOT);
	}

	/** The statement is an INSERT, UPDATE or DELETE; the number of rows is the result. */
	record Changed<R>(Function<Long, R> result) implements SqlRows<R> {
	}

	/** Each row has all columns of a model, by their names, and becomes an object. */
	record Objects<M, R>(ModelMetadata<M> model, Function<List<M>, R> result) implements SqlRows<R> {
	}

	/**
	 * Each row's first column is the value.
	 *
	 * @param type as it is declared
	 */
	record Scalars<V extends @Nullable Object, R>(Type type, Function<List<V>, R> result) implements Single<R> {
	}

	/**
	 * Each row becomes a record whose components are columns by name.
	 *
	 * @param type the record
	 * @param columns what is read of a query with columns of these labels
	 */
	record Projections<E, R>(Class<E> type, Function<List<String>, RecordColumns<E>> columns,
			Function<List<E>, R> result) implements Single<R> {
	}

	/**
	 * Each row's first column is a key, and what stands beside it its value: the second
	 * column, or a record of columns by name.
	 *
	 * @param key the class of the keys
	 * @param values what is read of each row besides: scalars, or projections
	 * @param result makes the result of keys and values
	 */
	record Keyed<R>(Class<?> key, Single<?> values,
			Function<List<Map.Entry<@Nullable Object, @Nullable Object>>, R> result) implements SqlRows<R> {
	}

	/** Each row becomes something by itself. */
	sealed interface Single<R> extends SqlRows<R> {

	}

	/**
	 * Each row becomes a row of whatever columns it has: those of the model are read as
	 * its fields, others as the driver returns them.
	 *
	 * @param model whose fields the columns may be
	 * @param assembler makes an element of a row, given the names of the columns
	 * @param completion prefetches related objects
	 */
	record Columns<E, R>(ModelMetadata<?> model, Function<List<String>, RowAssembler<E>> assembler,
			ReadCompletion<E> completion, Function<List<E>, R> result) implements SqlRows<R> {
	}

}
