package io.asyncorm.arrays;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

/**
 * Models whose properties hold several values of types that are converted.
 */
final class ConvertedArrayModels {

	private ConvertedArrayModels() {
	}

	enum Status {

		ORDERED("o"), PAID("p"), SENT("s");

		final String code;

		Status(String code) {
			this.code = code;
		}

	}

	static final class StatusConverter implements AttributeConverter<Status, String> {

		@Override
		public String toColumn(Status value) {
			return value.code;
		}

		@Override
		public Status fromColumn(String code) {
			return Arrays.stream(Status.values()).filter((value) -> value.code.equals(code)).findFirst().orElseThrow();
		}

	}

	record Money(BigDecimal amount, String currency) {

		static Money euros(String amount) {
			return new Money(new BigDecimal(amount), "EUR");
		}

	}

	static final class MoneyConverter implements AttributeConverter<Money, BigDecimal> {

		@Override
		public BigDecimal toColumn(Money value) {
			if (!value.currency().equals("EUR")) {
				throw new IllegalArgumentException("only euros");
			}
			return value.amount();
		}

		@Override
		public Money fromColumn(BigDecimal stored) {
			return new Money(stored, "EUR");
		}

	}

	/** Stands in for one of the library's own. */
	static final class CurrencyConverter implements AttributeConverter<Currency, Integer> {

		@Override
		public Integer toColumn(Currency value) {
			return value.getNumericCode();
		}

		@Override
		public Currency fromColumn(Integer stored) {
			return Currency.getAvailableCurrencies()
				.stream()
				.filter((value) -> value.getNumericCode() == stored)
				.findFirst()
				.orElseThrow();
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

	record Isbn(String value) {
	}

	@Model
	record Parcel(@Nullable Long id, @Column(unique = true) String name, Status status, List<Status> history,
			@Nullable Set<Isbn> books, @Column(precision = 8, scale = 2) Money @Nullable [] prices,
			@Nullable List<@Nullable Currency> currencies,
			@Convert(Reversed.class) @Nullable Collection<String> words) {

		static Parcel of(String name, Status... history) {
			return new Parcel(null, name, history[history.length - 1], List.of(history), null, null, null, null);
		}

	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

		CompletableFuture<List<Parcel>> alist(List<Status> history__contains);

		CompletableFuture<Long> acount(Status history__0);

		CompletableFuture<Long> acount(Set<Isbn> books__overlap);

		CompletableFuture<Boolean> aexists(List<Status> history__0_1);

		CompletableFuture<Parcel> acreate(String name, Status status, List<Status> history, Money[] prices);

	}

}
