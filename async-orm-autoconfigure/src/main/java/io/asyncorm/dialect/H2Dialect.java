package io.asyncorm.dialect;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of H2 in its regular mode.
 *
 * @since 0.1.0
 */
public final class H2Dialect implements Dialect, TableSpelling {

	private static final Capabilities CAPABILITIES = new Capabilities(UpsertForm.INSERT_AND_CATCH, true, false, false,
			true, false, false);

	private static final int LONGEST_ARRAY = 65_536;

	/** Each row is held against each element of an array, which is slow beyond this. */
	static final int COMPARED_ELEMENTS = 4_096;

	private static final Catalog CATALOG = new H2Catalog();

	private final SqlErrors errors = new H2Errors();

	private final SqlRenderer renderer = new SqlRenderer(new H2Spelling(this));

	@Override
	public String name() {
		return "H2";
	}

	@Override
	public RenderedSql render(SqlStatement statement) {
		return this.renderer.render(statement);
	}

	@Override
	public TableSpelling tables() {
		return this;
	}

	@Override
	public boolean hashPartitions() {
		return false;
	}

	@Override
	public boolean lockingReferences() {
		return false;
	}

	@Override
	public boolean partialIndexes() {
		return false;
	}

	@Override
	public boolean indexMethods() {
		return false;
	}

	@Override
	public boolean holdingIndexes() {
		return true;
	}

	@Override
	public List<String> sequence(String name, String table, String column) {
		return List.of("create sequence " + name + " start with (select coalesce(max(" + column + "), 0) + 1 from "
				+ table + ")");
	}

	@Override
	public Catalog catalog() {
		return CATALOG;
	}

	/**
	 * Times have six digits of a second, as in PostgreSQL; a decimal without limits is a
	 * DECFLOAT, since NUMERIC alone would drop the fraction.
	 */
	@Override
	public String columnType(SqlType type, int length, int precision, int scale) {
		return switch (type) {
			case TEXT -> (length > 0) ? "varchar(" + length + ")" : "varchar";
			case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, UUID ->
				Dialect.super.columnType(type, length, precision, scale);
			case DECIMAL -> (precision > 0) ? "numeric(" + precision + ", " + scale + ")" : "decfloat";
			case TIME -> "time(6)";
			case INSTANT -> "timestamp(6) with time zone";
			case DATE_TIME -> "timestamp(6)";
			case DURATION -> "interval day(18) to second(6)";
			case BYTES -> (length > 0) ? "varbinary(" + length + ")" : "blob";
			case JSON -> "json";
			case ARRAY -> throw new UnsupportedFeatureException(name(), DatabaseFeature.ARRAYS.description());
		};
	}

	/** Its arrays have neither operators nor literals. */
	@Override
	public @Nullable String ownType(String type) {
		return null;
	}

	@Override
	public int statementParameters() {
		return 100_000;
	}

	@Override
	public int arrayElements() {
		return LONGEST_ARRAY;
	}

	/** All of them are stored. */
	@Override
	public String computed(String expression, boolean nullable) {
		return " generated always as (" + expression + ")" + (nullable ? "" : " not null");
	}

	/** It reads lengths of time in one form only. */
	@Override
	public String constant(Object value) {
		return switch (value) {
			case Duration duration -> "interval '" + seconds(duration) + "' second(18, 6)";
			case String text -> Identifiers.text(text);
			default -> TableSpelling.super.constant(value);
		};
	}

	private static String seconds(Duration duration) {
		return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9)).toPlainString();
	}

	@Override
	public boolean hasInfiniteTimes() {
		return false;
	}

	@Override
	public int comparedElements() {
		return COMPARED_ELEMENTS;
	}

	/** An array of JDBC's would lose the fractions of the seconds of times. */
	@Override
	public ArrayForm arrayForm(SqlType elementType) {
		return new ArrayForm.JavaArray();
	}

	@Override
	public String lazyRows(boolean lazy) {
		return "set lazy_query_execution " + (lazy ? 1 : 0);
	}

	@Override
	public BindForm bindForm(SqlType type) {
		return (type == SqlType.JSON) ? BindForm.TEXT : BindForm.OBJECT;
	}

	@Override
	public PlanText planText() {
		return PlanText.PLAIN;
	}

	@Override
	public String explain(List<String> options) {
		return LimitedExplain.isAnalyze(this, options, "TEXT") ? "EXPLAIN ANALYZE " : "EXPLAIN ";
	}

	@Override
	public boolean abortsTransactions() {
		return false;
	}

	@Override
	public SqlErrors errors() {
		return this.errors;
	}

	/** It has no statement for a single transaction. */
	@Override
	public TransactionSettings transactionSettings() {
		return new TransactionSettings.OfSession();
	}

	/** At lower levels, each table is seen as it was when it was first read. */
	@Override
	public SharedSnapshots sharedSnapshots() {
		return new SharedSnapshots(Connection.TRANSACTION_SERIALIZABLE, null, null);
	}

	@Override
	public Capabilities capabilities() {
		return CAPABILITIES;
	}

}
