package io.asyncorm.deletes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.asyncorm.deletes.Wiki.Article;
import io.asyncorm.deletes.Wiki.Comment;
import io.asyncorm.deletes.Wiki.Label;
import io.asyncorm.deletes.Wiki.Link;
import io.asyncorm.deletes.Wiki.Site;
import io.asyncorm.deletes.Wiki.Writer;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.StaleObjectException;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that are only marked as deleted: who sees them, and what becomes of what refers to
 * them.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class SoftDeleteIntegrationTests {

	private final Wiki wiki;

	private final Writer ann;

	private final Article news;

	private final Article olds;

	SoftDeleteIntegrationTests(TestDatabase database) {
		this.wiki = new Wiki(database);
		this.ann = writer("Ann");
		this.news = article("news", this.ann);
		this.olds = article("olds", this.ann);
	}

	@AfterEach
	void close() {
		this.wiki.close();
	}

	@Test
	void rowsAreMarkedAndLeftOutAndSeenOnDemand() {
		assertThat(await(this.wiki.articles().filter("title", "olds").adelete()))
			.isEqualTo(new Deleted(1, Map.of("Article", 1L)));

		assertThat(this.wiki.rows("article")).isEqualTo(2);
		assertThat(Wiki.titles(await(this.wiki.articles().alist()))).containsExactly("news");
		assertThat(await(this.wiki.articles().acount())).isEqualTo(1);
		assertThat(await(this.wiki.articles().filter("title", "olds").aexists())).isFalse();
		assertThat(await(this.wiki.articles().exclude("title", "news").acount())).isZero();
		assertThat(await(this.wiki.articles().aaggregate(kw("n", count("pk"))))).containsEntry("n", 1L);
		assertThat(await(this.wiki.articles().ainBulk())).hasSize(1);
		assertThatExceptionOfType(DoesNotExistException.class)
			.isThrownBy(() -> await(this.wiki.articles().aget(key(this.olds))));
		assertThat(await(this.wiki.articles().aupdate(kw("title", "x")))).isEqualTo(1);
		assertThat(await(this.wiki.articles().all().withDeleted().acount())).isEqualTo(2);
		Article marked = await(this.wiki.articles().all().withDeleted().filter("title", "olds").aget());
		assertThat(marked.deletedAt()).isNotNull();
		assertThat(marked.version()).isEqualTo(2);
	}

	@Test
	void anObjectIsMarkedOnce() {
		assertThat(await(this.wiki.writers().adelete(writer("Bob")))).isEqualTo(new Deleted(1, Map.of("Writer", 1L)));
		assertThat(await(this.wiki.articles().adelete(this.news)).perModel()).containsEntry("Article", 1L);

		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.wiki.articles().adelete(this.news)));
		assertThat(await(this.wiki.writers().filter("name", "Bob").adelete()).count()).isZero();
	}

	@Test
	void whatIsMarkedAlreadyIsCalledSo() {
		await(this.wiki.articles().adelete(this.news));
		Article marked = await(this.wiki.articles().all().withDeleted().filter("pk", key(this.news)).aget());
		String message = "the row of 'Article' with id " + key(this.news)
				+ " counts as deleted, so that it was not found";

		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.wiki.articles().adelete(this.news)))
			.withMessageContaining(message);
		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.wiki.articles().abulkUpdate(List.of(marked), "title")))
			.withMessageContaining(message)
			.withMessageContaining("all().withDeleted()");
		assertThat(await(this.wiki.articles().all().withDeleted().abulkUpdate(List.of(marked), "title"))).isEqualTo(1);
		assertThatExceptionOfType(StaleObjectException.class)
			.isThrownBy(() -> await(this.wiki.articles().all().withDeleted().abulkUpdate(List.of(this.news), "title")))
			.withMessageContaining("was changed or deleted since");
	}

	@Test
	void rowsThatReferToMarkedOnesAreMarkedOrGoForGood() {
		Writer bob = writer("Bob");
		Article other = article("other", bob);
		await(this.wiki.articles().filter("pk", key(other)).aupdate(kw("editor", this.ann)));
		comment("c", this.news);
		comment("d", other);
		await(this.wiki.likes().acreate(kw("article", this.news)));
		await(this.wiki.drafts().acreate(kw("article", this.news, "text", "t")));
		await(this.news.labels().aadd(label("l")));
		await(this.wiki.comments().filter("text", "c").adelete());
		comment("e", this.news);

		Deleted deleted = await(this.wiki.writers().adelete(this.ann));

		assertThat(deleted.perModel()).containsExactlyInAnyOrderEntriesOf(
				Map.of("Writer", 1L, "Article", 2L, "Comment", 1L, "Like", 1L, "Draft", 1L));
		assertThat(this.wiki.rows("comment")).isEqualTo(3);
		assertThat(this.wiki.rows("like")).isZero();
		assertThat(this.wiki.rows("draft")).isEqualTo(1);
		assertThat(this.wiki.rows("article_labels")).isEqualTo(1);
		assertThat(await(this.wiki.articles().aget(key(other))).editor()).isNull();
		assertThat(await(this.wiki.comments().alist())).extracting(Comment::text).containsExactly("d");
	}

	@Test
	void whatReferredToAMarkedRowSeesNoObject() {
		Writer bob = writer("Bob");
		Article edited = article("edited", bob);
		await(this.wiki.articles().filter("pk", key(edited)).aupdate(kw("editor", this.ann)));
		await(this.wiki.writers()
			.all()
			.withDeleted()
			.filter("name", "Ann")
			.aupdate(set(Writer::deletedAt).to(Instant.now())));

		assertThat(await(this.wiki.articles().filter("writer__name", "Ann").acount())).isZero();
		assertThat(await(this.wiki.articles().exclude("writer__name", "Bob").acount())).isEqualTo(2);
		assertThat(await(this.wiki.articles().filter("writer__isnull", false).selectRelated("writer").acount()))
			.isEqualTo(3);
		List<Article> articles = await(
				this.wiki.articles().filter("writer__isnull", false).selectRelated("writer", "editor").alist());
		assertThat(articles).extracting((article) -> article.writer().isLoaded()).containsOnly(true);
		assertThat(articles).extracting((article) -> name(article.writer())).containsExactly("Bob", "-", "-");
		assertThat(await(this.wiki.articles().prefetchRelated("writer").alist()))
			.extracting((article) -> name(article.writer()))
			.containsExactly("Bob", "-", "-");
		assertThat(await(this.wiki.articles().all().withDeleted().selectRelated("writer").alist()))
			.extracting((article) -> name(article.writer()))
			.containsExactly("Bob", "Ann", "Ann");
		assertThatExceptionOfType(DoesNotExistException.class).isThrownBy(() -> await(articles.get(1).writer().aget()));
	}

	@Test
	void toManyRelationsLeaveMarkedRowsOut() {
		comment("c", this.news);
		comment("d", this.news);
		Label label = label("l");
		await(this.news.labels().aadd(label, label("m")));
		await(this.wiki.drafts().acreate(kw("article", this.news, "text", "t")));
		await(this.wiki.comments().filter("text", "c").adelete());
		await(this.wiki.labels().adelete(label));
		await(this.wiki.drafts().adelete());

		assertThat(await(this.wiki.articles().filter("comments__text", "c").acount())).isZero();
		assertThat(await(this.wiki.articles().filter("comments__text", "d").acount())).isEqualTo(1);
		assertThat(await(this.wiki.articles().exclude("comments__text", "c").acount())).isEqualTo(2);
		assertThat(await(this.wiki.articles().exclude("labels__name", "l").acount())).isEqualTo(2);
		assertThat(await(this.wiki.articles().filter("labels", label).acount())).isZero();
		assertThat(await(this.wiki.articles().exclude("labels", label).acount())).isEqualTo(2);
		assertThat(await(this.wiki.articles().filter("comments__isnull", true).acount())).isEqualTo(1);
		assertThat(await(this.wiki.articles().filter("labels__isnull", true).acount())).isEqualTo(1);
		assertThat(await(this.wiki.articles().filter("draft__isnull", true).acount())).isEqualTo(2);
		assertThat(await(this.wiki.articles()
			.annotate("c", count("comments"))
			.annotate("l", count("labels"))
			.filter("title", "news")
			.valuesList("c", "l")
			.aget())).containsExactly(1L, 1L);
		assertThat(await(this.news.comments().alist())).extracting(Comment::text).containsExactly("d");
		assertThat(await(this.news.labels().alist())).extracting(Label::name).containsExactly("m");
		assertThat(await(this.news.labels().withDeleted().alist())).extracting(Label::name).containsExactly("l", "m");
		Article read = await(this.wiki.articles()
			.selectRelated("draft")
			.prefetchRelated("comments", "labels")
			.filter("pk", key(this.news))
			.aget());
		assertThat(read.comments().list()).hasSize(1);
		assertThat(read.labels().list()).hasSize(1);
		assertThat(read.draft().get()).isEmpty();
		assertThat(await(this.wiki.articles()
			.prefetchRelated(Prefetch.of("comments").querySet(this.wiki.comments().all().withDeleted()))
			.filter("pk", key(this.news))
			.aget()).comments().list()).hasSize(2);
		assertThat(await(this.wiki.writers()
			.filter("articles__in", this.wiki.articles().filter("comments__text", "c"))
			.acount())).isZero();
	}

	@Test
	void queriesThatAreCombinedSeeTheSameRows() {
		await(this.wiki.articles().adelete(this.olds));
		QuerySet<Article> seen = this.wiki.articles().all();
		QuerySet<Article> all = seen.withDeleted();

		assertThat(Wiki.titles(await(all.slice(0, 1).or(all.slice(1, 2)).alist()))).containsExactly("news", "olds");
		assertThat(Wiki.titles(await(all.filter("title", "olds").and(all).alist()))).containsExactly("olds");
		assertThat(Wiki.titles(await(seen.unionAll(all).alist()))).containsExactly("news", "news", "olds");
		for (Supplier<?> mixed : List.<Supplier<?>>of(() -> seen.and(all), () -> all.and(seen), () -> seen.or(all),
				() -> all.or(seen), () -> all.xor(seen), () -> all.values("title").or(seen.values("title")))) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(mixed::get)
				.withMessageContaining("withDeleted()")
				.withMessageContaining("call it on both, or on neither");
		}
	}

	@Test
	void rowsAreRestored() {
		comment("c", this.news);
		await(this.wiki.articles().adelete(this.news));
		Article marked = await(this.wiki.articles().all().withDeleted().filter("pk", key(this.news)).aget());

		assertThat(await(this.wiki.articles()
			.all()
			.withDeleted()
			.filter("deleted_at", Objects.requireNonNull(marked.deletedAt()))
			.aupdate(kw("deleted_at", null)))).isEqualTo(1);
		assertThat(await(
				this.wiki.comments().all().withDeleted().filter("article", this.news).aupdate(kw("deleted", false))))
			.isEqualTo(1);

		assertThat(await(this.news.comments().acount())).isEqualTo(1);
		Article restored = await(this.wiki.articles().aget(key(this.news)));
		await(this.wiki.articles().adelete(restored));
		Article again = await(this.wiki.articles()
			.asave(await(this.wiki.articles().all().withDeleted().filter("pk", key(this.news)).aget()),
					set(Article::deletedAt).toNull()));
		assertThat(again.deletedAt()).isNull();
		assertThat(await(this.wiki.articles().acount())).isEqualTo(2);
	}

	@Test
	void rowsAreDeletedForGoodWhereTheyAreSeen() {
		comment("c", this.news);
		comment("d", this.news);
		await(this.news.labels().aadd(label("l")));
		await(this.wiki.comments().filter("text", "c").adelete());

		Deleted deleted = await(this.wiki.articles().all().withDeleted().filter("title", "news").adelete());

		assertThat(deleted.perModel())
			.containsExactlyInAnyOrderEntriesOf(Map.of("Article", 1L, "Comment", 2L, "Article_labels", 1L));
		assertThat(this.wiki.rows("article")).isEqualTo(1);
		assertThat(this.wiki.rows("comment")).isZero();
	}

	@Test
	void rowsThatReferToOnesThatGoForGoodGoForGood() {
		Site site = await(this.wiki.sites().acreate(kw("url", "u")));
		await(this.wiki.links().acreate(kw("site", site, "label", null)));
		await(this.wiki.links().acreate(kw("site", site, "label", null)));
		await(this.wiki.links().filter("pk", 1L).adelete());

		assertThat(await(this.wiki.sites().adelete(site))).isEqualTo(new Deleted(3, Map.of("Site", 1L, "Link", 2L)));
		assertThat(this.wiki.rows("link")).isZero();
	}

	@Test
	void markedRowsProtectOnlyFromGoingForGood() {
		Label label = label("l");
		Link link = await(this.wiki.links()
			.acreate(kw("site", await(this.wiki.sites().acreate(kw("url", "u"))), "label", label)));

		assertThatExceptionOfType(ProtectedException.class).isThrownBy(() -> await(this.wiki.labels().adelete(label)));
		await(this.wiki.links().adelete(link));
		assertThat(await(this.wiki.labels().adelete(label)).count()).isEqualTo(1);
		assertThatExceptionOfType(ProtectedException.class)
			.isThrownBy(() -> await(this.wiki.labels().all().withDeleted().adelete()));
	}

	@Test
	void aUniqueKeyCountsMarkedRows() {
		await(this.wiki.writers().adelete(this.ann));

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> writer("Ann"))
			.withMessageContaining("it may count as deleted");
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.wiki.writers().agetOrCreate(kw("name", "Ann"), defaults())));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.wiki.writers().aupdateOrCreate(kw("name", "Ann"), defaults())));
		assertThat(await(this.wiki.writers().agetOrCreate(kw("name", "Bob"), defaults())).created()).isTrue();
		assertThat(await(this.wiki.writers().agetOrCreate(kw("name", "Bob"), defaults())).created()).isFalse();
	}

	@Test
	void anObjectIsSavedWhateverItsRowCountsAs() {
		await(this.wiki.writers().adelete(this.ann));

		Writer marked = await(this.wiki.writers().all().withDeleted().filter("name", "Ann").aget());
		Writer renamed = await(this.wiki.writers().asave(marked, set(Writer::name).to("Anna")));

		assertThat(renamed.deletedAt()).isEqualTo(marked.deletedAt());
		assertThat(await(this.wiki.writers().abulkUpdate(List.of(marked), "name"))).isZero();
		assertThat(await(this.wiki.writers().all().withDeleted().abulkUpdate(List.of(marked), "name"))).isEqualTo(1);
		assertThat(await(this.wiki.writers().acount())).isZero();
	}

	private Writer writer(String name) {
		return await(this.wiki.writers().acreate(kw("name", name)));
	}

	private Article article(String title, Writer writer) {
		return await(this.wiki.articles().acreate(kw("title", title, "writer", writer, "editor", null)));
	}

	/** A dash for one that is loaded, but not there. */
	private static String name(Ref<Writer> writer) {
		assertThat(writer.isLoaded()).isTrue();
		try {
			return writer.get().name();
		}
		catch (DoesNotExistException ex) {
			return "-";
		}
	}

	private Label label(String name) {
		return await(this.wiki.labels().acreate(kw("name", name)));
	}

	private Comment comment(String text, Article article) {
		return await(this.wiki.comments().acreate(kw("text", text, "article", article)));
	}

	private static Long key(Article article) {
		return Objects.requireNonNull(article.id());
	}

}
