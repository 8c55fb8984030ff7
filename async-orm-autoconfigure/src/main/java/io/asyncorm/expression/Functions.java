package io.asyncorm.expression;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.lookup.NamedFunction;
import io.asyncorm.lookup.StandardFunction;
import io.asyncorm.model.MessageText;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Functions that are neither of texts, numbers, dates nor JSON: constants, casts,
 * COALESCE and its like, subqueries, raw SQL, and any function of the database.
 *
 * @see TextFunctions
 * @see MathFunctions
 * @see DateFunctions
 * @see JsonFunctions
 * @see WindowFunctions
 * @see Aggregates
 * @since 0.1.0
 */
public final class Functions {

	private static final Pattern COLLATION = Pattern.compile("[\\w-]+", Pattern.UNICODE_CHARACTER_CLASS);

	private Functions() {
	}

	/** A constant. */
	public static <M> Expr<M> value(@Nullable Object constant) {
		return new Expr<>(ExpressionAccess.toTree(constant));
	}

	/** A condition as a value, which is true, false or null. */
	public static <M> Expr<M> condition(Q<M> condition) {
		return new Expr<>(ExpressionAccess.tree(condition));
	}

	/** COALESCE: the first of several values that is not null. */
	public static <M> Expr<M> coalesce(List<Expr<M>> values) {
		return alternatives(StandardFunction.COALESCE, "coalesce", values);
	}

	/** COALESCE of two values: the second one if the first is null. */
	public static <M> Expr<M> coalesce(Expr<M> value, Expr<M> otherwise) {
		return coalesce(Arrays.asList(value, otherwise));
	}

	/** The greatest of several values, nulls ignored. */
	public static <M> Expr<M> greatest(List<Expr<M>> values) {
		return alternatives(StandardFunction.GREATEST, "greatest", values);
	}

	/** The least of several values, nulls ignored. */
	public static <M> Expr<M> least(List<Expr<M>> values) {
		return alternatives(StandardFunction.LEAST, "least", values);
	}

	/** A value, or null if it is equal to another. */
	public static <M> Expr<M> nullIf(Expr<M> value, Expr<M> other) {
		return call(StandardFunction.NULL_IF, value, other);
	}

	/**
	 * Casts a value to another type in the database. As in Django, a point in time
	 * becomes its date or time in UTC, whereas {@code __date} and the truncating
	 * functions use the time zone.
	 */
	public static <M> Expr<M> cast(Expr<M> value, Class<?> type) {
		return cast(value, type, 0, 0);
	}

	/**
	 * Casts a value to a type with limits.
	 * @param size maximum number of characters of a text, or digits of a decimal number
	 * @param scale how many of the digits are behind the point
	 */
	public static <M> Expr<M> cast(Expr<M> value, Class<?> type, int size, int scale) {
		return new Expr<>(new Expression.Cast(ExpressionAccess.tree(value),
				ClassUtils.resolvePrimitiveIfNecessary(type), size, scale));
	}

	/**
	 * Compares and sorts a text by a collation (COLLATE).
	 * @param collation its name in the database
	 * @throws InvalidDataAccessApiUsageException if that cannot be the name of a
	 * collation
	 */
	public static <M> Expr<M> collate(Expr<M> text, String collation) {
		Assert.notNull(collation, "'collation' must not be null");
		if (!COLLATION.matcher(collation).matches()) {
			throw new InvalidDataAccessApiUsageException(
					"'" + MessageText.name(collation) + "' cannot be the name of a collation: it must"
							+ " consist of letters, digits, underscores and hyphens");
		}
		return new Expr<>(new Expression.Collate(ExpressionAccess.tree(text), collation));
	}

	/** A random UUID, different for each row. */
	public static <M> Expr<M> uuid4() {
		return new Expr<>(Expression.Func.of(StandardFunction.UUID4));
	}

	/** A time-ordered UUID of the current time. */
	public static <M> Expr<M> uuid7() {
		return new Expr<>(Expression.Func.of(StandardFunction.UUID7));
	}

	/**
	 * A time-ordered UUID of another time; PostgreSQL only.
	 * @param shift the distance from the current time; a negative one leads to the past
	 */
	public static <M> Expr<M> uuid7(Expr<M> shift) {
		return call(StandardFunction.UUID7, shift);
	}

	/** A field of the outer query, within a subquery; Django's {@code OuterRef}. */
	public static <M> Expr<M> outerRef(String name) {
		return new Expr<>(new Expression.Outer(new Expression.Reference(LookupNames.parse(name))));
	}

