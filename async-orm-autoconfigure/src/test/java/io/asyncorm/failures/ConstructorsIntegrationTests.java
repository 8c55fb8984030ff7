package io.asyncorm.failures;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Update;
import io.asyncorm.model.AutoNowAdd;
import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.expression.Functions.rawSql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is created by keyword arguments goes through the model's constructor first: what
 * that normalises is stored, and what it refuses is not sent.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class ConstructorsIntegrationTests {

	private final TestDatabase database;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Members members;

	private final JdbcClient jdbc;

	ConstructorsIntegrationTests(TestDatabase database) {
		this.database = database;
		this.pool = database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Club.class, Member.class, Entry.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.members = this.orm.repository(Members.class);
		this.jdbc = JdbcClient.create(this.pool);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void whatIsNormalizedIsStored() {
		Member member = await(this.members.acreate(kw("email", " A@B ", "pages", 3)));

		assertThat(member.email()).isEqualTo("a@b");
		assertThat(member.code()).isEqualTo("code of a@b");
		assertThat(emails()).containsExactly("a@b");
		assertThat(await(this.members.filter("email", "a@b").filter("code", "code of a@b").aget())).isEqualTo(member);
		Update<Member> values = set(Member::email).to(" C@D ");
		assertThat(await(this.members.acreate(values.and(set(Member::pages).to(4)))).email()).isEqualTo("c@d");
		assertThat(emails()).containsExactly("a@b", "c@d");
	}

	@Test
	void whatIsRefusedIsNotSent() {
		try (RecordedSql sent = RecordedSql.at(Level.DEBUG)) {
			assertThatExceptionOfType(RefusedObjectException.class)
				.isThrownBy(() -> await(this.members.acreate(kw("email", "n", "pages", -1))))
				.withMessage("'Member' cannot be created: its constructor refuses the values:"
						+ " 'pages' must not be negative")
				.withCauseInstanceOf(IllegalArgumentException.class);
			assertThat(sent.statements()).isEmpty();
		}
		assertThat(emails()).isEmpty();
		assertThat(await(this.members.alist())).isEmpty();
	}

	@Test
	void aRefusalRollsBackItsTransaction() {
		CompletableFuture<String> future = this.orm.transactions().atomic(() -> {
			await(this.members.acreate(kw("email", "a", "pages", 1)));
			this.members.acreate(kw("email", "n", "pages", -1));
			return "looks fine";
		});

		assertThatExceptionOfType(RefusedObjectException.class).isThrownBy(() -> await(future));
		assertThat(emails()).isEmpty();
	}

	@Test
	void upsertsStoreWhatIsNormalizedAndFindItAgain() {
		UpdateOrCreate<Member> created = await(
				this.members.aupdateOrCreate(kw("email", " A@B "), defaults("pages", 1, "code", " X ")));
		UpdateOrCreate<Member> updated = await(
				this.members.aupdateOrCreate(kw("email", "A@b"), defaults("pages", 2, "code", " Y ")));
		GetOrCreate<Member> found = await(this.members.agetOrCreate(kw("email", " a@B"), defaults("pages", 9)));
		GetOrCreate<Member> other = await(
				this.members.agetOrCreate(kw("code", " Z "), defaults("email", "Z", "pages", 9)));
		GetOrCreate<Member> again = await(
				this.members.agetOrCreate(kw("code", " Z "), defaults("email", "Z", "pages", 9)));

		assertThat(created.created()).isTrue();
		assertThat(updated.created()).isFalse();
		assertThat(updated.object().code()).isEqualTo("Y");
		assertThat(await(this.members.filter("code", "Y").filter("pages", 2).acount())).isOne();
		assertThat(found.created()).isFalse();
		assertThat(other.created()).isTrue();
		assertThat(again).isEqualTo(new GetOrCreate<>(other.object(), false));
		assertThat(emails()).containsExactly("a@b", "z");
		assertThat(await(this.members.aupdateOrCreate(" A@B", 7)).created()).isFalse();
	}

	@Test
	void upsertsAreRefusedOnlyWhereTheyCreate() {
		assertThatExceptionOfType(RefusedObjectException.class)
			.isThrownBy(() -> await(this.members.agetOrCreate(kw("email", "a"), defaults("pages", -1))));
		assertThatExceptionOfType(RefusedObjectException.class)
			.isThrownBy(() -> await(this.members.aupdateOrCreate(kw("email", "a"), defaults("pages", -1))));
		assertThatExceptionOfType(RefusedObjectException.class)
			.isThrownBy(() -> await(this.members.agetOrCreate(kw("code", "x"), defaults("email", "a", "pages", -1))));
		Member member = await(this.members.acreate(kw("email", "a", "pages", 1)));

		assertThat(await(this.members.agetOrCreate(kw("email", "a"), defaults("pages", -1))).object())
			.isEqualTo(member);
		assertThatExceptionOfType(RefusedObjectException.class)
			.isThrownBy(() -> await(this.members.aupdateOrCreate(kw("email", "a"), defaults("pages", -1))));
		assertThat(await(this.members.alist())).containsExactly(member);
	}

	@Test
	void whatIsRefusedOnlyWhenItIsStoredIsUndone() {
		Member member = await(this.members.acreate(kw("email", "a", "pages", 1)));
		Expr<Member> negative = f(Member::pages).minus(9);

		assertRefused(() -> this.members.acreate(kw("email", "b", "pages", rawSql("0 - 1"))));
		assertRefused(() -> this.members.agetOrCreate(kw("email", "b"), defaults("pages", rawSql("0 - 1"))));
		assertRefused(() -> this.members.agetOrCreate(kw("code", "b"), defaults("email", "b", "pages", rawSql("-1"))));
		assertRefused(() -> this.members.aupdateOrCreate(kw("email", "b"), defaults("pages", rawSql("0 - 1"))));
		assertRefused(() -> this.members.aupdateOrCreate(kw("email", "a"), defaults("pages", negative)));
		assertRefused(() -> this.members.aupdateOrCreate(kw("code", "code of a"), defaults("pages", negative)));
		assertRefused(() -> this.members.asave(member, set(Member::pages).to(negative)));
		assertRefused(() -> this.members.asave(member, set(Member::pages).to(-1)));
		assertThat(await(this.members.alist())).containsExactly(member);
		CompletableFuture<String> future = this.orm.transactions().atomic(() -> {
			await(this.members.acreate(kw("email", "c", "pages", 1)));
			this.members.asave(member, set(Member::pages).to(negative));
			return "looks fine";
		});
		assertThatExceptionOfType(RefusedObjectException.class).isThrownBy(() -> await(future));
		assertThat(emails()).containsExactly("a");
	}

	@Test
	void aRowThatIsOnlyFoundIsNotRefused() {
		await(this.members.acreate(kw("email", "a", "pages", 1)));
		String quote = (this.database == TestDatabase.MARIADB) ? "`" : "\"";
		this.jdbc.sql("update 'member' set 'pages' = -1".replace("'", quote)).update();

		assertThatExceptionOfType(UnreadableRowException.class)
			.isThrownBy(() -> await(this.members.agetOrCreate(kw("email", "a"), defaults("pages", 1))));
		assertThatExceptionOfType(UnreadableRowException.class)
			.isThrownBy(() -> await(this.members.aupdateOrCreate(kw("email", "a"), defaults())));
		assertThatExceptionOfType(UnreadableRowException.class)
			.isThrownBy(() -> await(this.members.filter("email", "a").aget()));
	}

	private static void assertRefused(Supplier<CompletableFuture<?>> write) {
		assertThatExceptionOfType(RefusedObjectException.class).isThrownBy(() -> await(write.get()))
			.withMessage("'Member' cannot be stored so, and nothing was written: its constructor refuses the row:"
					+ " 'pages' must not be negative")
			.withCauseInstanceOf(IllegalArgumentException.class)
			.satisfies((ex) -> assertThat(ex.getModel()).isEqualTo("Member"));
	}

	@Test
	void changesOfAnObjectAreNormalizedToo() {
		Member member = await(this.members.acreate(kw("email", "a", "pages", 1)));

		Member saved = await(this.members.asave(member, set(Member::email).to(" B ")));

		assertThat(saved.email()).isEqualTo("b");
		assertThat(emails()).containsExactly("b");
	}

	@Test
	void aMissingValueIsRefusedByTheServer() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(this.members.acreate(kw("pages", 1))))
			.withMessageContaining("Member.email");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> await(this.members.acreate(kw("email", "a"))))
			.withMessageContaining("Member.pages");
	}

	@Test
	void aConstructorThatWorksOnlyWithWhatTheDatabaseGivesIsNotInTheWay() {
		Entries entries = this.orm.repository(Entries.class);
		Club club = await(this.orm.repository(Clubs.class).acreate(kw("name", " North ")));

		Entry entry = await(entries.acreate(kw("club", club, "meta", Map.of("a", 1), "text", "x")));

		assertThat(entry.club().key()).isEqualTo(club.id());
		assertThat(entry.state()).isEqualTo("new");
		assertThat(await(entries.acreate(kw("club_id", club.id(), "meta", Map.of(), "text", "y"))).club())
			.isEqualTo(Ref.to(club));
		assertThatExceptionOfType(RefusedObjectException.class)
			.isThrownBy(() -> await(entries.acreate(kw("club", club, "meta", Map.of(), "text", "bad"))));
		assertThat(await(entries.acount())).isEqualTo(2);
		assertThat(club.name()).isEqualTo("North");
		assertThat(await(this.orm.repository(Clubs.class).filter("name", "North").acount())).isOne();
	}

	@Test
	void aNullComponentIsLeftToTheDefaultOfTheDatabase() {
		Entries entries = this.orm.repository(Entries.class);
		Club club = await(this.orm.repository(Clubs.class).acreate(new Club(null, "n", null, Many.of())));

		Throwable failure = catchThrowable(() -> new Entry(null, Ref.to(club), Map.of(), "x", null, null));

		assertThat(failure).isInstanceOf(NullPointerException.class);
		assertThat(club.rank()).isEqualTo(7);
		assertThat(await(this.orm.repository(Clubs.class).asave(new Club(null, "m", null, Many.of()))).rank())
			.isEqualTo(7);
		assertThat(await(this.orm.repository(Clubs.class).acreate(kw("name", "l", "rank", null))).rank()).isNull();
		assertThat(await(entries.acount())).isZero();
	}

	@Test
	void aDefaultOfTheDatabaseIsRefusedToo() {
		Clubs clubs = this.orm.repository(Clubs.class);
		Club low = new Club(null, "low", null, Many.of());

		for (Supplier<CompletableFuture<?>> write : List.<Supplier<CompletableFuture<?>>>of(() -> clubs.acreate(low),
				() -> clubs.asave(low), () -> clubs.acreate(kw("name", "low")),
				() -> clubs.agetOrCreate(kw("name", "low"), defaults()),
				() -> clubs.aupdateOrCreate(kw("name", "low"), defaults()))) {
			assertThatExceptionOfType(RefusedObjectException.class).isThrownBy(() -> await(write.get()))
				.withMessageEndingWith(": a rank that is too high");
		}
		assertThat(await(clubs.acount())).isZero();
	}

	private List<String> emails() {
		String quote = (this.database == TestDatabase.MARIADB) ? "`" : "\"";
		return this.jdbc.sql("select 'email' from 'member' order by 'email'".replace("'", quote))
			.query(String.class)
			.list();
	}

	@Model
	record Club(@Nullable Long id, String name, @DatabaseDefault("7") @Nullable Integer rank, Many<Entry> entries) {

		Club {
			Objects.requireNonNull(entries);
			name = name.strip();
			if (rank != null && rank > 5 && name.equals("low")) {
				throw new IllegalArgumentException("a rank that is too high");
			}
		}

	}

	@Model
	record Member(@Nullable Long id, @Column(length = 50, unique = true) String email, int pages,
			@Nullable @Column(length = 50) String code, @AutoNowAdd Instant added, @DefaultValue("true") boolean active,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Club> club, @Nullable UUID mark) {

		Member {
			Objects.requireNonNull(added);
			email = email.strip().toLowerCase(java.util.Locale.ROOT);
			code = (code != null) ? code.strip() : "code of " + email;
			if (pages < 0 || !active) {
				throw new IllegalArgumentException("'pages' must not be negative");
			}
		}

	}

	@Model
	record Entry(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "entries") Ref<Club> club,
			@Json Map<String, Object> meta, String text, @DatabaseDefault("'new'") @Column(length = 10) String state,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "children") @Nullable Ref<Entry> parent) {

		Entry {
			Objects.requireNonNull(state);
			meta = Map.copyOf(meta);
			if (text.equals("bad")) {
				throw new IllegalArgumentException("a bad text");
			}
		}

	}

	interface Clubs extends AsyncRepository<Club, Long> {

	}

	interface Entries extends AsyncRepository<Entry, Long> {

	}

	interface Members extends AsyncRepository<Member, Long> {

		CompletableFuture<Member> acreate(String email, int pages);

		CompletableFuture<UpdateOrCreate<Member>> aupdateOrCreate(String email, @Defaults int pages);

	}

}
