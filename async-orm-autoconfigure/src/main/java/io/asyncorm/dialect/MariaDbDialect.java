package io.asyncorm.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The dialect of MariaDB, 10.10 or newer, in strict mode. Text is compared by case and
 * with trailing blanks; points in time are stored as DATETIME in UTC, and durations as
 * microseconds, as in Django.
 *
 * @since 0.1.0
 */
public final class MariaDbDialect implements Dialect, SqlErrors {

	/** The only collation under which equal means the same as on PostgreSQL. */
	static final String COLLATION = "collate utf8mb4_nopad_bin";

	private static final String TEXT = "character set utf8mb4 " + COLLATION;

	private static final Capabilities CAPABILITIES = new Capabilities(UpsertForm.INSERT_AND_CATCH, false, false, false,
			false, false, true);

	private static final Catalog CATALOG = new MariaDbCatalog();

	private static final TableSpelling TABLES = new MariaDbTableSpelling();

	/** Names of locks are those of the whole server. */
	private static final String LOCK = "CONCAT('async-orm.', MD5(DATABASE()), '.', ?)";

	private static final NumberedLocks LOCKS = new NumberedLocks.OfSession("SELECT GET_LOCK(" + LOCK + ", ?)",
			"SELECT RELEASE_LOCK(" + LOCK + ")");

	/**
	 * Quotes are those of the session. As in
	 * {@code (`shop`.`book`, CONSTRAINT `name` FOREIGN KEY (`author_id`) ...}.
	 */
	private static final Pattern FOREIGN_KEY = Pattern
		.compile("[`\"]([^`\"]+)[`\"], CONSTRAINT [`\"]([^`\"]+)[`\"] FOREIGN KEY \\(([^)]*)\\)");

	/** As in {@code CONSTRAINT `name` failed for `shop`.`book`}. */
	private static final Pattern CHECK = Pattern
		.compile("CONSTRAINT [`\"]([^`\"]+)[`\"] failed for [`\"][^`\"]*[`\"]\\.[`\"]([^`\"]+)[`\"]");

	/**
	 * As in {@code Duplicate entry 'x' for key 'name'}, where the entry may be anything.
	 */
	private static final Pattern KEY = Pattern.compile("(?s).* for key '([^']+)'");

	/**
	 * As in {@code Column 'title' cannot be null}; the field is what MariaDB calls so.
	 */
	private static final Pattern COLUMN = Pattern.compile("(?:[Cc]olumn|Field) '([^']+)'");

	private static final boolean DRIVER = ClassUtils.isPresent("org.mariadb.jdbc.Connection",
			MariaDbDialect.class.getClassLoader());

	private final SqlRenderer renderer = new SqlRenderer(new MariaDbSpelling(this));

	@Override
	public String name() {
		return "MariaDB";
	}

	@Override
	public void breakOff(Connection connection) throws SQLException {
		if (!DRIVER || !MariaDbConnections.breakOff(connection)) {
			Dialect.super.breakOff(connection);
		}
	}

	@Override
	public RenderedSql render(SqlStatement statement) {
		return this.renderer.render(statement);
	}

