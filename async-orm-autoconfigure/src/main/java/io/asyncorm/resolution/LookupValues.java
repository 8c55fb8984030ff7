package io.asyncorm.resolution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.TemporalExpression;
import io.asyncorm.lookup.Comparison;
import io.asyncorm.lookup.ExtractPart;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.QueryLimits;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.DocumentTypes;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.type.DocumentType;
import io.asyncorm.type.JsonDocument;
import io.asyncorm.type.NumberType;
import org.jspecify.annotations.Nullable;

/**
 * Creates the condition of a lookup and its values: values of the field's type, and the
 * answer itself where no value of that type can matter.
 */
final class LookupValues {

	/** The last microsecond of a day. */
	private static final LocalTime LAST = LocalTime.of(23, 59, 59, 999_999_000);

	private static final int LAST_YEAR = 9999;

	private final Lookup lookup;

	private final Class<?> type;

	private final @Nullable ModelField targetField;

	private final String where;

	private final ZoneId valueZone;

	private final boolean negated;

	/**
	 * @param target what the values are for
	 * @param where the argument as the user wrote it
	 * @param valueZone the zone in which dates and times without a zone are meant
	 * @param negated whether an odd number of negations stands around the test
	 */
	LookupValues(Lookup lookup, Target target, String where, ZoneId valueZone, boolean negated) {
		this.lookup = lookup;
		this.type = target.type();
		this.targetField = target.targetField();
		this.where = where;
		this.valueZone = valueZone;
		this.negated = negated;
	}

	/** A test against one value. */
	Expression one(Expression operand, Object value) {
		Comparison comparison = comparison(0);
		if (comparison == null || !NumberType.isInteger(this.type)) {
			return test(operand, constant(operand, value));
		}
		Object key = key(operand, value);
		Object same = findWhole(key);
		if (same != null) {
			return whole(operand, comparison, same);
		}
		IntegerBounds bounds = new IntegerBounds(this.type);
		BigDecimal number = number(key);
		Boolean answer = bounds.answer(comparison, number);
		if (answer != null) {
			return answer ? Expression.TRUE : Expression.FALSE;
		}
		return whole(operand, comparison, bounds.whole(comparison, number));
	}

	private Expression whole(Expression operand, Comparison comparison, Object number) {
		Expression.Value whole = constant(number);
		Expression ofYear = ofYear(operand, comparison, whole);
		return (ofYear != null) ? ofYear : test(operand, whole);
	}

	/**
	 * A number as a column of integers has it, of which nothing has to be computed: it is
	 * of the column's type, or of a shorter one; null if it is neither.
	 */
	private @Nullable Object findWhole(@Nullable Object key) {
		if (key != null && key.getClass() == this.type && this.type != BigInteger.class) {
			return key;
		}
		return (this.type == Long.class && key instanceof Integer number) ? Long.valueOf(number) : null;
	}

	/** A test against a null, where that is a value like any other. */
	Expression missing(Expression operand) {
		return test(operand, Expression.Value.of(null, this.type));
	}

	/** How the lookup compares with a value; null if it does something else. */
	private @Nullable Comparison comparison(int place) {
		List<Comparison> comparisons = this.lookup.comparisons();
		return (place < comparisons.size()) ? comparisons.get(place) : null;
	}

	/**
	 * A test against several values.
	 * @param computed what of them is an expression; gives null for a constant
	 */
	Expression several(Expression operand, List<@Nullable Object> elements,
			Function<@Nullable Object, @Nullable Expression> computed) {
		return (this.lookup.arity() == Lookup.Arity.TWO) ? range(operand, elements, computed)
				: in(operand, elements, computed);
	}

