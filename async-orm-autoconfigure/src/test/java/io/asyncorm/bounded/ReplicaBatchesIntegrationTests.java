package io.asyncorm.bounded;

import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Replica;
import io.asyncorm.bounded.BatchesIntegrationTests.BatchMarks;
import io.asyncorm.bounded.BatchesIntegrationTests.Job;
import io.asyncorm.bounded.BatchesIntegrationTests.Jobs;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.BatchMark;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work in batches whose objects are asked of a replica: it has no rows.
 */
@Timeout(120)
class ReplicaBatchesIntegrationTests {

	private HikariDataSource primary;

	private HikariDataSource replica;

	private AsyncOrm orm;

	private Jobs jobs;

	@BeforeEach
	void start() {
		this.primary = TestDatabase.POSTGRESQL.create(3);
		this.replica = TestDatabase.POSTGRESQL.create(3);
		AsyncOrm.builder(this.replica)
			.models(Job.class, BatchMark.class)
			.schemaAction(SchemaAction.CREATE)
			.build()
			.close();
		this.orm = AsyncOrm.builder(this.primary)
			.models(Job.class, BatchMark.class)
			.schemaAction(SchemaAction.CREATE)
			.replica(Replica.of("replica", this.replica))
			.build();
		this.jobs = this.orm.repository(Jobs.class);
		await(this.jobs.abulkCreate(List.of(new Job(1, 0), new Job(2, 0), new Job(3, 0))));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.primary.close();
		this.replica.close();
	}

	@Test
	void batchesAreReadInTheirTransactionAtThePrimary() {
		List<Job> seen = new ArrayList<>();

		long done = await(this.jobs.all().using("replica").inBatches(2).forEachBatch(seen::addAll));

		assertThat(done).isEqualTo(3);
		assertThat(seen).hasSize(3);
	}

	@Test
	void marksAreWrittenAtThePrimary() {
		long done = await(this.jobs.all()
			.using("replica")
			.inBatches(2)
			.resumeAs("work")
			.forEachBatch((batch) -> await(this.jobs.all().aupdate(set(Job::done).to(f(Job::done).plus(1))))));

		assertThat(done).isEqualTo(3);
		await(this.orm.transactions().atomic(() -> {
			assertThat(await(this.jobs.all().alist())).extracting(Job::done).containsOnly(2);
			assertThat(await(this.orm.repository(BatchMarks.class).acount())).isZero();
		}));
	}

}
