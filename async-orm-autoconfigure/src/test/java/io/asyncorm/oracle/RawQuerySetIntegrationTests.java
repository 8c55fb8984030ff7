package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.asyncorm.Orm;
import io.asyncorm.expression.Kw;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Named parameters and prefetched relations of {@code raw()}.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RawQuerySetIntegrationTests extends AbstractBookshopIntegrationTests {

	@Test
	void parametersHaveNames() {
		String sql = "select id, title from book where pages between :least and :most and (id > :id or pages = :most)"
				+ " and title <> ':id ?' order by id -- :no";
		RawQuerySet<Book> raw = books().raw(sql, kw("id", 100).and("most", 400).and("least", 300));
		assertThat(raw.sql()).isEqualTo(sql);
		assertThat(ids(raw)).isNotEmpty()
			.isEqualTo(Orm.await(books().filter("pages__range", List.of(300, 400))
				.filter(q("id__gt", 100).or(q("pages", 400)))
				.orderBy("id")
				.valuesList(Book::id)
				.alist()));
		List<Long> iterated = new ArrayList<>();
		Orm.await(raw.aiterator(2).forEach((row) -> iterated.add(row.get("id", Long.class))));
		assertThat(iterated).isEqualTo(ids(raw));
		assertThat(ids(books().raw("select id from book where pages = :pages or :pages is null and id = 1",
				Kw.of(Map.of("pages", 0)))))
			.isEmpty();
		assertThat(ids(books().raw("select id from book where id = 3", Kw.empty()))).containsExactly(3L);
	}

	@Test
	void eachParameterHasOneValueAndEachValueAParameter() {
		String sql = "select id from book where pages > :least";
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> books().raw(sql, kw("lest", 3)))
			.withMessage("'lest' does not stand in the SQL: write ':lest', or leave it out. Did you mean 'least'?");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> books().raw(sql, Kw.empty()))
			.withMessage("The SQL has a parameter ':least', but was given no value of this name.");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> books().raw(sql, kw("least", 1).and("most__x", 3)))
			.withMessageContaining("'most__x' does not stand in the SQL");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> books().raw(sql + " and id = ?", kw("least", 1)))
			.withMessageContaining("a parameter needs a name");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> books().raw("select id from book where title = 'it", Kw.empty()))
			.withMessageContaining("is not closed");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> books().raw("select id from book where id in (:ids)", kw("ids", List.of(1, 2))))
			.withMessageContaining("= any(:ids)");
	}

	@Test
	void aJsonDocumentGoesInAsItsText() {
		String condition = switch (this.kind) {
			case POSTGRESQL -> "meta @> cast(:part as jsonb)";
			case H2 -> "json '{\"stars\":5}' = :part format json and id < 3";
			case MARIADB -> "json_contains(meta, :part)";
		};
		List<Long> found = ids(
				books().raw("select id from book where " + condition + " order by id", kw("part", "{\"stars\":5}")));
		assertThat(found).isEqualTo((this.kind == TestDatabase.H2) ? List.of(1L, 2L) : Orm
			.await(books().filter("meta__contains", Map.of("stars", 5)).orderBy("id").valuesList(Book::id).alist()));
	}

	@Test
	void relationsArePrefetchedForRowsAndTheirObjects() {
		List<Row<Book>> rows = Orm.await(books().raw("select * from book where id <= :last order by id", kw("last", 9))
			.prefetchRelated("author__mentor", "tags")
			.prefetchRelated(Prefetch.of("reviews").querySet(reviews().filter("rating", 5).orderBy("id")))
			.alist());
		List<Book> wanted = Orm.await(books().filter("id__lte", 9)
			.prefetchRelated("author__mentor", "tags")
			.prefetchRelated(Prefetch.of("reviews").querySet(reviews().filter("rating", 5).orderBy("id")))
			.orderBy("id")
			.alist());
		assertThat(rows).hasSize(9);
		for (int i = 0; i < 9; i++) {
			Book book = rows.get(i).object();
			assertThat(book).isEqualTo(wanted.get(i));
			assertThat(book.author().get()).isEqualTo(wanted.get(i).author().get());
			assertThat(book.tags().list()).isEqualTo(wanted.get(i).tags().list());
			assertThat(book.reviews().list()).isEqualTo(wanted.get(i).reviews().list())
				.allSatisfy((review) -> assertThat(review.book().get()).isEqualTo(book));
		}
	}

	@Test
	void attributesStandInRowsWithoutObjects() {
		this.database.forgetSent();
		List<Row<Book>> rows = Orm
			.await(books().raw("select id, title, author_id as author_id from book where id < ?" + " order by id", 20)
				.prefetchRelated(Prefetch.of("reviews").querySet(reviews().filter("rating", 5)).toAttr("loved"),
						Prefetch.of("author"))
				.alist());
		assertThat(this.database.sent().statements()).hasSize(3);
		assertThat(rows).hasSize(19).allSatisfy((row) -> {
			assertThat(row.list("loved", Review.class)).hasSize(Math.toIntExact(
					Orm.await(reviews().filter("rating", 5).filter("book", row.get("id", Long.class)).acount())));
			assertThat(row.get("title", String.class)).isNotNull();
		});
		List<Integer> sizes = new ArrayList<>();
		Orm.await(books().raw("select id from book where id < 20 order by id")
			.prefetchRelated(Prefetch.of("reviews").querySet(reviews().filter("rating", 5)).toAttr("loved"))
			.aiterator(7)
			.forEach((row) -> sizes.add(row.list("loved", Review.class).size())));
		assertThat(sizes).isEqualTo(rows.stream().map((row) -> row.list("loved", Review.class).size()).toList());
	}

	@Test
	void whatCannotBePrefetchedIsRefused() {
		RawQuerySet<Book> raw = books().raw("select id, 1 as loved from book");
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> raw.prefetchRelated("auhtor"))
			.withMessageContaining("Did you mean 'author'?");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> Orm.await(raw.prefetchRelated("author").alist()))
			.withMessageContaining("raw() did not read it");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> Orm.await(raw.prefetchRelated(Prefetch.of("reviews").toAttr("loved")).alist()))
			.withMessageContaining("conflicts");
		assertThat(Orm.await(raw.prefetchRelated("author").prefetchRelated((String) null).alist())).isNotEmpty();
	}

	private static List<Long> ids(RawQuerySet<Book> raw) {
		return Orm.await(raw.alist()).stream().map((row) -> row.get("id", Long.class)).toList();
	}

	private QuerySet<Book> books() {
		return all(Book.class);
	}

	private QuerySet<Review> reviews() {
		return all(Review.class);
	}

}
