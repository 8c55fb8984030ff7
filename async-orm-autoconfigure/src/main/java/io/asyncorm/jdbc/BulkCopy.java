package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.asyncorm.compiler.Parameterized;
import io.asyncorm.dialect.ArrayForm;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.dialect.RowCopy;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.persistence.ParameterizedWrites;
import io.asyncorm.persistence.RowFailure;
import io.asyncorm.persistence.RowFilters;
import io.asyncorm.persistence.Write;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnValues;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many rows by copying them, which the server takes in less time than an INSERT,
 * and reads what is stored by the keys, which are drawn before where they are not given.
 * Runs within a transaction. Immutable.
 */
final class BulkCopy<M> {

	/** Fewer rows are inserted sooner than they are copied and read. */
	static final int ROWS = 1_000;

	/** Keys of these are equal in the database if they are equal here. */
	private static final Set<Class<?>> KEYS = Set.of(Long.class, Integer.class, Short.class, UUID.class);

	private static final List<SqlExpression> QUESTION = List.of(new SqlExpression.Parameter(0, SqlType.BOOLEAN),
			new SqlExpression.ArrayParameter(1, SqlType.TEXT), new SqlExpression.ArrayParameter(2, SqlType.TEXT),
			new SqlExpression.Parameter(3, SqlType.TEXT));

	private final Write.InsertMany insert;

	private final int rows;

	private final ModelMetadata<M> model;

	private final Dialect dialect;

	private final RowCopy copy;

	private BulkCopy(Write.InsertMany insert, int rows, ModelMetadata<M> model, Dialect dialect, RowCopy copy) {
		this.insert = insert;
		this.rows = rows;
		this.model = model;
		this.dialect = dialect;
		this.copy = copy;
	}

	/** How rows are copied; null if they are better inserted. */
	static <M> @Nullable BulkCopy<M> of(Write.InsertMany insert, int rows, ModelMetadata<M> model, Dialect dialect) {
		RowCopy copy = dialect.rowCopy();
		ModelField key = model.key();
		boolean known = KEYS.contains(key.type()) && key.conversion() == null && key.relation() == null
				&& !key.isComposite();
		return (copy != null && rows >= ROWS && insert.conflict() == null && known)
				? new BulkCopy<>(insert, rows, model, dialect, copy) : null;
	}

	/**
	 * Inserts the rows, and returns the stored objects in their order; null if they have
	 * to be inserted in another way, and nothing was done.
	 * @throws RowFailure if a row is not there, or cannot be read
	 */
	@Nullable List<M> insert(String operation, OperationConnection connection, WriteStatements statements, StatementRunner runner)
			throws SQLException {
		if (!this.copy.isSupported(connection.jdbc()) || !isLikeInsert(operation, connection, statements, runner)) {
			return null;
		}
		List<@Nullable Object> keys = (this.insert.drawn() != null) ? draw(operation, connection, statements, runner)
				: this.insert.givenKeys();
		if (keys.contains(null)) {
			return null;
		}
		Parameterized<Write> rows = ParameterizedWrites.of(this.insert.copy(keys), this.dialect.comparedElements());
		runner.copy(operation, connection, statements.write(rows.template()).sql(), rows.values(), this.copy);
		return read(keys, operation, connection, statements, runner);
	}

	private boolean isLikeInsert(String operation, OperationConnection connection, WriteStatements statements,
			StatementRunner runner) throws SQLException {
		Write.Copy rows = this.insert.copy(List.of());
		List<SqlExpression> sent = statements
			.write(ParameterizedWrites.of(rows, this.dialect.comparedElements()).template())
			.sql()
			.parameters();
		List<String> columns = new ArrayList<>();
		List<String> types = new ArrayList<>();
		for (int i = 0; i < sent.size(); i++) {
			SqlType type = ((SqlExpression.ArrayParameter) sent.get(i)).elementType();
			// text is read as a literal by a cast, too
			if (type != SqlType.TEXT && this.dialect.arrayForm(type) instanceof ArrayForm.JdbcArray array) {
				columns.add(rows.values().get(i).field().column());
				types.add(array.elementType());
			}
		}
		RenderedSql query = new RenderedSql(this.copy.isLikeInsert(), QUESTION);
		List<@Nullable Object> values = List.of(this.insert.drawn() != null, columns, types,
				this.dialect.quote(this.model.storedTable().name()));
		return runner.query(operation, connection, query, values, (row) -> row.getBoolean(1)).equals(List.of(true));
	}

