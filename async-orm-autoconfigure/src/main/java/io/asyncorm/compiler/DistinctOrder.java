package io.asyncorm.compiler;

import java.sql.SQLSyntaxErrorException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The order of {@code distinct(fields)}, which keeps the first row of each: it has to
 * begin with the fields. As in Django, an order by a relation is that of its model, which
 * is another one. PostgreSQL refuses what H2 would answer by chance.
 */
final class DistinctOrder {

	/** The state in which PostgreSQL refuses it, if it is asked. */
	private static final String INVALID_COLUMN_REFERENCE = "42P10";

	private DistinctOrder() {
	}

	/**
	 * Refuses an order that does not begin with the fields.
	 * @param fields their columns
	 * @param sorted the columns of the order, before they are converted to be sorted
	 */
	static void check(QueryState state, List<SqlExpression> fields, List<SqlExpression> sorted) {
		Set<SqlExpression> missing = new HashSet<>(fields);
		for (int i = 0; i < sorted.size() && !missing.isEmpty(); i++) {
			if (!fields.contains(sorted.get(i))) {
				throw refused(state, i);
			}
			missing.remove(sorted.get(i));
		}
	}

	private static InvalidDataAccessApiUsageException refused(QueryState state, int index) {
		List<Expression> fields = (state.distinct() != null) ? state.distinct() : List.of();
		List<SortTerm> orderings = (state.orderings() != null) ? state.orderings() : List.of();
		Expression sorted = orderings.stream()
			.flatMap((sort) -> CompositeColumns.of(sort.value()).stream())
			.toList()
			.get(index);
		String message = ("distinct(fields) keeps the first row of each %s, so that the order must begin with that, but"
				+ " %s comes first: put the fields of distinct(...) at the beginning of orderBy(...)%s")
			.formatted(fields.stream().map(DistinctOrder::describe).collect(Collectors.joining(" and ")),
					describe(sorted),
					fields.stream().map(DistinctOrder::advice).filter(Objects::nonNull).findFirst().orElse(""));
		return new InvalidDataAccessApiUsageException(message,
				new SQLSyntaxErrorException(message, INVALID_COLUMN_REFERENCE));
	}

	private static String describe(Expression value) {
		return switch (value) {
			case Expression.Column column -> "'" + column.field() + "'";
			case Expression.Annotation annotation -> "'" + annotation.name() + "'";
			default -> "an expression";
		};
	}

	/**
	 * The order by a relation's name is that of the other model; null for what is no
	 * relation.
	 */
	private static @Nullable String advice(Expression value) {
		ModelRelation relation = (value instanceof Expression.Column column) ? column.field().relation() : null;
		return (relation == null) ? null : ". An order by \"%s\" is that of %s; the order by its key is \"%1$s_id\""
			.formatted(relation.name(), relation.target().name());
	}

}
