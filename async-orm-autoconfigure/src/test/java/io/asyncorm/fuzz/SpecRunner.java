package io.asyncorm.fuzz;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.Orm;
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
		QuerySet<M> books = all;
		for (QuerySpec.Call call : spec.calls()) {
			books = call.exclude() ? books.exclude(call.condition().<M>toQ()) : books.filter(call.condition().<M>toQ());
		}
		books = spec.distinct() ? books.distinct() : books;
		// The order of a model would come with distinct(), and multiply nothing
		books = books.orderBy(spec.order().stream().map(QuerySpec.Order::said).toArray(String[]::new));
		QuerySpec.Slice slice = spec.slice();
		books = (slice != null) ? books.slice(slice.from(), slice.to()) : books;
		List<String> related = spec.related();
		if (related != null) {
			books = books.selectRelated(related.toArray(String[]::new));
			CompletableFuture<List<M>> list = books.alist();
			List<List<@Nullable Object>> rows = new ArrayList<>();
			Orm.await(list).forEach((one) -> rows.add(row(List.of(Objects.requireNonNull(ModelKeys.keyOf(one))))));
			return new Answer(rows, Orm.await(books.acount()), Orm.await(books.aexists()));
		}
		ValuesQuerySet<M, List<@Nullable Object>> values = books
			.valuesList(spec.columns().stream().map(QuerySpec.Column::said).toArray(String[]::new));
		List<List<@Nullable Object>> rows = Orm.await(values.alist()).stream().map(SpecRunner::row).toList();
		return new Answer(rows, Orm.await(values.acount()), Orm.await(values.aexists()));
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
