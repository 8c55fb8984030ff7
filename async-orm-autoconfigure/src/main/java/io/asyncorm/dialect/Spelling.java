package io.asyncorm.dialect;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.asyncorm.sql.AggregateFunction;
import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlOperator;
import io.asyncorm.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Writes SQL trees in the SQL of one database: all that {@link SqlRenderer} asks. What is
 * not overridden is written as PostgreSQL writes it, so that a spelling consists of
 * nothing but the differences. Dates, JSON, queries and writes have spellings of their
 * own.
 * <p>
 * A template is SQL with the operands in it: {@code {0}} is the first one, {@code {*}}
 * stands for all, and two opening braces for one.
 *
 * @since 0.1.0
 */
public interface Spelling {

	/** The dialect that it is the spelling of. */
	Dialect dialect();

	/** The features that this database lacks: statements that need them are refused. */
	default Set<DatabaseFeature> missing() {
		return Set.of();
	}

	/**
	 * Refuses a feature that this database lacks.
	 * @throws UnsupportedFeatureException if it does
	 */
	default void require(DatabaseFeature feature) {
		if (missing().contains(feature)) {
			missing(feature);
		}
	}

	/**
	 * What a template is of that needs a feature which this database lacks: none.
	 * @throws UnsupportedFeatureException always
	 */
	default String missing(DatabaseFeature feature) {
		throw new UnsupportedFeatureException(dialect().name(), feature.description());
	}

	/** Writes the call of a function. */
	default String template(SqlFunction function) {
		return PostgresFunctions.template(function);
	}

	/** The name of an aggregate. */
	default String aggregate(AggregateFunction function) {
		return function.toString();
	}

	/** Writes arithmetic over two numbers. */
	default String template(ArithmeticOperator operator) {
		return "({0} " + operator.symbol() + " {1})";
	}

	/** Writes an operator of arrays and the like. */
	default String template(SqlOperator operator) {
		require(switch (operator) {
			case CONTAINS, CONTAINED_BY, OVERLAPS -> DatabaseFeature.ARRAYS;
			case BEFORE, AFTER, NOT_BEFORE, NOT_AFTER, ADJACENT -> DatabaseFeature.RANGES;
			case MATCHES -> DatabaseFeature.TEXT_SEARCH;
			case SIMILAR, SIMILAR_WORDS -> DatabaseFeature.TRIGRAMS;
		});
		return "{0} " + operator.symbol() + " {1}";
	}

	/** Writes the concatenation of texts. */
	default Enumeration concatenation() {
		return new Enumeration("(", " || ", ")");
	}

	/**
	 * Writes a match of a text, the first operand, with a pattern (LIKE). Both are in
	 * capitals where case is ignored, as in Django, so that the same rows match.
	 */
	default String likeTemplate(boolean ignoreCase) {
		return ignoreCase ? "UPPER({0}) LIKE UPPER({1})" : "{0} LIKE {1}";
	}

	/** Whether LIKE takes only text: other types need a cast. */
	default boolean castsLikeOperand() {
		return true;
	}

	/** Writes a match with a regular expression. */
	default String regexTemplate(boolean ignoreCase) {
		return ignoreCase ? "{0} ~* {1}" : "{0} ~ {1}";
	}

	/**
	 * Writes IN over many values, which are bound in the dialect's
	 * {@link Dialect#arrayForm form}. Arrays come as texts, as an array of arrays would
	 * be one of all their elements.
	 * @param own the type that values have as those of the column, if it is the
	 * database's own; null otherwise
	 */
	default String anyTemplate(SqlType elementType, @Nullable String own) {
		return (elementType != SqlType.ARRAY) ? "{0} = ANY({1})"
				: "{0} IN (SELECT CAST(\"_e\" AS " + own + ") FROM UNNEST({1}) AS \"_e\")";
	}

	/**
	 * Writes IN over more values than are bound as one parameter.
	 * @param arrays how many parameters there are, {@code {1}} being the first of them:
	 * each has as many values as the dialect {@link Dialect#comparedElements compares} at
	 * most
	 */
	default String anyTemplate(SqlType elementType, @Nullable String own, int arrays) {
		String first = anyTemplate(elementType, own);
		return IntStream.rangeClosed(1, arrays)
			.mapToObj((array) -> first.replace("{1}", "{" + array + "}"))
			.collect(Collectors.joining(" OR ", "(", ")"));
	}

	/**
	 * Writes IN over many row values, whose columns are bound as one array each: the row
	 * is the first argument, the arrays come after it.
	 * @param own for each the type that values have as those of the column, if it is the
	 * database's own; null otherwise
	 */
	default String anyRowTemplate(List<SqlType> types, List<@Nullable String> own) {
		return "{0} IN (" + rowsTemplate(types, own, 1, List.of()) + ")";
	}

	/**
	 * Writes a query for the elements of arrays as rows.
	 * @param types the types of the arrays' elements
	 * @param own for each the type that values have as those of the column, if it is the
	 * database's own; null otherwise
	 * @param first the place of the first array among the operands
	 * @param names the names of the columns; none if they need none
	 */
	default String rowsTemplate(List<SqlType> types, List<@Nullable String> own, int first, List<String> names) {
		return "SELECT * FROM UNNEST("
				+ IntStream.range(0, types.size())
					.mapToObj((index) -> PostgresTypes.array("{" + (first + index) + "}", types.get(index),
							own.get(index)))
					.collect(Collectors.joining(", "))
				+ ")" + (names.isEmpty() ? "" : " AS \"_row\" (\"" + String.join("\", \"", names) + "\")");
	}

	/** Writes a cast; its limits are 0 where there is none. */
	default String castTemplate(SqlType type, int size, int scale) {
		return "CAST({0} AS " + dialect().columnType(type, (type == SqlType.TEXT) ? size : 0,
				(type == SqlType.DECIMAL) ? size : 0, scale) + ")";
	}

	/** A text constant, which means the same whatever the session's settings. */
	default String text(String value) {
		return Identifiers.escapedText(value);
	}

	/** A value's question mark, with a cast where the database needs one. */
	default String parameter(SqlType type, Place place) {
		if (type == SqlType.ARRAY) {
			// Only a column tells the type of its elements
			return "?";
		}
		boolean cast = place == Place.OUTPUT || dialect().bindForm(type) == Dialect.BindForm.TEXT;
		return cast ? "CAST(? AS " + dialect().columnType(type) + ")" : "?";
	}

	/** Writes a cast to a type of the database's own, or to an array of such. */
	default String ownCastTemplate(String type, boolean array) {
		return "CAST({0} AS " + type + (array ? "[])" : ")");
	}

	/** How dates and times are written. */
	default DateSpelling dates() {
		return DateSpelling.POSTGRESQL;
	}

	/** How JSON documents are written. */
	default JsonSpelling json() {
		return JsonSpelling.POSTGRESQL;
	}

	/** How queries are written around their values. */
	default QuerySpelling queries() {
		return QuerySpelling.POSTGRESQL;
	}

	/** How writes are written around their values. */
	default WriteSpelling writes() {
		return WriteSpelling.POSTGRESQL;
	}

	/** What stands before, between and behind several values. */
	record Enumeration(String start, String between, String end) {

	}

	/** How far a value's type is clear from its place. */
	enum Place {

		/** The neighbour tells: a column that it is compared with, or stored in. */
		INFERRED,
		/**
		 * The neighbour may be of another type: arithmetic, an argument of a function.
		 */
		OPERAND,
		/** Nothing: a result column, a branch of CASE. */
		OUTPUT

	}

}
