package io.asyncorm.replicas;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.replicas.Meetings.Guest;
import io.asyncorm.replicas.Meetings.Meeting;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.transaction.TransactionOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.transaction.annotation.Isolation;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.readOnly;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for connections that come to help and are of another server than those that they
 * are to help, as behind one address of several replicas. One server has one meeting, and
 * the other, which is ahead of it, two.
 */
@Timeout(120)
class SeveralServersIntegrationTests extends AbstractClusterTests {

	private HikariDataSource ahead;

	private HikariDataSource behind;

	private Servers servers;

	private AsyncOrm orm;

	private Meetings meetings;

	@BeforeEach
	void prepare() {
		DatabaseAddress database = cluster.createDatabase();
		this.ahead = database.openPool(4);
		this.behind = cluster.onStandby(database).openPool(4);
		try (AsyncOrm first = builder().schemaAction(SchemaAction.CREATE).build()) {
			await(first.repository(Meetings.class).acreate(kw("name", "first")));
			cluster.awaitReplayed();
			cluster.pauseReplay();
			await(first.repository(Meetings.class).acreate(kw("name", "second")));
		}
		this.servers = new Servers(this.behind, this.ahead);
		this.orm = builder().routing(OperationRouting.none())
			.replica(Replica.of("replica", this.servers).stickiness(Duration.ZERO))
			.build();
		this.meetings = this.orm.repository(Meetings.class);
		this.servers.taken.set(0);
	}

	private AsyncOrm.Builder builder() {
		return AsyncOrm.builder(this.ahead).models(Meeting.class, Guest.class);
	}

	@AfterEach
	void close() {
		cluster.resumeReplay();
		this.orm.close();
		this.behind.close();
		this.ahead.close();
	}

	@ParameterizedTest
	@EnumSource(value = Isolation.class, names = { "DEFAULT", "READ_COMMITTED", "REPEATABLE_READ" })
	void aBlockReadsAllOfItFromTheServerThatItBeganAt(Isolation isolation) {
		TransactionOptions options = (isolation != Isolation.DEFAULT) ? readOnly().isolation(isolation) : readOnly();

		List<Long> counts = await(this.orm.transactions().atomic(options, () -> {
			List<Long> seen = new ArrayList<>();
			do {
				seen.addAll(await(gather(counts())));
			}
			while (this.servers.taken.get() < 2);
			awaitBack();
			seen.addAll(await(gather(counts())));
			return seen;
		}));

		assertThat(counts).containsOnly(1L);
		awaitBack();
		assertThat(this.behind.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	private List<CompletableFuture<Long>> counts() {
		List<CompletableFuture<Long>> counts = new ArrayList<>();
		for (int count = 0; count < 20; count++) {
			counts.add(this.meetings.acount());
		}
		return counts;
	}

	@Test
	void aSnapshotGoesOnWithoutAConnectionThatCannotSeeIt() {
		Callable<Long> read = () -> {
			Long before = await(this.meetings.acount());
			CompletableFuture.runAsync(() -> {
				while (this.servers.taken.get() < 2) {
					Thread.onSpinWait();
				}
				awaitBack();
			}).join();
			return before + await(this.meetings.acount());
		};

		List<Long> seen = await(this.orm.transactions().snapshot(2, List.of(read, read, read)));

		assertThat(seen).containsExactly(2L, 2L, 2L);
		assertThat(this.servers.taken).hasValue(2);
		awaitBack();
		while (this.behind.getHikariPoolMXBean().getActiveConnections() > 0) {
			Thread.onSpinWait();
		}
		assertThat(this.ahead.getHikariPoolMXBean().getTotalConnections()).isPositive();
	}

	/** Who cannot help gives its connection back. */
	private void awaitBack() {
		while (this.ahead.getHikariPoolMXBean().getActiveConnections() > 0) {
			Thread.onSpinWait();
		}
	}

	/** The first connection is of the one server, and those after it of the other. */
	private static final class Servers extends AbstractDataSource {

		private final HikariDataSource first;

		private final HikariDataSource others;

		private final AtomicInteger taken = new AtomicInteger();

		Servers(HikariDataSource first, HikariDataSource others) {
			this.first = first;
			this.others = others;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return ((this.taken.getAndIncrement() == 0) ? this.first : this.others).getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			throw new UnsupportedOperationException("Nobody asks for it");
		}

	}

}
