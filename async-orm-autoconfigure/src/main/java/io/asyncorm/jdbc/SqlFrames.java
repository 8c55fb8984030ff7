package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.MessageText;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.NearestName;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.SqlFrame;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.sql.AggregateFunction;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Puts what is asked for of the rows of a query around its text that a user wrote. An
 * order is by columns that the query has: their names are asked for once, and quoted.
 * Safe for use by several threads.
 */
final class SqlFrames {

	private static final String ALIAS = "page";

	private final Dialect dialect;

	private final StatementRunner runner;

	/** The labels of the columns, by the text of the query. */
	private final Map<String, List<String>> labels = new ConcurrentHashMap<>();

	SqlFrames(Dialect dialect, StatementRunner runner) {
		this.dialect = dialect;
		this.runner = runner;
	}

	/**
	 * The statement that is sent.
	 * @throws InvalidValueException if the order is by what is no column of the query
	 */
	<R> Operation.Sql<R> framed(Operation.Sql<R> sql, OperationConnection connection) throws SQLException {
		return (sql.frame() instanceof SqlFrame.Part part && !part.orders().isEmpty())
				? framed(sql, part, columns(sql, labels(sql, connection), part)) : shown(sql);
	}

	/** The same as it is shown, where nobody has asked for the columns. */
	<R> Operation.Sql<R> shown(Operation.Sql<R> sql) {
		return switch (sql.frame()) {
			case SqlFrame.Part part when part.equals(SqlFrame.WHOLE) -> sql;
			case SqlFrame.Part part -> framed(sql, part, part.orders().stream().map(SqlFrame.Order::property).toList());
			case SqlFrame.Count count -> with(sql, select(counted(), source(sql), List.of(), null, null), sql.values());
		};
	}

	private <R> Operation.Sql<R> framed(Operation.Sql<R> sql, SqlFrame.Part part, List<String> columns) {
		List<@Nullable Object> values = new ArrayList<>(sql.values());
		SqlExpression limit = bound(part.limit(), values);
		SqlExpression offset = bound((part.offset() > 0) ? part.offset() : null, values);
		List<SqlQuery.Order> orders = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			orders.add(order(part.orders().get(i), columns.get(i)));
		}
		return with(sql, orders.isEmpty() ? new SqlQuery.Written(sql.sql(), limit, offset)
				: select(new SqlExpression.Star(), source(sql), orders, limit, offset), values);
	}

	private <R> Operation.Sql<R> with(Operation.Sql<R> sql, SqlQuery query, List<@Nullable Object> values) {
		return new Operation.Sql<>(sql.name(), this.dialect.render(query).shape(), values, sql.rows(), sql.frame());
	}

	private static @Nullable SqlExpression bound(@Nullable Long number, List<@Nullable Object> values) {
		if (number == null) {
			return null;
		}
		values.add(number);
		return new SqlExpression.Parameter(values.size() - 1, SqlType.BIGINT);
	}

	private static SqlQuery.Source source(Operation.Sql<?> sql) {
		return new SqlQuery.Derived(new SqlQuery.Written(sql.sql(), null, null), ALIAS);
	}

	private static SqlExpression counted() {
		return new SqlExpression.Aggregate(AggregateFunction.COUNT, List.of(new SqlExpression.Star()), false, null);
	}

	private static SqlQuery select(SqlExpression what, SqlQuery.Source source, List<SqlQuery.Order> orders,
			@Nullable SqlExpression limit, @Nullable SqlExpression offset) {
		return new SqlQuery.Select(false, List.of(new SqlQuery.Item(what, "")), source, List.of(), null, List.of(),
				null, orders, limit, offset);
	}

	private static SqlQuery.Order order(SqlFrame.Order order, String label) {
		SqlExpression column = new SqlExpression.Column(ALIAS, label);
		return new SqlQuery.Order(
				order.ignoringCase() ? new SqlExpression.StandardCall(SqlFunction.LOWER, List.of(column)) : column,
				order.descending(), switch (order.nulls()) {
					case USUAL -> SqlQuery.Nulls.DEFAULT;
					case FIRST -> SqlQuery.Nulls.FIRST;
					case LAST -> SqlQuery.Nulls.LAST;
				});
	}

	private List<String> labels(Operation.Sql<?> sql, OperationConnection connection) throws SQLException {
		List<String> known = this.labels.get(sql.sql());
		if (known != null) {
			return known;
		}
		String none = this.dialect
			.render(select(new SqlExpression.Star(), source(sql), List.of(), new SqlExpression.Literal(0), null))
			.shape();
		List<String> asked = this.runner.query(sql.name(), connection, none, sql.values(), SqlFrames::labels);
		this.labels.put(sql.sql(), asked);
		return asked;
	}

	private static RowsReader<?, List<String>> labels(ResultSet rows) throws SQLException {
		ResultSetMetaData columns = rows.getMetaData();
		List<String> labels = new ArrayList<>();
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			labels.add(columns.getColumnLabel(i));
		}
		return new RowsReader<>((row) -> row, (none) -> List.copyOf(labels));
	}

	private static List<String> columns(Operation.Sql<?> sql, List<String> labels, SqlFrame.Part part) {
		return part.orders().stream().map((order) -> column(sql, labels, order.property())).toList();
	}

	/** What is named is mostly a client's, to whom the columns are not told. */
	private static String column(Operation.Sql<?> sql, List<String> labels, String property) {
		ModelField field = (sql.rows() instanceof SqlRows.Objects<?, ?> objects) ? objects.model().findField(property)
				: null;
		String wanted = SqlRows
			.normalized((field != null && !field.isComposite()) ? field.column() : property.replace('.', '_'));
		List<String> found = labels.stream().filter((label) -> SqlRows.normalized(label).equals(wanted)).toList();
		if (found.size() > 1) {
			throw new InvalidDataAccessApiUsageException(sql.name() + ": its rows are to be sorted by '"
					+ MessageText.name(property) + "', and it gives several columns of this name: "
					+ String.join(", ", found) + ". Give each another one, by 'as'");
		}
		if (found.isEmpty()) {
			throw new InvalidValueException("'" + MessageText.name(property) + "' is no property to sort by",
					new FieldException(sql.name() + " gives no column '" + MessageText.name(property) + "'."
							+ NearestName.suggest(property, labels) + " It gives: " + String.join(", ", labels)));
		}
		return found.get(0);
	}

}
