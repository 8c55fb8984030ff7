package io.asyncorm.dialect;

import java.util.List;

import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;

/**
 * PostgreSQL.
 *
 * @since 0.1.0
 */
public final class PostgresDialect implements Dialect {

	private static final Capabilities CAPABILITIES = new Capabilities(true, true, true, true);

	private final SqlRenderer renderer = new SqlRenderer(new PostgresSpelling(this));

	@Override
	public String name() {
		return "PostgreSQL";
	}

	@Override
	public RenderedSql render(SqlStatement statement) {
		return this.renderer.render(statement);
	}

	@Override
	public String quote(String identifier) {
		return Identifiers.quote(identifier);
	}

	@Override
	public String columnType(SqlType type, int length, int precision, int scale) {
		return switch (type) {
			case TEXT -> (length > 0) ? "varchar(" + length + ")" : "text";
			case BOOLEAN -> "boolean";
			case SMALLINT -> "smallint";
			case INTEGER -> "integer";
			case BIGINT -> "bigint";
			case REAL -> "real";
			case DOUBLE -> "double precision";
			case DECIMAL -> (precision > 0) ? "numeric(" + precision + ", " + scale + ")" : "numeric";
			case DATE -> "date";
			case TIME -> "time";
			case INSTANT -> "timestamp with time zone";
			case DATE_TIME -> "timestamp";
			case DURATION -> "interval";
			case UUID -> "uuid";
			case BYTES -> "bytea";
			case JSON -> "jsonb";
		};
	}

	@Override
	public String arrayElementType(SqlType type) {
		return switch (type) {
			case TEXT -> "text";
			case BOOLEAN -> "bool";
			case SMALLINT -> "int2";
			case INTEGER -> "int4";
			case BIGINT -> "int8";
			case REAL -> "float4";
			case DOUBLE -> "float8";
			case DECIMAL -> "numeric";
			case DATE -> "date";
			case TIME -> "time";
			case INSTANT -> "timestamptz";
			case DATE_TIME -> "timestamp";
			case DURATION -> "interval";
			case UUID -> "uuid";
			case BYTES -> "bytea";
			case JSON -> "jsonb";
		};
	}

	@Override
	public BindForm bindForm(SqlType type) {
		return (type == SqlType.DURATION || type == SqlType.JSON) ? BindForm.TEXT : BindForm.OBJECT;
	}

	@Override
	public String explain(List<String> options) {
		return options.isEmpty() ? "EXPLAIN " : "EXPLAIN (" + String.join(", ", options) + ") ";
	}

	@Override
	public Capabilities capabilities() {
		return CAPABILITIES;
	}

}
