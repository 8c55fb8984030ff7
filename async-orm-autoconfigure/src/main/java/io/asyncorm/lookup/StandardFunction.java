package io.asyncorm.lookup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;

import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.WindowFunction;

/**
 * The functions of this library: the types of their values, and how they are called. What
 * each does, its factory method tells, such as {@code TextFunctions.lower}.
 *
 * @since 0.1.0
 */
public enum StandardFunction implements DatabaseFunction {

	// Texts

	LOWER(text(), standard(SqlFunction.LOWER)),

	UPPER(text(), standard(SqlFunction.UPPER)),

	LENGTH(integer(), standard(SqlFunction.LENGTH)),

	TRIM(text(), plain("TRIM")),

	LTRIM(text(), plain("LTRIM")),

	RTRIM(text(), plain("RTRIM")),

	LEFT(text(), standard(SqlFunction.LEFT)),

	RIGHT(text(), standard(SqlFunction.RIGHT)),

	LPAD(text(), standard(SqlFunction.LPAD)),

	RPAD(text(), standard(SqlFunction.RPAD)),

	REPEAT(text(), plain("REPEAT")),

	REPLACE(text(), plain("REPLACE")),

	SUBSTR(text(), StandardCalls::substring),

	SLICE(StandardCalls::typeOfSlice, StandardCalls::substring),

	CHR(text(), standard(SqlFunction.CHARACTER)),

	ORD(integer(), standard(SqlFunction.CODE_POINT)),

	REVERSE(text(), standard(SqlFunction.REVERSE)),

	STR_INDEX(integer(), standard(SqlFunction.STRPOS)),

	CONCAT(text(), standard(SqlFunction.CONCAT), Kind.UNIFORM),

	MD5(text(), standard(SqlFunction.MD5)),

	SHA1(text(), standard(SqlFunction.SHA1)),

	SHA224(text(), standard(SqlFunction.SHA224)),

	SHA256(text(), standard(SqlFunction.SHA256)),

	SHA384(text(), standard(SqlFunction.SHA384)),

	SHA512(text(), standard(SqlFunction.SHA512)),

	// Alternatives

	COALESCE(NumberTypes::ofAlternatives, plain("COALESCE"), Kind.ALTERNATIVES),

	GREATEST(NumberTypes::ofAlternatives, standard(SqlFunction.GREATEST), Kind.ALTERNATIVES),

	LEAST(NumberTypes::ofAlternatives, standard(SqlFunction.LEAST), Kind.ALTERNATIVES),

	NULL_IF(NumberTypes::first, plain("NULLIF"), Kind.FIRST_OR_NULL),

	// Numbers

	ABS(NumberTypes::first, plain("ABS")),

	FLOOR(NumberTypes::first, plain("FLOOR")),

	SIGN(NumberTypes::first, plain("SIGN")),

	CEIL(NumberTypes::first, plain("CEILING")),

	ROUND(NumberTypes::first, exact(plain("ROUND"))),

	MOD(NumberTypes::ofMathematics, exact(standard(SqlFunction.MOD))),

	LOG(NumberTypes::ofMathematics, exact(standard(SqlFunction.LOG))),

	SQRT(NumberTypes::ofMathematics, plain("SQRT")),

	POWER(NumberTypes::ofMathematics, plain("POWER")),

	EXP(NumberTypes::ofMathematics, plain("EXP")),

	LN(NumberTypes::ofMathematics, plain("LN")),

	PI(NumberTypes::ofMathematics, plain("PI")),

	DEGREES(NumberTypes::ofMathematics, plain("DEGREES")),

	RADIANS(NumberTypes::ofMathematics, plain("RADIANS")),

	SIN(NumberTypes::ofMathematics, plain("SIN")),

	COS(NumberTypes::ofMathematics, plain("COS")),

	TAN(NumberTypes::ofMathematics, plain("TAN")),

	COT(NumberTypes::ofMathematics, plain("COT")),

	ASIN(NumberTypes::ofMathematics, plain("ASIN")),

	ACOS(NumberTypes::ofMathematics, plain("ACOS")),

	ATAN(NumberTypes::ofMathematics, plain("ATAN")),

	ATAN2(NumberTypes::ofMathematics, plain("ATAN2")),

	RANDOM(fixed(Double.class), standard(SqlFunction.RANDOM)),

	UUID4(fixed(UUID.class), standard(SqlFunction.UUID4)),

	UUID7(fixed(UUID.class), StandardCalls::uuid7),

	// Times

	NOW(fixed(Instant.class), standard(SqlFunction.NOW)),

	DAYS_BETWEEN(fixed(Duration.class), standard(SqlFunction.DAYS_BETWEEN)),

