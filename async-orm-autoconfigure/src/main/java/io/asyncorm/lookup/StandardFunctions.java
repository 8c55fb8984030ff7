package io.asyncorm.lookup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import io.asyncorm.lookup.DatabaseFunction.Argument;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlType;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The functions that come with us, in Django's words.
 */
final class StandardFunctions {

	/**
	 * Digits behind the point that are kept of a float which becomes a decimal, as in
	 * Django.
	 */
	private static final int FLOAT_SCALE = 15;

	private static final int FLOAT_PRECISION = 1000;

	private StandardFunctions() {
	}

	static List<DatabaseFunction> all() {
		return Stream.of(texts(), alternatives(), numbers(), json(), windows(), StandardDateFunctions.all())
			.flatMap(List::stream)
			.toList();
	}

	private static List<DatabaseFunction> texts() {
		StandardFunction.Typing text = fixed(String.class);
		StandardFunction.Typing integer = fixed(Integer.class);
		return List.of(standard("lower", SqlFunction.LOWER, text), standard("upper", SqlFunction.UPPER, text),
				standard("length", SqlFunction.LENGTH, integer), plain("trim", "TRIM", text),
				plain("ltrim", "LTRIM", text), plain("rtrim", "RTRIM", text), standard("left", SqlFunction.LEFT, text),
				standard("right", SqlFunction.RIGHT, text), standard("lpad", SqlFunction.LPAD, text),
				standard("rpad", SqlFunction.RPAD, text), plain("repeat", "REPEAT", text),
				plain("replace", "REPLACE", text),
				new StandardFunction("substr", text, false, StandardFunctions::substring),
				new StandardFunction("slice", StandardFunctions::sliced, false, StandardFunctions::substring),
				standard("chr", SqlFunction.CHARACTER, text), standard("ord", SqlFunction.CODE_POINT, integer),
				standard("reverse", SqlFunction.REVERSE, text), standard("strIndex", SqlFunction.STRPOS, integer),
				uniform(standard("concat", SqlFunction.CONCAT, text)), standard("md5", SqlFunction.MD5, text),
				standard("sha1", SqlFunction.SHA1, text), standard("sha224", SqlFunction.SHA224, text),
				standard("sha256", SqlFunction.SHA256, text), standard("sha384", SqlFunction.SHA384, text),
				standard("sha512", SqlFunction.SHA512, text));
	}

	private static Class<?> sliced(List<Class<?>> arguments) {
		Class<?> type = arguments.get(0);
		if (type != String.class && type != Object.class && type != Void.class && !type.isEnum()) {
			throw new InvalidDataAccessApiUsageException(
					"Only a text can be sliced, not a value of type '" + type.getTypeName() + "'");
		}
		return String.class;
	}

	private static SqlExpression substring(List<Argument> arguments) {
		return new SqlExpression.StandardCall((arguments.size() == 2) ? SqlFunction.REST : SqlFunction.SUBSTRING,
				arguments.stream().map(Argument::sql).toList());
	}

	private static List<DatabaseFunction> alternatives() {
		return List.of(uniform(plain("coalesce", "COALESCE", NumberTypes::ofAlternatives)),
				uniform(standard("greatest", SqlFunction.GREATEST, NumberTypes::ofAlternatives)),
				uniform(standard("least", SqlFunction.LEAST, NumberTypes::ofAlternatives)),
				uniform(plain("nullIf", "NULLIF", NumberTypes::first)),
				plain("orElse", "COALESCE", NumberTypes::first));
	}

