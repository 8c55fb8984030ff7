package io.asyncorm.repository;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.plan.Operation;
import io.asyncorm.plan.RecordColumns;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.MultipleObjectsReturnedException;
import io.asyncorm.repository.Library.Book;
import io.asyncorm.repository.Library.Genre;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SqlMethods}: the operations that queries become, and their results.
 */
class SqlMethodsTests {

	private final RecordedOperations operations = new RecordedOperations();

	private final Books books = new RepositoryProxyFactory(Library.querySets(this.operations)).create(Books.class);

	@Test
	void valuesStandInTheOrderOfTheText() {
		this.books.abetween(10, 20);

		Operation.Sql<?> sql = only();
		assertThat(sql.name()).isEqualTo("Books.abetween");
		assertThat(sql.sql()).isEqualTo("select * from book where pages <= ? and pages >= ? and pages < ?");
		assertThat(sql.values()).isEqualTo(List.of(20, 10, 20));
	}

	@Test
	void collectionsAndArraysAreHandedOnWhole() {
		this.books.aof(List.of(1L, 2L));
		assertThat(only().values()).isEqualTo(List.of(List.of(1L, 2L)));

		this.books.acalled("a", "b");
		assertThat(only().values()).isEqualTo(List.of(List.of("a", "b")));
	}

	@Test
	@SuppressWarnings("NullAway") // what is refused is tried
	void nullIsBoundWhereTheParameterIsNullable() {
		this.books.asince(null);
		assertThat(only().values()).isEqualTo(Arrays.asList(null, null));

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> this.books.aof(null))
			.withMessageContaining("'Books.aof' was given null for 'ids'");
	}

	@Test
	void elementsAreModelsRecordsOrValues() {
		this.books.aof(List.of());
		SqlRows.Objects<?, ?> objects = (SqlRows.Objects<?, ?>) only().rows();
		assertThat(objects.model().type()).isEqualTo(Book.class);

		this.books.ashelves();
		SqlRows.Projections<?, ?> projections = (SqlRows.Projections<?, ?>) only().rows();
		RecordColumns<?> columns = projections.columns().apply(List.of("title", "reviews_count"));
		assertThat(columns.names()).containsExactly("title", "reviewsCount");
		assertThat(columns.columns()).extracting(RecordColumns.Column::boxed)
			.isEqualTo(List.of(String.class, Long.class));
		Object shelf = columns.assembler().assemble(null, new Object[] { "a", 2 });
		assertThat(shelf).isEqualTo(new Shelf("a", 2));

		this.books.agenres();
		assertThat(((SqlRows.Scalars<?, ?>) only().rows()).type()).isEqualTo(Genre.class);
	}

	@Test
	void aListGivesAllElements() {
		this.books.agenres();
		assertThat(scalars(Genre.NOVEL, Genre.NOVEL)).isEqualTo(List.of(Genre.NOVEL, Genre.NOVEL));
	}

	@Test
	void oneElementMustBeThereAndAlone() {
		Runnable call = this.books::aaveragePages;

		call.run();
		assertThat(scalars(BigDecimal.ONE)).isEqualTo(BigDecimal.ONE);
		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> scalars(call))
			.withMessage("'Books.aaveragePages' wants one row, but there is none");
		assertThatExceptionOfType(MultipleObjectsReturnedException.class).isThrownBy(() -> scalars(call, 1, 2))
			.withMessage("'Books.aaveragePages' wants one row, but there are 2");
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> scalars(call, (Object) null))
			.withMessage("'Books.aaveragePages' read a null: declare the value as @Nullable, or an Optional,"
					+ " where there may be none");
	}

	@Test
	void anOptionalStandsForNoRowAndForNull() {
		Runnable call = this.books::alatestAdded;

		assertThat(scalars(call)).isEqualTo(Optional.empty());
		assertThat(scalars(call, (Object) null)).isEqualTo(Optional.empty());
		assertThat(scalars(call, Instant.EPOCH)).isEqualTo(Optional.of(Instant.EPOCH));
		assertThatExceptionOfType(MultipleObjectsReturnedException.class)
			.isThrownBy(() -> scalars(call, Instant.EPOCH, Instant.EPOCH));
	}

	@Test
	void aFutureOfANullableValueMayHoldNull() {
		assertThat(scalars(this.books::amaximum, (Object) null)).isNull();
	}

	@Test
	void changesGiveTheirNumberOrNothing() {
		this.books.aclose(1L);
		assertThat(changed(3)).isEqualTo(3L);

		this.books.acloseAll();
		assertThat(changed(3)).isEqualTo(3);

		this.books.atruncate();
		assertThat(changed(3)).isNull();
	}

	@Test
	void changesThatReturnRowsAreRead() {
		this.books.areturning(1L);

		assertThat(only().rows()).isInstanceOf(SqlRows.Objects.class);
	}

	private Operation.Sql<?> only() {
		return (Operation.Sql<?>) this.operations.only();
	}

	private @Nullable Object scalars(Runnable call, @Nullable Object... values) {
		call.run();
		return scalars(values);
	}

	@SuppressWarnings("unchecked") // the values are made for the query
	private @Nullable Object scalars(@Nullable Object... values) {
		SqlRows.Scalars<Object, Object> rows = (SqlRows.Scalars<Object, Object>) only().rows();
		Function<List<Object>, Object> result = rows.result();
		return result.apply(Arrays.asList(values));
	}

	private @Nullable Object changed(long count) {
		return ((SqlRows.Changed<?>) only().rows()).result().apply(count);
	}

	interface Books extends AsyncRepository<Book, Long> {

		@Query("select * from book where pages <= :to and pages >= :from and pages < :to")
		CompletableFuture<List<Book>> abetween(int from, int to);

		@Query("select * from book where id = any(:ids)")
		CompletableFuture<List<Book>> aof(Collection<Long> ids);

		@Query("select * from book where title = any(:titles)")
		CompletableFuture<List<Book>> acalled(String... titles);

		@Query("select * from book where published >= :since or cast(:since as date) is null")
		CompletableFuture<List<Book>> asince(@Nullable LocalDate since);

		@Query("select title, reviews_count from shelf")
		CompletableFuture<List<Shelf>> ashelves();

		@Query("select genre from book")
		CompletableFuture<List<Genre>> agenres();

		@Query("select avg(pages) from book")
		CompletableFuture<BigDecimal> aaveragePages();

		@Query("select max(added) from book")
		CompletableFuture<Optional<Instant>> alatestAdded();

		@Query("select max(pages) from book")
		CompletableFuture<@Nullable Integer> amaximum();

		@Query("update book set pages = 0 where id = :id")
		CompletableFuture<Long> aclose(long id);

		@Query("update book set pages = 0")
		CompletableFuture<Integer> acloseAll();

		@Query("truncate book")
		CompletableFuture<Void> atruncate();

		@Query("update book set pages = 0 where id = :id returning *")
		CompletableFuture<Optional<Book>> areturning(long id);

	}

	record Shelf(String title, long reviewsCount) {
	}

}
