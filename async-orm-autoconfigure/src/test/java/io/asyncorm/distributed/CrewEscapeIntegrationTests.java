package io.asyncorm.distributed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.asyncorm.Tenant;
import io.asyncorm.distributed.Crew.Note;
import io.asyncorm.distributed.Crew.Port;
import io.asyncorm.distributed.Crew.Sailor;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.FilteredRelation;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.WindowFunctions;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.expression.Functions.subquery;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ways to the rows of another tenant that are rarer than those of
 * {@link TenantEscapeIntegrationTests}. All texts of the others begin with "theirs", and
 * their years with 1999, so that what was reached tells it.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CrewEscapeIntegrationTests {

	private final Crew crew;

	private final List<String> answers = new ArrayList<>();

	private int refused;

	CrewEscapeIntegrationTests(TestDatabase database) {
		this.crew = new Crew(database);
	}

	@AfterEach
	void close() {
		this.crew.close();
	}

	@Test
	void noExpressionOfAReadReachesThem() {
		Tenant.as(Crew.OURS, this::readByExpressions);

		assertThat(this.refused).isZero();
		assertOurs();
	}

	/** Otherwise none of the attempts would say anything. */
	@Test
	void everyReadReachesThemWhereTheyAreTheCurrentTenant() {
		Tenant.as(Crew.THEIRS, this::readByExpressions);
		Tenant.as(Crew.THEIRS, this::readOtherwise);

		assertThat(this.answers).isNotEmpty().allMatch(CrewEscapeIntegrationTests::ofTheirs);
	}

	private void readByExpressions() {
		Expr<Sailor> first = WindowFunctions.<Sailor>window(WindowFunctions.firstValue(f("name")))
			.orderBy("-ship", "id");
		Expr<Port> last = WindowFunctions.<Port>window(WindowFunctions.firstValue(f("sailors__name")))
			.orderBy("-sailors__ship");
		read(this.crew.sailors.annotate("mate", FilteredRelation.of("mates", Q.of("mates__name", "theirs mate")))
			.values("name", "mate__name"));
		read(this.crew.ports.annotate("one", FilteredRelation.of("sailors", Q.of("sailors__name__gt", "a")))
			.values("one__name"));
		read(this.crew.sailors.annotate("first", first).values("first"));
		read(this.crew.ports.annotate("last", last).values("last"));
		read(this.crew.ports.orderBy("-sailors__ship").values("sailors__name"));
		read(this.crew.sailors.orderBy("-home__sailors__name").values("home__sailors__name"));
		read(this.crew.sailors.dates("since", "year"));
		read(this.crew.ports.all().dates("sailors__since", "year"));
		read(this.crew.sailors.values("name").distinct());
		read(this.crew.ports.values("sailors__badge__code").distinct());
		read(this.crew.sailors.values("badge__code", "mates__boss__nick", "notes__text"));
		read(this.crew.sailors.filter("home__sailors__mates__boss__name__gt", "a")
			.values("home__sailors__mates__boss__name"));
		read(this.crew.ports.values("sailors__notes__author__badge__code"));
		read(this.crew.notes.all().withDeleted().values("text", "author__name"));
		read(this.crew.sailors.all().withDeleted().values("notes__text"));
		read(this.crew.ports
			.annotate("text", subquery(this.crew.notes.all().withDeleted().orderBy("-ship").slice(0, 1).values("text")))
			.values("text"));
		read(this.crew.sailors.orderBy("id").selectRelated("boss", "badge"));
		read(this.crew.sailors.all().union(this.crew.sailors.all()).values("name"));
	}

	@Test
	void noOtherReadReachesThem() {
		Tenant.as(Crew.OURS, this::readOtherwise);

		assertThat(this.refused).isZero();
		assertOurs();
	}

	private void readOtherwise() {
		note(() -> this.crew.sailors.all().background().alist());
		note(() -> this.crew.sailors.alist(""));
		note(() -> this.crew.sailors.alistBossNameByNameStartswith(""));
		note(() -> this.crew.orm.transactions()
			.snapshot(2, List.<Callable<List<Sailor>>>of(() -> await(this.crew.sailors.all().alist()),
					() -> await(this.crew.sailors.orderBy("id").alist()))));
		note(() -> {
			List<Sailor> seen = new ArrayList<>();
			return this.crew.sailors.all().inBatches(1).forEachBatch(seen::addAll).thenApply((count) -> seen);
		});
		note(() -> this.crew.sailors
			.aprefetchRelatedObjects(List.of(this.crew.ours, this.crew.theirs), "mates", "badge", "notes")
			.thenApply((sailors) -> sailors.stream()
				.map((sailor) -> sailor.mates().list() + " " + sailor.badge().get() + " " + sailor.notes().list())
				.toList()));
	}

	@Test
	void noWayThatNamesThemFindsThem() {
		String token = Tenant.as(Crew.THEIRS,
				() -> await(this.crew.sailors.orderBy("name").apageAfter(null, 1)).next());
		Sailor theirs = this.crew.theirs;

		Tenant.as(Crew.OURS, () -> {
			note(() -> this.crew.sailors.orderBy("name").apageAfter(token, 5));
			note(() -> this.crew.sailors.orderBy("-name").apageAfter(token, 5));
			note(() -> this.crew.sailors.alistByBadgeCodeOrderById("theirs"));
			note(() -> this.crew.sailors.filterByMatesName("theirs mate").alist());
			note(() -> this.crew.sailors.filter("boss", Ref.to(theirs)).alist());
			note(() -> this.crew.sailors.filter("boss__mates__name", "theirs mate").alist());
			note(() -> theirs.mates().alist());
			note(() -> theirs.badge().aget());
			note(() -> theirs.notes().all().withDeleted().alist());
			note(() -> this.crew.badges.filter("sailor", Ref.to(theirs)).alist());
			note(() -> this.crew.theirNote.author().aget());
			List<Sailor> seen = new ArrayList<>();
			note(() -> this.crew.sailors.filter("ship", Crew.THEIRS)
				.inBatches(1)
				.forEachBatch(seen::addAll)
				.thenApply((count) -> seen));
			assertThat(await(this.crew.sailors.aexistsByShip(Crew.THEIRS))).isFalse();
		});

		assertOurs();
	}

	@Test
	void aQuerySetThatAnotherTenantMadeIsOfWhoAsks() {
		var all = Tenant.as(Crew.THEIRS, () -> this.crew.sailors.filter("ship__gt", 0).orderBy("id"));
		var names = Tenant.as(Crew.THEIRS, () -> this.crew.sailors.orderBy("-ship").slice(0, 1).values("name"));

		Tenant.as(Crew.OURS, () -> {
			note(all::alist);
			note(() -> all.values("name").alist());
			note(() -> this.crew.sailors.annotate("other", subquery(names)).values("other").alist());
			note(() -> this.crew.sailors.values("name").union(names).alist());
		});

		assertThat(this.refused).isZero();
		assertOurs();
	}

	@Test
	void noWriteReachesThem() {
		String before = rows(Crew.THEIRS);
		Sailor theirs = this.crew.theirs;
		Expr<Sailor> nick = subquery(
				this.crew.sailors.filter("ship", Crew.THEIRS).orderBy("-name").slice(0, 1).values("name"));
		Expr<Note> text = subquery(this.crew.badges.filter("ship", Crew.THEIRS).slice(0, 1).values("code"));

		Tenant.as(Crew.OURS, () -> {
			note(() -> this.crew.sailors.all().aupdate(kw("nick", nick)));
			note(() -> this.crew.sailors.all().aupdate(set(Sailor::nick).to(nick)));
			note(() -> this.crew.sailors.asave(this.crew.ours, set(Sailor::nick).to(nick)));
			note(() -> this.crew.sailors.acreate(kw("name", nick, "since", this.crew.ours.since())));
			note(() -> this.crew.notes.acreate(kw("author", Ref.to(this.crew.ours), "text", text)));
			note(() -> this.crew.notes.acreate(kw("author", Ref.to(theirs), "text", "ours")));
			note(() -> this.crew.badges.acreate(kw("sailor", Ref.to(theirs), "code", "ours")));
			note(() -> this.crew.sailors.all().aupdate(kw("boss", Ref.to(theirs))));
			note(() -> theirs.mates().aset(List.of()));
			note(() -> theirs.mates().aadd(this.crew.ours));
			note(() -> this.crew.ours.mates().aadd(theirs));
			note(() -> this.crew.notes.filter("text__startswith", "theirs").adelete());
			note(() -> this.crew.notes.all().withDeleted().filter("text__startswith", "theirs").adelete());
			note(() -> this.crew.notes.all().withDeleted().filter("ship__gt", Crew.OURS).aupdate(kw("deleted", false)));
			note(() -> this.crew.notes.adelete(this.crew.theirNote));
			note(() -> theirs.notes().all().withDeleted().adelete());
			note(() -> this.crew.sailors.all().background().filter("name", "theirs").aupdate(kw("nick", "ours")));
			note(() -> this.crew.sailors.filter("home", Ref.to(this.crew.port)).adelete());
		});

		assertThat(rows(Crew.THEIRS)).isEqualTo(before);
		assertThat(rows(Crew.OURS)).doesNotContain("theirs");
	}

	@Test
	void whatBelongsToAllDoesNotTakeThemWithIt() {
		String before = rows(Crew.THEIRS);

		Tenant.as(Crew.OURS, () -> note(() -> this.crew.ports.adelete(this.crew.port)));

		assertThat(rows(Crew.THEIRS)).isEqualTo(before);
	}

	private void read(ValuesQuerySet<?, ?> rows) {
		note(rows::alist);
	}

	/** Notes the answer; to be refused is as good as to find nothing. */
	private void note(Supplier<? extends CompletableFuture<? extends @Nullable Object>> attempt) {
		try {
			this.answers.add(String.valueOf(await(attempt.get())));
		}
		catch (DataAccessException ex) {
			this.refused++;
		}
	}

	private static boolean ofTheirs(String answer) {
		return answer.contains("theirs") || answer.contains("1999");
	}

	private void assertOurs() {
		assertThat(this.answers).isNotEmpty().noneMatch(CrewEscapeIntegrationTests::ofTheirs);
	}

	private String rows(long ship) {
		JdbcClient client = JdbcClient.create(this.crew.pool);
		StringBuilder all = new StringBuilder();
		for (String table : List.of("sailor", "badge", "note")) {
			all.append(table)
				.append(client.sql("select * from \"" + table + "\" where \"ship\" = ? order by \"id\"")
					.param(ship)
					.query()
					.listOfRows());
		}
		return all.toString();
	}

}
