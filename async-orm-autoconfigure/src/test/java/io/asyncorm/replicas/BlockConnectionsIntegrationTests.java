package io.asyncorm.replicas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.replicas.Meetings.Guest;
import io.asyncorm.replicas.Meetings.Meeting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.readOnly;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for where the further connections of a block on a streaming standby come from.
 */
@Timeout(120)
class BlockConnectionsIntegrationTests extends AbstractMeetingTests {

	/** A decorator carries the tenant by which the data source chooses. */
	@Test
	void allConnectionsOfABlockAreChosenByItsCaller() {
		ThreadLocal<@Nullable String> tenant = new ThreadLocal<>();
		Queue<String> chosen = new ConcurrentLinkedQueue<>();
		try (AsyncOrm orm = AsyncOrm.builder(this.place.primary)
			.models(Meeting.class, Guest.class)
			.routing(OperationRouting.byContext())
			.taskDecorator((task) -> carrying(tenant, task))
			.replica(Replica.of("routed", routed(tenant, chosen)).stickiness(Duration.ZERO))
			.build()) {
			Meetings there = orm.repository(Meetings.class);
			tenant.set("blue");
			chosen.clear();

			String last = await(orm.transactions().atomic(readOnly(), () -> {
				await(gather(there.ameet(1, 2), there.ameet(1, 2)));
				tenant.set("red");
				await(gather(there.ameet(2, 2), there.ameet(2, 2)));
				return String.valueOf(tenant.get());
			}));

			assertThat(chosen).hasSizeGreaterThan(1).containsOnly("blue");
			assertThat(last).isEqualTo("red");
		}
		finally {
			tenant.remove();
		}
	}

	/** Leaves nothing on its thread, not even what was there. */
	private static Runnable carrying(ThreadLocal<@Nullable String> tenant, Runnable task) {
		@Nullable String carried = tenant.get();
		return () -> {
			tenant.set(carried);
			try {
				task.run();
			}
			finally {
				tenant.remove();
			}
		};
	}

	private DataSource routed(ThreadLocal<@Nullable String> tenant, Queue<String> chosen) {
		AbstractRoutingDataSource routed = new AbstractRoutingDataSource() {

			@Override
			protected String determineCurrentLookupKey() {
				String key = String.valueOf(tenant.get());
				chosen.add(key);
				return key;
			}

		};
		routed.setTargetDataSources(Map.of());
		routed.setDefaultTargetDataSource(this.place.standby);
		routed.afterPropertiesSet();
		return routed;
	}

	/** Such as CockroachDB, which has no name for what a transaction sees. */
	@Test
	void whereTransactionsCannotShareWhatTheySeeTheBlockReadsAlone() {
		try (AsyncOrm orm = AsyncOrm.builder(this.place.primary)
			.models(Meeting.class, Guest.class)
			.dialect((dialect) -> dialect.with(EngineSettings.DETECTED.withSerializableByDefault(true)))
			.replica(Replica.of("replica", this.place.standby).stickiness(Duration.ZERO))
			.build()) {
			Meetings there = orm.repository(Meetings.class);
			List<CompletableFuture<Long>> read = new ArrayList<>();

			List<Long> sessions = await(orm.transactions().atomic(readOnly(), () -> {
				for (int later = 0; later < 50; later++) {
					read.add(there.asession());
				}
				return await(gather(read));
			}));

			assertThat(new HashSet<>(sessions)).hasSize(1);
		}
	}

}
