package io.asyncorm.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.AsyncOrm;
import io.asyncorm.query.Page;
import io.asyncorm.repository.Discography.Song;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the rows of a page and their count are under way at the same time: a lock on
 * the table lets neither of them end before the server has seen both.
 */
@Timeout(120)
class ParallelPagesIntegrationTests {

	private static final String WAITING = "select count(*) from pg_stat_activity where datname = current_database()"
			+ " and wait_event_type = 'Lock' and query like '%\"song\"%'";

	private final Discography discography = new Discography(TestDatabase.POSTGRESQL, 4);

	private final Songs songs = this.discography.repository(Songs.class);

	private Connection lock;

	@BeforeEach
	void lockTable() throws SQLException {
		this.lock = this.discography.connect();
		this.lock.setAutoCommit(false);
		try (Statement statement = this.lock.createStatement()) {
			statement.execute("lock table song in access exclusive mode");
		}
	}

	@AfterEach
	void close() throws SQLException {
		this.lock.close();
		this.discography.close();
	}

	@ParameterizedTest
	@EnumSource
	void rowsAndTheirCountAreUnderWayAtTheSameTime(Form form) throws SQLException {
		CompletableFuture<Long> total = form.total(this.songs);

		awaitWaiting(2);
		assertThat(total).isNotDone();
		this.lock.rollback();

		assertThat(await(total)).isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource
	void inATransactionTheyAreOneAfterTheOtherOnItsConnection(Form form) throws SQLException {
		CompletableFuture<Long> total = this.discography.orm()
			.transactions()
			.atomic(() -> form.total(this.songs).getNow(-1L));

		awaitWaiting(1);
		this.lock.rollback();

		assertThat(await(total)).isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource
	void cancellingThePageCancelsBoth(Form form) {
		try (AsyncOrm orm = this.discography.withoutTimeLimit()) {
			CompletableFuture<Long> total = form.total(orm.repository(Songs.class));
			awaitWaiting(2);

			total.cancel(true);

			awaitWaiting(0);
			assertThatExceptionOfType(CancellationException.class).isThrownBy(total::join);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whereThereIsOneLaneTheyAreOneAfterTheOther(Form form) throws SQLException {
		try (AsyncOrm orm = this.discography.withLanes(1)) {
			CompletableFuture<Long> total = form.total(orm.repository(Songs.class));

			awaitWaiting(1);
			this.lock.rollback();

			assertThat(await(total)).isEqualTo(3);
		}
	}

	private void awaitWaiting(int count) {
		Instant end = Instant.now().plusSeconds(60);
		while (count != waiting()) {
			assertThat(Instant.now()).as("%d statements should wait, not %d", count, waiting()).isBefore(end);
		}
	}

	private int waiting() {
		return this.discography.jdbc().sql(WAITING).query(Integer.class).single();
	}

	enum Form {

		NUMBERED {

			@Override
			CompletableFuture<Long> total(Songs songs) {
				return songs.apage(0, 2).thenApply(Page::total);
			}

		},

		DECLARED {

			@Override
			CompletableFuture<Long> total(Songs songs) {
				return songs.apage(0, 0, 2).thenApply(Page::total);
			}

		},

		SPRING_DATA {

			@Override
			CompletableFuture<Long> total(Songs songs) {
				return songs.atotal();
			}

		},

		OF_SQL {

			@Override
			CompletableFuture<Long> total(Songs songs) {
				return songs.atotalOfSql();
			}

		},

		REACTOR {

			@Override
			CompletableFuture<Long> total(Songs songs) {
				return songs.atotalOfReactor();
			}

		};

		abstract CompletableFuture<Long> total(Songs songs);

	}

	interface Songs extends SpringDataReturnTypesIntegrationTests.Songs {

		CompletableFuture<Page<Song>> apage(int seconds__gt, int number, int size);

	}

}