	private Expression range(Expression operand, List<@Nullable Object> ends,
			Function<@Nullable Object, @Nullable Expression> computed) {
		if (ends.size() != 2) {
			throw new InvalidValueException("'" + this.where + "' takes two values");
		}
		List<Expression> items = new ArrayList<>(2);
		for (Object end : ends) {
			Expression other = computed.apply(end);
			if (end == null) {
				// As in Django, nothing is between null and anything
				other = Expression.Value.of(null, this.type);
			}
			else if (other == null && NumberType.isInteger(this.type) && comparison(items.size()) != null) {
				Comparison side = Objects.requireNonNull(comparison(items.size()));
				IntegerBounds bounds = new IntegerBounds(this.type);
				// As in Django, the ends lose their fractions, as values of the field do
				BigDecimal number = number(key(operand, end)).setScale(0, RoundingMode.DOWN);
				if (Boolean.FALSE.equals(bounds.answer(side, number))) {
					return Expression.FALSE;
				}
				other = constant(bounds.nearest(side, number));
			}
			items.add((other != null) ? other : constant(operand, end));
		}
		return test(operand, new Expression.Items(items));
	}

	/**
	 * As in Django, a null among the values matches nothing, and stands for null behind a
	 * negation.
	 */
	private Expression in(Expression operand, List<@Nullable Object> elements,
			Function<@Nullable Object, @Nullable Expression> computed) {
		List<Object> constants = new ArrayList<>();
		List<Expression> expressions = new ArrayList<>();
		DocumentType document = documentType(operand);
		boolean missing = false;
		for (Object element : elements) {
			Expression other = computed.apply(element);
			Object key = (other == null) ? key(operand, element) : null;
			if (other != null) {
				expressions.add(other);
			}
			else if (key == null && comparison(0) == Comparison.EQUAL) {
				missing = true;
			}
			else if (comparison(0) == Comparison.EQUAL && NumberType.isInteger(this.type)) {
				addWhole(key, constants);
			}
			else {
				constants.add(prepared(operand, key, document));
			}
		}
		Lookup wanted = (missing && this.negated && this.lookup.equals(Lookups.IN)) ? Lookups.IN_OR_MISSING
				: this.lookup;
		if (constants.isEmpty() && expressions.isEmpty() && wanted.needsValues()) {
			return Expression.FALSE;
		}
		if (!expressions.isEmpty()) {
			QueryLimits.requireComputed(expressions.size());
			QueryLimits.requireParts(elements.size()); // bound one by one then
			constants.forEach((value) -> expressions.add(constant(value)));
			return test(operand, new Expression.Items(expressions));
		}
		return new Expression.Test(operand, wanted, Expression.Value.array(constants, this.type));
	}

	private Expression test(Expression operand, Expression value) {
		return new Expression.Test(operand, this.lookup, value);
	}

	private Expression.Value constant(Expression operand, @Nullable Object value) {
		return constant(prepared(operand, key(operand, value), documentType(operand)));
	}

	/** The declared type of what is compared; null if it is no document. */
	private @Nullable DocumentType documentType(Expression operand) {
		return (this.type == Object.class) ? DocumentTypes.of(operand) : null;
	}

	/** What is compared with a JSON document is written by the document's type. */
	private Object prepared(Expression operand, @Nullable Object key, @Nullable DocumentType document) {
		Object prepared = this.lookup.prepare(convert(key));
		if (operand instanceof Expression.Column column && comparison(0) == Comparison.EQUAL) {
			prepared = column.field().cut(prepared);
		}
		return (document != null) ? new JsonDocument(prepared, document) : prepared;
	}

	private Expression.Value constant(Object value) {
		return Expression.Value.of(value, this.type);
	}

	private @Nullable Object key(Expression operand, @Nullable Object value) {
		Object key = (this.targetField != null) ? ValuePreparation.toKey(value, this.targetField, this.where) : value;
		ModelField composite = CompositeColumns.field(operand);
		if (key != null && composite != null) {
			return composite.convert(key);
		}
		Conversion conversion = (key != null) ? ExpressionTypes.conversionOf(operand) : null;
		return (key != null && conversion != null) ? stored(key, conversion) : key;
	}

	/**
	 * A value of the property becomes what the column holds, with which everything else
	 * is compared as it is: a part of a text, for example.
	 */
	private Object stored(Object value, Conversion conversion) {
		boolean ofTexts = this.lookup.readsText();
		if (Lookups.takesElements(this.lookup) && !conversion.converts(value)) {
			return conversion.toColumnOfElement(value);
		}
		if (conversion.converts(value)) {
			return (ofTexts && value instanceof CharSequence) ? value : conversion.toColumn(value);
		}
		if (ofTexts) {
			return value;
		}
		return conversion.hasSimpleJavaType() ? conversion.toColumn(conversion.toProperty(value))
				: conversion.spelled(value);
	}

