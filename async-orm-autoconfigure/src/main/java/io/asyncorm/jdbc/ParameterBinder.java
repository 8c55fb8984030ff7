package io.asyncorm.jdbc;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.Range;
import io.asyncorm.model.RangeText;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.ColumnValues;
import io.asyncorm.type.DocumentType;
import io.asyncorm.type.JsonDocument;
import io.asyncorm.type.UnfitValueException;
import io.asyncorm.type.Durations;
import io.asyncorm.dialect.ArrayForm;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.ListPlace;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.query.AbstractRef;
import io.asyncorm.query.Ref;
import io.asyncorm.sql.ColumnBinding;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

/**
 * Binds the values of a statement, each with its SQL type, so that the server need not
 * infer it. Immutable and safe for use by several threads.
 */
final class ParameterBinder {

	private static final long MICROS_PER_SECOND = 1_000_000;

	private static final int LAST_YEAR = 9999;

	private static final int NANOS_PER_MICRO = 1_000;

	private final Dialect dialect;

	private final ModelRegistry models;

	private final JsonFormat json;

	ParameterBinder(Dialect dialect, ModelRegistry models, JsonFormat json) {
		this.dialect = dialect;
		this.models = models;
		this.json = json;
	}

	/** Checks how many parameters a statement has, before it is prepared. */
	void requireParameters(int parameters) {
		int most = this.dialect.statementParameters();
		if (parameters > most) {
			throw new InvalidValueException("A statement takes no more than " + most + " parameters, not " + parameters
					+ ": pass many values as one list, or send the statement in parts");
		}
	}

	Dialect dialect() {
		return this.dialect;
	}

	/** Binds the parameters of a rendered statement, from the values of the slots. */
	void bind(BoundStatement bound, RenderedSql sql, List<@Nullable Object> values) throws SQLException {
		int index = 1;
		for (int i = 0; i < sql.parameters().size(); i++) {
			SqlExpression parameter = sql.parameters().get(i);
			ListPlace list = sql.list(i);
			if (parameter instanceof SqlExpression.ArrayParameter array && list != null) {
				index += bindList(bound.statement(), index, array, list, values);
				continue;
			}
			if (parameter instanceof SqlExpression.ArrayParameter array) {
				bindArray(bound, index, array.elementType(), array.column(), values.get(array.slot()));
			}
			else if (parameter instanceof SqlExpression.Parameter single) {
				bind(bound.statement(), index, single.type(), stored(single.column(), values.get(single.slot())));
			}
			index++;
		}
	}

	/** Binds values one by one; returns how many parameters these are. */
	private int bindList(PreparedStatement statement, int first, SqlExpression.ArrayParameter array, ListPlace place,
			List<@Nullable Object> values) throws SQLException {
		List<?> elements = new ArrayList<>((Collection<?>) Objects.requireNonNull(values.get(array.slot())));
		int parameters = place.parameters(elements.size());
		if (place.isText(elements.size())) {
			statement.setObject(first, ArrayLiterals.of(elements(array.elementType(), array.column(), elements)),
					Types.VARCHAR);
			return parameters;
		}
		for (int i = 0; i < parameters; i++) {
			bind(statement, first + i, array.elementType(),
					stored(array.column(), elements.get(Math.min(i, elements.size() - 1))));
		}
		return parameters;
	}

	/** Binds the values of a statement that the user wrote, by their classes. */
	void bind(BoundStatement bound, List<? extends @Nullable Object> values) throws SQLException {
		int index = 1;
		for (Object value : values) {
			if (value == null) {
				bound.statement().setNull(index, Types.NULL);
			}
			else if (value instanceof Collection<?> collection) {
				bindCollection(bound, index, collection);
			}
			else if (value.getClass().isArray() && !(value instanceof byte[] || value instanceof char[])) {
				bindCollection(bound, index, Arrays.asList(ObjectUtils.toObjectArray(value)));
			}
			else {
				bindPlain(bound.statement(), index, value);
			}
			index++;
		}
	}

	/**
	 * Binds a value by its class: a relation stands for its key, and a class that has one
	 * conversion everywhere is converted here too.
	 */
	private Object stored(Object value) {
		if (value instanceof Range<?> range) {
			return RangeText.of(range);
		}
		if (value instanceof Ref<?> ref) {
			ModelMetadata<?> model = this.models.find(ref.model());
			ModelField field = (model != null && ref instanceof AbstractRef<?> known) ? model.findField(known.keyName())
					: null;
			return (field != null) ? field.convert(ref.key()) : ref.key();
		}
		Conversion conversion = this.models.findConversionOf(value);
		return (conversion != null) ? conversion.toColumn(value) : value;
	}