	@Override
	public String quote(String identifier) {
		String quoted = Dialect.super.quote(identifier);
		return '`' + quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"").replace("`", "``") + '`';
	}

	@Override
	public TableSpelling tables() {
		return TABLES;
	}

	@Override
	public Catalog catalog() {
		return CATALOG;
	}

	@Override
	public String columnType(SqlType type, int length, int precision, int scale) {
		return switch (type) {
			case TEXT -> ((length > 0) ? "varchar(" + length + ") " : "longtext ") + TEXT;
			case BOOLEAN, SMALLINT, INTEGER, BIGINT, DATE, UUID ->
				Dialect.super.columnType(type, length, precision, scale);
			case DURATION -> "bigint";
			// A constant is of double precision, and equals no other
			case REAL, DOUBLE -> "double";
			case DECIMAL -> (precision > 0) ? "decimal(" + precision + ", " + scale + ")" : "decimal(65, 30)";
			case TIME -> "time(6)";
			case INSTANT, DATE_TIME -> "datetime(6)";
			case BYTES -> (length > 0) ? "varbinary(" + length + ")" : "longblob";
			case JSON -> "json";
			case ARRAY -> throw new UnsupportedFeatureException(name(), DatabaseFeature.ARRAYS.description());
		};
	}

	@Override
	public @Nullable String ownType(String type) {
		return null;
	}

	@Override
	public SqlType storedType(SqlType type) {
		return switch (type) {
			case INSTANT -> SqlType.DATE_TIME;
			case DURATION -> SqlType.BIGINT;
			case TEXT, BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, DATE, TIME, DATE_TIME, UUID, BYTES,
					JSON, ARRAY ->
				type;
		};
	}

	@Override
	public BindForm bindForm(SqlType type) {
		return (type == SqlType.JSON) ? BindForm.TEXT : BindForm.OBJECT;
	}

	@Override
	public boolean hasDistantTimes() {
		return false;
	}

	@Override
	public boolean hasInfiniteTimes() {
		return false;
	}

	@Override
	public boolean hasNotFiniteNumbers() {
		return false;
	}

	/**
	 * Its driver writes values into the text, unless it was told to prepare statements in
	 * the server.
	 */
	@Override
	public int statementParameters() {
		return Integer.MAX_VALUE;
	}

	@Override
	public ArrayForm arrayForm(SqlType elementType) {
		return new ArrayForm.JsonText();
	}

	/** As a document, since the other form would be a table. */
	@Override
	public PlanText planText() {
		return PlanText.WITH_VALUES;
	}

	@Override
	public String explain(List<String> options) {
		return LimitedExplain.isAnalyze(this, options, "JSON") ? "ANALYZE FORMAT=JSON " : "EXPLAIN FORMAT=JSON ";
	}

	@Override
	public String beginTransaction() {
		return "START TRANSACTION";
	}

	@Override
	public NumberedLocks locks() {
		return LOCKS;
	}

	@Override
	public Capabilities capabilities() {
		return CAPABILITIES;
	}

	@Override
	public boolean generatesForZero() {
		return true;
	}

	@Override
	public boolean abortsTransactions() {
		return false;
	}

	@Override
	public SqlErrors errors() {
		return this;
	}

	/** Most states are those of whole classes; the numbers tell more. */
	@Override
	public ErrorKind kind(SQLException error) {
		return switch (error.getErrorCode()) {
			case 1022, 1062, 1586 -> ErrorKind.DUPLICATE_KEY;
			case 1048, 1364 -> ErrorKind.MISSING_VALUE;
			case 1216, 1217, 1451, 1452 -> ErrorKind.FOREIGN_KEY;
			case 4025 -> ErrorKind.CHECK;
			case 1406 -> ErrorKind.TOO_LONG;
			case 1264, 1690 -> ErrorKind.OUT_OF_RANGE;
			case 1139, 1292, 1366, 1411 -> ErrorKind.INVALID_DATA;
			case 1365 -> ErrorKind.CALCULATION;
			case 1317, 1969 -> ErrorKind.CANCELLED;
			case 1205, 3572 -> ErrorKind.LOCK_NOT_AVAILABLE;
			case 1242 -> ErrorKind.TOO_MANY_ROWS;
			case 1213, 1020, 1467 -> ErrorKind.COLLISION;
			case 1044, 1142, 1143, 1227, 1370 -> ErrorKind.DENIED;
			case 1290, 1792, 1836 -> ErrorKind.READ_ONLY;
			case 4015, 4016 -> ErrorKind.MISPLACED_WINDOW;
			default -> SqlErrors.super.kind(error);
		};
	}

	@Override
	public ErrorPlace place(SQLException error) {
		String message = message(error);
		Matcher foreignKey = FOREIGN_KEY.matcher(message);
		if (foreignKey.find()) {
			return new ErrorPlace(foreignKey.group(1), ErrorPlace.columns(foreignKey.group(3)), foreignKey.group(2));
		}
		Matcher check = CHECK.matcher(message);
		if (check.find()) {
			return new ErrorPlace(check.group(2), List.of(), check.group(1));
		}
		Matcher key = KEY.matcher(message);
		if (key.matches()) {
			return new ErrorPlace(null, List.of(), key.group(1));
		}
		Matcher column = COLUMN.matcher(message);
		return column.find() ? new ErrorPlace(null, List.of(column.group(1)), null) : ErrorPlace.UNKNOWN;
	}

	/** Without the connection's number, which the driver puts before it. */
	@Override
	public String message(SQLException error) {
		return SqlErrors.super.message(error).replaceFirst("^\\(conn=\\d+\\) ", "");
	}

	@Override
	public ConnectionFate fate(SQLException error) {
		return (kind(error) != ErrorKind.OTHER) ? ConnectionFate.KEPT : SqlErrors.super.fate(error);
	}

}
