package io.asyncorm.async;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.Engine;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReplayProgress}, with positions that the test sets.
 */
@Timeout(300)
class ReplayProgressIntegrationTests {

	private final HikariDataSource pool = TestDatabase.H2.create(3);

	private final JdbcClient jdbc = JdbcClient.create(this.pool);

	private final Engine engine = Engine.start(Assembly.of(this.pool, ModelRegistry.of(List.of())),
			new VirtualThreadExecutor(),
			new LanePlan(ExecutionSettings.DEFAULTS.withShutdownTimeout(Duration.ofSeconds(5)), 2, true, false, null,
					null),
			SchemaAction.NONE);

	private final ReplayProgress progress = new ReplayProgress(this.engine.dispatcher(), this.engine.dispatcher(),
			"select written from positions", "select replayed from positions");

	@BeforeEach
	void create() {
		this.jdbc.sql("create table positions (written bigint, replayed bigint)").update();
		this.jdbc.sql("insert into positions values (1000, 1000)").update();
	}

	@AfterEach
	void close() {
		this.engine.close();
		this.pool.close();
	}

	@Test
	void whatAReplicaHadReplayedOfAFormerPrimaryCoversNoWriteOfItsSuccessor() {
		awaitCovered(written());
		this.jdbc.sql("update positions set written = 900, replayed = 850").update();
		CallerWrites later = written();

		long begin = System.nanoTime();
		while (later.positionAfter(1) == null || System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(200)) {
			assertThat(this.progress.covers(later, 1)).isFalse();
		}
		this.jdbc.sql("update positions set replayed = 900").update();

		awaitCovered(later);
	}

	private static CallerWrites written() {
		CallerWrites writes = new CallerWrites();
		writes.wrote();
		return writes;
	}

	private void awaitCovered(CallerWrites writes) {
		long begin = System.nanoTime();
		while (!this.progress.covers(writes, 1)) {
			assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
		}
	}

}
