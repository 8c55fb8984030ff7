package io.asyncorm.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Numbers that the database would round on their way in are refused, whatever the model
 * says of the column.
 */
class RoundedNumbersIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	static Stream<Arguments> columns() {
		return Stream.concat(
				Stream.of(TestDatabase.values())
					.flatMap((database) -> Stream.of(Arguments.of(database, "numeric(8, 2)", 2),
							Arguments.of(database, "decimal(38, 10)", 10), Arguments.of(database, "bigint", 0),
							Arguments.of(database, "smallint", 0))),
				Stream.of(Arguments.of(TestDatabase.POSTGRESQL, "tenths", 1),
						Arguments.of(TestDatabase.POSTGRESQL, "money", 2),
						Arguments.of(TestDatabase.POSTGRESQL, "numeric(5, -2)", -2)));
	}

	@ParameterizedTest
	@MethodSource("columns")
	void digitsThatTheColumnDoesNotKeepAreRefused(TestDatabase database, String column, int scale) {
		Costs costs = open(database, column);
		BigDecimal kept = BigDecimal.valueOf(3, scale);
		BigDecimal rounded = kept.add(BigDecimal.valueOf(4, scale + 1));
		Cost cost = await(costs.acreate(new Cost(1L, kept.setScale(Math.max(scale, 0) + 3))));

		assertThat(cost.amount()).isEqualByComparingTo(kept);
		for (Runnable write : List.<Runnable>of(() -> await(costs.acreate(new Cost(2L, rounded))),
				() -> await(costs.acreate(kw("id", 2, "amount", rounded))),
				() -> await(costs.asave(new Cost(1L, rounded))),
				() -> await(costs.aupdate(set(Cost::amount).to(rounded))),
				() -> await(costs.aupdateOrCreate(kw("id", 1), defaults("amount", rounded))))) {
			assertThatExceptionOfType(InvalidValueException.class).isThrownBy(write::run)
				.withMessageContaining("'Cost.amount' has " + scale + " digits behind the point");
		}
		// What is compared with money is money
		assertThat(await(costs.filter("amount__lt", rounded).acount())).isEqualTo(column.equals("money") ? 0 : 1);
		assertThat(await(costs.aget()).amount()).isEqualByComparingTo(kept);
	}

	static Stream<Arguments> exactColumns() {
		return Stream.concat(
				Stream.of(TestDatabase.values())
					.flatMap((database) -> Stream.of(Arguments.of(database, "numeric(8, 2)", 1.25, 1.567),
							Arguments.of(database, "bigint", 3.0, 3.5))),
				Stream.of(Arguments.of(TestDatabase.POSTGRESQL, "money", 1.25, 1.567)));
	}

	@ParameterizedTest
	@MethodSource("exactColumns")
	void floatingPointNumbersThatAnExactColumnDoesNotKeepAreRefused(TestDatabase database, String column, double kept,
			double rounded) {
		Weights weights = openWeights(database, column);
		await(weights.acreate(new Weight(1L, kept)));

		assertRefused(weights, rounded, "digits behind the point");
		assertThat(await(weights.filter("amount", kept).acount())).isOne();
		assertThat(await(weights.filter("amount", rounded).acount())).isZero();
	}

	static Stream<Arguments> realColumns() {
		return Stream.of(TestDatabase.POSTGRESQL, TestDatabase.H2)
			.flatMap((database) -> Stream.of(1e300, -1e300, 1e-300).map((number) -> Arguments.of(database, number)));
	}

	@ParameterizedTest
	@MethodSource("realColumns")
	void numbersBeyondTheRangeOfARealAreRefused(TestDatabase database, double number) {
		Weights weights = openWeights(database, "real");
		await(weights.acreate(new Weight(1L, 1.5)));

		assertRefused(weights, number, "out of range");
		assertThat(await(weights.asave(new Weight(1L, 0.0))).amount()).isZero();
		assertThat(await(weights.asave(new Weight(1L, Double.POSITIVE_INFINITY))).amount()).isInfinite();
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void numbersOfFourBytesAreFoundByTheValueThatWasStored(TestDatabase database) {
		Weights weights = openWeights(database, (database == TestDatabase.MARIADB) ? "float" : "real");
		await(weights.acreate(new Weight(1L, 1.1)));

		assertThat((float) await(weights.aget()).amount()).isEqualTo(1.1f);
		assertThat(await(weights.filter("amount", 1.1).acount())).isOne();
		assertThat(await(weights.filter("amount__in", List.of(1.1, 2.2)).acount())).isOne();
		assertThat(await(weights.filter("amount__gt", 1.1).acount())).isZero();
		assertThat(await(weights.filter("amount__lte", 1.1).acount())).isOne();
		assertThat(await(weights.exclude("amount", 1.1).acount())).isZero();
		assertThat(await(weights.agetOrCreate(kw("amount", 1.1), defaults("id", 9L))).created()).isFalse();
	}

	private static void assertRefused(Weights weights, double number, String reason) {
		Weight given = new Weight(1L, number);
		for (Runnable write : List.<Runnable>of(() -> await(weights.acreate(new Weight(2L, number))),
				() -> await(weights.acreate(kw("id", 2, "amount", number))), () -> await(weights.asave(given)),
				() -> await(weights.abulkUpdate(List.of(given), "amount")),
				() -> await(weights.aupdate(set(Weight::amount).to(number))),
				() -> await(weights.aupdateOrCreate(kw("id", 1), defaults("amount", number))))) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(write::run)
				.withMessageContaining("'Weight.amount'")
				.withMessageContaining(reason);
		}
		assertThat(await(weights.acount())).isOne();
	}

	@Test
	void mariaDbKeepsThirtyDigitsOfADecimalWithoutPrecision() {
		this.existing.create(TestDatabase.MARIADB);
		Costs costs = this.existing.open((orm) -> orm.models(Cost.class).schemaAction(SchemaAction.CREATE))
			.repository(Costs.class);
		BigDecimal kept = BigDecimal.ONE.scaleByPowerOfTen(-30);

		assertThat(await(costs.acreate(new Cost(1L, kept))).amount()).isEqualByComparingTo(kept);
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> await(costs.acreate(new Cost(2L, kept.scaleByPowerOfTen(-1)))));
	}

	private Weights openWeights(TestDatabase database, String column) {
		this.existing.create(database);
		this.existing.jdbc()
			.execute("create table %s (%s bigint primary key, %s %s not null)".formatted(this.existing.name("weight"),
					this.existing.name("id"), this.existing.name("amount"), column));
		return this.existing.open((builder) -> builder.models(Weight.class)).repository(Weights.class);
	}

	private Costs open(TestDatabase database, String column) {
		this.existing.create(database);
		if (database == TestDatabase.POSTGRESQL) {
			this.existing.jdbc()
				.execute("create domain tenth as numeric(6, 1); create domain tenths as tenth check (value > -1)");
		}
		this.existing.jdbc()
			.execute("create table %s (%s bigint primary key, %s %s not null)".formatted(this.existing.name("cost"),
					this.existing.name("id"), this.existing.name("amount"), column));
		AsyncOrm orm = this.existing.open((builder) -> builder.models(Cost.class));
		return orm.repository(Costs.class);
	}

	/**
	 * Has a number.
	 */
	@Model
	public record Cost(@PrimaryKey Long id, BigDecimal amount) {
	}

	/**
	 * Has a number that is not exact.
	 */
	@Model
	public record Weight(@PrimaryKey Long id, double amount) {
	}

	interface Weights extends AsyncRepository<Weight, Long> {

	}

	interface Costs extends AsyncRepository<Cost, Long> {

	}

}
