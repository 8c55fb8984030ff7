package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.exists;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.outerRef;
import static io.asyncorm.Orm.q;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code and()}, {@code or()} and {@code xor()} of query sets that have filtered
 * relations, annotations and subqueries of their own.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CombinedConditionsIntegrationTests extends AbstractBookshopIntegrationTests {

	private Set<Long> all;

	@BeforeParameterizedClassInvocation
	void readAllKeys() {
		this.all = ids(authors());
	}

	@Test
	void eachHasItsOwnFilteredRelation() {
		FilteredRelation<Author> long1 = FilteredRelation.of("books", q("books__pages__gt", 900));
		FilteredRelation<Author> loved = FilteredRelation.of("moderated", q("moderated__rating", 5));
		for (String name : List.of("r", "other")) {
			combine(with("r", long1).filter("r__isnull", false), with(name, loved).filter(name + "__isnull", false));
			combine(with("r", long1).filter("r__isnull", false), with(name, loved).exclude(name + "__helpful__lt", 30));
			combine(authors().filter("id__lt", 20), with(name, loved).filter(name + "__isnull", true));
		}
		// The very same relation is joined once
		QuerySet<Author> same = with("r", long1).filter("r__title__lt", "M")
			.and(with("r", long1).filter("r__title__gt", "G"));
		assertThat(same.sql().split("join", -1)).hasSize(2);
		assertThat(ids(same)).isEqualTo(ids(with("r", long1).filter("r__title__lt", "M").filter("r__title__gt", "G")));
	}

	@Test
	void aFilteredRelationThatLeadsOnKeepsItsParent() {
		FilteredRelation<Author> long1 = FilteredRelation.of("books", q("books__pages__gt", 700));
		QuerySet<Author> reviewed = with("big", long1)
			.annotate("loved", FilteredRelation.of("big__reviews", q("big__reviews__rating", 5)))
			.filter("loved__isnull", false);
		FilteredRelation<Author> cheap = FilteredRelation.of("books", q("books__price__lt", 20));
		combine(with("big", cheap).filter("big__isnull", false), reviewed);
		combine(reviewed, with("loved", cheap).filter("loved__pages__lt", 200));
	}

	@Test
	void aNameOfBothMeansWhatEachHasAnnotated() {
		combine(authors().annotate("n", of("books")).filter("n__gt", 6),
				authors().annotate("n", of("moderated")).filter("n__gt", 9));
		combine(authors().annotate("n", f("id").plus(1)).filter("n__lt", 30),
				authors().alias("n", f("id").times(2)).filter("n__gt", 10));
		combine(authors().annotate("n", f("id")), authors().alias("n", of("moderated")).exclude("n__lt", 9));
		QuerySet<Author> first = authors().annotate("n", f("id").plus(1))
			.and(authors().annotate("n", f("id").times(2)).filter("n__gt", 10));
		assertThat(Orm.await(first.rows().alist()))
			.allSatisfy((row) -> assertThat(row.get("n", Long.class)).isEqualTo(row.object().id() + 1));
	}

	@Test
	void oneOfTwoHoldsByWhatEachHasAnnotated() {
		QuerySet<Author> many = authors().annotate("n", of("books")).filter("n__gt", 6);
		QuerySet<Author> strict = authors().annotate("n", of("moderated")).filter("n__gt", 9);
		Set<Long> one = ids(many);
		Set<Long> other = ids(strict);
		assertThat(ids(many.xor(strict))).isEqualTo(wanted((id) -> one.contains(id) != other.contains(id)));
	}

	@Test
	void theOrderOfTheSecondMayBeByItsAnnotations() {
		QuerySet<Author> ordered = authors().filter("id__lt", 10)
			.and(authors().annotate("turned", f("id").times(-1)).orderBy("turned"));
		assertThat(Orm.await(ordered.valuesList(Author::id).alist()))
			.isEqualTo(List.of(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L));
		assertThat(Orm.await(ordered.rows().afirst()).orElseThrow().annotations()).isEmpty();
	}

	@Test
	void anOuterReferenceOfTheSecondHasItsOwnJoin() {
		QuerySet<Author> first = authors().filter("books__pages__gt", 900);
		QuerySet<Review> same = all(Review.class).filter("book", outerRef("books__id"));
		combine(first, authors().filter(exists(same.filter("rating", 1))));
		combine(first, authors().filter(q("books__pages__lt", 300).and(exists(same.filter("rating", 1)))));
	}

	private void combine(QuerySet<Author> first, QuerySet<Author> second) {
		Set<Long> one = ids(first);
		Set<Long> other = ids(second);
		assertThat(List.of(one.size(), other.size())).allMatch((size) -> size > 0);
		assertThat(ids(first.and(second))).as("and").isEqualTo(wanted((id) -> one.contains(id) && other.contains(id)));
		assertThat(ids(second.and(first))).as("and").isEqualTo(wanted((id) -> one.contains(id) && other.contains(id)));
		assertThat(ids(first.or(second))).as("or").isEqualTo(wanted((id) -> one.contains(id) || other.contains(id)));
		assertThat(ids(second.or(first))).as("or").isEqualTo(wanted((id) -> one.contains(id) || other.contains(id)));
	}

	private Set<Long> wanted(Predicate<Long> condition) {
		return this.all.stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Expr<Author> of(String relation) {
		return Orm.<Author>count(relation).distinct();
	}

	private static Set<Long> ids(QuerySet<Author> query) {
		return new TreeSet<>(new ArrayList<>(Orm.await(query.valuesList(Author::id).alist())));
	}

	private QuerySet<Author> with(String name, FilteredRelation<Author> relation) {
		return authors().annotate(name, relation);
	}

	private QuerySet<Author> authors() {
		return all(Author.class);
	}

}
