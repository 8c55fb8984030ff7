package io.asyncorm.deletes;

import java.time.Instant;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.SoftDelete;
import io.asyncorm.model.Version;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database whose rows are mostly marked as deleted: writers with articles, which have
 * comments, likes, labels and a draft.
 */
final class Wiki implements AutoCloseable {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	Wiki(TestDatabase database) {
		this.pool = database.create(5);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Writer.class, Label.class, Article.class, Comment.class, Like.class, Draft.class, Site.class,
					Link.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
	}

	AsyncOrm orm() {
		return this.orm;
	}

	Writers writers() {
		return this.orm.repository(Writers.class);
	}

	Articles articles() {
		return this.orm.repository(Articles.class);
	}

	Comments comments() {
		return this.orm.repository(Comments.class);
	}

	Likes likes() {
		return this.orm.repository(Likes.class);
	}

	Drafts drafts() {
		return this.orm.repository(Drafts.class);
	}

	Labels labels() {
		return this.orm.repository(Labels.class);
	}

	Sites sites() {
		return this.orm.repository(Sites.class);
	}

	Links links() {
		return this.orm.repository(Links.class);
	}

	/** How many rows a table has, whatever they count as. */
	long rows(String table) {
		String sql = "select count(*) from \"" + table + "\"";
		return JdbcClient.create(this.pool).sql(sql).query(Long.class).single();
	}

	@Override
	public void close() {
		this.orm.close();
		this.pool.close();
	}

	interface Writers extends AsyncRepository<Writer, Long> {

	}

	interface Articles extends AsyncRepository<Article, Long> {

	}

	interface Comments extends AsyncRepository<Comment, Long> {

	}

	interface Likes extends AsyncRepository<Like, Long> {

	}

	interface Drafts extends AsyncRepository<Draft, Long> {

	}

	interface Labels extends AsyncRepository<Label, Long> {

	}

	interface Sites extends AsyncRepository<Site, Long> {

	}

	interface Links extends AsyncRepository<Link, Long> {

	}

	@Model(ordering = "name")
	record Writer(@Nullable Long id, @Column(length = 20, unique = true) String name, Many<Article> articles,
			@SoftDelete @Nullable Instant deletedAt) {
	}

	@Model(ordering = "name")
	record Label(@Nullable Long id, @Column(length = 20) String name, Many<Article> articles,
			@SoftDelete boolean deleted) {
	}

	@Model(ordering = "title")
	record Article(@Nullable Long id, @Column(length = 20) String title,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "articles") Ref<Writer> writer,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "edited") @Nullable Ref<Writer> editor,
			@ManyToMany(relatedName = "articles") Many<Label> labels, Many<Comment> comments, One<Draft> draft,
			@SoftDelete @Nullable Instant deletedAt, @Version long version) {
	}

	@Model
	record Comment(@Nullable Long id, @Column(length = 20) String text,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "comments") Ref<Article> article,
			@SoftDelete boolean deleted) {
	}

	/** Its rows are deleted for good. */
	@Model
	record Like(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "likes") Ref<Article> article) {
	}

	@Model
	record Draft(@Nullable Long id, @Column(length = 20) String text,
			@OneToOne(onDelete = OnDelete.DB_CASCADE, relatedName = "draft") Ref<Article> article,
			@SoftDelete @Nullable Instant deletedAt) {
	}

	/** Its rows are deleted for good, with those that refer to them. */
	@Model
	record Site(@Nullable Long id, @Column(length = 20) String url) {
	}

	@Model
	record Link(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "links") Ref<Site> site,
			@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "links") @Nullable Ref<Label> label,
			@SoftDelete boolean deleted) {
	}

	static List<String> titles(List<Article> articles) {
		return articles.stream().map(Article::title).toList();
	}

}
