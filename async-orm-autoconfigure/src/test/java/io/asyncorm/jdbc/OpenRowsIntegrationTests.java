package io.asyncorm.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link OpenRows}: how a reading treats the connection of its session.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OpenRowsIntegrationTests extends AbstractSessionIntegrationTests {

	@Test
	void aConnectionOnWhichAReadingCannotBeginIsNotUsedAgain() {
		DatabaseAddress address = this.database.create();
		UnwillingToBegin driver = new UnwillingToBegin(address);
		try (HikariDataSource one = new HikariDataSource()) {
			one.setDataSource(driver);
			one.setMaximumPoolSize(1);
			one.setMinimumIdle(0);
			OperationSession other = SqlDatabase.executor(one).openSession();
			other.execute(backend());
			other.release();
			int before = driver.connections.get();

			try (OperationCursor<List<Long>> cursor = other.open(rows(), 10, CallSite.none())) {
				assertThat(catchThrowable(cursor::next)).isInstanceOf(DataAccessException.class);
			}

			other.execute(backend());
			other.release();
			assertThat(driver.connections).hasValue(before + 1);
		}
	}

	@Test
	void aReadingGivesItsConnectionBackAsItWas() throws SQLException {
		try (HikariDataSource manual = this.database.create(1)) {
			manual.setAutoCommit(false);
			OperationSession other = SqlDatabase.executor(manual).openSession();
			Long backend = other.execute(backend());

			for (boolean toTheEnd : new boolean[] { true, false }) {
				try (OperationCursor<List<Long>> cursor = other.open(rows(), 2, CallSite.none())) {
					assertThat(cursor.next()).hasSize(2);
					assertThat(toTheEnd ? cursor.next() : null).isNull();
				}
				assertThat(other.execute(SqlDatabase.change("create table t" + toTheEnd + " (id int)"))).isZero();
				other.release();
				try (Connection connection = manual.getConnection()) {
					assertThat(connection.getAutoCommit()).isFalse();
					assertThat(connection.isReadOnly()).isFalse();
				}
				assertThat(other.execute(backend())).isEqualTo(backend);
			}
			other.release();
		}
	}

	@Test
	void aReadingWhoseConnectionIsLostFailsByThatAndClosesQuietly() {
		TestDatabase.require(this.database != TestDatabase.H2, "H2 has read two rows with the first");
		OperationSession reading = this.executor.openSession();
		for (int i = 0; i < 20; i++) {
			Long backend = reading.execute(backend());
			OperationCursor<List<Long>> cursor = reading.open(manyRows(), 1, CallSite.none());
			assertThat(cursor.next()).hasSize(1);
			kill(backend);

			Throwable failure = catchThrowable(() -> {
				while (cursor.next() != null) {
					Thread.onSpinWait();
				}
			});
			Throwable closing = catchThrowable(cursor::close);

			assertThat(failure).isInstanceOf(DataAccessResourceFailureException.class);
			assertThat(closing).isNull();
		}
		reading.release();
	}

	/** More than a driver has in its buffers. */
	private Operation.Rows<List<Long>> manyRows() {
		String sql = (this.database == TestDatabase.POSTGRESQL) ? "select * from generate_series(1, 1000000)"
				: "select seq from seq_1_to_1000000";
		return new Operation.Sql<>("Test.aiterator", sql, List.of(),
				new SqlRows.Scalars<Long, List<Long>>(Long.class, (rows) -> rows));
	}

	private static Operation.Rows<List<Long>> rows() {
		return new Operation.Sql<>("Test.aiterator", "select 1 union all select 2", List.of(),
				new SqlRows.Scalars<Long, List<Long>>(Long.class, (rows) -> rows));
	}

	/**
	 * Gives connections that refuse to begin a transaction.
	 */
	private static final class UnwillingToBegin extends DelegatingDataSource {

		private final AtomicInteger connections = new AtomicInteger();

		UnwillingToBegin(DatabaseAddress address) {
			super(new DriverManagerDataSource(address.url(), address.username(), address.password()));
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.connections.incrementAndGet();
			Connection connection = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("setAutoCommit") && Boolean.FALSE.equals(arguments[0])) {
							throw new SQLFeatureNotSupportedException("No transactions", "0A000");
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

}
