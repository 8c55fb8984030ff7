package io.asyncorm.failures;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.DriverFailureException;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Drivers, and what parses statements in their place, that throw what no {@code
 * SQLException} is: callers see a typed exception all the same, and no connection is
 * lost.
 */
class DriverFailuresIntegrationTests {

	private HikariDataSource pool;

	private ThrowingDataSource dataSource;

	private AsyncOrm orm;

	private Parcels parcels;

	@BeforeEach
	void open() {
		this.pool = TestDatabase.POSTGRESQL.create(1);
		this.dataSource = new ThrowingDataSource(this.pool);
		this.orm = AsyncOrm.builder(this.dataSource)
			.models(Parcel.class)
			.lanes(1)
			.routing(OperationRouting.none())
			.schemaAction(SchemaAction.CREATE)
			.shutdownTimeout(Duration.ofSeconds(5))
			.build();
		this.parcels = this.orm.repository(Parcels.class);
		await(this.parcels.acreate(kw("code", "a", "weight", 1)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "prepareStatement", "executeQuery" })
	void statementsThatItFailsOnAreNamed(String method) {
		this.dataSource.failNext(method);

		assertThatExceptionOfType(DriverFailureException.class)
			.isThrownBy(() -> await(this.parcels.filter("weight__gte", 1).alist()))
			.withMessageStartingWith("Parcel.alist: 'io.asyncorm.failures.ThrowingDataSource' failed with"
					+ " NullPointerException: no such node.")
			.withMessageContaining("say what this engine can do by the settings async-orm.database.*")
			.withMessageContaining("The statement was: SELECT")
			.withMessageNotContaining("1)")
			.satisfies((failure) -> {
				assertThat(failure.getSql()).contains("\"parcel\"", "?");
				assertThat(failure.getCause()).isInstanceOf(SQLException.class)
					.hasCauseInstanceOf(NullPointerException.class);
				assertThat(failure.getStackTrace())
					.anySatisfy((frame) -> assertThat(frame.getClassName()).startsWith(getClass().getName()));
			});
		assertGoesOn();
	}

	@Test
	void soAreRowsThatItFailsOn() {
		this.dataSource.failNext("next");

		assertThatExceptionOfType(DriverFailureException.class).isThrownBy(() -> await(this.parcels.alist()))
			.withMessageContaining("failed with NullPointerException: no such node");
		assertGoesOn();
	}

	@Test
	void writesAreRolledBack() {
		for (Function<Parcels, CompletableFuture<?>> write : List.<Function<Parcels, CompletableFuture<?>>>of(
				(parcels) -> parcels.acreate(kw("code", "b", "weight", 2)),
				(parcels) -> parcels.aupdate(kw("weight", 3)), (parcels) -> parcels.filter("weight", 1).adelete(),
				(parcels) -> parcels.aupdateOrCreate(kw("code", "a"), defaults("weight", 4)))) {
			this.dataSource.failNext("prepareStatement");

			assertThatExceptionOfType(DriverFailureException.class).isThrownBy(() -> await(write.apply(this.parcels)));
			assertGoesOn();
		}
	}

	@Test
	void streamsFail() {
		this.dataSource.failNext("executeQuery");

		assertThatExceptionOfType(DriverFailureException.class)
			.isThrownBy(() -> await(this.parcels.aiterator().forEach((parcel) -> {
			})));
		assertGoesOn();
	}

	@Test
	void transactionsAreRolledBackWithIt() {
		assertThatExceptionOfType(DriverFailureException.class)
			.isThrownBy(() -> await(this.orm.transactions().atomic(() -> {
				await(this.parcels.acreate(kw("code", "b", "weight", 2)));
				this.dataSource.failNext("prepareStatement");
				this.parcels.acount();
			})));
		assertGoesOn();
	}

	@Test
	void connectionsThatItDoesNotGiveAreToldOf() {
		this.dataSource.failNext("getConnection");

		assertThatExceptionOfType(CannotGetJdbcConnectionException.class).isThrownBy(() -> await(this.parcels.acount()))
			.withMessageStartingWith("Parcel.acount: no connection to the database")
			.withMessageContaining("NullPointerException: no such node");
		assertGoesOn();
	}

	/** As those that choose by tenant, and have none. */
	@Test
	void whatADataSourceOfTheApplicationThrowsReachesItsCaller() {
		this.dataSource.failNext("getConnection", () -> new NobodySaidWho("say who calls"));

		assertThatExceptionOfType(NobodySaidWho.class).isThrownBy(() -> await(this.parcels.acount()))
			.withMessage("say who calls");
		assertGoesOn();
	}

	@Test
	void nobodyKnowsWhatACommitDidThatItFailedIn() {
		this.dataSource.failNext("commit");
		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> await(this.parcels.aupdate(kw("weight", 2))));

		this.dataSource.failNext("executeQuery");
		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> await(this.parcels.acreate(kw("code", "b", "weight", 2))));

		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> await(this.orm.transactions().atomic(() -> {
				await(this.parcels.acreate(kw("code", "c", "weight", 2)));
				this.dataSource.failNext("commit");
			})));
	}

	private void assertGoesOn() {
		assertThat(await(this.parcels.alist())).singleElement().satisfies((parcel) -> {
			assertThat(parcel.code()).isEqualTo("a");
			assertThat(parcel.weight()).isEqualTo(1);
		});
		assertThat(this.pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
	}

	@SuppressWarnings("serial")
	private static final class NobodySaidWho extends RuntimeException {

		NobodySaidWho(String message) {
			super(message);
		}

	}

	@Model
	record Parcel(@Nullable Long id, @Column(length = 20, unique = true) String code, int weight) {
	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

	}

}