	DATE_PLUS(fixed(LocalDateTime.class), standard(SqlFunction.DATE_PLUS)),

	DATE_MINUS(fixed(LocalDateTime.class), standard(SqlFunction.DATE_MINUS)),

	// Documents

	JSON_ARRAY(fixed(Object.class), StandardCalls::jsonArray),

	// Windows

	ROW_NUMBER(fixed(Long.class), window(WindowFunction.ROW_NUMBER), Kind.OF_WINDOW),

	RANK(fixed(Long.class), window(WindowFunction.RANK), Kind.OF_WINDOW),

	DENSE_RANK(fixed(Long.class), window(WindowFunction.DENSE_RANK), Kind.OF_WINDOW),

	PERCENT_RANK(fixed(Double.class), window(WindowFunction.PERCENT_RANK), Kind.OF_WINDOW),

	CUME_DIST(fixed(Double.class), window(WindowFunction.CUME_DIST), Kind.OF_WINDOW),

	NTILE(integer(), window(WindowFunction.NTILE), Kind.OF_WINDOW),

	LAG(NumberTypes::first, window(WindowFunction.LAG), Kind.OF_ROW_OR_OTHERWISE),

	LEAD(NumberTypes::first, window(WindowFunction.LEAD), Kind.OF_ROW_OR_OTHERWISE),

	FIRST_VALUE(NumberTypes::first, window(WindowFunction.FIRST_VALUE), Kind.OF_ROW),

	LAST_VALUE(NumberTypes::first, window(WindowFunction.LAST_VALUE), Kind.OF_ROW),

	NTH_VALUE(NumberTypes::first, window(WindowFunction.NTH_VALUE), Kind.OF_ROW);

	private final Typing typing;

	private final Call call;

	private final Kind kind;

	StandardFunction(Typing typing, Call call) {
		this(typing, call, Kind.PLAIN);
	}

	StandardFunction(Typing typing, Call call, Kind kind) {
		this.typing = typing;
		this.call = call;
		this.kind = kind;
	}

	@Override
	public Class<?> type(List<Class<?>> arguments) {
		return this.typing.typeOf(arguments);
	}

	@Override
	public boolean uniform() {
		return this.kind.uniform;
	}

	@Override
	public boolean returnsArgument(int position) {
		return this.kind.returned.test(position);
	}

	@Override
	public boolean ofWindow() {
		return this.kind.ofWindow;
	}

	@Override
	public SqlExpression toSql(List<Argument> arguments) {
		return this.call.toSql(arguments);
	}

	private static Typing fixed(Class<?> type) {
		return (arguments) -> type;
	}

	private static Typing text() {
		return fixed(String.class);
	}

	private static Typing integer() {
		return fixed(Integer.class);
	}

	/** A function that is called by one name everywhere. */
	private static Call plain(String name) {
		return (arguments) -> new SqlExpression.Call(name, StandardCalls.values(arguments));
	}

	/** A function that each database spells in its own way. */
	private static Call standard(SqlFunction function) {
		return (arguments) -> new SqlExpression.StandardCall(function, StandardCalls.values(arguments));
	}

	private static Call window(WindowFunction function) {
		return (arguments) -> new SqlExpression.WindowCall(function, StandardCalls.values(arguments));
	}

	/** A function that PostgreSQL has for decimals and not for floats. */
	private static Call exact(Call call) {
		return (arguments) -> call.toSql(arguments.stream().map(StandardCalls::exact).toList());
	}

	/** What functions have in common. */
	private enum Kind {

		PLAIN(false, false, (position) -> false),

		UNIFORM(true, false, (position) -> false),

		ALTERNATIVES(true, false, (position) -> true),

		FIRST_OR_NULL(true, false, (position) -> position == 0),

		OF_WINDOW(false, true, (position) -> false),

		OF_ROW(false, true, (position) -> position == 0),

		/** The second argument is how far away the row is. */
		OF_ROW_OR_OTHERWISE(false, true, (position) -> position != 1);

		private final boolean uniform;

		private final boolean ofWindow;

		private final IntPredicate returned;

		Kind(boolean uniform, boolean ofWindow, IntPredicate returned) {
			this.uniform = uniform;
			this.ofWindow = ofWindow;
			this.returned = returned;
		}

	}

	/** Finds the type of a value by those of the arguments. */
	@FunctionalInterface
	private interface Typing {

		Class<?> typeOf(List<Class<?>> arguments);

	}

	/** Makes the call. */
	@FunctionalInterface
	private interface Call {

		SqlExpression toSql(List<Argument> arguments);

	}

}
