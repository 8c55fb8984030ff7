package io.asyncorm.repository;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

import io.asyncorm.plan.BoundQuery;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowQuery;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.repository.Library.Genre;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for methods that are resolved once, at startup: {@link DeclaredMethodsTests}
 * holds what they ask for against what a query set makes.
 */
class PreparedMethodsTests extends AbstractBooksTests {

	@Test
	void callsShareAllButTheirValues() {
		BoundQuery first = bound((books) -> books.alist("Ann", 300));
		BoundQuery second = bound((books) -> books.alist("Ben", 200));

		assertThat(first.template()).isSameAs(second.template());
		assertThat(first.values()).isEqualTo(List.of("Ann", 300));
		assertThat(second.values()).isEqualTo(List.of("Ben", 200));
	}

	@Test
	void whatIsReadByTerminalsIsPrepared() {
		bound((books) -> books.aget(7L));
		bound((books) -> books.aget("Async"));
		bound((books) -> books.afirst("async"));
		bound((books) -> books.acount(Genre.POETRY));
		bound((books) -> books.acount(ANN));
		bound((books) -> books.aexists("ann"));
		bound((books) -> books.alistByAuthorNameOrderByTitle("Ann"));
	}

	@Test
	void inheritedTerminalsArePrepared() {
		assertThat(bound((books) -> books.alist()).template()).isSameAs(bound((books) -> books.alist()).template());
		bound(Books::afirst);
		bound(Books::alast);
		bound((books) -> books.aget());
		bound(Books::acount);
		bound(Books::aexists);
	}

	@Test
	void aValueIsBoundAsItsColumnHoldsIt() {
		assertThat(bound((books) -> books.acount(ANN)).values()).isEqualTo(List.of(7L));
		assertThat(bound((books) -> books.acount(LocalDate.EPOCH)).values()).isEqualTo(List.of(LocalDate.EPOCH));
	}

	@Test
	void valuesThatMakeAnotherConditionMakeAQueryOfTheirOwn() {
		assertThat(query((books) -> books.acount((LocalDate) null))).isInstanceOf(QueryState.class);
		assertThat(query((books) -> books.alist(List.of(1L, 2L)))).isInstanceOf(QueryState.class);
		assertThat(query((books) -> books.aexists(true))).isInstanceOf(QueryState.class);
	}

	@Test
	void theMessageNamesTheKey() {
		this.books.aget(7L);
		Operation.Read<?, ?> read = (Operation.Read<?, ?>) this.operations.only();

		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> read.result().apply(List.of()))
			.withMessage("'Book.aget' wants one row, but there is none with id 7");
	}

	private BoundQuery bound(Consumer<Books> call) {
		RowQuery query = query(call);
		assertThat(query).isInstanceOf(BoundQuery.class);
		return (BoundQuery) query;
	}

	private RowQuery query(Consumer<Books> call) {
		call.accept(this.books);
		return ((Operation.Queried<?>) this.operations.only()).query();
	}

}
