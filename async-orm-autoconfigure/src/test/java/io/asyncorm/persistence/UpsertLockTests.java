package io.asyncorm.persistence;

import java.math.BigDecimal;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.persistence.WriteModels.Stock;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.UpsertKeys;
import org.junit.jupiter.api.Test;

import static io.asyncorm.persistence.WriteModels.change;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpsertLock}.
 */
class UpsertLockTests {

	@Test
	void theOrderOfTheLookupDoesNotCount() {
		assertThat(lock(change(Stock.class, "store", "x"), change(Stock.class, "sku", "y")))
			.isEqualTo(lock(change(Stock.class, "sku", "y"), change(Stock.class, "store", "x")));
	}

	@Test
	void otherValuesAreAnotherLock() {
		UpsertLock lock = lock(change(Stock.class, "store", "x"));

		assertThat(lock.number()).isNotEqualTo(lock(change(Stock.class, "store", "y")).number())
			.isNotEqualTo(lock(change(Stock.class, "sku", "x")).number());
	}

	@Test
	void equalNumbersOfDifferentScaleAreOneLock() {
		assertThat(lock(change(Stock.class, "price", new BigDecimal("1.50"))))
			.isEqualTo(lock(change(Stock.class, "price", new BigDecimal("1.5"))));
	}

	@Test
	void aValueCannotPassForAnotherPartOfTheLookup() {
		assertThat(lock(change(Stock.class, "store", "x and Stock.sku exact 1:y")))
			.isNotEqualTo(lock(change(Stock.class, "store", "x"), change(Stock.class, "sku", "y")));
	}

	@Test
	void theNumberIsTheSameInEveryJvm() {
		ModelMetadata<?> model = WriteModels.model(Stock.class);

		assertThat(new UpsertLock(model, "stock where (Stock.store exact 1:x)"))
			.isEqualTo(lock(change(Stock.class, "store", "x")));
		assertThat(new UpsertLock(model, "abc").number()).isEqualTo(0xba7816bf8f01cfeaL);
	}

	@Test
	void aSubqueryIsLeftOutSoThatItsLockIsWider() {
		ModelMetadata<?> model = WriteModels.model(Stock.class);
		QueryState rows = RowFilters.byKey(model, new Object());

		assertThat(lock(change(Stock.class, "sku", new Expression.Subquery(rows))))
			.isEqualTo(lock(change(Stock.class, "sku", new Expression.Subquery(QueryState.of(model)))));
	}

	private static UpsertLock lock(Change... lookup) {
		return lock(WriteModels.model(Stock.class), List.of(lookup));
	}

	private static <M> UpsertLock lock(ModelMetadata<M> model, List<Change> lookup) {
		return UpsertLock.of(new Operation.Upsert<>("test", model, UpsertKeys.rows(model, lookup), lookup, null, null,
				lookup, (object, created) -> object));
	}

}
