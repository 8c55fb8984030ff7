package io.asyncorm.network;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.ReadOnlyTransactionException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where rows are read chunk by chunk, the transaction is read-only as it was meant to be:
 * a function that writes fails, and the connection stays in the pool.
 */
@Timeout(120)
class ReadOnlyReadingIntegrationTests {

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(1);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Label.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Labels labels = this.orm.repository(Labels.class);

	private final JdbcClient jdbc = JdbcClient.create(this.pool);

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void connectionStaysInThePool() {
		Orm.await(this.labels.acreate(kw("content", "ink")));
		int before = session();

		assertThatExceptionOfType(ReadOnlyTransactionException.class)
			.isThrownBy(() -> Orm.await(this.labels.raw("select * from label where nextval('label_id_seq') > 0")
				.aiterator()
				.forEach((label) -> {
				})));

		assertThat(session()).isEqualTo(before);
	}

	private int session() {
		return this.jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
	}

	@Model
	record Label(@Nullable Long id, String content) {

	}

	interface Labels extends AsyncRepository<Label, Long> {

	}

}
