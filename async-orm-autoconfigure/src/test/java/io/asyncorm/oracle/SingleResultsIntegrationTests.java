package io.asyncorm.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

import io.asyncorm.Orm;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Q;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RowLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Numbers, single objects and objects by a field, in the bookshop.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SingleResultsIntegrationTests {

	private OracleDatabase database;

	private QuerySet<Book> books;

	@BeforeAll
	void fillTheBookshop() {
		this.database = new OracleDatabase();
		this.books = this.database.querySets().of(Book.class);
	}

	@AfterAll
	void close() {
		this.database.close();
	}

	@Test
	void anOrderMakesNoMoreRowsToCount() {
		assertThat(Orm.await(this.books.orderBy("tags__name").acount())).isEqualTo(300);
		assertThat(Orm.await(this.books.orderBy("tags__name").aaggregate(Orm.kw("n", Orm.count("id")))))
			.containsEntry("n", 300L);
		QuerySet<Book> byTag = this.books.orderBy("tags__name");
		assertThat(Orm.await(byTag.unionAll(byTag).acount())).isEqualTo(600);
	}

	@Test
	void annotationsThatDifferMakeDistinctRows() {
		QuerySet<Book> byTag = this.books.annotate("tag", Orm.f("tags__name")).distinct();
		assertThat(Orm.await(byTag.acount())).isEqualTo(694);
		assertThat(Orm.await(byTag.alist())).hasSize(694);
	}

	@Test
	void whatIsCountedIsNotLocked() {
		assertThat(Orm.await(this.books.selectForUpdate(RowLock.update()).acount())).isEqualTo(300);
	}

	@Test
	void selectedRelationsAreLockedWhereOnlyTheirPresenceIsAskedFor() {
		QuerySet<Book> locked = this.books.selectForUpdate(RowLock.update().of("author"));
		this.database.forgetSent();
		assertThat(Orm
			.await(this.database.transactions().atomic(() -> Orm.await(locked.selectRelated("author").aexists()))))
			.isTrue();
		assertThat(this.database.sent().lock().clause()).isEqualTo("FOR UPDATE OF \"author\"");
		assertThatExceptionOfType(FieldException.class).isThrownBy(locked::aexists)
			.withMessageContaining("cannot lock the rows of 'author'");
	}

	@Test
	void aQueryInSqlIsGivenAValueForEachQuestionMark() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.raw("SELECT id FROM book WHERE id = ? -- or ?"))
			.withMessageContaining("has 1 question marks, but was given 0 values");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.raw("SELECT id FROM book WHERE title = '?' AND meta ?? 'stars'", 1))
			.withMessageContaining("has 0 question marks, but was given 1 values");
		assertThat(Orm.await(this.books.raw("SELECT id FROM book WHERE title <> '?' AND id = ?", 7).alist()))
			.hasSize(1);
	}

	@Test
	void theOtherWayRoundTheLatestIsTheEarliest() {
		assertThat(Orm.await(this.books.reverse().alatest("id")).id()).isEqualTo(1);
		assertThat(Orm.await(this.books.reverse().aearliest("id")).id()).isEqualTo(300);
		assertThat(Orm.await(this.books.alatest("id")).id()).isEqualTo(300);
	}

	@Test
	void groupsHaveNoOrderOfTheirOwn() {
		var groups = this.books.values("format").annotate("n", Orm.count("id"));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(groups::afirst)
			.withMessageContaining("that afirst() could go by: add an orderBy()");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(groups::alast)
			.withMessageContaining("that alast() could go by");
		assertThat(Orm.await(groups.orderBy("format").afirst())).get()
			.extracting((row) -> row.get("format"))
			.isEqualTo("audio");
		assertThat(Orm.await(this.books.values("id").annotate("n", Orm.count("tags")).alast())).get()
			.extracting((row) -> row.get("id"))
			.isEqualTo(300L);
	}

	@Test
	void theOnlyOneOfThoseThatWerePickedIsPickedByTheirOrder() {
		assertThat(
				Orm.await(this.books.filter("format", "audio").orderBy("format", "-id").distinct("format").aget()).id())
			.isEqualTo(Orm.await(this.books.filter("format", "audio").alatest("id")).id());
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" }) // what the compiler keeps typed code
													// from
	void onlyAnObjectOfAModelCanBeContained() {
		QuerySet raw = this.books;
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> raw.acontains(5L))
			.withMessageContaining("acontains() needs an object of a model, not a value of type 'java.lang.Long'");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> raw.acontains(null))
			.withMessageContaining("not null");
		assertThat(Orm.await(raw.acontains(Orm.await(this.database.querySets().of(Tag.class).alatest("id")))))
			.isEqualTo(false);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.union(this.books).acontains(Orm.await(this.books.alatest("id"))))
			.withMessageContaining("acontains() after union()");
	}

	@Test
	void allRowsComeByTheValuesOfAField() {
		assertThat(Orm.await(this.books.filter("id__lte", 4).ainBulk("isbn"))).hasSize(3)
			.containsOnlyKeys("9780000015838", "9780000031676", null);
		assertThat(Orm.await(this.database.querySets().of(Profile.class).ainBulk("author_id", List.of(1, 2))))
			.containsOnlyKeys(1L, 2L);
	}

	@Test
	void aKeyIsNotDeferredNorARelationThatIsSelected() {
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.books.defer("pk"))
			.withMessageContaining("defer() cannot leave out the key of 'Book'");
		QuerySet<Author> authors = this.database.querySets().of(Author.class).selectRelated("profile");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> authors.only("name"))
			.withMessageContaining("'Author.profile' cannot be deferred");
	}

	@Test
	void aPointInTimeIsCastInUtcAndCutInTheTimeZone() {
		QuerySet<Book> inTokyo = this.database.querySets().seenIn(ZoneId.of("Asia/Tokyo")).of(Book.class);
		Expr<Book> released = Orm.f("released_at");
		assertThat(Orm.await(inTokyo.filter("id", 19)
			.annotate("day", Orm.cast(released, LocalDate.class))
			.valuesList("day", "released_at__date")
			.aget())).containsExactly(LocalDate.of(2020, 12, 31), LocalDate.of(2021, 1, 1));
		assertThat(Orm.await(inTokyo.dates("released_at", "year").afirst())).contains(LocalDate.of(1970, 1, 1));
	}

	@Test
	void besidePointsInTimeADateAndTimeIsOne() {
		Expr<Book> released = Orm.f("released_at");
		LocalDateTime midnight = LocalDateTime.of(2021, 1, 1, 0, 0);
		assertThat(Orm.await(this.books.filter("id", 19)
			.annotate("late", Functions.greatest(List.of(released, Functions.value(midnight))))
			.annotate("case", Cases.when(Q.<Book>of("id", 1), released).otherwise(Functions.value(midnight)))
			.valuesList("late", "case")
			.aget())).containsOnly(Instant.parse("2021-01-01T00:00:00Z"));
	}

}