	/**
	 * The user's statement has no cast for text, but the server may know what it needs
	 * there.
	 */
	private void bindPlain(PreparedStatement statement, int index, Object given) throws SQLException {
		Object value = stored(given);
		if (value instanceof RangeText range) {
			UntypedValues.bindRange(this.dialect, statement, index, range);
			return;
		}
		if (isUntyped(given)) {
			statement.setObject(index, ColumnType.bind(SqlType.TEXT, value).toString(), Types.OTHER);
			return;
		}
		if (!ColumnType.isSimple(value.getClass())) {
			UntypedValues.bindUnknown(statement, index, value);
			return;
		}
		SqlType type = ColumnType.sqlType(value.getClass());
		if (this.dialect.bindForm(type) == Dialect.BindForm.TEXT) {
			statement.setObject(index, convert(type, value), Types.OTHER);
		}
		else {
			bind(statement, index, type, value);
		}
	}

	/** Of a type of the database's own: the server knows which it needs there. */
	private boolean isUntyped(Object value) {
		return this.models.isOfDatabase(value) && this.dialect.capabilities().untypedText();
	}

	private void bindCollection(BoundStatement bound, int index, Collection<?> values) throws SQLException {
		Object first = values.stream().filter(Objects::nonNull).findFirst().orElse(null);
		if (first == null && values.isEmpty() && this.dialect.capabilities().untypedText()) {
			bound.statement().setObject(index, "{}", Types.OTHER);
			return;
		}
		SqlType type = (first != null) ? ColumnType.sqlType(stored(first).getClass()) : SqlType.TEXT;
		List<@Nullable Object> elements = new ArrayList<>(values.size());
		values.forEach((value) -> elements.add((value != null) ? stored(value) : null));
		boolean ranges = elements.stream().anyMatch(RangeText.class::isInstance);
		if (ranges) {
			UntypedValues.requireRanges(this.dialect);
		}
		if (ranges || first != null && isUntyped(first)) {
			bound.statement().setObject(index, ArrayLiterals.of(elements.toArray()), Types.OTHER);
			return;
		}
		bindArray(bound, index, type, null, elements);
	}

	/** A value as the column has it, where that is of another type. */
	private @Nullable Object stored(@Nullable ColumnBinding column, @Nullable Object value) {
		if (column == null || value == null) {
			return value;
		}
		if (value instanceof Duration duration && this.dialect.bindForm(SqlType.DURATION) == Dialect.BindForm.TEXT) {
			return Durations.inDays(duration);
		}
		Object plain = (value instanceof Ref<?> ref) ? ref.key() : value;
		return (column.zone() != null) ? ColumnType.inZone(plain, column.zone()) : plain;
	}

	/**
	 * The values of the columns of rows that are copied.
	 * @param columns the columns, whose values are those of their slots
	 */
	List<@Nullable Object[]> copied(List<SqlExpression> columns, List<@Nullable Object> values) {
		List<@Nullable Object[]> copied = new ArrayList<>(columns.size());
		for (SqlExpression column : columns) {
			SqlExpression.ArrayParameter array = (SqlExpression.ArrayParameter) column;
			copied.add(DistantTimes.inArray(elements(array.elementType(), array.column(), values.get(array.slot()))));
		}
		return copied;
	}

	private void bindArray(BoundStatement bound, int index, SqlType type, @Nullable ColumnBinding column,
			@Nullable Object values) throws SQLException {
		ArrayForm form = this.dialect.arrayForm(type);
		@Nullable Object[] elements = elements(type, column, values);
		if (form instanceof ArrayForm.SingleValues) {
			// as text, since the statement of the user has one question mark for it
			bound.statement().setObject(index, ArrayLiterals.of(elements), Types.OTHER);
		}
		else {
			bound.setArray(index, form, elements);
		}
	}

	private @Nullable Object[] elements(SqlType type, @Nullable ColumnBinding column, @Nullable Object values) {
		Collection<?> collection = (Collection<?>) Objects.requireNonNull(values);
		requireNumber(collection.size());
		if (collection instanceof ColumnValues fit && isBoundAsItIs(fit.type(), type, column)) {
			return fit.array();
		}
		return typed(collection.stream().map((value) -> {
			Object stored = stored(column, value);
			return (stored != null) ? convert(type, stored) : null;
		}).toArray());
	}

