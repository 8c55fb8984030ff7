package io.asyncorm.distributed;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.SoftDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;

/**
 * The crews of two ships, which are the tenants, with relations to oneself, of one to
 * one, and notes that are only marked when they are deleted; ports belong to all.
 */
final class Crew implements AutoCloseable {

	static final long OURS = 1;

	static final long THEIRS = 2;

	final HikariDataSource pool;

	final AsyncOrm orm;

	final Ports ports;

	final Sailors sailors;

	final Badges badges;

	final Notes notes;

	final Port port;

	final Sailor ours;

	final Sailor theirs;

	final Note theirNote;

	Crew(TestDatabase database) {
		this.pool = database.create(4);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Port.class, Sailor.class, Badge.class, Note.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.ports = this.orm.repository(Ports.class);
		this.sailors = this.orm.repository(Sailors.class);
		this.badges = this.orm.repository(Badges.class);
		this.notes = this.orm.repository(Notes.class);
		this.port = await(this.ports.acreate(kw("name", "Harbour")));
		this.ours = Tenant.as(OURS, () -> sailors("ours", 2024));
		this.theirs = Tenant.as(THEIRS, () -> sailors("theirs", 1999));
		this.theirNote = Tenant.as(THEIRS, () -> await(this.notes.filter("deleted", false).aget()));
	}

	/** One and the mate, with a badge, a note that can be seen and one that is marked. */
	private Sailor sailors(String name, int year) {
		Sailor sailor = await(this.sailors
			.acreate(kw("name", name, "nick", name, "since", LocalDate.of(year, 1, 1), "home", Ref.to(this.port))));
		await(this.sailors.acreate(kw("name", name + " mate", "since", LocalDate.of(year, 2, 1), "boss", Ref.to(sailor),
				"home", Ref.to(this.port))));
		await(this.badges.acreate(kw("sailor", Ref.to(sailor), "code", name)));
		await(this.notes.acreate(kw("author", Ref.to(sailor), "text", name)));
		await(this.notes.acreate(kw("author", Ref.to(sailor), "text", name + " gone", "deleted", true)));
		return sailor;
	}

	@Override
	public void close() {
		this.orm.close();
		this.pool.close();
	}

	@Model
	record Port(@Nullable Long id, @Column(length = 40) String name, Many<Sailor> sailors) {
	}

	@Model(distributedBy = "ship", partitions = 4)
	record Sailor(@PrimaryKey @Nullable Long ship, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 60) String name, @Column(length = 60) @Nullable String nick, LocalDate since,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "mates") @Nullable Ref<Sailor> boss,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "sailors") @Nullable Ref<Port> home,
			Many<Sailor> mates, One<Badge> badge, Many<Note> notes) {
	}

	@Model(distributedBy = "ship", partitions = 4)
	record Badge(@PrimaryKey @Nullable Long ship, @PrimaryKey @GeneratedKey @Nullable Long id,
			@OneToOne(onDelete = OnDelete.CASCADE, relatedName = "badge") Ref<Sailor> sailor,
			@Column(length = 40) String code) {
	}

	@Model(distributedBy = "ship", partitions = 4)
	record Note(@PrimaryKey @Nullable Long ship, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "notes") Ref<Sailor> author,
			@Column(length = 40) String text, @SoftDelete boolean deleted) {
	}

	interface Ports extends AsyncRepository<Port, Long> {

	}

	interface Sailors extends AsyncRepository<Sailor, List<?>> {

		CompletableFuture<List<Sailor>> alist(String name__startswith);

		CompletableFuture<List<Sailor>> alistByBadgeCodeOrderById(String code);

		CompletableFuture<List<String>> alistBossNameByNameStartswith(String name);

		CompletableFuture<Boolean> aexistsByShip(long ship);

		QuerySet<Sailor> filterByMatesName(String name);

	}

	interface Badges extends AsyncRepository<Badge, List<?>> {

	}

	interface Notes extends AsyncRepository<Note, List<?>> {

	}

}