	/**
	 * Null stands for a key that the sequence has not, or that its column cannot hold.
	 */
	private List<@Nullable Object> draw(String operation, OperationConnection connection, WriteStatements statements,
			StatementRunner runner) throws SQLException {
		Parameterized<Write> draw = ParameterizedWrites.of(this.insert.drawKeys(), this.dialect.comparedElements());
		Object array = runner
			.query(operation, connection, statements.write(draw.template()).sql(), draw.values(),
					(row) -> row.getArray(1).getArray())
			.get(0);
		@Nullable Object[] drawn = (@Nullable Object[]) array;
		Class<?> type = this.model.key().type();
		if (type == Long.class) {
			return ColumnValues.of(drawn, drawn.length);
		}
		List<@Nullable Object> keys = new ArrayList<>(drawn.length);
		for (Object key : drawn) {
			keys.add(fit((Long) key, type));
		}
		return keys;
	}

	private static @Nullable Object fit(@Nullable Long key, Class<?> type) {
		if (key == null) {
			return null;
		}
		if (type == Integer.class && key.intValue() == key) {
			return key.intValue();
		}
		return (type == Short.class && key.shortValue() == key) ? key.shortValue() : null;
	}

	private List<M> read(List<@Nullable Object> keys, String operation, OperationConnection connection,
			WriteStatements statements, StatementRunner runner) throws SQLException {
		ReadStatements.Ready ready = statements.rows(stored(keys));
		List<M> found = runner.query(operation, connection, ready.sql(), ready.values(),
				(row) -> read(row, ready.statement(), keys));
		return inOrder(found, keys, operation);
	}

	/**
	 * Keys are unique, so that none but these rows have those between consecutive ones.
	 */
	private QueryState stored(List<@Nullable Object> keys) {
		ModelField key = this.model.key();
		Object first = Objects.requireNonNull(keys.get(0));
		Object last = Objects.requireNonNull(keys.get(this.rows - 1));
		return areConsecutive(keys) ? RowFilters.byRange(key, first, last) : RowFilters.byOneOf(key, keys);
	}

	private static boolean areConsecutive(List<@Nullable Object> keys) {
		for (int i = 0; i < keys.size(); i++) {
			if (!(keys.get(0) instanceof Number first) || !(keys.get(i) instanceof Number key)
					|| key.longValue() != first.longValue() + i) {
				return false;
			}
		}
		return true;
	}

	private M read(ResultSet row, ReadStatements.Prepared statement, List<@Nullable Object> keys) throws SQLException {
		try {
			return JdbcWriteSession.written(statement, row, 1, this.model);
		}
		catch (RefusedObjectException ex) {
			int column = this.model.fields().indexOf(this.model.key()) + 1;
			throw RowFailure.of(keys.indexOf(row.getObject(column, this.model.key().type())), ex);
		}
	}

	/** Mostly rows are found in the order in which they were copied. */
	private List<M> inOrder(List<M> found, List<@Nullable Object> keys, String operation) throws SQLException {
		ModelField key = this.model.key();
		boolean inOrder = found.size() == this.rows;
		for (int i = 0; inOrder && i < this.rows; i++) {
			inOrder = keys.get(i).equals(key.get(found.get(i)));
		}
		if (inOrder) {
			return found;
		}
		Map<Object, M> byKey = HashMap.newHashMap(this.rows);
		found.forEach((object) -> byKey.put(key.get(object), object));
		List<M> ordered = new ArrayList<>(this.rows);
		for (Object each : keys) {
			M object = byKey.get(each);
			if (object == null) {
				throw RowFailure.of(ordered.size(), BulkRowReader.missing(operation, this.model));
			}
			ordered.add(object);
		}
		return ordered;
	}

}
