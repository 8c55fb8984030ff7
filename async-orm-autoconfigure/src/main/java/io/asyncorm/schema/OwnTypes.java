package io.asyncorm.schema;

import java.util.Objects;

import io.asyncorm.dialect.CatalogColumn;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.TsVector;
import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The types of columns that only some databases have, as arrays and ranges: how they are
 * declared, and which properties they fit. Immutable.
 */
record OwnTypes(Dialect dialect, ColumnFit fit) {

	private static final String ARRAY = "[]";

	private static final String VECTOR = "tsvector";

	/** Whether a field is stored in a column of such a type. */
	static boolean isOwn(ModelField field) {
		return isArray(field) || isVector(field) || rangeType(field) != null;
	}

	private static boolean isArray(ModelField field) {
		return !field.json() && ColumnType.isArray(field.type());
	}

	private static @Nullable String rangeType(ModelField field) {
		Conversion conversion = field.conversion();
		return (conversion != null) ? conversion.rangeType() : null;
	}

	/** The only type that a field's column can be of; null if there are several. */
	private static @Nullable String onlyType(ModelField field) {
		return isVector(field) ? VECTOR : rangeType(field);
	}

	private static boolean isVector(ModelField field) {
		return field.javaType() == TsVector.class;
	}

	/** The type of a property in Java, for messages. */
	static String propertyType(ModelField field) {
		Conversion conversion = field.conversion();
		Class<?> element = (conversion != null) ? conversion.rangeElement() : null;
		return isArray(field) ? field.type().getSimpleName()
				: field.javaType().getSimpleName() + ((element != null) ? "<" + element.getSimpleName() + ">" : "");
	}

	/** Why the database cannot hold a field; null if it can. */
	static @Nullable String fault(ModelField field, Dialect dialect) {
		if (!isOwn(field) || dialect.ownType("") != null) {
			return null;
		}
		String fault = "Model '" + field.model().type().getName() + "', property '" + field.name() + "': "
				+ dialect.name();
		if (rangeType(field) != null) {
			return fault + " has no columns that hold ranges; declare the ends as two properties";
		}
		return fault + (isVector(field) ? " has no full text search with tsvector; leave the property out"
				: " has no columns that hold arrays and can be searched by what they contain; mark it with @Json, or let"
						+ " each element be a row of another model");
	}

	/**
	 * The type of a field's column, without its limits.
	 * @param type that of a field whose column is of a standard type
	 */
	static String columnType(ModelField field, SqlType type, Dialect dialect) {
		return isOwn(field) ? declaration(field, 0, dialect) : dialect.columnType(type);
	}

	/** The type of a field's column, as DDL names it. */
	static String declaration(ModelField field, int length, Dialect dialect) {
		String only = onlyType(field);
		String type = (only != null) ? only
				: dialect.columnType(elementType(field), length, field.precision(), field.scale()) + ARRAY;
		return Objects.requireNonNull(dialect.ownType(type));
	}

	/** The type of a column of a table that is not there yet. */
	CatalogColumn.Type declared(ModelField field) {
		return this.dialect.catalog().declared(declaration(field, 0, this.dialect));
	}

	/** Whether a column cannot hold every value of a field. */
	boolean isImpossible(ModelField field, CatalogColumn.Type column) {
		String name = column.name();
		String only = onlyType(field);
		if (only != null) {
			return !only.equals(name);
		}
		if (name == null || !name.endsWith(ARRAY)) {
			return true;
		}
		String element = name.substring(0, name.length() - ARRAY.length());
		return this.fit.isImpossible(elementType(field), this.dialect.catalog().declared(element),
				this.dialect.catalog().strict());
	}

	private static SqlType elementType(ModelField field) {
		return ColumnType.sqlType(field.type().getComponentType());
	}

}
