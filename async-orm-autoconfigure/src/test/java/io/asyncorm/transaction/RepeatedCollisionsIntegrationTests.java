package io.asyncorm.transaction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for operations outside of transactions on a database that serializes all by
 * itself, as some do that speak PostgreSQL: who collides is run again.
 */
@Timeout(120)
class RepeatedCollisionsIntegrationTests {

	private static final int CALLS = 60;

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(4);

	private AsyncOrm orm;

	private Counts counts;

	@BeforeEach
	void create() {
		this.pool.setConnectionInitSql("set session characteristics as transaction isolation level serializable");
		this.orm = AsyncOrm.builder(this.pool).models(Count.class).schemaAction(SchemaAction.CREATE).build();
		this.counts = this.orm.repository(Counts.class);
		Orm.await(this.counts.acreate(kw("number", 0)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void updatesThatCollideAreRunAgain() {
		addAtOnce(() -> this.counts.filter("number__gte", 0).aupdate(set(Count::number).to(f(Count::number).plus(1))));

		assertThat(Orm.await(this.counts.aget(1L)).number()).isEqualTo(CALLS);
	}

	@Test
	void sqlThatCollidesIsRunAgain() {
		addAtOnce(() -> this.counts.aaddBySql());

		assertThat(Orm.await(this.counts.aget(1L)).number()).isEqualTo(CALLS);
	}

	@Test
	void blocksThatCommitAreNotRunAgain() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> Orm.await(this.counts.aaddAndCollide()));

		assertThat(Orm.await(this.counts.aget(1L)).number()).isEqualTo(1);
	}

	@Test
	void rowsThatNobodyHasYetAreReadAgain() {
		Orm.await(this.counts.abulkCreate(Collections.nCopies(299, new Count(null, 0))));
		collideOnce();
		List<Long> read = new CopyOnWriteArrayList<>();

		Orm.await(this.counts.raw("select * from count where passes(id, 3)")
			.aiterator(100)
			.forEach((row) -> read.add(row.object().id())));

		assertThat(read).hasSize(300).doesNotHaveDuplicates();
	}

	@Test
	void rowsAreNotReadAgainThatSomebodyHas() {
		Orm.await(this.counts.abulkCreate(Collections.nCopies(299, new Count(null, 0))));
		collideOnce();
		List<Long> read = new CopyOnWriteArrayList<>();

		CompletableFuture<Void> reading = this.counts.raw("select * from count where passes(id, 150)")
			.aiterator(100)
			.forEach((row) -> read.add(row.object().id()));

		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> Orm.await(reading));
		assertThat(read).hasSize(100).doesNotHaveDuplicates();
	}

	/** A lock of the session tells that it has collided: what it writes is undone. */
	private void collideOnce() {
		new JdbcTemplate(this.pool).execute("""
				create function passes(id bigint, colliding bigint) returns boolean volatile language plpgsql as $$
				begin
					if id = colliding and not exists (select from pg_locks where locktype = 'advisory'
							and pid = pg_backend_pid()) then
						perform pg_advisory_lock(1);
						raise exception 'collided' using errcode = 'serialization_failure';
					end if;
					return true;
				end $$""");
	}

	private void addAtOnce(Supplier<CompletableFuture<?>> call) {
		List<CompletableFuture<?>> calls = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			calls.add(call.get());
		}
		calls.forEach(Orm::await);
	}

	@Model
	record Count(@Nullable Long id, int number) {

	}

	interface Counts extends AsyncRepository<Count, Long> {

		@Query("update count set number = number + 1")
		CompletableFuture<Long> aaddBySql();

		@Query("""
				do $$ begin
					update count set number = number + 1;
					commit;
					raise exception 'collided' using errcode = 'serialization_failure';
				end $$
				""")
		CompletableFuture<Void> aaddAndCollide();

	}

}
