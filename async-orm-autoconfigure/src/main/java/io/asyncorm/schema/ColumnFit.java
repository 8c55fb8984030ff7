package io.asyncorm.schema;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.sql.ColumnBinding;
import io.asyncorm.sql.SqlType;

/**
 * Decides how the values of a property are bound for a column that is of another type
 * than the one which the property has by itself.
 *
 * @param zone the zone in which a point in time is a local date and time
 * @param stored the type that stands in for one which the database does not have
 */
record ColumnFit(ZoneId zone, UnaryOperator<SqlType> stored) {

	private static final Set<SqlType> NUMBERS = EnumSet.of(SqlType.SMALLINT, SqlType.INTEGER, SqlType.BIGINT,
			SqlType.REAL, SqlType.DOUBLE, SqlType.DECIMAL);

	private static final Set<SqlType> TIMES = EnumSet.of(SqlType.DATE, SqlType.TIME, SqlType.DATE_TIME,
			SqlType.INSTANT);

	/** How values of a property's type are bound for a column. */
	ColumnBinding binding(SqlType property, CatalogColumn.Type column) {
		SqlType standard = column.standard();
		if (standard == null) {
			return ofOwn(property, column);
		}
		return (standard == this.stored.apply(property)) ? withTexts(ColumnBinding.of(property), column)
				: ofStandard(property, standard, column);
	}

	private ColumnBinding ofStandard(SqlType property, SqlType column, CatalogColumn.Type type) {
		ColumnBinding plain = ColumnBinding.of(property);
		return switch (property) {
			case TEXT -> (type.name() != null) ? plain.withCast(type.name()).withReadAs(property, true) : plain;
			case JSON -> (column == SqlType.TEXT && type.name() != null)
					? plain.withCast(type.name()).withReadAs(property, false) : plain;
			case UUID -> (column == SqlType.TEXT) ? ColumnBinding.of(column).withReadAs(property, true) : plain;
			case REAL, DOUBLE ->
				(column == SqlType.DECIMAL || column == SqlType.REAL) ? ColumnBinding.of(column) : plain;
			case DECIMAL -> (column == SqlType.REAL) ? ColumnBinding.of(column) : plain;
			case INSTANT -> (column == SqlType.DATE_TIME) ? ColumnBinding.of(column).withZone(this.zone) : plain;
			case DATE_TIME -> (column == SqlType.INSTANT) ? ColumnBinding.of(column).withZone(this.zone) : plain;
			case DATE -> switch (column) {
				case DATE_TIME -> plain.withReadAs(property, false);
				case INSTANT -> ColumnBinding.of(column).withZone(this.zone).withReadAs(property, false);
				default -> plain;
			};
			case BOOLEAN, SMALLINT, INTEGER, BIGINT, TIME, DURATION, BYTES, ARRAY -> plain;
		};
	}

	/**
	 * A type that only this database has takes what is cast to it: texts all of them, and
	 * numbers those that are numbers, such as {@code money}.
	 */
	private static ColumnBinding ofOwn(SqlType property, CatalogColumn.Type column) {
		ColumnBinding plain = ColumnBinding.of(property);
		return switch (property) {
			case TEXT -> (column.spelled() || !column.comparable())
					? cast(plain, column).withReadAs(property, column.comparable())
					: withTexts(cast(plain, column), column);
			case ARRAY -> cast(plain, column);
			case JSON -> column.comparable() ? plain : cast(plain, column).withReadAs(property, false);
			case UUID -> withTexts(cast(ColumnBinding.of(SqlType.TEXT), column).withReadAs(property, true), column);
			case SMALLINT, REAL,
					DOUBLE ->
				(column.number() == SqlType.DECIMAL)
						? cast(ColumnBinding.of(SqlType.DECIMAL), column).withReadAs(SqlType.DECIMAL, true)
						: cast(plain, column);
			case INTEGER, BIGINT, DECIMAL ->
				(column.number() != null) ? cast(plain, column).withReadAs(column.number(), true) : cast(plain, column);
			case BOOLEAN, DATE, TIME, INSTANT, DATE_TIME, DURATION, BYTES -> plain;
		};
	}

	private static ColumnBinding withTexts(ColumnBinding binding, CatalogColumn.Type column) {
		ColumnBinding texts = binding.withEquality(column.equality(), column.padded());
		return column.sorted() ? texts : texts.withLabels(column.labels());
	}

	private static ColumnBinding cast(ColumnBinding binding, CatalogColumn.Type column) {
		return (column.name() != null) ? binding.withCast(column.name()) : binding;
	}

	/**
	 * Whether values of a property cannot be written to a column, read of it or compared
	 * with it, or come back as others. Where in doubt, they can.
	 * @param strict whether the database refuses values of another type than the
	 * column's, and does not convert texts as well as it can
	 */
	boolean isImpossible(SqlType property, CatalogColumn.Type column, boolean strict) {
		SqlType standard = column.standard();
		if (standard == null) {
			return strict && isPlain(property);
		}
		if (standard == this.stored.apply(property)) {
			return false;
		}
		boolean text = standard == SqlType.TEXT;
		return switch (property) {
			case TEXT -> !strict && standard == SqlType.JSON;
			case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> text ? strict : !NUMBERS.contains(standard);
			case DATE -> text ? strict : standard == SqlType.TIME || !TIMES.contains(standard);
			case INSTANT, DATE_TIME -> text ? strict : standard != SqlType.INSTANT && standard != SqlType.DATE_TIME;
			case BOOLEAN, TIME -> !text || strict;
			case UUID, JSON -> !text;
			case DURATION, BYTES, ARRAY -> true;
		};
	}

	/** Whether values are never cast to a type that only this database has. */
	private static boolean isPlain(SqlType property) {
		return switch (property) {
			case BOOLEAN, DATE, TIME, INSTANT, DATE_TIME, DURATION, BYTES, ARRAY -> true;
			case TEXT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, UUID, JSON -> false;
		};
	}

}
