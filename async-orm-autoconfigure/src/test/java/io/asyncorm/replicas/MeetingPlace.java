package io.asyncorm.replicas;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.replicas.Meetings.Guest;
import io.asyncorm.replicas.Meetings.Guests;
import io.asyncorm.replicas.Meetings.Meeting;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.PostgreSqlCluster;
import io.asyncorm.transaction.AsyncTransactions;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * One meeting and one guest in a database of their own, which are read at its standby by
 * up to four connections.
 */
final class MeetingPlace implements AutoCloseable {

	final HikariDataSource primary;

	final HikariDataSource standby;

	final AsyncTransactions transactions;

	final Meetings meetings;

	final Guests guests;

	private final PostgreSqlCluster cluster;

	private final AsyncOrm orm;

	MeetingPlace(PostgreSqlCluster cluster) {
		this.cluster = cluster;
		DatabaseAddress database = cluster.createDatabase();
		this.primary = database.openPool(4);
		this.standby = cluster.onStandby(database).openPool(4);
		try (AsyncOrm first = builder().schemaAction(SchemaAction.CREATE).build()) {
			JdbcClient.create(this.primary).sql(Meetings.FUNCTION).update();
			await(first.repository(Meetings.class).acreate(kw("name", "first")));
			await(first.repository(Guests.class).acreate(kw("name", "Ann")));
		}
		cluster.awaitReplayed();
		this.orm = builder().replica(Replica.of("replica", this.standby).stickiness(Duration.ZERO)).build();
		this.transactions = this.orm.transactions();
		this.meetings = this.orm.repository(Meetings.class);
		this.guests = this.orm.repository(Guests.class);
	}

	private AsyncOrm.Builder builder() {
		return AsyncOrm.builder(this.primary).models(Meeting.class, Guest.class);
	}

	/** Waits until as many reads sleep at the standby. */
	void awaitAsleep(int count) {
		awaitActive("pg_sleep(600)", count);
	}

	/** Waits until as many wait at the standby for the lock of a session. */
	void awaitTaking(int count) {
		awaitActive("pg_advisory_lock_shared(9)", count);
	}

	private void awaitActive(String part, int count) {
		while (!String.valueOf(count)
			.equals(this.cluster.standby()
				.query("select count(*) from pg_stat_activity where state = 'active'"
						+ " and pid <> pg_backend_pid() and query like '%" + part + "%'"))) {
			Thread.onSpinWait();
		}
	}

	/** What is over gives its lane back, and its connection before. */
	void assertThatAllIsBack() {
		while (this.standby.getHikariPoolMXBean().getActiveConnections() > 0) {
			Thread.onSpinWait();
		}
		assertThat(this.primary.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	@Override
	public void close() {
		this.orm.close();
		this.standby.close();
		this.primary.close();
	}

}
