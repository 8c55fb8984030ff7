package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.mapping.RowReader;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.query.RowAssembler;
import io.asyncorm.query.SqlRows;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Reads the rows of queries that the user wrote. Columns are found by their labels, in
 * either case and spelling. Immutable and safe for use by several threads.
 */
final class SqlResult {

	private final RelationFactory relations;

	private final JsonFormat json;

	SqlResult(RelationFactory relations, JsonFormat json) {
		this.relations = relations;
		this.json = json;
	}

	/** Objects of a model. */
	<M, R> R objects(SqlRows.Objects<M, R> rows, ResultSet result, String name) throws SQLException {
		ModelMetadata<M> model = rows.model();
		List<String> names = model.fields().stream().map(ModelField::column).toList();
		RowReader reader = RowReader.of(model, indexes(result, names, name), this.relations, this.json);
		List<M> objects = new ArrayList<>();
		while (result.next()) {
			objects.add(model.type().cast(reader.read(result).object()));
		}
		return rows.result().apply(objects);
	}

	/** Whatever columns there are. */
	<E, R> R columns(SqlRows.Columns<E, R> rows, ResultSet result) throws SQLException {
		List<String> names = labels(result.getMetaData());
		List<RowReader> readers = names.stream().map((name) -> reader(rows.model(), name)).toList();
		RowAssembler<E> assembler = rows.assembler().apply(names);
		List<E> elements = new ArrayList<>();
		while (result.next()) {
			elements.add(assembler.assemble(null, read(result, readers)));
		}
		return rows.result().apply(elements);
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
			.filter((field) -> normalize(field.column()).equals(normalize(name)))
			.findFirst()
			.map((field) -> RowReader.of(
					new RowLayout(null, List.of(new RowLayout.ValueLayout(field.type(), field.json()))), this.relations,
					this.json))
			.orElseGet(() -> single(Object.class));
	}

	/** The values of the first column. */
	@SuppressWarnings("unchecked") // the reader gives what the type says
	<V extends @Nullable Object, R> R scalars(SqlRows.Scalars<V, R> rows, ResultSet result) throws SQLException {
		RowReader reader = single(rows.type());
		List<V> values = new ArrayList<>();
		while (result.next()) {
			values.add((V) reader.read(result).values()[0]);
		}
		return rows.result().apply(values);
	}

	/** Records whose components are columns. */
	<E, R> R projections(SqlRows.Projections<E, R> rows, ResultSet result, String name) throws SQLException {
		List<Integer> indexes = indexes(result, rows.names(), name);
		List<RowReader> readers = rows.types().stream().map(this::single).toList();
		List<E> elements = new ArrayList<>();
		while (result.next()) {
			@Nullable Object[] values = new Object[readers.size()];
			for (int i = 0; i < values.length; i++) {
				values[i] = readers.get(i).read(result, indexes.get(i)).values()[0];
			}
			elements.add(rows.assembler().assemble(null, values));
		}
		return rows.result().apply(elements);
	}

	private RowReader single(Class<?> type) {
		boolean document = !SqlType.isSimple(type) && type != Object.class;
		return RowReader.of(new RowLayout(null, List.of(new RowLayout.ValueLayout(type, document))), this.relations,
				this.json);
	}

	private static List<Integer> indexes(ResultSet result, List<String> names, String operation) throws SQLException {
		Map<String, Integer> byLabel = new LinkedHashMap<>();
		ResultSetMetaData columns = result.getMetaData();
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			byLabel.putIfAbsent(normalize(columns.getColumnLabel(i)), i);
		}
		List<String> missing = names.stream().filter((name) -> !byLabel.containsKey(normalize(name))).toList();
		if (!missing.isEmpty()) {
			throw new InvalidDataAccessApiUsageException(operation + ": the query gives no column "
					+ String.join(", ", missing.stream().map((name) -> "'" + name + "'").toList()) + ". It gives: "
					+ String.join(", ", labels(columns)));
		}
		return names.stream().map((name) -> byLabel.getOrDefault(normalize(name), 0)).toList();
	}

	private static List<String> labels(ResultSetMetaData columns) throws SQLException {
		List<String> labels = new ArrayList<>();
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			labels.add(columns.getColumnLabel(i));
		}
		return labels;
	}

	private static String normalize(String name) {
		return name.replace("_", "").toLowerCase(Locale.ROOT);
	}

}
