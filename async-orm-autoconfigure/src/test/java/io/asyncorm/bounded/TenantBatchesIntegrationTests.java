package io.asyncorm.bounded;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.BatchMark;
import io.asyncorm.query.Batches;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Work in batches on rows that belong to tenants.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class TenantBatchesIntegrationTests {

	private static final String OURS = "a";

	private static final String THEIRS = "b";

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Invoices invoices;

	private final Marks marks;

	TenantBatchesIntegrationTests(TestDatabase database) {
		this.pool = database.create(4);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Invoice.class, BatchMark.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.invoices = this.orm.repository(Invoices.class);
		this.marks = this.orm.repository(Marks.class);
		Tenant.all(() -> await(this.invoices.abulkCreate(LongStream.rangeClosed(1, 5)
			.boxed()
			.flatMap((id) -> List.of(new Invoice(OURS, id), new Invoice(THEIRS, id)).stream())
			.toList())));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aTenantBeginsAtItsFirstRowWhereAnotherHasFailedMidway() {
		List<Invoice> seen = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> Tenant.as(OURS, () -> await(work().forEachBatch((batch) -> {
			if (batch.get(0).id() == 3) {
				throw new IllegalStateException("the second");
			}
			seen.addAll(batch);
		}))));
		assertThat(await(this.marks.all().alist())).extracting(BatchMark::name).containsExactly("remind@a");

		long theirs = Tenant.as(THEIRS, () -> await(work().forEachBatch(seen::addAll)));
		long ours = Tenant.as(OURS, () -> await(work().forEachBatch(seen::addAll)));

		assertThat(theirs).isEqualTo(5);
		assertThat(ours).isEqualTo(3);
		assertThat(seen).hasSize(10).doesNotHaveDuplicates();
		assertThat(await(this.marks.acount())).isZero();
	}

	@Test
	void workForAllTenantsHasOneMark() {
		assertThatIllegalStateException().isThrownBy(() -> Tenant.all(() -> await(work().forEachBatch((batch) -> {
			throw new IllegalStateException("the first");
		}))));
		assertThat(await(this.marks.all().alist())).extracting(BatchMark::name).containsExactly("remind");

		assertThat(Tenant.<Long, RuntimeException>all(() -> await(work().forEachBatch((batch) -> {
		})))).isEqualTo(10);
	}

	@Test
	void withoutATenantNothingIsDoneAndNothingMarked() {
		assertThatExceptionOfType(MissingTenantException.class).isThrownBy(() -> await(work().forEachBatch((batch) -> {
		})));

		assertThat(await(this.marks.acount())).isZero();
	}

	@Test
	void aNameThatLeavesTheTenantNoRoomIsRefused() {
		Batches<Invoice> longest = this.invoices.all().inBatches(2).resumeAs("n".repeat(99));

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> Tenant.as(OURS, () -> await(longest.forEachBatch((batch) -> {
			}))))
			.withMessageContaining("101 characters, and may have 100");
	}

	@Test
	void aNameThatCouldBeAnotherTenantsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.invoices.all().inBatches(2).resumeAs("remind@a"))
			.withMessageContaining("'name' must not have a '@'");
	}

	private Batches<Invoice> work() {
		return this.invoices.all().inBatches(2).resumeAs("remind");
	}

	/** What a tenant is owed. */
	@Model(distributedBy = "shop")
	public record Invoice(@PrimaryKey String shop, @PrimaryKey Long id) {
	}

	interface Invoices extends AsyncRepository<Invoice, List<Object>> {

	}

	interface Marks extends AsyncRepository<BatchMark, String> {

	}

}