	private static List<DatabaseFunction> numbers() {
		List<DatabaseFunction> functions = new ArrayList<>();
		for (String name : List.of("abs", "floor", "sign")) {
			functions.add(plain(name, name.toUpperCase(Locale.ROOT), NumberTypes::first));
		}
		functions.add(plain("ceil", "CEILING", NumberTypes::first));
		for (String name : List.of("sqrt", "power", "exp", "ln", "pi", "degrees", "radians", "sin", "cos", "tan", "cot",
				"asin", "acos", "atan", "atan2")) {
			functions.add(plain(name, name.toUpperCase(Locale.ROOT), NumberTypes::ofMathematics));
		}
		functions.add(exact("round", NumberTypes::first, (arguments) -> new SqlExpression.Call("ROUND", arguments)));
		functions.add(exact("mod", NumberTypes::ofMathematics,
				(arguments) -> new SqlExpression.StandardCall(SqlFunction.MOD, arguments)));
		functions.add(exact("log", NumberTypes::ofMathematics,
				(arguments) -> new SqlExpression.StandardCall(SqlFunction.LOG, arguments)));
		functions.add(standard("uuid4", SqlFunction.UUID4, fixed(UUID.class)));
		functions.add(new StandardFunction("uuid7", fixed(UUID.class), false,
				(arguments) -> new SqlExpression.StandardCall(
						arguments.isEmpty() ? SqlFunction.UUID7 : SqlFunction.UUID7_SHIFTED,
						arguments.stream().map(Argument::sql).toList())));
		functions.add(standard("random", SqlFunction.RANDOM, fixed(Double.class)));
		functions.add(standard("now", SqlFunction.NOW, fixed(Instant.class)));
		return functions;
	}

	private static List<DatabaseFunction> json() {
		return List.of(standard("jsonNull", SqlFunction.JSON_NULL, fixed(Object.class)),
				new StandardFunction("jsonArray", fixed(Object.class), false,
						(arguments) -> new SqlExpression.StandardCall(SqlFunction.JSON_ARRAY,
								arguments.stream().map(StandardFunctions::element).toList())));
	}

	/** A value that becomes an element of a JSON document. */
	private static SqlExpression element(Argument argument) {
		return (argument.type() == Instant.class)
				? new SqlExpression.StandardCall(SqlFunction.INSTANT_TO_JSON, argument.sql()) : argument.sql();
	}

	private static List<DatabaseFunction> windows() {
		return List.of(plain("rowNumber", "ROW_NUMBER", fixed(Long.class)), plain("rank", "RANK", fixed(Long.class)),
				plain("denseRank", "DENSE_RANK", fixed(Long.class)),
				plain("percentRank", "PERCENT_RANK", fixed(Double.class)),
				plain("cumeDist", "CUME_DIST", fixed(Double.class)), plain("ntile", "NTILE", fixed(Integer.class)),
				plain("lag", "LAG", NumberTypes::first), plain("lead", "LEAD", NumberTypes::first),
				plain("firstValue", "FIRST_VALUE", NumberTypes::first),
				plain("lastValue", "LAST_VALUE", NumberTypes::first),
				plain("nthValue", "NTH_VALUE", NumberTypes::first));
	}

	/** A function that is called by one name everywhere. */
	static StandardFunction plain(String name, String sql, StandardFunction.Typing typing) {
		return new StandardFunction(name, typing, false,
				(arguments) -> new SqlExpression.Call(sql, arguments.stream().map(Argument::sql).toList()));
	}

	private static StandardFunction standard(String name, SqlFunction function, StandardFunction.Typing typing) {
		return new StandardFunction(name, typing, false, (arguments) -> new SqlExpression.StandardCall(function,
				arguments.stream().map(Argument::sql).toList()));
	}

	private static StandardFunction uniform(StandardFunction function) {
		return new StandardFunction(function.name(), function.typing(), true, function.call());
	}

	/** A function that PostgreSQL has for decimals and not for floats. */
	private static StandardFunction exact(String name, StandardFunction.Typing typing,
			Function<List<SqlExpression>, SqlExpression> call) {
		return new StandardFunction(name, typing, false,
				(arguments) -> call.apply(arguments.stream().map(StandardFunctions::exact).toList()));
	}

	private static SqlExpression exact(Argument argument) {
		boolean floating = argument.type() == Double.class || argument.type() == Float.class;
		return floating ? new SqlExpression.Cast(argument.sql(), SqlType.DECIMAL, FLOAT_PRECISION, FLOAT_SCALE)
				: argument.sql();
	}

	static StandardFunction.Typing fixed(Class<?> type) {
		return (arguments) -> type;
	}

}
