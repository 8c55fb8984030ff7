package io.asyncorm.queryset;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.query.MergeKind;
import io.asyncorm.queryset.MergedCreatesIntegrationTests.Visit;
import io.asyncorm.queryset.MergedCreatesIntegrationTests.Visits;
import io.asyncorm.queryset.OneLaneShop.Door;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Inserts that PostgreSQL cannot do by one statement for several callers, or not as they
 * are wanted, run by themselves.
 */
@Timeout(120)
class MergedCreatesOnPostgresIntegrationTests {

	private final OneLaneShop shop = new OneLaneShop(TestDatabase.POSTGRESQL,
			(builder) -> builder.models(Visit.class).merge(MergeKind.CREATES).currentUser(() -> "keeper"));

	private final Visits visits = this.shop.repository(Visits.class);

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void aRowThatATriggerKeepsOutFailsItsOwnCallerAlone() {
		this.shop.jdbc().execute("""
				create function keep_out() returns trigger language plpgsql as $$
				begin
					if new.number = 5 then return null; end if;
					return new;
				end $$;
				create trigger keep_out before insert on visit for each row execute function keep_out()""");
		this.shop.hold();
		List<CompletableFuture<Visit>> creates = IntStream.range(0, 10)
			.mapToObj((number) -> this.visits.acreate(kw("number", number)))
			.toList();

		this.shop.release();

		for (int number = 0; number < 10; number++) {
			CompletableFuture<Visit> create = creates.get(number);
			if (number == 5) {
				assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> await(create))
					.withMessageContaining("trigger");
			}
			else {
				assertThat(await(create).number()).isEqualTo(number);
			}
		}
		assertThat(await(this.visits.acount())).isEqualTo(9);
	}

	@Test
	void whatIsTakenApartRunsOnSeveralLanes() {
		this.shop.jdbc().execute("""
				create function slowly() returns trigger language plpgsql as $$
				begin
					perform pg_sleep(0.2);
					if (select count(*) from created) > 1 then raise exception 'one at a time'; end if;
					return null;
				end $$;
				create trigger slowly after insert on visit referencing new table as created
				for each statement execute function slowly()""");
		JdbcClient jdbc = JdbcClient.create(this.shop.dataSource());
		try (AsyncOrm orm = AsyncOrm.builder(this.shop.dataSource())
			.models(Visit.class, Door.class)
			.lanes(2)
			.merge(MergeKind.CREATES)
			.currentUser(() -> "keeper")
			.build()) {
			Visits others = orm.repository(Visits.class);
			this.shop.hold(orm);
			List<CompletableFuture<Visit>> creates = IntStream.range(0, 12)
				.mapToObj((number) -> others.acreate(kw("number", number)))
				.toList();

			this.shop.release();

			CompletableFuture<List<Visit>> all = gather(creates);
			long most = 0;
			while (!all.isDone()) {
				most = Math.max(most, TestDatabase.POSTGRESQL.countExecuting(jdbc, "INSERT INTO"));
			}
			assertThat(most).isEqualTo(2);
			assertThat(await(all)).hasSize(12);
		}
	}

	@Test
	void whoMayNotUseTheSequenceStillCreates() {
		JdbcTemplate jdbc = this.shop.jdbc();
		String role = "keeper" + System.nanoTime();
		jdbc.execute("create role " + role + " login password 'secret'");
		jdbc.execute("grant select, insert on visit, door to " + role);
		HikariDataSource own = (HikariDataSource) this.shop.dataSource();
		DatabaseAddress address = new DatabaseAddress(own.getJdbcUrl(), own.getUsername(), own.getPassword());
		try (HikariDataSource pool = address.as(role, "secret").openPool(1);
				AsyncOrm orm = AsyncOrm.builder(pool)
					.models(Visit.class, Door.class)
					.merge(MergeKind.CREATES)
					.currentUser(() -> "keeper")
					.build()) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> new JdbcTemplate(pool)
					.queryForObject("select nextval(pg_get_serial_sequence('visit', 'id'))", Long.class))
				.havingRootCause()
				.withMessageContaining("permission denied for sequence");
			Visits others = orm.repository(Visits.class);
			this.shop.hold(orm);
			List<CompletableFuture<Visit>> creates = IntStream.range(0, 10)
				.mapToObj((number) -> others.acreate(kw("number", number)))
				.toList();

			this.shop.release();

			assertThat(await(gather(creates))).extracting(Visit::number).contains(0, 9);
			assertThat(jdbc.queryForObject("select count(*) from visit", Long.class)).isEqualTo(10);
		}
		finally {
			jdbc.execute("drop owned by " + role);
			jdbc.execute("drop role " + role);
		}
	}

}
