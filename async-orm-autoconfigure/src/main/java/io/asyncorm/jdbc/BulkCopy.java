package io.asyncorm.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
 * Runs within a transaction. Used by one thread, for one operation.
 */
final class BulkCopy<M> {

	/** Fewer rows are inserted sooner than they are copied and read. */
	static final int ROWS = 1_000;

	/** Keys of these are equal in the database if they are equal here. */
	private static final Set<Class<?>> KEYS = Set.of(Long.class, Integer.class, Short.class, UUID.class);

	private static final List<SqlExpression> QUESTION = List.of(new SqlExpression.Parameter(0, SqlType.BOOLEAN),
			new SqlExpression.ArrayParameter(1, SqlType.TEXT), new SqlExpression.ArrayParameter(2, SqlType.TEXT),
			new SqlExpression.Parameter(3, SqlType.TEXT));

	private final String operation;

	private final OperationConnection connection;

	private final WriteStatements statements;

	private final StatementRunner runner;

	private final ModelMetadata<M> model;

	BulkCopy(String operation, OperationConnection connection, WriteStatements statements, StatementRunner runner,
			ModelMetadata<M> model) {
		this.operation = operation;
		this.connection = connection;
		this.statements = statements;
		this.runner = runner;
		this.model = model;
	}

	/**
	 * Inserts rows, and returns the stored objects in their order; null if they have to
	 * be inserted in another way, and nothing was done.
	 * @throws RowFailure if a row is not there, or cannot be read
	 */
	@Nullable List<M> insert(Write.InsertMany insert, int rows) throws SQLException {
		RowCopy copy = dialect().rowCopy();
		if (copy == null || rows < ROWS || insert.conflict() != null || !isKnownByKey()
				|| !copy.isSupported(this.connection.jdbc()) || !isLikeInsert(insert, copy)) {
			return null;
		}
		List<@Nullable Object> keys = (insert.drawn() != null) ? draw(insert) : insert.givenKeys();
		if (keys.contains(null)) {
			return null;
		}
		Parameterized<Write> sent = parameterized(insert.copy(keys));
		this.runner.copy(this.operation, this.connection, this.statements.write(sent.template()).sql(), sent.values(),
				copy);
		return read(keys);
	}

	private boolean isKnownByKey() {
		ModelField key = this.model.key();
		return KEYS.contains(key.type()) && key.conversion() == null && key.relation() == null && !key.isComposite();
	}

	private boolean isLikeInsert(Write.InsertMany insert, RowCopy copy) throws SQLException {
		Write.Copy rows = insert.copy(List.of());
		List<SqlExpression> sent = this.statements.write(parameterized(rows).template()).sql().parameters();
		List<String> columns = new ArrayList<>();
		List<String> types = new ArrayList<>();
		for (int i = 0; i < sent.size(); i++) {
			SqlType type = ((SqlExpression.ArrayParameter) sent.get(i)).elementType();
			// text is read as a literal by a cast, too
			if (type != SqlType.TEXT && dialect().arrayForm(type) instanceof ArrayForm.JdbcArray array) {
				columns.add(rows.values().get(i).field().column());
				types.add(array.elementType());
			}
		}
		List<@Nullable Object> values = List.of(insert.drawn() != null, columns, types,
				dialect().quote(this.model.storedTable().name()));
		return this.runner
			.query(this.operation, this.connection, new RenderedSql(copy.isLikeInsert(), QUESTION), values,
					(row) -> row.getBoolean(1))
			.equals(List.of(true));
	}

	/**
	 * Null stands for a key that the sequence has not, or that its column cannot hold.
	 */
	private List<@Nullable Object> draw(Write.InsertMany insert) throws SQLException {
		Parameterized<Write> draw = parameterized(insert.drawKeys());
		Object array = this.runner
			.query(this.operation, this.connection, this.statements.write(draw.template()).sql(), draw.values(),
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

	private List<M> read(List<@Nullable Object> keys) throws SQLException {
		ReadStatements.Ready ready = this.statements.rows(stored(keys));
		List<M> found = this.runner.query(this.operation, this.connection, ready.sql(), ready.values(),
				(row) -> read(row, ready.statement(), keys));
		ModelField key = this.model.key();
		return BulkRowReader.inOrder(found, (place) -> key.get(found.get(place)), keys, this.operation, this.model);
	}

	/**
	 * Keys are unique, so that none but these rows have those between consecutive ones.
	 */
	private QueryState stored(List<@Nullable Object> keys) {
		ModelField key = this.model.key();
		Object first = Objects.requireNonNull(keys.get(0));
		Object last = Objects.requireNonNull(keys.get(keys.size() - 1));
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

	private Parameterized<Write> parameterized(Write write) {
		return ParameterizedWrites.of(write, this.statements.extraction());
	}

	private Dialect dialect() {
		return this.statements.dialect();
	}

}
