package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Defaults;
import io.asyncorm.repository.NewValue;
import io.asyncorm.repository.Query;
import org.jspecify.annotations.Nullable;

/**
 * Models whose properties are of types of their own: records of one value, money, and an
 * enum that is stored by a code; and converters for the models of other tests.
 */
final class ConvertedModels {

	static final List<AttributeConverter<?, ?>> CONVERTERS = List.of(new MoneyConverter());

	private ConvertedModels() {
	}

	record Isbn(String value) {

		Isbn {
			if (value.contains(" ")) {
				throw new IllegalArgumentException("an ISBN has no spaces");
			}
		}

	}

	record ShopId(long value) {
	}

	record Money(BigDecimal amount, String currency) {

		static Money euros(String amount) {
			return new Money(new BigDecimal(amount).setScale(2), "EUR");
		}

	}

	static final class MoneyConverter implements AttributeConverter<Money, BigDecimal> {

		@Override
		public BigDecimal toColumn(Money money) {
			if (!money.currency().equals("EUR")) {
				throw new IllegalArgumentException("only euros");
			}
			return money.amount();
		}

		@Override
		public Money fromColumn(BigDecimal amount) {
			return new Money(amount, "EUR");
		}

	}

	enum Status {

		ORDERED("o"), PAID("p");

		final String code;

		Status(String code) {
			this.code = code;
		}

	}

	static final class StatusConverter implements AttributeConverter<Status, String> {

		@Override
		public String toColumn(Status status) {
			return status.code;
		}

		@Override
		public Status fromColumn(String code) {
			return Arrays.stream(Status.values())
				.filter((status) -> status.code.equals(code))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("no such code"));
		}

	}

	enum State {

		OFF, ON

	}

	static final class Ordinals implements AttributeConverter<State, Integer> {

		@Override
		public Integer toColumn(State value) {
			return value.ordinal();
		}

		@Override
		public State fromColumn(Integer stored) {
			return State.values()[stored];
		}

	}

	static final class Reversed implements AttributeConverter<String, String> {

		@Override
		public String toColumn(String value) {
			return new StringBuilder(value).reverse().toString();
		}

		@Override
		public String fromColumn(String stored) {
			return toColumn(stored);
		}

	}

	@Model
	record Shop(@Nullable ShopId id, String name, @Nullable Many<Sale> sales) {
	}

	@Model
	record Volume(@PrimaryKey @Column(length = 20) Isbn isbn, String title, @Nullable Isbn successor,
			@ManyToMany(relatedName = "volumes") @Nullable Many<Shop> shops, @Nullable Many<Sale> sales) {

		static Volume of(String isbn, String title) {
			return new Volume(new Isbn(isbn), title, null, null, null);
		}

	}

	@Model(ordering = "id")
	record Sale(@Nullable Long id, @Column(precision = 10, scale = 2) Money price,
			@DefaultValue("ORDERED") @Column(length = 1) @Convert(StatusConverter.class) Status status,
			@DefaultValue("0.50") @Column(precision = 10, scale = 2) @Nullable Money discount,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "sales") Ref<Volume> volume,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "sales") @Nullable Ref<Shop> shop) {
	}

	@Model
	record Loan(@Nullable Long id, @DefaultValue("978-1") @ForeignKey(onDelete = OnDelete.SET_DEFAULT,
			relatedName = "loans") Ref<Volume> volume) {
	}

	record Line(Isbn volume_id, Money price, Status status) {
	}

	record SqlLine(Isbn isbn, Money price) {
	}

	interface Volumes extends AsyncRepository<Volume, Isbn> {

		CompletableFuture<List<Volume>> alist(Isbn successor);

		CompletableFuture<List<Volume>> alist(String isbn__icontains);

		CompletableFuture<UpdateOrCreate<Volume>> aupdateOrCreate(Isbn isbn, @Defaults String title);

		@Query("select * from \"volume\" where \"isbn\" = :isbn")
		CompletableFuture<Volume> abyIsbn(Isbn isbn);

		@Query("select \"isbn\" from \"volume\" order by \"isbn\"")
		CompletableFuture<List<Isbn>> aisbns();

		@Query("select \"volume_id\" as isbn, \"price\" from \"sale\" where \"price\" >= :least order by \"price\"")
		CompletableFuture<List<SqlLine>> alines(Money least);

	}

	interface Sales extends AsyncRepository<Sale, Long> {

		CompletableFuture<List<Sale>> alist(Money price__gte, Status status);

		CompletableFuture<List<Sale>> alist(List<Money> price__in);

		CompletableFuture<Long> aupdate(Status status, @NewValue Money price);

		CompletableFuture<List<Sale>> alist(Isbn volume);

	}

}
