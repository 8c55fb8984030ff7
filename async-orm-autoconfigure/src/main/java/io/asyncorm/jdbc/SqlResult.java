package io.asyncorm.jdbc;

import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.Range;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.DocumentType;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.mapping.RowReader;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.ReadExecutor;
import io.asyncorm.plan.RecordColumns;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.plan.SqlRows;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Maps the rows of raw SQL queries to objects, records or values. Columns are found by
 * their labels, in either case and spelling. Immutable and safe for use by several
 * threads.
 */
final class SqlResult {

	private final RelationFactory relations;

	private final JsonFormat json;

	private final ModelRegistry models;

	private final UnaryOperator<SqlType> stored;

	private final StatementCache<RowReader> objects = new StatementCache<>(StatementCache.DEFAULT_CAPACITY,
			(key, reader) -> 0);

	SqlResult(ModelRegistry models, RelationFactory relations, JsonFormat json, UnaryOperator<SqlType> stored) {
		this.models = models;
		this.relations = relations;
		this.json = json;
		this.stored = stored;
	}

	/**
	 * Creates the reader of the rows of a query.
	 * @param name what to call the query in messages
	 * @param columns the query's
	 * @param reads runs further reads
	 */
	<R> RowsReader<?, R> reader(SqlRows<R> rows, String name, ResultSetMetaData columns, ReadExecutor reads)
			throws SQLException {
		return switch (rows) {
			case SqlRows.Objects<?, R> objects -> objects(objects, columns, name);
			case SqlRows.Columns<?, R> any -> columns(any, columns, reads);
			case SqlRows.Scalars<?, R> scalars -> scalars(scalars, columns, 1);
			case SqlRows.Projections<?, R> projections -> projections(projections, columns, name);
			case SqlRows.Keyed<R> keyed -> keyed(keyed, columns, name);
			case SqlRows.Changed<R> changed ->
				throw new InvalidDataAccessApiUsageException(name + ": the statement gives no rows");
		};
	}

	/** Objects of a model. */
	private <M, R> RowsReader<M, R> objects(SqlRows.Objects<M, R> rows, ResultSetMetaData columns, String name)
			throws SQLException {
		ModelMetadata<M> model = rows.model();
		List<RecordColumns.Column> wanted = model.fields()
			.stream()
			.map((field) -> new RecordColumns.Column(field.column(), Object.class, false))
			.toList();
		RowReader reader = object(model, indexes(columns, wanted, name));
		return new RowsReader<>((row) -> model.type().cast(Objects.requireNonNull(reader.read(row).object())),
				rows.result());
	}

	/**
	 * Rows of whatever columns there are; with the object, if they include all of its
	 * columns.
	 */
	private <E, R> RowsReader<E, R> columns(SqlRows.Columns<E, R> rows, ResultSetMetaData columns, ReadExecutor reads)
			throws SQLException {
		List<String> names = labels(columns);
		List<RowReader> readers = names.stream().map((name) -> reader(rows.model(), name)).toList();
		RowAssembler<E> assembler = rows.assembler().apply(names);
		Function<List<E>, R> result = (elements) -> rows.result().apply(rows.completion().complete(elements, reads));
		Map<String, Integer> byLabel = byLabel(columns);
		List<String> own = rows.model().fields().stream().map((field) -> SqlRows.normalized(field.column())).toList();
		if (!byLabel.keySet().containsAll(own)) {
			return new RowsReader<>((row) -> assembler.assemble(null, read(row, readers)), result);
		}
		RowReader object = object(rows.model(), own.stream().map(byLabel::get).toList());
		return new RowsReader<>((row) -> assembler.assemble(object.read(row).object(), read(row, readers)), result);
	}

	/** The reader of a model whose columns are at these places, made once. */
	private RowReader object(ModelMetadata<?> model, List<Integer> columns) {
		return this.objects.get(new Columns(model, columns),
				() -> RowReader.of(model, columns, this.relations, this.json, this.stored));
	}

	private static @Nullable Object[] read(ResultSet result, List<RowReader> readers) throws SQLException {
		@Nullable Object[] values = new Object[readers.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = readers.get(i).read(result, i + 1).values()[0];
		}
		return values;
	}

	private RowReader reader(ModelMetadata<?> model, String name) {
		return model.fields()
			.stream()
			.filter((field) -> SqlRows.normalized(field.column()).equals(SqlRows.normalized(name)))
			.findFirst()
			.map((field) -> RowReader.of(field, this.json, this.stored))
			.orElseGet(() -> single(Object.class, false));
	}