	private Object convert(@Nullable Object key) {
		if (key == null) {
			throw new InvalidValueException("A null cannot be used with '" + this.where + "': ask for it with isnull");
		}
		try {
			return toType(key);
		}
		catch (InvalidValueException ex) {
			throw explained(ex, key);
		}
	}

	/** Adds a number that a column of integers can have, as the column has it. */
	private void addWhole(@Nullable Object key, List<Object> constants) {
		Object same = findWhole(key);
		if (same != null) {
			constants.add(same);
			return;
		}
		IntegerBounds bounds = new IntegerBounds(this.type);
		BigDecimal number = number(key);
		if (bounds.answer(Comparison.EQUAL, number) == null) {
			constants.add(bounds.whole(Comparison.EQUAL, number));
		}
	}

	private BigDecimal number(@Nullable Object key) {
		try {
			return IntegerBounds.toNumber(key, this.where);
		}
		catch (InvalidValueException ex) {
			throw explained(ex, key);
		}
	}

	/** Where a relation is compared, what is wrong is that the value is no key. */
	private InvalidValueException explained(InvalidValueException ex, @Nullable Object key) {
		return (this.targetField != null && key != null) ? ValuePreparation.noKey(this.where, this.targetField, key, ex)
				: ex;
	}

	private Object toType(Object key) {
		if (this.type.isInstance(key)) {
			return ValuePreparation.convert(key, this.type, this.where);
		}
		Object comparable = ValuePreparation.comparable(key, this.type, this.where, this.valueZone);
		return ValuePreparation.convert(comparable, this.type, this.where);
	}

	/**
	 * The year of a column is asked for by the days of the year, for which indexes serve.
	 */
	private @Nullable Expression ofYear(Expression operand, Comparison comparison, Expression.Value value) {
		if (!(operand instanceof TemporalExpression.Extract part && value.value() instanceof Number number)) {
			return null;
		}
		boolean iso = part.part() == ExtractPart.ISO_YEAR;
		int year = number.intValue();
		if (!iso && part.part() != ExtractPart.YEAR || year < 1 || year >= LAST_YEAR) {
			return null;
		}
		LocalDate first = iso ? startOfWeekYear(year) : LocalDate.of(year, 1, 1);
		LocalDate last = (iso ? startOfWeekYear(year + 1) : LocalDate.of(year + 1, 1, 1)).minusDays(1);
		Expression date = part.operand();
		if (OuterReferences.areIn(date)) {
			return null;
		}
		ZoneId zone = (date instanceof TemporalExpression.AtZone atZone) ? ZoneId.of(atZone.zone()) : null;
		Expression.Value start = end(first.atStartOfDay(), date, zone);
		Expression.Value end = end(last.atTime(LAST), date, zone);
		Expression column = (date instanceof TemporalExpression.AtZone atZone) ? atZone.operand() : date;
		return switch (comparison) {
			case EQUAL -> new Expression.Test(column, Lookups.RANGE, new Expression.Items(List.of(start, end)));
			case GREATER, LESS_OR_EQUAL -> test(column, end);
			case GREATER_OR_EQUAL, LESS -> test(column, start);
			case NOT_EQUAL -> null;
		};
	}

	private static LocalDate startOfWeekYear(int year) {
		return LocalDate.of(year, 1, 4).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
	}

	private static Expression.Value end(LocalDateTime end, Expression date, @Nullable ZoneId zone) {
		Object value = end;
		if (zone != null) {
			value = end.atZone(zone).toInstant();
		}
		else if (ExpressionTypes.typeOf(date) == LocalDate.class) {
			value = end.toLocalDate();
		}
		return Expression.Value.of(value, value.getClass());
	}

	/**
	 * What values are for.
	 *
	 * @param type the type that they must have
	 * @param targetField the field that the operand holds of a related object, such as
	 * its key; null if it is none
	 */
	record Target(Class<?> type, @Nullable ModelField targetField) {

	}

}
