package io.asyncorm.fuzz;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.Orm;
import io.asyncorm.expression.Window;
import io.asyncorm.expression.WindowFunctions;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.oracle.OracleShop;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

/**
 * Has the library find the rows of a query set.
 */
final class SpecRunner {

	private final OracleShop shop;

	SpecRunner(OracleShop shop) {
		this.shop = shop;
	}

	Answer run(QuerySpec spec) {
		return run(spec, this.shop.all(spec.model().model()));
	}

	private <M> Answer run(QuerySpec spec, QuerySet<M> all) {
		QuerySet<M> books = matching(all, spec.calls());
		books = (spec.window() != null) ? placed(books, spec.window()) : books;
		books = spec.distinct() ? books.distinct() : books;
		QuerySpec.Combined combined = spec.combined();
		if (combined != null && spec.related() == null && !combined.valuesLast()) {
			return ofValues(spec, combine(values(spec, books.orderBy()), combined,
					values(spec, matching(all, combined.calls()).orderBy())));
		}
		List<String> related = spec.related();
		if (combined != null) {
			QuerySet<M> others = matching(all, combined.calls());
			books = (related != null) ? books.selectRelated(related.toArray(String[]::new)) : books;
			others = (related != null) ? others.selectRelated(related.toArray(String[]::new)) : others;
			books = combine(books.orderBy(), combined, others.orderBy());
		}
		// The order of a model would come with distinct(), and multiply nothing
		books = books.orderBy(spec.order().stream().map(QuerySpec.Order::said).toArray(String[]::new));
		QuerySpec.Slice slice = spec.slice();
		books = (slice != null) ? books.slice(slice.from(), slice.to()) : books;
		if (related != null) {
			books = (combined != null) ? books : books.selectRelated(related.toArray(String[]::new));
			CompletableFuture<List<M>> list = books.alist();
			List<List<@Nullable Object>> rows = new ArrayList<>();
			Orm.await(list).forEach((one) -> rows.add(row(List.of(Objects.requireNonNull(ModelKeys.keyOf(one))))));
			return new Answer(rows, Orm.await(books.acount()), Orm.await(books.aexists()));
		}
		return answer(values(spec, books));
	}

	/** The order and slice of combined values, each part of which chose its own. */
	private static <M> Answer ofValues(QuerySpec spec, ValuesQuerySet<M, List<@Nullable Object>> combined) {
		ValuesQuerySet<M, List<@Nullable Object>> ordered = combined
			.orderBy(spec.order().stream().map(QuerySpec.Order::said).toArray(String[]::new));
		QuerySpec.Slice slice = spec.slice();
		return answer((slice != null) ? ordered.slice(slice.from(), slice.to()) : ordered);
	}

	private static <M> Answer answer(ValuesQuerySet<M, List<@Nullable Object>> values) {
		List<List<@Nullable Object>> rows = Orm.await(values.alist()).stream().map(SpecRunner::row).toList();
		return new Answer(rows, Orm.await(values.acount()), Orm.await(values.aexists()));
	}

	private static <M> ValuesQuerySet<M, List<@Nullable Object>> values(QuerySpec spec, QuerySet<M> books) {
		return books.valuesList(spec.columns().stream().map(QuerySpec.Column::said).toArray(String[]::new));
	}

	private static <M> QuerySet<M> matching(QuerySet<M> all, List<QuerySpec.Call> calls) {
		QuerySet<M> books = all;
		for (QuerySpec.Call call : calls) {
			books = call.exclude() ? books.exclude(call.condition().<M>toQ()) : books.filter(call.condition().<M>toQ());
		}
		return books;
	}

	private static <M> QuerySet<M> placed(QuerySet<M> books, QuerySpec.Window window) {
		Window<M> place = WindowFunctions
			.window(window.ranked() ? WindowFunctions.<M>rank() : WindowFunctions.<M>rowNumber())
			.orderBy(window.order().stream().map(QuerySpec.Order::said).toArray(String[]::new));
		QuerySpec.Column partition = window.partition();
		return books.alias("place", (partition != null) ? place.partitionBy(partition.said()) : place)
			.filter("place__lte", window.most());
	}

	@SuppressWarnings("unchecked") // a query set of objects is combined to one of objects
	private static <Q extends ValuesQuerySet<?, ?>> Q combine(Q first, QuerySpec.Combined how, Q second) {
		return (Q) switch (how.operator()) {
			case UNION -> how.all() ? first.unionAll(second) : first.union(second);
			case INTERSECTION -> first.intersection(second);
			case DIFFERENCE -> first.difference(second);
		};
	}

	private static List<@Nullable Object> row(List<? extends @Nullable Object> read) {
		List<@Nullable Object> row = new ArrayList<>();
		read.forEach((value) -> row.add(comparable(value)));
		return row;
	}

	/** In a form in which equal values are equal. */
	static @Nullable Object comparable(@Nullable Object value) {
		return switch (value) {
			case Short number -> number.longValue();
			case Integer number -> number.longValue();
			case BigDecimal decimal -> decimal.stripTrailingZeros();
			case null, default -> value;
		};
	}

	/** What the library said. */
	record Answer(List<List<@Nullable Object>> rows, long count, boolean exists) {
	}

}
