package io.asyncorm.declared;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.AutoNow;
import io.asyncorm.model.AutoNowAdd;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.Version;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Models that share what an interface or a superclass declares.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SharedComponentsIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Memos memos;

	private final Invoices invoices;

	SharedComponentsIntegrationTests(TestDatabase database) {
		this.pool = database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Memo.class, Invoice.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.memos = this.orm.repository(Memos.class);
		this.invoices = this.orm.repository(Invoices.class);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void accessorsOfInterfacesAnnotateComponents() {
		Memo memo = await(this.memos.acreate(new Memo(null, "call Ann", null, null, 0)));
		Memo changed = await(this.memos.asave(memo, set(Memo::text).to("call Bob")));

		assertThat(memo.createdAt()).isNotNull();
		assertThat(changed.createdAt()).isEqualTo(memo.createdAt());
		assertThat(changed.changedAt()).isAfterOrEqualTo(memo.changedAt());
		assertThat(changed.version()).isEqualTo(memo.version() + 1);
		assertThat(await(this.memos.filter(where(Memo::createdAt).lte(Instant.now().plusSeconds(60))).acount()))
			.isEqualTo(1);
	}

	@Test
	void propertiesOfSuperclassesAreColumns() {
		Invoice invoice = await(this.invoices.acreate(new Invoice(null, null, 0, "F-1", 12)));
		Invoice paid = await(this.invoices.asave(invoice, set(Invoice::amount).to(0)));
		List<Invoice> found = await(this.invoices.filter("number", "F-1").orderBy("createdAt").alist());

		assertThat(invoice.getId()).isPositive();
		assertThat(invoice.getCreatedAt()).isNotNull();
		assertThat(paid.getVersion()).isEqualTo(invoice.getVersion() + 1);
		assertThat(found).extracting(Document::getNumber).containsExactly("F-1");
		assertThat(await(this.invoices.acreate("F-2", 3)).getVersion()).isEqualTo(1);
		assertThat(await(this.invoices.filter(where(Invoice::getNumber).startsWith("F")).acount())).isEqualTo(2);
		assertThat(await(this.invoices.aget(kw("id", invoice.getId()))).getCreatedAt())
			.isEqualTo(invoice.getCreatedAt());
	}

	@Test
	void optionsOfSharedColumnsCount() {
		ModelRegistry models = ModelRegistry.of(List.of(Memo.class, Invoice.class));

		ModelField number = models.require(Invoice.class).findField("number");
		ModelField text = models.require(Memo.class).findField("text");

		assertThat(number).extracting(ModelField::length, ModelField::unique).containsExactly(20, true);
		assertThat(text).extracting(ModelField::length, ModelField::declaredColumn).containsExactly(40, "body");
	}

	@Test
	void annotationsThatContradictEachOtherAreAFault() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(Torn.class)))
			.withMessageContaining("property 'text': what it inherits says @Column of it in two ways (Texted, Named);"
					+ " repeat the one that holds at the property itself");
	}

	@Test
	void annotationsOfWhatTheModelLacksAreAFault() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(Poor.class)))
			.withMessageContaining("property 'rank': 'Ranked' annotates it, but the constructor does not take what it"
					+ " returns; add it there, or remove the annotation");
	}

	interface Created {

		@AutoNowAdd
		@Nullable Instant createdAt();

	}

	interface Audited<K> extends Created {

		@PrimaryKey
		@Nullable K memoId();

		@AutoNow
		@Nullable Instant changedAt();

		@Version
		int version();

	}

	interface Texted {

		@Column(name = "body", length = 40)
		String text();

	}

	interface Named {

		@Column(length = 50)
		String text();

	}

	interface Ranked {

		@DefaultValue("1")
		default int rank() {
			return 1;
		}

	}

	@Model
	record Memo(@Nullable Long memoId, String text, @Nullable Instant createdAt, @Nullable Instant changedAt,
			int version) implements Audited<Long>, Texted {
	}

	@Model
	record Torn(@Nullable Long id, String text) implements Texted, Named {
	}

	@Model
	record Poor(@Nullable Long id) implements Ranked {
	}

	abstract static class Stored<K> {

		private final @Nullable K id;

		@AutoNowAdd
		private final @Nullable Instant createdAt;

		private final int version;

		Stored(@Nullable K id, @Nullable Instant createdAt, @Version int version) {
			this.id = id;
			this.createdAt = createdAt;
			this.version = version;
		}

		public @Nullable K getId() {
			return this.id;
		}

		public @Nullable Instant getCreatedAt() {
			return this.createdAt;
		}

		public int getVersion() {
			return this.version;
		}

	}

	abstract static class Document extends Stored<Long> {

		private final String number;

		Document(@Nullable Long id, @Nullable Instant createdAt, int version, String number) {
			super(id, createdAt, version);
			this.number = number;
		}

		@Column(length = 20, unique = true)
		public String getNumber() {
			return this.number;
		}

	}

	@Model
	static class Invoice extends Document {

		private final int amount;

		Invoice(@Nullable Long id, @Nullable Instant createdAt, int version, String number, int amount) {
			super(id, createdAt, version, number);
			this.amount = amount;
		}

		@Override
		public String getNumber() {
			return super.getNumber();
		}

		public int amount() {
			return this.amount;
		}

	}

	interface Memos extends AsyncRepository<Memo, Long> {

	}

	interface Invoices extends AsyncRepository<Invoice, Long> {

		CompletableFuture<Invoice> acreate(String number, int amount);

	}

}
