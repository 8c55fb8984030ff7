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
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.SoftDelete;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.query.Replaced;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Related managers whose objects, or links to them, count as deleted.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class SoftDeletedLinksIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Pages pages;

	private final Topics topics;

	private final Page page;

	private final Topic topic;

	SoftDeletedLinksIntegrationTests(TestDatabase database) {
		this.pool = database.create(5);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Page.class, Topic.class, Mention.class, Pick.class, Vote.class, Note.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.pages = this.orm.repository(Pages.class);
		this.topics = this.orm.repository(Topics.class);
		this.page = await(this.pages.acreate(kw("name", "p")));
		this.topic = topic("t");
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aLinkWithAMarkedRowIsNoRelatedRow() {
		Topic gone = topic("gone");
		await(this.page.mentioned().aadd(this.topic, gone));
		await(this.topics.adelete(gone));

		assertThat(await(this.page.mentioned().alist())).extracting(Topic::name).containsExactly("t");
		assertThat(await(this.pages.filter("mentioned__isnull", true).acount())).isZero();
		assertThat(await(this.pages.exclude("mentioned__isnull", true).acount())).isEqualTo(1);
		assertThat(await(this.pages.filter("mentioned__isnull", false).acount())).isEqualTo(1);
		assertThat(await(this.pages.valuesList("mentioned__name", String.class).alist())).containsExactly("t");
		assertThat(await(this.pages.annotate("n", count("mentioned")).valuesList("n", Long.class).aget())).isEqualTo(1);
		assertThat(await(this.pages.all().withDeleted().valuesList("mentioned__name", String.class).alist()))
			.containsExactlyInAnyOrder("t", "gone");
		assertThat(await(this.pages.annotate("n", count("mentions")).valuesList("n", Long.class).aget())).isEqualTo(2);
		assertThat(await(this.pages.valuesList("mentions__topic__name", String.class).alist()))
			.containsExactlyInAnyOrder("t", null);
		assertThat(await(this.pages.annotate("n", count("mentions"))
			.annotate("m", count("mentioned"))
			.valuesList("n", "m")
			.aget())).containsExactly(2L, 1L);
	}

	@Test
	void aManagerOfLinksChangesWhatIsSeenAndWhatIsGiven() {
		Topic gone = topic("gone");
		await(this.topics.adelete(gone));
		assertThat(await(this.page.tagged().aadd(this.topic, gone))).isEqualTo(2);
		assertThat(await(this.page.tagged().alist())).extracting(Topic::name).containsExactly("t");

		assertThat(await(this.page.tagged().aset(List.of()))).isEqualTo(new Replaced(0, 1));
		assertThat(await(this.page.tagged().aset(List.of(this.topic, gone)))).isEqualTo(new Replaced(1, 0));
		assertThat(await(this.page.tagged().aclear())).isEqualTo(1);
		await(this.topics.all().withDeleted().aupdate(kw("deleted", false)));
		assertThat(await(this.page.tagged().alist())).extracting(Topic::name).containsExactly("gone");
		await(this.topics.adelete(gone));
		assertThat(await(this.page.tagged().aremove(gone))).isEqualTo(1);
		assertThat(await(this.page.tagged().withDeleted().acount())).isZero();
	}

	@Test
	void aManagerOfLinksInBothDirectionsChangesWhatIsSeen() {
		Topic gone = topic("gone");
		await(this.topic.near().aadd(gone, topic("other")));
		await(this.topics.adelete(gone));

		assertThat(await(this.topic.near().aset(List.of()))).isEqualTo(new Replaced(0, 2));
		assertThat(await(this.topic.near().withDeleted().alist())).extracting(Topic::name).containsExactly("gone");
		await(gone.near().aadd(topic("third")));
		assertThat(await(gone.near().aclear())).isEqualTo(4);
	}

	@Test
	void aManagerOfForeignKeysChangesWhatIsSeenAndWhatIsGiven() {
		Notes notes = this.orm.repository(Notes.class);
		Note live = await(notes.acreate(kw("text", "live", "page", null)));
		Note gone = await(notes.acreate(kw("text", "gone", "page", null)));
		await(notes.adelete(gone));

		assertThat(await(this.page.notes().aadd(live, gone))).isEqualTo(2);
		assertThat(await(this.page.notes().alist())).extracting(Note::text).containsExactly("live");
		assertThat(await(this.page.notes().withDeleted().acount())).isEqualTo(2);
		assertThat(await(this.page.notes().aset(List.of()))).isEqualTo(new Replaced(0, 1));
		assertThat(await(this.page.notes().aset(List.of(live, gone)))).isEqualTo(new Replaced(1, 0));
		assertThat(await(this.page.notes().aclear())).isEqualTo(1);
		assertThat(await(this.page.notes().withDeleted().alist())).extracting(Note::text).containsExactly("gone");
		assertThat(await(this.page.notes().aremove(await(this.page.notes().withDeleted().aget())))).isEqualTo(1);
		assertThat(await(this.page.notes().withDeleted().acount())).isZero();
	}

	@Test
	void whatIsLinkedByAMarkedRowOnlyCanBeLinked() {
		assertThat(await(this.page.picked().aadd(this.topic))).isEqualTo(1);
		assertThat(await(this.page.picked().aremove(this.topic))).isEqualTo(1);

		assertThat(await(this.page.picked().aadd(this.topic))).isEqualTo(1);
		assertThat(await(this.page.picked().aadd(this.topic))).isZero();

		assertThat(await(this.page.picked().alist())).extracting(Topic::name).containsExactly("t");
		await(this.page.picked().aclear());
		assertThat(await(this.page.picked().aset(List.of(this.topic)))).isEqualTo(new Replaced(1, 0));
		assertThat(await(this.page.picked().alist())).extracting(Topic::name).containsExactly("t");
	}

	@Test
	void aUniqueKeyCountsMarkedLinks() {
		Votes votes = this.orm.repository(Votes.class);
		assertThat(await(this.page.voted().aadd(this.topic))).isEqualTo(1);
		assertThat(await(this.page.voted().aadd(this.topic))).isZero();
		await(this.page.voted().aremove(this.topic));

		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.page.voted().aadd(this.topic)))
			.withMessageContaining("it may count as deleted");
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.page.voted().aset(List.of(this.topic))));
		assertThat(await(votes.all().withDeleted().aupdate(kw("deleted", false)))).isEqualTo(1);
		assertThat(await(this.page.voted().alist())).extracting(Topic::name).containsExactly("t");
	}

	/** There is no telling by the key whether a link that is there counts as deleted. */
	@Test
	void aUniqueKeyKeepsNoLinksApartThatMayBeMarked() {
		TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(this.pool));
		template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> template.execute((status) -> await(this.page.voted().aadd(this.topic))))
			.withMessageContaining("rows of 'Vote' may count as deleted, so that no unique key keeps links apart")
			.withMessageEndingWith("use READ COMMITTED");
		template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		assertThat(template.<Long>execute((status) -> await(this.page.voted().aadd(this.topic)))).isEqualTo(1);
	}

	private Topic topic(String name) {
		return await(this.topics.acreate(kw("name", name)));
	}

	interface Pages extends AsyncRepository<Page, Long> {

	}

	interface Topics extends AsyncRepository<Topic, Long> {

	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

	interface Votes extends AsyncRepository<Vote, Long> {

	}

	@Model
	record Page(@Nullable Long id, @Column(length = 20) String name,
			@ManyToMany(relatedName = "tagging") Many<Topic> tagged, Many<Note> notes,
			@ManyToMany(through = Mention.class, relatedName = "mentioning") Many<Topic> mentioned,
			@ManyToMany(through = Pick.class, relatedName = "picking") Many<Topic> picked,
			@ManyToMany(through = Vote.class, relatedName = "voting") Many<Topic> voted) {
	}

	@Model
	record Topic(@Nullable Long id, @Column(length = 20) String name, @ManyToMany(symmetrical = true) Many<Topic> near,
			@SoftDelete boolean deleted) {
	}

	@Model
	record Note(@Nullable Long id, @Column(length = 20) String text,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "notes") @Nullable Ref<Page> page,
			@SoftDelete @Nullable Instant deletedAt) {
	}

	/** Its rows stay where a topic is marked. */
	@Model
	record Mention(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "mentions") Ref<Page> page,
			@ForeignKey(onDelete = OnDelete.DO_NOTHING, relatedName = "mentions") Ref<Topic> topic) {
	}

	@Model
	record Pick(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "picks") Ref<Page> page,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "picks") Ref<Topic> topic,
			@SoftDelete boolean deleted) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "page", "topic" }))
	record Vote(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "votes") Ref<Page> page,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "votes") Ref<Topic> topic,
			@SoftDelete boolean deleted) {
	}

}
