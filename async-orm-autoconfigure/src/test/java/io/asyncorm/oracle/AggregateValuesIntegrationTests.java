package io.asyncorm.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.query.QuerySet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What aggregates and choices give, in the bookshop.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregateValuesIntegrationTests {

	private OracleDatabase database;

	@BeforeAll
	void fillTheBookshop() {
		this.database = new OracleDatabase();
	}

	@AfterAll
	void close() {
		this.database.close();
	}

	@Test
	void aSumOfIntegersIsAnIntegerAndOneOfTimesALength() {
		assertThat(value(Book.class, Orm.sum("barcode"))).isEqualTo(812003278331887L);
		assertThat(value(Store.class, Orm.sum("opens"))).isEqualTo(Duration.parse("PT39H30M0.000001S"));
		assertThat(value(Store.class, Orm.avg("opens"))).isEqualTo(Duration.parse("PT6H35M"));
	}

	@Test
	void aSumOverGroupsOfGroupsIsAnInteger() {
		assertThat(Orm.await(of(Book.class).annotate("n", Orm.count("reviews")).aaggregate(Orm.kw("s", Orm.sum("n")))))
			.containsExactly(entry("s", 900L));
	}

	@Test
	void whatStandsForAMissingAggregateHasItsType() {
		QuerySet<Book> nothing = of(Book.class).filter("id", -1);
		assertThat(Orm.await(nothing.aaggregate(Orm.kw("title", Orm.max("title").orElse(1.5))
			.and("pages", Orm.sum("pages").orElse("7"))
			.and("discount", Orm.min("discount").orElse(2)))))
			.containsOnly(entry("title", "1.5"), entry("pages", 7L), entry("discount", 2.0));
	}

	@Test
	void aChoiceOfStampsTakesDaysToo() {
		Expr<Object> day = Orm.when(Orm.q("id", 1), Orm.f("releasedAt")).otherwise(Orm.f("published"));
		assertThat(Orm.await(of(Book.class).filter("id__in", List.of(1, 2))
			.annotate("day", day)
			.orderBy("id")
			.valuesList("day")
			.alist())).hasSize(2).allSatisfy((row) -> assertThat(row.get(0)).isInstanceOf(Instant.class));
	}

	@Test
	void groupsArePartedByTheSidesOfAConditionThatAnAggregateStandsIn() {
		Expr<Object> books = Orm.when(Orm.q("books__isnull", true), 0).otherwise(Orm.count("books"));
		assertThat(Orm.await(of(Author.class).annotate("x", books).filter("x__lt", 1).acount())).isEqualTo(4);
		assertThat(Orm.await(of(Author.class).annotate("x", books).filter("x__gt", 1).alist())).isEmpty();
	}

	private Object value(Class<?> model, Expr<?> aggregate) {
		return Orm.await(of(model).aaggregate(Orm.kw("x", aggregate))).get("x");
	}

	private <M> QuerySet<M> of(Class<M> model) {
		return this.database.querySets().of(model);
	}

}
