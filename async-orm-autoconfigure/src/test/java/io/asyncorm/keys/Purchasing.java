package io.asyncorm.keys;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

/**
 * Purchases of lines whose key is of several properties, and stocks whose key is a
 * record.
 */
final class Purchasing {

	private Purchasing() {
	}

	interface Purchases extends AsyncRepository<Purchase, Long> {

	}

	interface Lines extends AsyncRepository<Line, LineKey> {

		CompletableFuture<List<Line>> alistByPurchaseBuyer(String buyer);

		CompletableFuture<List<Line>> alist(Long purchase_id);

		default CompletableFuture<List<Line>> declared(@Nullable Long purchase) {
			return alist(Objects.requireNonNull(purchase));
		}

	}

	interface ListLines extends AsyncRepository<Line, List<?>> {

	}

	interface WrongLines extends AsyncRepository<Line, WrongKey> {

	}

	record WrongKey(String purchase, int line) {
	}

	interface Stocks extends AsyncRepository<Stock, StockKey> {

		CompletableFuture<List<StockKey>> alistKeyOrderByAmount();

		CompletableFuture<StockKey> agetPkByAmount(int amount);

	}

	record LineKey(Long purchase, int line) {
	}

	record StockKey(@Column(length = 20) String warehouse, @Column(length = 20) String sku) {
	}

	record Shelf(int amount, StockKey key) {
	}

	@Model
	record Purchase(@Nullable Long id, String buyer, Many<Line> lines) {
	}

	@Model
	record Line(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "lines") Ref<Purchase> purchase,
			@PrimaryKey int line, String product, int amount) {

		List<Object> key() {
			return List.of(this.purchase.key(), this.line);
		}

	}

	@Model
	record Stock(@PrimaryKey StockKey key, int amount) {
	}

}
