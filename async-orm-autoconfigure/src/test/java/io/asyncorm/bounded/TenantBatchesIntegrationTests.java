package io.asyncorm.bounded;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.BatchMark;
import io.asyncorm.query.Batches;
import io.asyncorm.query.Many;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

	private final Products products;

	TenantBatchesIntegrationTests(TestDatabase database) {
		this.pool = database.create(4);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Invoice.class, Product.class, BatchMark.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.invoices = this.orm.repository(Invoices.class);
		this.marks = this.orm.repository(Marks.class);
		this.products = this.orm.repository(Products.class);
		await(this.products.abulkCreate(
				LongStream.rangeClosed(1, 5).mapToObj((id) -> new Product(id, "Product " + id, null)).toList()));
		Tenant.all(() -> await(this.invoices.abulkCreate(LongStream.rangeClosed(1, 5)
			.boxed()
			.flatMap((id) -> List.of(invoice(OURS, id), invoice(THEIRS, id)).stream())
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

	/** Which products are sold is another question for each tenant. */
	@ParameterizedTest
	@ValueSource(strings = { "filter", "exclude", "subquery", "prefetch" })
	void workOnSharedRowsThatATenantsOwnChooseIsItsOwn(String way) {
		QuerySet<Product> sold = switch (way) {
			case "filter" -> this.products.filter("invoices__id__lte", 5);
			case "exclude" -> this.products.exclude("invoices__id__gt", 5);
			case "subquery" -> this.products.filter("id__in", this.invoices.all().values("product_id"));
			default -> this.products.prefetchRelated("invoices");
		};
		Batches<Product> work = sold.inBatches(2).resumeAs("stock");
		List<String> seen = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> Tenant.as(OURS, () -> await(work.forEachBatch((batch) -> {
			if (batch.get(0).id() == 3) {
				throw new IllegalStateException("the second");
			}
			batch.forEach((product) -> seen.add(OURS + product.id()));
		}))));
		assertThat(await(this.marks.all().alist())).extracting(BatchMark::name).containsExactly("stock@a");

		Tenant.as(THEIRS,
				() -> await(work.forEachBatch((batch) -> batch.forEach((product) -> seen.add(THEIRS + product.id())))));
		Tenant.as(OURS,
				() -> await(work.forEachBatch((batch) -> batch.forEach((product) -> seen.add(OURS + product.id())))));

		assertThat(seen).hasSize(10).doesNotHaveDuplicates();
		assertThat(await(this.marks.acount())).isZero();
	}

	@Test
	void workOnSharedRowsAloneIsDoneOnceWhoeverTheTenantIs() {
		Batches<Product> work = this.products.filter("name__startswith", "Product").inBatches(2).resumeAs("names");
		List<Product> seen = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> Tenant.as(OURS, () -> await(work.forEachBatch((batch) -> {
			if (batch.get(0).id() == 3) {
				throw new IllegalStateException("the second");
			}
			seen.addAll(batch);
		}))));

		Tenant.as(THEIRS, () -> await(work.forEachBatch(seen::addAll)));

		assertThat(seen).extracting(Product::id).containsExactly(1L, 2L, 3L, 4L, 5L);
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

	private static Invoice invoice(String shop, Long id) {
		return new Invoice(shop, id, Ref.of(Product.class, id));
	}

	private Batches<Invoice> work() {
		return this.invoices.all().inBatches(2).resumeAs("remind");
	}

	/** What a tenant is owed. */
	@Model(distributedBy = "shop")
	public record Invoice(@PrimaryKey String shop, @PrimaryKey Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "invoices") Ref<Product> product) {
	}

	/** What all of them sell. */
	@Model
	public record Product(@PrimaryKey Long id, @Column(length = 50) String name, @Nullable Many<Invoice> invoices) {
	}

	interface Products extends AsyncRepository<Product, Long> {

	}

	interface Invoices extends AsyncRepository<Invoice, List<Object>> {

	}

	interface Marks extends AsyncRepository<BatchMark, String> {

	}

}