	/** Whether values that are fit need not be looked at one by one. */
	private boolean isBoundAsItIs(Class<?> given, SqlType type, @Nullable ColumnBinding column) {
		if (!ColumnType.isBoundAsItIs(given) || ColumnType.sqlType(given) != type
				|| column != null && column.zone() != null) {
			return false;
		}
		return switch (type) {
			case TEXT, BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL, DATE, TIME, UUID -> true;
			case REAL, DOUBLE -> this.dialect.hasNotFiniteNumbers();
			case DATE_TIME -> this.dialect.hasInfiniteTimes();
			case INSTANT, DURATION, BYTES, JSON, ARRAY -> false;
		};
	}

	private void requireNumber(int elements) {
		int most = this.dialect.arrayElements();
		if (elements > most) {
			throw new InvalidValueException(
					"An array takes no more than " + most + " values, not " + elements + ": pass them in parts");
		}
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
		return (type != null)
				? Arrays.copyOf(elements, elements.length, ((Object[]) Array.newInstance(type, 0)).getClass())
				: elements;
	}

	private void bind(PreparedStatement statement, int index, SqlType type, @Nullable Object value)
			throws SQLException {
		int jdbcType = (this.dialect.bindForm(type) == Dialect.BindForm.TEXT) ? Types.VARCHAR
				: this.dialect.storedType(type).jdbcType();
		if (value == null) {
			statement.setNull(index, jdbcType);
			return;
		}
		Object converted = convert(type, value);
		if (jdbcType == Types.OTHER && type != SqlType.ARRAY) {
			statement.setObject(index, converted);
		}
		else {
			statement.setObject(index, converted, jdbcType);
		}
	}

	private Object convert(SqlType type, Object value) {
		try {
			return switch (type) {
				case JSON -> ColumnType.bind(SqlType.TEXT, document(value));
				case ARRAY -> arrayLiteral((@Nullable Object[]) value);
				default -> convertTyped(type, value);
			};
		}
		catch (UnfitValueException ex) {
			throw new InvalidValueException(ex.getMessage(), ex);
		}
	}

	private String arrayLiteral(@Nullable Object[] array) {
		SqlType type = ColumnType.sqlType(array.getClass().getComponentType());
		@Nullable Object[] elements = new Object[array.length];
		for (int i = 0; i < array.length; i++) {
			Object element = array[i];
			elements[i] = (element instanceof Duration duration) ? Durations.inDays(duration)
					: (element != null) ? convertTyped(type, element) : null;
		}
		return ArrayLiterals.of(elements);
	}

	private Object convertTyped(SqlType type, Object value) {
		if (value instanceof Double || value instanceof Float) {
			requireFinite(((Number) value).doubleValue());
		}
		return switch (ColumnType.bind(type, (value instanceof Ref<?> ref) ? ref.key() : value)) {
			case Duration duration -> stored(duration);
			case OffsetDateTime point when this.dialect.storedType(type) == SqlType.DATE_TIME ->
				finite(point.toLocalDateTime());
			case OffsetDateTime point when !this.dialect.hasInfiniteTimes() -> point.truncatedTo(ChronoUnit.MICROS);
			case LocalDateTime time -> finite(time);
			case Object bound -> bound;
		};
	}

	/**
	 * What stands for infinity, as a time like all others, which is stored in whole
	 * microseconds.
	 */
	private LocalDateTime finite(LocalDateTime time) {
		int year = time.getYear();
		if ((year < 1 || year > LAST_YEAR) && !this.dialect.hasDistantTimes()) {
			throw new InvalidValueException(
					this.dialect.name() + " has no dates and times before the year 1 or after the year " + LAST_YEAR);
		}
		return this.dialect.hasInfiniteTimes() ? time : time.truncatedTo(ChronoUnit.MICROS);
	}

	private void requireFinite(double number) {
		if (!Double.isFinite(number) && !this.dialect.hasNotFiniteNumbers()) {
			throw new InvalidValueException(
					this.dialect.name() + " has no floating-point numbers that are infinite or no number (NaN)");
		}
	}

	private String document(Object value) {
		if (value instanceof JsonDocument(Object document, DocumentType type, boolean stored)) {
			Type declared = this.json.typeAt(type.declared(), type.path());
			return stored ? this.json.writeStored(document, declared) : this.json.write(document, declared);
		}
		return this.json.write(value, Object.class);
	}

	private Object stored(Duration duration) {
		if (this.dialect.storedType(SqlType.DURATION) == SqlType.BIGINT) {
			return Math.addExact(Math.multiplyExact(duration.getSeconds(), MICROS_PER_SECOND),
					duration.getNano() / NANOS_PER_MICRO);
		}
		return (this.dialect.bindForm(SqlType.DURATION) == Dialect.BindForm.TEXT) ? duration.toString() : duration;
	}

}
