package io.asyncorm.compiler;

import java.util.List;
import java.util.stream.LongStream;

import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QuerySet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ValueExtractor}.
 */
class ValueExtractorTests {

	private final Bookshop shop = new Bookshop();

	@Test
	void valuesOfInAreOneArrayUpToALimit() {
		assertThat(parameterized(books(4), 4).values()).containsExactly(List.of(1L, 2L, 3L, 4L));
		assertThat(parameterized(books(4), Integer.MAX_VALUE).template())
			.isEqualTo(parameterized(books(4), 4).template());
	}

	@Test
	void moreValuesAreArraysOfOneSize() {
		assertThat(parameterized(books(5), 4).values()).containsExactly(List.of(1L, 2L, 3L, 4L),
				List.of(2L, 3L, 4L, 5L));
		assertThat(parameterized(books(8), 4).values()).containsExactly(List.of(1L, 2L, 3L, 4L),
				List.of(5L, 6L, 7L, 8L));
		assertThat(parameterized(books(5), 4).template()).isEqualTo(parameterized(books(8), 4).template())
			.isNotEqualTo(parameterized(books(9), 4).template());
	}

	@Test
	void valuesInSubqueriesAreDividedToo() {
		QuerySet<Book> inner = this.shop.all(Book.class).filter("id__in", List.of(1L, 2L, 3L, 4L, 5L));

		assertThat(parameterized(this.shop.all(Book.class).filter("id__in", inner.values("id"))).values()).hasSize(2);
	}

	private Parameterized<QueryState> parameterized(QuerySet<Book> books) {
		return parameterized(books, 4);
	}

	private Parameterized<QueryState> parameterized(QuerySet<Book> books, int comparedElements) {
		this.shop.operations.clear();
		books.alist();
		return Parameterized.of(((Operation.Read<?, ?>) this.shop.operations.get(0)).state(),
				Extraction.of(comparedElements));
	}

	/** The books with the first keys. */
	private QuerySet<Book> books(int keys) {
		return this.shop.all(Book.class).filter("id__in", LongStream.rangeClosed(1, keys).boxed().toList());
	}

}
