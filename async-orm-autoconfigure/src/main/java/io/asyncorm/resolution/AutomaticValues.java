package io.asyncorm.resolution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Expressions;
import io.asyncorm.expression.Functions;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.model.CurrentUser;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.QueryState;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The values that writes set in place of the caller: times, versions, and who is acting.
 * Immutable and safe for use by several threads.
 */
final class AutomaticValues {

	/** As exactly as databases keep times. */
	private static final Duration TICK = ChronoUnit.MICROS.getDuration();

	private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), TICK);

	private final LookupRegistry lookups;

	private final CurrentUser user;

	AutomaticValues(LookupRegistry lookups, CurrentUser user) {
		this.lookups = lookups;
		this.user = user;
	}

	/**
	 * The value of a field in a new row; null if it holds what it is given. A version
	 * begins with 1: 0 is what a primitive one has that was not stored yet.
	 */
	@Nullable Expression inserted(ModelField field) {
		return switch (field.stamp()) {
			case NONE -> null;
			case INSERT_TIME, SAVE_TIME -> now(field);
			case VERSION -> (field.type() == Instant.class) ? now(field) : ValuePreparation.forField(field, 1);
			case CREATED_BY, MODIFIED_BY -> user(field);
		};
	}

	/**
	 * The value of a field in a row that is saved; null if it holds what it is given.
	 * @param object what is saved; null if the row is not known
	 */
	@Nullable Expression saved(ModelField field, @Nullable Object object) {
		return switch (field.stamp()) {
			case NONE, INSERT_TIME, CREATED_BY -> null;
			case SAVE_TIME -> now(field);
			case VERSION -> (object != null) ? next(field, field.get(object)) : next(field);
			case MODIFIED_BY -> user(field);
		};
	}

	private @Nullable Expression user(ModelField field) {
		Object acting = this.user.get();
		return (acting != null) ? ValuePreparation.forField(field, acting) : null;
	}

	/** Of a version that is null, nothing is known: the row is not there, or not ours. */
	private static Expression next(ModelField field, @Nullable Object version) {
		if (version instanceof Instant time) {
			Instant now = CLOCK.instant();
			Instant later = time.plus(TICK);
			return ValuePreparation.forField(field, now.isBefore(later) ? later : now);
		}
		return ValuePreparation.forField(field, (version instanceof Number number) ? number.longValue() + 1 : 1);
	}

	/**
	 * The next version of any row. A time is later than the one before, even if a clock
	 * is late.
	 */
	Expression next(ModelField field) {
		Expr<Object> version = Expressions.field(field.name());
		Expr<Object> next = (field.type() == Instant.class)
				? Functions.greatest(List.of(version.plus(TICK), Functions.value(CLOCK.instant()))) : version.plus(1);
		return new ExpressionResolver(QueryState.of(field.model()), this.lookups, 0)
			.resolve(ExpressionAccess.tree(next));
	}

	/** The present time. */
	private static Expression now(ModelField field) {
		ColumnType type = Objects.requireNonNull(ColumnType.find(field.type()));
		return Expression.Value.of(type.now(CLOCK), field.type());
	}

}
