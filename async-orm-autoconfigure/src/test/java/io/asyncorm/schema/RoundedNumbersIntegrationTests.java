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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
class RoundedNumbersIntegrationTests {

	private final ExistingDatabase existing = new ExistingDatabase();

	@AfterEach
	void close() {
		this.existing.close();
	}

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

	interface Costs extends AsyncRepository<Cost, Long> {

	}

}
