package io.asyncorm.dialect;

import java.time.ZoneOffset;
import java.util.List;

import io.asyncorm.sql.ArithmeticOperator;
import io.asyncorm.sql.DatePart;
import io.asyncorm.sql.JsonOperator;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;

/**
 * Where the databases' ways of writing part: all that a renderer has to ask.
 */
interface Spelling {

	/** The dialect that it is the spelling of. */
	Dialect dialect();

	/** A type as a cast names it. */
	default String typeName(SqlType type) {
		return dialect().columnType(type);
	}

	/** A type with its limits, of which 0 is none. */
	default String typeName(SqlType type, int size, int scale) {
		return dialect().columnType(type, (type == SqlType.TEXT) ? size : 0, (type == SqlType.DECIMAL) ? size : 0,
				scale);
	}

	/**
	 * Refuses what this database cannot do.
	 * @throws UnsupportedFeatureException if it is that
	 */
	void require(DatabaseFeature feature);

	/**
	 * How a function is called: arguments by their numbers in braces, and all of them as
	 * an asterisk in braces.
	 */
	String template(SqlFunction function);

	/** What an aggregate is called that PostgreSQL calls so. */
	String aggregate(String function);

	/** How two numbers are computed with: numbers in braces as for functions. */
	String template(ArithmeticOperator operator);

	/** How a text, the first argument, is held against a pattern. */
	String likeTemplate(boolean ignoreCase);

	/** How a value, the first argument, is looked for in an array of values. */
	String anyTemplate(SqlType elementType);

	/** Where missing values are to stand, so that they stand there on each database. */
	SqlQuery.Nulls nulls(SqlQuery.Order order);

	/** How a text is held against a regular expression. */
	String regexTemplate(boolean ignoreCase);

	/** How a question is asked of a JSON document. */
	String template(JsonOperator operator);

	/**
	 * How a point in time becomes local in a zone, which is the second argument, or the
	 * other way round.
	 */
	String zoneTemplate(boolean local);

	/** A distance from UTC where a time zone is wanted. */
	String offset(ZoneOffset offset);

	/** The name of a part that is taken out of a date or time. */
	String partName(DatePart part);

	/** How a date or time is cut: the part is in it already. */
	String truncateTemplate(DatePart part);

	/** How what stands at a path of a JSON document is found; the document is {0}. */
	String pathTemplate(List<String> keys, boolean text);

	/** How a JSON object is made, around its keys and values, which come in pairs. */
	JsonObjectWords jsonObjectWords();

	/** A text constant. */
	String text(String value);

	/** A value's question mark, with a cast where the database needs one. */
	String parameter(SqlType type, Place place);

	/**
	 * Whether a function may have a frame that means nothing to it, since it is about a
	 * row's place among all.
	 */
	boolean framesPlaces();

	/** Whether an aggregate can be filtered by what never holds. */
	boolean filtersByConstants();

	/**
	 * Whether a pattern is only ever held against text, so that other types need a cast.
	 */
	boolean castsLikeOperand();

	/** A write whose stored rows come back. */
	void returning(SqlText out, List<String> columns, Runnable write);

	/**
	 * The one statement that finds or inserts.
	 * @throws IllegalArgumentException if there is no such statement
	 */
	void upsert(SqlText out, SqlStatement.Upsert upsert, WriteRenderer writes);

	/** What stands before a JSON object's first key, and behind each key. */
	record JsonObjectWords(String start, String afterKey) {

	}

	/** What is known of a value's type from where it stands. */
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
