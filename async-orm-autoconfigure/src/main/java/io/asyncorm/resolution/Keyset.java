package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.SortTerm;
import io.asyncorm.lookup.Lookup;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.lookup.StandardFunction;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.CompositeColumns;
import io.asyncorm.plan.ExpressionTypes;
import io.asyncorm.plan.QueryState;
import io.asyncorm.type.ColumnType;
import io.asyncorm.type.ScalarValues;
import io.asyncorm.type.UnfitValueException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Pages of a query that begin behind the last row of the page before, by the values that
 * the rows are ordered by. The key makes any order one in which no two rows are equal.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class Keyset {

	private final QueryState state;

	private final List<SortTerm> terms;

	private Keyset(QueryState state, List<SortTerm> terms) {
		this.state = state;
		this.terms = terms;
	}

	/**
	 * Finds out what a query is ordered by.
	 * @throws InvalidDataAccessApiUsageException if its order is not that of single rows
	 */
	public static Keyset of(QueryState state, LookupRegistry lookups) {
		if (state.isSliced()) {
			throw refused(state, "of a slice: leave out the slice");
		}
		if (state.combination() != null || state.isDistinctOn() || state.groupBy() != null) {
			throw refused(state, "of combined, grouped or distinct(fields) rows: use apage(), or slice()");
		}
		QueryState ordered = Orderings.ordered(Orderings.withKey(state), lookups);
		List<SortTerm> terms = new ArrayList<>();
		for (SortTerm sort : (ordered.orderings() != null) ? ordered.orderings() : List.<SortTerm>of()) {
			for (Expression value : CompositeColumns.of(sort.value())) {
				terms.add(term(state, value, sort));
			}
			if (isKey(state, sort.value())) {
				return new Keyset(state, List.copyOf(terms));
			}
		}
		throw refused(state, "of distinct values, which have no key: use apage()");
	}

	private static boolean isKey(QueryState state, Expression value) {
		return value instanceof Expression.Column column && column.hops().isEmpty()
				&& column.field() == state.model().key();
	}

	/** Where nulls come is said, as it is not the same in all databases. */
	private static SortTerm term(QueryState state, Expression value, SortTerm sort) {
		if (ExpressionTypes.isAggregate(value) || value.contains(Expression.Window.class)) {
			throw refused(state, "by an aggregate or a window: use apage()");
		}
		if (value instanceof Expression.Func func && func.function() == StandardFunction.RANDOM) {
			throw refused(state, "in a random order, which is another one each time");
		}
		if (value instanceof Expression.Column column && column.hops().stream().anyMatch(Hop::toMany)) {
			throw refused(state, "by " + text(value) + ", of which there are several for a row: use apage()");
		}
		Class<?> type = ExpressionTypes.findType(value);
		if (!ColumnType.isSimple(type)) {
			throw refused(state, "by " + text(value) + ", whose type is not known to be a simple one: order by a"
					+ " property, or say the type with as(...)");
		}
		if (type.isArray()) {
			throw refused(state, "by " + text(value) + ", which holds bytes or an array: order by something else");
		}
		boolean nullable = !(value instanceof Expression.Column column) || column.isNullable();
		Boolean nullsFirst = (sort.nullsFirst() != null) ? sort.nullsFirst() : Boolean.valueOf(sort.descending());
		return new SortTerm(value, sort.descending(), nullable ? nullsFirst : null);
	}

	private static InvalidDataAccessApiUsageException refused(QueryState state, String what) {
		return new InvalidDataAccessApiUsageException(
				"apageAfter() cannot page '" + state.model().name() + "' " + what);
	}

	/** How many values tell where a page ended. */
	public int size() {
		return this.terms.size();
	}

	/**
	 * The rows behind those of a page, each with the values that it is ordered by, which
	 * come last.
	 * @param token where the page before ended; null for the first page
	 */
	public QueryState rowsAfter(@Nullable String token, int limit) {
		return behind(values(token), limit);
	}

	/**
	 * The rows before those of a page, the nearest first; otherwise as
	 * {@link #rowsAfter}.
	 * @param token where the page behind begins; null for the last page
	 */
	public QueryState rowsBefore(@Nullable String token, int limit) {
		List<SortTerm> opposite = this.terms.stream()
			.map((term) -> new SortTerm(term.value(), !term.descending(),
					(term.nullsFirst() != null) ? Boolean.valueOf(!term.nullsFirst()) : null))
			.toList();
		return new Keyset(this.state, opposite).behind(values(token), limit);
	}

	private @Nullable List<@Nullable Object> values(@Nullable String token) {
		return (token != null) ? values(PageToken.decode(token, order(), size())) : null;
	}

	private QueryState behind(@Nullable List<@Nullable Object> values, int limit) {
		QueryState rows = this.state;
		if (values != null) {
			rows = QueryEdits.filtered(rows, after(0, values), rows.scopes() + 1);
		}
		return selecting(rows.mutate()
			.orderings(this.terms)
			.reversed(false)
			.slice(Expression.Value.of((long) limit, Long.class), null)
			.build());
	}

	private QueryState selecting(QueryState rows) {
		List<QueryState.Named> values = new ArrayList<>();
		for (int i = 0; i < this.terms.size(); i++) {
			values.add(new QueryState.Named("__after" + i, this.terms.get(i).value()));
		}
		return switch (rows.selection()) {
			case QueryState.Instances instances -> {
				List<QueryState.Named> annotations = new ArrayList<>(rows.annotations());
				annotations.addAll(values);
				yield rows.mutate().annotations(annotations).selection(instances.annotated()).build();
			}
			case QueryState.Columns columns -> {
				List<QueryState.Named> more = new ArrayList<>(columns.columns());
				more.addAll(values);
				yield QueryEdits.select(rows, new QueryState.Columns(more));
			}
		};
	}

	/** The rows that come behind one, by the values from one on. */
	private Expression after(int index, List<@Nullable Object> values) {
		SortTerm term = this.terms.get(index);
		Object value = values.get(index);
		boolean last = index == this.terms.size() - 1;
		boolean nullsLast = Boolean.FALSE.equals(term.nullsFirst());
		Expression missing = new Expression.IsNull(term.value(), true);
		if (value == null) {
			Expression present = nullsLast ? Expression.FALSE : new Expression.IsNull(term.value(), false);
			Expression further = last ? Expression.FALSE
					: new Expression.And(List.of(missing, after(index + 1, values)));
			return new Expression.Or(List.of(present, further));
		}
		Expression beyond = test(term, term.descending() ? Lookups.LT : Lookups.GT, value, nullsLast, missing);
		if (last) {
			return beyond;
		}
		// Never by equality, which may know more differences than the order does
		Expression notBefore = test(term, term.descending() ? Lookups.LTE : Lookups.GTE, value, nullsLast, missing);
		return new Expression.And(List.of(notBefore, new Expression.Or(List.of(beyond, after(index + 1, values)))));
	}

	private static Expression test(SortTerm term, Lookup lookup, Object value, boolean orMissing, Expression missing) {
		Expression test = new Expression.Test(term.value(), lookup,
				Expression.Value.of(value, ExpressionTypes.typeOf(term.value())));
		return orMissing ? new Expression.Or(List.of(test, missing)) : test;
	}

	/**
	 * The token of a page.
	 * @param values those of its last row
	 */
	public String token(List<@Nullable Object> values) {
		List<@Nullable String> texts = new ArrayList<>(values.size());
		for (int i = 0; i < values.size(); i++) {
			Object value = values.get(i);
			Conversion conversion = ExpressionTypes.conversionOf(this.terms.get(i).value());
			Object stored = (value != null && conversion != null) ? conversion.toColumn(value) : value;
			texts.add((stored instanceof Enum<?> constant) ? constant.name()
					: (stored != null) ? stored.toString() : null);
		}
		return new PageToken(order(), texts).encode();
	}

	private List<@Nullable Object> values(PageToken token) {
		List<@Nullable Object> values = new ArrayList<>(size());
		for (int i = 0; i < size(); i++) {
			SortTerm term = this.terms.get(i);
			String text = token.values().get(i);
			if (text == null && term.nullsFirst() == null) {
				throw PageToken.invalid(null);
			}
			try {
				values.add((text != null) ? ScalarValues.convert(text, ExpressionTypes.typeOf(term.value())) : null);
			}
			catch (UnfitValueException ex) {
				throw PageToken.invalid(ex);
			}
		}
		return values;
	}

	/** What tells orders apart, also in another process. */
	private String order() {
		return this.state.model().name() + this.terms.stream()
			.map((term) -> "," + text(term.value()) + " " + term.descending() + " " + term.nullsFirst())
			.collect(Collectors.joining());
	}

	private static String text(Expression value) {
		if (value instanceof Expression.Annotation annotation) {
			return "'" + annotation.name() + "'";
		}
		if (value instanceof Expression.Column column) {
			ModelField field = column.field();
			return "'" + field.model().name() + "." + field.name() + "'";
		}
		return "a computed value";
	}

}
