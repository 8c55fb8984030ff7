package io.asyncorm.failures;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A commit that could not be sent, as its connection was closed already, has no unknown
 * outcome: nothing is stored.
 */
@ParameterizedClass
@EnumSource
class UnsentCommitIntegrationTests {

	private final HikariDataSource pool;

	private final ClosingDataSource dataSource;

	private final JdbcTransactionManager manager;

	private final AsyncOrm orm;

	private final Letters letters;

	UnsentCommitIntegrationTests(TestDatabase database) {
		this.pool = database.create(2);
		this.dataSource = new ClosingDataSource(this.pool);
		this.manager = new JdbcTransactionManager(this.dataSource);
		this.orm = AsyncOrm.builder(this.dataSource)
			.models(Letter.class)
			.lanes(1)
			.routing(OperationRouting.none())
			.transactionManager(this.manager)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.letters = this.orm.repository(Letters.class);
		await(this.letters.acount());
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void aWriteIsNotStored() {
		assertThatNothingIsStored(() -> await(this.letters.acreate(kw("name", "lost"))));
	}

	@Test
	void anUpsertIsNotStored() {
		assertThatNothingIsStored(
				() -> await(this.letters.aupdateOrCreate(kw("name", "lost"), defaults("place", "here"))));
	}

	@Test
	void aBlockIsNotStored() {
		assertThatNothingIsStored(
				() -> await(this.orm.transactions().atomic(() -> await(this.letters.acreate(kw("name", "lost"))))));
	}

	@Test
	void aTransactionOfSpringIsNotStored() {
		this.dataSource.closeAfter("insert");

		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> new TransactionTemplate(this.manager)
				.execute((status) -> await(this.letters.acreate(kw("name", "lost")))))
			.withMessageNotContaining("unknown");
		assertThatNothingIsStored();
	}

	private void assertThatNothingIsStored(ThrowingCallable write) {
		this.dataSource.closeAfter("insert");

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(write)
			.withMessageNotContaining("unknown")
			.havingCause()
			.withMessageContaining("nothing of the transaction is stored");
		assertThatNothingIsStored();
	}

	/** On another connection: H2's driver does not tell pools that one was closed. */
	private void assertThatNothingIsStored() {
		this.pool.getHikariPoolMXBean().softEvictConnections();
		assertThat(await(this.letters.acount())).isZero();
	}

	@Model
	record Letter(@Nullable Long id, @Column(length = 50, unique = true) String name,
			@Column(length = 50) @Nullable String place) {
	}

	interface Letters extends AsyncRepository<Letter, Long> {

	}

}
