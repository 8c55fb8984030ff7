package io.asyncorm.related;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.model.AutoNowAdd;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.NPlusOneAction;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;

/**
 * A database of a press, whose models have every kind of relation.
 */
final class Press implements AutoCloseable {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	Press(TestDatabase database) {
		this(database.create(10));
	}

	Press(HikariDataSource pool) {
		this(pool, NPlusOneAction.OFF);
	}

	/**
	 * On an engine.
	 * @param known what is known of it
	 */
	Press(TestDatabase database, EngineSettings known) {
		this(database.create(10), NPlusOneAction.OFF, known);
	}

	Press(HikariDataSource pool, NPlusOneAction nPlusOne) {
		this(pool, nPlusOne, EngineSettings.DETECTED);
	}

	private Press(HikariDataSource pool, NPlusOneAction nPlusOne, EngineSettings known) {
		this.pool = pool;
		this.orm = AsyncOrm.builder(pool)
			.dialect((found) -> found.with(known))
			.models(Person.class, Passport.class, Article.class, Label.class, Topic.class, Credit.class, Remark.class,
					Visit.class)
			.schemaAction(SchemaAction.CREATE)
			.nPlusOne(nPlusOne)
			.build();
	}

	AsyncOrm orm() {
		return this.orm;
	}

	/** SQL with names in double quotes. */
	JdbcClient.StatementSpec sql(String sql) {
		return JdbcClient.create(this.pool).sql(sql);
	}

	People people() {
		return this.orm.repository(People.class);
	}

	Articles articles() {
		return this.orm.repository(Articles.class);
	}

	Labels labels() {
		return this.orm.repository(Labels.class);
	}

	Topics topics() {
		return this.orm.repository(Topics.class);
	}

	Person person(String name) {
		return await(people().acreate(kw("name", name)));
	}

	Article article(String title, Person author) {
		return await(articles().acreate(kw("title", title, "author", author)));
	}

	Label label(String code) {
		return await(labels().acreate(new Label(code, Many.of())));
	}

	Topic topic(String name) {
		return await(topics().acreate(kw("name", name)));
	}

	long count(String table) {
		return sql("select count(*) from \"" + table + "\"").query(Long.class).single();
	}

	/** Deletes all rows. */
	void clear() {
		List.of("remark", "credit", "visit", "article_labels", "article_topics", "person_friends", "person_follows",
				"passport", "article", "person", "label", "topic")
			.forEach((table) -> sql("delete from \"" + table + "\"").update());
	}

	@Override
	public void close() {
		this.orm.close();
		this.pool.close();
	}

	interface People extends AsyncRepository<Person, Long> {

	}

	interface Articles extends AsyncRepository<Article, Long> {

	}

	interface Labels extends AsyncRepository<Label, String> {

	}

	interface Topics extends AsyncRepository<Topic, UUID> {

	}

	interface Passports extends AsyncRepository<Passport, Long> {

	}

	@Model(ordering = "name")
	record Person(@Nullable Long id, @Column(length = 40) String name,
			@ManyToMany(symmetrical = true) Many<Person> friends,
			@ManyToMany(relatedName = "followers") Many<Person> follows, Many<Person> followers, One<Passport> passport,
			Many<Article> written, Many<Article> edited) {
	}

	@Model
	record Passport(@Nullable Long id, @Column(length = 20) String number,
			@OneToOne(onDelete = OnDelete.CASCADE, relatedName = "passport") Ref<Person> holder) {
	}

	@Model(ordering = "title")
	record Article(@Nullable Long id, @Column(length = 40) String title,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "written") Ref<Person> author,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "edited") @Nullable Ref<Person> editor,
			@ManyToMany(relatedName = "articles") Many<Label> labels,
			@ManyToMany(relatedName = "articles") Many<Topic> topics,
			@ManyToMany(through = Credit.class, relatedName = "credited") Many<Person> credited,
			@ManyToMany(through = Visit.class, relatedName = "visited") Many<Person> visitors) {
	}

	@Model(ordering = "code")
	record Label(@PrimaryKey @Column(length = 20) String code, Many<Article> articles) {
	}

	@Model(ordering = "name")
	record Topic(@PrimaryKey @DefaultValue(supplier = Keys.class) UUID id,
			@Column(length = 20, unique = true) String name) {
	}

	/** One link for each pair, with values of its own and with dependants. */
	@Model(uniqueTogether = @UniqueTogether({ "article", "person" }))
	record Credit(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Article> article,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Person> person,
			@Column(length = 20) @DefaultValue("writer") String role, @AutoNowAdd Instant since) {

		Credit {
			if (role.isBlank()) {
				throw new IllegalArgumentException("a role is missing");
			}
			role = role.strip();
		}

	}

	@Model
	record Remark(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Credit> credit) {
	}

	/** No unique key keeps its links apart. */
	@Model
	record Visit(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Article> article,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Person> person, @DefaultValue("1") int times) {
	}

	/** Makes keys. */
	static final class Keys implements Supplier<UUID> {

		@Override
		public UUID get() {
			return UUID.randomUUID();
		}

	}

}
