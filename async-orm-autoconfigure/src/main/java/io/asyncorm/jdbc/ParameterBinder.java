package io.asyncorm.jdbc;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.query.Ref;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Hands the values of a statement to the driver, each with its type, so that the server
 * need not guess. Immutable and safe for use by several threads.
 */
final class ParameterBinder {

	private final Dialect dialect;

	private final Function<Object, String> json;

	ParameterBinder(Dialect dialect, Function<Object, String> json) {
		this.dialect = dialect;
		this.json = json;
	}

	/** Binds what was rendered, from the values of the slots. */
	void bind(BoundStatement bound, List<SqlExpression> parameters, List<@Nullable Object> values) throws SQLException {
		int index = 1;
		for (SqlExpression parameter : parameters) {
			if (parameter instanceof SqlExpression.ArrayParameter array) {
				bindArray(bound, index, array.elementType(), values.get(array.slot()));
			}
			else if (parameter instanceof SqlExpression.Parameter single) {
				bind(bound.statement(), index, single.type(), values.get(single.slot()));
			}
			index++;
		}
	}

	/** Binds the values of a statement that the user wrote, by what they are. */
	void bind(BoundStatement bound, List<? extends @Nullable Object> values) throws SQLException {
		int index = 1;
		for (Object value : values) {
			if (value == null) {
				bound.statement().setNull(index, Types.NULL);
			}
			else if (value instanceof Collection<?> collection) {
				bindCollection(bound, index, collection);
			}
			else {
				bindPlain(bound.statement(), index, (value instanceof Ref<?> ref) ? ref.key() : value);
			}
			index++;
		}
	}

	/**
	 * The user's statement has no cast for text, but the server may know what it needs
	 * there.
	 */
	private void bindPlain(PreparedStatement statement, int index, Object value) throws SQLException {
		if (!SqlType.isSimple(value.getClass()) && !(value instanceof Enum<?>)) {
			statement.setObject(index, value);
			return;
		}
		SqlType type = (value instanceof Enum<?>) ? SqlType.TEXT : SqlType.of(value.getClass());
		if (this.dialect.bindForm(type) == Dialect.BindForm.TEXT) {
			statement.setObject(index, convert(type, value), Types.OTHER);
		}
		else {
			bind(statement, index, type, value);
		}
	}

	private void bindCollection(BoundStatement bound, int index, Collection<?> values) throws SQLException {
		Object first = values.stream().filter(Objects::nonNull).findFirst().orElse(null);
		if (first == null && values.isEmpty() && this.dialect.capabilities().untypedText()) {
			bound.statement().setObject(index, "{}", Types.OTHER);
			return;
		}
		Object plain = (first instanceof Ref<?> ref) ? ref.key() : first;
		bindArray(bound, index, (plain != null) ? SqlType.of(plain.getClass()) : SqlType.TEXT, values);
	}

	private void bindArray(BoundStatement bound, int index, SqlType type, @Nullable Object values) throws SQLException {
		@Nullable Object[] elements = ((Collection<?>) Objects.requireNonNull(values)).stream()
			.map((value) -> (value != null) ? convert(type, value) : null)
			.toArray();
		bound.setArray(index, this.dialect.arrayElementType(type), typed(elements));
	}

	/**
	 * An array of the elements' own class where they have one: drivers send these faster.
	 */
	private static @Nullable Object[] typed(@Nullable Object[] elements) {
		Class<?> type = null;
		for (Object element : elements) {
			if (element != null && type != null && element.getClass() != type) {
				return elements;
			}
			type = (element != null) ? element.getClass() : type;
		}
		return (type != null) ? Arrays.asList(elements).toArray((Object[]) Array.newInstance(type, 0)) : elements;
	}

	private void bind(PreparedStatement statement, int index, SqlType type, @Nullable Object value)
			throws SQLException {
		int jdbcType = (this.dialect.bindForm(type) == Dialect.BindForm.TEXT) ? Types.VARCHAR : jdbcType(type);
		if (value == null) {
			statement.setNull(index, jdbcType);
			return;
		}
		Object converted = convert(type, value);
		if (jdbcType == Types.OTHER) {
			statement.setObject(index, converted);
		}
		else {
			statement.setObject(index, converted, jdbcType);
		}
	}

	private Object convert(SqlType type, Object value) {
		Object plain = switch (value) {
			case Ref<?> ref -> ref.key();
			case Enum<?> constant -> constant.name();
			default -> value;
		};
		return switch (type) {
			case TEXT -> plain.toString();
			case INSTANT -> (plain instanceof Instant instant) ? stored(instant).atOffset(ZoneOffset.UTC) : plain;
			case DECIMAL -> (plain instanceof BigInteger integer) ? new BigDecimal(integer) : plain;
			case DURATION -> (plain instanceof Duration && this.dialect.bindForm(type) == Dialect.BindForm.TEXT)
					? plain.toString() : plain;
			case JSON -> this.json.apply(value);
			case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, DATE_TIME, UUID, BYTES -> plain;
		};
	}

	/** As columns hold it, to microseconds: anything finer would equal none of them. */
	private static Instant stored(Instant instant) {
		return (instant.getNano() % 1000 != 0) ? instant.plusNanos(500).truncatedTo(ChronoUnit.MICROS) : instant;
	}

	private static int jdbcType(SqlType type) {
		return switch (type) {
			case TEXT, JSON -> Types.VARCHAR;
			case BOOLEAN -> Types.BOOLEAN;
			case SMALLINT -> Types.SMALLINT;
			case INTEGER -> Types.INTEGER;
			case BIGINT -> Types.BIGINT;
			case REAL -> Types.REAL;
			case DOUBLE -> Types.DOUBLE;
			case DECIMAL -> Types.NUMERIC;
			case DATE -> Types.DATE;
			case TIME -> Types.TIME;
			case INSTANT -> Types.TIMESTAMP_WITH_TIMEZONE;
			case DATE_TIME -> Types.TIMESTAMP;
			case BYTES -> Types.BINARY;
			case DURATION, UUID -> Types.OTHER;
		};
	}

}
