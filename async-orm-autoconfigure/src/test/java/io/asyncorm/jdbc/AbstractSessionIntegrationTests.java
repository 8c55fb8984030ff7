package io.asyncorm.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A session over a pool of each database, to which all connections have come back in the
 * end.
 */
abstract class AbstractSessionIntegrationTests {

	@Parameter
	TestDatabase database;

	HikariDataSource pool;

	JdbcOperationExecutor executor;

	OperationSession session;

	@BeforeEach
	void open() {
		this.pool = this.database.create(2);
		this.executor = SqlDatabase.executor(this.pool);
		this.session = this.executor.openSession();
	}

	@AfterEach
	void close() {
		this.session.release();
		assertThat(active()).isZero();
		this.pool.close();
	}

	Operation<Long> backend() {
		return SqlDatabase.scalar(Long.class, switch (this.database) {
			case POSTGRESQL -> "select pg_backend_pid()";
			case H2 -> "select session_id()";
			case MARIADB -> "select connection_id()";
		});
	}

	void kill(long backend) {
		OperationSession other = this.executor.openSession();
		Operation<?> kill = switch (this.database) {
			case POSTGRESQL -> SqlDatabase.scalar(Boolean.class, "select pg_terminate_backend(?::int)", backend);
			case H2 -> SqlDatabase.scalar(Boolean.class, "select abort_session(?)", backend);
			case MARIADB -> SqlDatabase.change("kill ?", backend);
		};
		other.execute(kill);
		other.release();
	}

	int active() {
		return (this.pool.getHikariPoolMXBean() != null) ? this.pool.getHikariPoolMXBean().getActiveConnections() : 0;
	}

}
