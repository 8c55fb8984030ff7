package io.asyncorm.distributed;

import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Convert;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.BatchMark;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tenants that are objects of a type of their own, by a converter: each is known by what
 * its column holds.
 */
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "H2" })
class ConvertedTenantIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Visits visits;

	private final Sales sales;

	ConvertedTenantIntegrationTests(TestDatabase database) {
		this.pool = database.create(2);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Visit.class, Sale.class, BatchMark.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.visits = this.orm.repository(Visits.class);
		this.sales = this.orm.repository(Sales.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void modelsThatHoldThemOtherwiseAreGivenThem() {
		Tenant.as(new ShopId(7), () -> await(this.visits.acreate(kw("id", 1))));
		Tenant.as(7, () -> await(this.sales.acreate(kw("id", 1))));

		assertThat(Tenant.<Long, RuntimeException>as(7L, () -> await(this.visits.acount()))).isOne();
		assertThat(Tenant.<Long, RuntimeException>as(new ShopId(7), () -> await(this.sales.acount()))).isOne();
		assertThat(Tenant.<Long, RuntimeException>as(new ShopId(8), () -> await(this.sales.acount()))).isZero();
	}

	@Test
	void rowsThatWereCalledForOneAreConsumedForTheSame() {
		Tenant.as(7, () -> await(this.sales.acreate(kw("id", 1))));
		List<Long> found = new ArrayList<>();

		AsyncIterable<Sale> rows = Tenant.as(new ShopId(7), () -> this.sales.all().aiterator());
		Tenant.as(new ShopId(7), () -> await(rows.forEach((sale) -> found.add(sale.id()))));

		assertThat(found).containsExactly(1L);
	}

	@Test
	void batchesGoOnByWhatTheColumnHolds() {
		Tenant.as(7, () -> await(this.sales.acreate(kw("id", 1))));
		assertThatIllegalStateException().isThrownBy(() -> Tenant.as(new ShopId(7),
				() -> await(this.sales.all().inBatches(1).resumeAs("remind").forEachBatch((batch) -> {
					throw new IllegalStateException("the first");
				}))));

		assertThat(await(this.orm.repository(Marks.class).all().alist())).extracting(BatchMark::name)
			.containsExactly("remind@7");
	}

	/** Has no equals, and no text. */
	static final class ShopId {

		private final long value;

		ShopId(long value) {
			this.value = value;
		}

	}

	static final class ShopIds implements AttributeConverter<ShopId, Long> {

		@Override
		public Long toColumn(ShopId id) {
			return id.value;
		}

		@Override
		public ShopId fromColumn(Long value) {
			return new ShopId(value);
		}

	}

	@Model(distributedBy = "shop")
	record Visit(@PrimaryKey Long shop, @PrimaryKey Long id) {
	}

	@Model(distributedBy = "shop")
	record Sale(@PrimaryKey @Convert(ShopIds.class) ShopId shop, @PrimaryKey Long id) {
	}

	interface Visits extends AsyncRepository<Visit, List<Object>> {

	}

	interface Sales extends AsyncRepository<Sale, List<Object>> {

	}

	interface Marks extends AsyncRepository<BatchMark, String> {

	}

}