	/** A field of the query around the outer query. */
	public static <M> Expr<M> outerRef(Expr<M> reference) {
		return new Expr<>(new Expression.Outer(ExpressionAccess.tree(reference)));
	}

	/** A subquery of one row and one column as a value; Django's {@code Subquery}. */
	public static <M> Expr<M> subquery(Subselect query) {
		return new Expr<>(new Expression.Subquery(query));
	}

	/** Whether a subquery has a row; Django's {@code Exists}. */
	public static <M> Q<M> exists(Subselect query) {
		return new Q<>(new Expression.Exists(query));
	}

	/**
	 * A function of your own, which is a bean of type {@link DatabaseFunction}, or else
	 * of the database.
	 * @param name its name, perhaps with a schema before it
	 * @param type the type of its value
	 * @throws InvalidDataAccessApiUsageException if that cannot be the name of a function
	 */
	public static <M> Expr<M> function(String name, Class<?> type, List<Expr<M>> arguments) {
		return named(name, ClassUtils.resolvePrimitiveIfNecessary(type), arguments);
	}

	/**
	 * A function of your own, which is a bean of type {@link DatabaseFunction} and says
	 * of which type its value is.
	 * @param name its name
	 * @throws InvalidDataAccessApiUsageException if that cannot be the name of a function
	 */
	public static <M> Expr<M> function(String name, List<Expr<M>> arguments) {
		return named(name, null, arguments);
	}

	private static <M> Expr<M> named(String name, @Nullable Class<?> type, List<Expr<M>> arguments) {
		Assert.notNull(name, "'name' must not be null");
		if (!NamedFunction.isName(name)) {
			throw new InvalidDataAccessApiUsageException(
					"'" + MessageText.name(name) + "' cannot be the name of a function: it must"
							+ " consist of letters, digits and underscores, perhaps with a schema before it");
		}
		return new Expr<>(new Expression.NamedFunc(name, trees(arguments), type));
	}

	/**
	 * SQL of your own as a value or a condition, Django's {@code RawSQL}. Each question
	 * mark outside of quotes stands for a value, which may be an expression:
	 * {@code rawSql("? % 7", f("pages"))}. Columns that the text itself names are
	 * ambiguous as soon as the query has joins; {@link Expr#as} says of which type the
	 * value is, which otherwise is the driver's choice.
	 * @param sql the text, which is sent as it is, in parentheses
	 * @param values the values, in order; never write them into the text
	 * @throws InvalidDataAccessApiUsageException if there are not as many of them as
	 * question marks, or if the text is not whole
	 */
	public static <M> Expr<M> rawSql(String sql, @Nullable Object... values) {
		Assert.notNull(sql, "'sql' must not be null");
		Assert.notNull(values, "'values' must not be null");
		return new Expr<>(new Expression.RawSql(RawText.pieces(sql, values.length),
				Arrays.stream(values).map(ExpressionAccess::toTree).toList()));
	}

	private static <M> Expr<M> alternatives(DatabaseFunction function, String name, List<Expr<M>> values) {
		Assert.notNull(values, "'values' must not be null");
		if (values.size() < 2) {
			throw new InvalidDataAccessApiUsageException(name + " takes at least two values");
		}
		return new Expr<>(new Expression.Func(function, trees(values), null));
	}

	static <M> Expr<M> call(DatabaseFunction function, Expr<M> argument) {
		return new Expr<>(Expression.Func.of(function, ExpressionAccess.tree(argument)));
	}

	static <M> Expr<M> call(DatabaseFunction function, Expr<M> argument, Expr<M> second) {
		return new Expr<>(Expression.Func.of(function, ExpressionAccess.tree(argument), ExpressionAccess.tree(second)));
	}

	static <M> Expr<M> call(DatabaseFunction function, Expr<M> argument, Expr<M> second, Expr<M> third) {
		return new Expr<>(Expression.Func.of(function, ExpressionAccess.tree(argument), ExpressionAccess.tree(second),
				ExpressionAccess.tree(third)));
	}

	static <M> List<Expression> trees(List<Expr<M>> expressions) {
		Assert.notNull(expressions, "A list of expressions must not be null");
		return expressions.stream().<Expression>map(ExpressionAccess::tree).toList();
	}

	/** A number that must not be less than another. */
	static <M> Expr<M> number(String what, int number, int least) {
		if (number < least) {
			throw new InvalidDataAccessApiUsageException(what + " must be at least " + least + ", not " + number);
		}
		return value(number);
	}

}