	/** The values of a column. */
	@SuppressWarnings({ "unchecked", "NullAway" }) // the reader gives what the type says
	private <V extends @Nullable Object, R> RowsReader<V, R> scalars(SqlRows.Scalars<V, R> rows,
			ResultSetMetaData columns, int column) throws SQLException {
		RowReader reader = single(rows.type(), isArray(columns, column));
		return new RowsReader<>((row) -> (V) reader.read(row, column).values()[0], rows.result());
	}

	/** Records whose components are columns. */
	private <E, R> RowsReader<E, R> projections(SqlRows.Projections<E, R> rows, ResultSetMetaData columns, String name)
			throws SQLException {
		RecordColumns<E> wanted = rows.columns().apply(labels(columns));
		List<Integer> indexes = indexes(columns, wanted.columns(), name);
		List<RowReader> readers = new ArrayList<>();
		for (int i = 0; i < indexes.size(); i++) {
			readers.add(single(wanted.columns().get(i).boxed(), isArray(columns, indexes.get(i))));
		}
		return new RowsReader<>((row) -> {
			@Nullable Object[] values = new Object[readers.size()];
			for (int i = 0; i < values.length; i++) {
				values[i] = readers.get(i).read(row, indexes.get(i)).values()[0];
			}
			return wanted.assembler().assemble(null, values);
		}, rows.result());
	}

	/** Keys and their values. */
	private <R> RowsReader<?, R> keyed(SqlRows.Keyed<R> rows, ResultSetMetaData columns, String name)
			throws SQLException {
		if (columns.getColumnCount() < 2) {
			throw new InvalidDataAccessApiUsageException(
					name + ": the query gives one column, and a Map needs a key and,"
							+ " behind it, its value. It gives: " + String.join(", ", labels(columns)));
		}
		RowReader key = single(rows.key(), isArray(columns, 1));
		RowsReader<?, ?> values = switch (rows.values()) {
			case SqlRows.Scalars<?, ?> scalars -> scalars(scalars, columns, 2);
			case SqlRows.Projections<?, ?> projections -> projections(projections, columns, name);
		};
		return new RowsReader<Map.Entry<@Nullable Object, @Nullable Object>, R>(
				(row) -> new SimpleImmutableEntry<>(key.read(row, 1).values()[0], values.row().read(row)),
				rows.result());
	}

	private static boolean isArray(ResultSetMetaData columns, int column) throws SQLException {
		return columns.getColumnType(column) == Types.ARRAY;
	}

	/**
	 * A value of a declared type, by which documents are read.
	 * @param array whether the column holds arrays: a list is a document otherwise
	 */
	private RowReader single(Type declared, boolean array) {
		ResolvableType generic = ResolvableType.forType(declared);
		Class<?> type = generic.resolve(Object.class);
		boolean whole = array || type == Range.class;
		Conversion conversion = whole ? this.models.findConversion(generic) : this.models.findConversion(type);
		Class<?> stored = (conversion != null) ? conversion.columnType() : type;
		boolean simple = ColumnType.isSimple(stored) || stored == Object.class;
		DocumentType document = simple ? null : DocumentType.of((conversion != null) ? stored : declared);
		return RowReader.of(new RowLayout(null, List.of(new RowLayout.ValueLayout(stored, document, conversion))),
				this.relations, this.json, this.stored);
	}

	private static List<Integer> indexes(ResultSetMetaData columns, List<RecordColumns.Column> wanted, String operation)
			throws SQLException {
		Map<String, Integer> byLabel = byLabel(columns);
		List<String> missing = wanted.stream()
			.filter((column) -> !byLabel.containsKey(SqlRows.normalized(column.name())))
			.map(RecordColumns.Column::wanted)
			.toList();
		if (!missing.isEmpty()) {
			throw new InvalidDataAccessApiUsageException(operation + ": the query gives no column "
					+ String.join(", ", missing) + ". It gives: " + String.join(", ", labels(columns)));
		}
		return wanted.stream().map((column) -> byLabel.getOrDefault(SqlRows.normalized(column.name()), 0)).toList();
	}

	private static Map<String, Integer> byLabel(ResultSetMetaData columns) throws SQLException {
		Map<String, Integer> byLabel = new LinkedHashMap<>();
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			byLabel.putIfAbsent(SqlRows.normalized(columns.getColumnLabel(i)), i);
		}
		return byLabel;
	}

	private static List<String> labels(ResultSetMetaData columns) throws SQLException {
		List<String> labels = new ArrayList<>();
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			labels.add(columns.getColumnLabel(i));
		}
		return labels;
	}

	/** Where the columns of a model are. */
	private record Columns(ModelMetadata<?> model, List<Integer> columns) {
	}

}
