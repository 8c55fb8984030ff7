package io.asyncorm.deletes;

import java.util.List;
import java.util.Objects;

import io.asyncorm.deletes.Wiki.Article;
import io.asyncorm.deletes.Wiki.Comment;
import io.asyncorm.deletes.Wiki.Writer;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Q;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Prefetch;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.exists;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.max;
import static io.asyncorm.Orm.outerRef;
import static io.asyncorm.Orm.subquery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Queries that come to rows which count as deleted by other ways than as their own: by
 * relations, aggregates, subqueries, keys and prefetching.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class SoftDeletedReadsIntegrationTests {

	private final Wiki wiki;

	private final Writer ann;

	private final Article olds;

	/** Of an article that counts as deleted. */
	private final Comment lost;

	SoftDeletedReadsIntegrationTests(TestDatabase database) {
		this.wiki = new Wiki(database);
		this.ann = await(this.wiki.writers().acreate(kw("name", "Ann")));
		await(this.wiki.writers().acreate(kw("name", "Bob")));
		Article news = article("news");
		this.olds = article("olds");
		comment("gone", news);
		comment("seen", news);
		this.lost = comment("lost", this.olds);
		await(this.wiki.comments().filter("text", "gone").adelete());
		await(this.wiki.articles().adelete(this.olds));
		await(this.wiki.comments().all().withDeleted().filter("text", "lost").aupdate(kw("deleted", false)));
	}

	@AfterEach
	void close() {
		this.wiki.close();
	}

	@Test
	void aggregatesOverRelationsLeaveThemOut() {
		assertThat(await(this.wiki.writers()
			.annotate("articles_count", count("articles"))
			.annotate("last", max("articles__title"))
			.filter("name", "Ann")
			.valuesList("articles_count", "last")
			.aget())).containsExactly(1L, "news");
		assertThat(await(this.wiki.writers().annotate("n", count("articles__comments")).filter("n", 1).acount()))
			.isEqualTo(1);
		assertThat(await(this.wiki.writers()
			.annotate("n", count("articles").filter(Q.of("articles__title", "olds")))
			.filter("n__gt", 0)
			.aexists())).isFalse();
		assertThat(await(this.wiki.writers().aaggregate(kw("n", count("articles__comments"))))).containsEntry("n", 1L);
		assertThat(await(this.wiki.comments().aaggregate(kw("last", max("article__title"))))).containsEntry("last",
				"news");
		assertThat(await(this.wiki.writers().all().withDeleted().aaggregate(kw("n", count("articles__comments")))))
			.containsEntry("n", 3L);
	}

	@Test
	void waysOverSeveralRelationsEndAtThem() {
		assertThat(await(this.wiki.writers().filter("articles__comments__text", "lost").aexists())).isFalse();
		assertThat(await(this.wiki.writers().exclude("articles__comments__text", "lost").acount())).isEqualTo(2);
		assertThat(await(this.wiki.writers().filter("articles__comments__text", "gone").aexists())).isFalse();
		assertThat(await(this.wiki.writers().filter("articles__comments__isnull", true).acount())).isEqualTo(1);
		assertThat(await(this.wiki.comments().filter("article__writer", this.ann).acount())).isEqualTo(1);
		assertThat(await(this.wiki.comments().filter("article__writer__isnull", true).acount())).isEqualTo(1);
		assertThat(
				await(this.wiki.comments().orderBy("text").valuesList("article__writer__name", String.class).alist()))
			.containsExactly(null, "Ann");
		assertThat(await(this.wiki.writers()
			.annotate("old", FilteredRelation.of("articles", Q.of("articles__title", "olds")))
			.filter("old__isnull", true)
			.acount())).isEqualTo(2);
	}

	@Test
	void subqueriesLeaveThemOutUnlessTheyAskForThem() {
		assertThat(await(this.wiki.writers()
			.filter(exists(this.wiki.articles().filter("title", "olds").filter("writer", outerRef("pk"))))
			.aexists())).isFalse();
		assertThat(await(this.wiki.writers()
			.filter(exists(
					this.wiki.articles().all().withDeleted().filter("title", "olds").filter("writer", outerRef("pk"))))
			.acount())).isEqualTo(1);
		assertThat(await(this.wiki.writers()
			.annotate("last",
					subquery(this.wiki.articles()
						.filter("writer", outerRef("pk"))
						.orderBy("-title")
						.valuesList("title", String.class)
						.slice(0, 1)))
			.valuesList("last", String.class)
			.alist())).containsExactly("news", null);
		assertThat(await(this.wiki.comments()
			.filter(exists(this.wiki.articles().all().withDeleted().filter("title", outerRef("article__title"))))
			.valuesList("text", String.class)
			.alist())).containsExactly("seen");
		assertThat(await(this.wiki.writers().filter("articles__in", this.wiki.articles().all()).acount())).isEqualTo(1);
		assertThat(await(this.wiki.writers().filter("articles__title", "olds").aupdate(kw("name", "x")))).isZero();
		assertThat(await(this.wiki.writers().filter("articles__title", "olds").adelete()).count()).isZero();
	}

	@Test
	void theyAreNotFoundByTheirKeys() {
		Long key = Objects.requireNonNull(this.olds.id());

		assertThat(await(this.wiki.articles().ainBulk(List.of(key)))).isEmpty();
		assertThat(await(this.wiki.articles().all().withDeleted().ainBulk(List.of(key)))).containsOnlyKeys(key);
		assertThat(await(this.wiki.articles().all().acontains(this.olds))).isFalse();
		assertThat(await(this.wiki.articles().filter("pk__in", List.of(key)).aexists())).isFalse();
		assertThatExceptionOfType(DoesNotExistException.class)
			.isThrownBy(() -> await(this.wiki.articles().arefreshFromDb(this.olds)));
		assertThat(await(this.wiki.articles().all().withDeleted().arefreshFromDb(this.olds)).deletedAt()).isNotNull();
		assertThatExceptionOfType(DoesNotExistException.class)
			.isThrownBy(() -> await(this.wiki.articles().aget(this.lost.article())));
		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> await(this.lost.article().aget()));
	}

	@Test
	void aPrefetchSeesWhatItsOwnQuerySetSees() {
		assertThat(prefetched(Prefetch.of("articles"))).containsExactly("news");
		assertThat(prefetched(Prefetch.of("articles").querySet(this.wiki.articles().filter("title__contains", "s"))))
			.containsExactly("news");
		assertThat(prefetched(Prefetch.of("articles").querySet(this.wiki.articles().all().withDeleted())))
			.containsExactly("news", "olds");
		assertThat(await(this.wiki.writers().all().withDeleted().prefetchRelated("articles__comments").alist()))
			.flatExtracting((writer) -> writer.articles().list())
			.flatExtracting((article) -> article.comments().list())
			.extracting(Comment::text)
			.containsExactly("seen");
	}

	private List<String> prefetched(Prefetch prefetch) {
		return Wiki.titles(
				await(this.wiki.writers().prefetchRelated(prefetch).filter("name", "Ann").aget()).articles().list());
	}

	private Article article(String title) {
		return await(this.wiki.articles().acreate(kw("title", title, "writer", this.ann, "editor", null)));
	}

	private Comment comment(String text, Article article) {
		return await(this.wiki.comments().acreate(kw("text", text, "article", article)));
	}

}
