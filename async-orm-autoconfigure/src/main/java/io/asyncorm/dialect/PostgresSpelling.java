package io.asyncorm.dialect;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.DatePart;
import io.asyncorm.sql.JsonOperator;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;
import org.springframework.util.Assert;

/**
 * What is PostgreSQL's own way. Values are bound with their types, so that arithmetic and
 * functions need no casts.
 */
final class PostgresSpelling implements Spelling {

	private static final Pattern INDEX = Pattern.compile("-?[0-9]{1,9}");

	private final Dialect dialect;

	PostgresSpelling(Dialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public Dialect dialect() {
		return this.dialect;
	}

	/** PostgreSQL can do it all. */
	@Override
	public void require(DatabaseFeature feature) {
	}

	@Override
	public String template(SqlFunction function) {
		return switch (function) {
			case CONCAT -> "CONCAT({*})";
			case UPPER -> "UPPER({0})";
			case LOWER -> "LOWER({0})";
			case LENGTH -> "LENGTH({0})";
			case CODE_POINT -> "ASCII({0})";
			case LEFT -> "LEFT({0}, {1})";
			case RIGHT -> "RIGHT({0}, {1})";
			case REST, SUBSTRING -> "SUBSTRING({*})";
			case LPAD -> "LPAD({*})";
			case RPAD -> "RPAD({*})";
			case STRPOS -> "STRPOS({0}, {1})";
			case REVERSE -> "REVERSE({0})";
			case MD5 -> "MD5({0})";
			case SHA1 -> "ENCODE(DIGEST({0}, 'sha1'), 'hex')";
			case SHA224 -> hash("SHA224");
			case SHA256 -> hash("SHA256");
			case SHA384 -> hash("SHA384");
			case SHA512 -> hash("SHA512");
			case GREATEST -> "GREATEST({*})";
			case LEAST -> "LEAST({*})";
			case NOW -> "STATEMENT_TIMESTAMP()";
			case DAYS_BETWEEN -> "(INTERVAL '1 day' * ({0} - {1}))";
			case DATE_PLUS -> "({0} + {1})";
			case DATE_MINUS -> "({0} - {1})";
			case MOD -> "MOD({0}, {1})";
			case LOG -> "LOG({0}, {1})";
			case RANDOM -> "RANDOM()";
			case UUID4 -> "GEN_RANDOM_UUID()";
			case UUID7 -> "UUIDV7()";
			case UUID7_SHIFTED -> "UUIDV7({0})";
			case JSON_NULL -> "CAST('null' AS jsonb)";
			case JSON_ARRAY -> "JSONB_BUILD_ARRAY({*})";
			case BIGINT_TO_AVERAGE, TIME_TO_ADD, BOOLEAN_TO_TEXT, DURATION_TO_TEXT, DURATION_TO_EXTRACT, JSON_TO_TEXT,
					JSON_TO_SORT, TEXT_TO_JSON, INSTANT_TO_JSON, FLOAT_TO_INTEGER ->
				"{0}";
		};
	}

	private static String hash(String function) {
		return "ENCODE(" + function + "(CONVERT_TO({0}, 'UTF8')), 'hex')";
	}

	@Override
	public String aggregate(String function) {
		return function;
	}

	@Override
	public String template(ArithmeticOperator operator) {
		return "({0} " + operator.symbol() + " {1})";
	}

	/**
	 * Both sides in capitals where case is ignored, as Django does it, so that the same
	 * rows match.
	 */
	@Override
	public String likeTemplate(boolean ignoreCase) {
		return ignoreCase ? "UPPER({0}) LIKE UPPER({1})" : "{0} LIKE {1}";
	}

	@Override
	public String anyTemplate(SqlType elementType) {
		return "{0} = ANY({1})";
	}

	/** PostgreSQL takes what is missing for greater than all values. */
	@Override
	public SqlQuery.Nulls nulls(SqlQuery.Order order) {
		return order.nulls();
	}

	@Override
	public String regexTemplate(boolean ignoreCase) {
		return ignoreCase ? "{0} ~* {1}" : "{0} ~ {1}";
	}

	/** Drivers take a question mark for a bind, unless there are two. */
	@Override
	public String template(JsonOperator operator) {
		return switch (operator) {
			case EQUAL, EQUAL_OBJECTS -> "{0} = {1}";
			case CONTAINS -> "{0} @> {1}";
			case HAS_KEY -> "{0} ?? {1}";
			case HAS_ANY_KEY -> "{0} ??| {1}";
			case HAS_ALL_KEYS -> "{0} ??& {1}";
		};
	}

	@Override
	public String zoneTemplate(boolean local) {
		return "({0} AT TIME ZONE {1})";
	}

	/** As text, PostgreSQL would count it to the west. */
	@Override
	public String offset(ZoneOffset offset) {
		return "INTERVAL " + Identifiers.text(offset.getId());
	}

	@Override
	public String partName(DatePart part) {
		return switch (part) {
			case ISO_YEAR -> "ISOYEAR";
			case ISO_WEEK_DAY -> "ISODOW";
			case YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND -> part.name();
		};
	}

	@Override
	public String truncateTemplate(DatePart part) {
		return "DATE_TRUNC('" + partName(part).toLowerCase(Locale.ROOT) + "', {0})";
	}

	/**
	 * As Django: a number alone is only ever a position; on a longer path the document
	 * decides.
	 */
	@Override
	public String pathTemplate(List<String> keys, boolean text) {
		if (keys.size() > 1) {
			return "({0} " + (text ? "#>> ARRAY[" : "#> ARRAY[")
					+ keys.stream()
						.map(this::text)
						.map((key) -> key.replace("{", "{{"))
						.collect(Collectors.joining(", "))
					+ "])";
		}
		String key = keys.get(0);
		String step = INDEX.matcher(key).matches() ? key : text(key).replace("{", "{{");
		return "({0} " + (text ? "->> " : "-> ") + step + ")";
	}

	@Override
	public JsonObjectWords jsonObjectWords() {
		return new JsonObjectWords("JSONB_BUILD_OBJECT(", ", ");
	}

	/** In a form that means the same whatever standard_conforming_strings says. */
	@Override
	public String text(String value) {
		String quoted = Identifiers.text(value);
		return (value.indexOf('\\') < 0) ? quoted : "E" + quoted.replace("\\", "\\\\");
	}

	@Override
	public String parameter(SqlType type, Place place) {
		boolean cast = place == Place.OUTPUT || this.dialect.bindForm(type) == Dialect.BindForm.TEXT;
		return cast ? "CAST(? AS " + typeName(type) + ")" : "?";
	}

	@Override
	public boolean framesPlaces() {
		return true;
	}

	@Override
	public boolean filtersByConstants() {
		return true;
	}

	@Override
	public boolean castsLikeOperand() {
		return true;
	}

	@Override
	public void returning(SqlText out, List<String> columns, Runnable write) {
		write.run();
		out.append(" RETURNING ").names(columns);
	}

	/**
	 * Updates first and inserts what was not there. ({@code ON CONFLICT DO UPDATE} would
	 * check NOT NULL before the conflict, and use up a sequence value for each row that
	 * is there.)
	 */
	@Override
	public void upsert(SqlText out, SqlStatement.Upsert upsert, WriteRenderer writes) {
		SqlStatement.Insert insert = upsert.insert();
		Assert.isTrue(!upsert.conflict().isEmpty() && !upsert.returning().isEmpty() && !insert.columns().isEmpty(),
				"An upsert needs a key, columns to insert and columns to give back");
		out.append("WITH \"u\" AS (");
		existing(upsert, writes);
		out.append("), \"i\" AS (");
		writes.insertInto(insert);
		out.append(" SELECT ").list(insert.values(), ", ", writes.expressions()::output);
		out.append(" WHERE NOT EXISTS (SELECT 1 FROM \"u\") ON CONFLICT (").names(upsert.conflict());
		out.append(") DO NOTHING RETURNING ").names(upsert.returning());
		out.append(") SELECT FALSE AS \"created\", ").names(upsert.returning());
		out.append(" FROM \"u\" UNION ALL SELECT TRUE, ").names(upsert.returning()).append(" FROM \"i\"");
	}

	private static void existing(SqlStatement.Upsert upsert, WriteRenderer writes) {
		switch (upsert.existing()) {
			case SqlStatement.Update update -> writes.update(
					new SqlStatement.Update(update.table(), update.assignments(), update.where(), upsert.returning()));
			case SqlQuery query -> writes.expressions().queries().write(query);
			case SqlStatement.Insert other -> throw unexpected(other);
			case SqlStatement.Delete other -> throw unexpected(other);
			case SqlStatement.Upsert other -> throw unexpected(other);
		}
	}

	private static IllegalArgumentException unexpected(SqlStatement statement) {
		return new IllegalArgumentException(
				"An upsert begins with an update or a select, not with: " + statement.getClass().getSimpleName());
	}

}
