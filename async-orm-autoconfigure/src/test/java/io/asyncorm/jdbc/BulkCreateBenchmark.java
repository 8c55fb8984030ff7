package io.asyncorm.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long PostgreSQL takes for 10,000 rows: by {@code abulkCreate}, which returns them
 * as they are stored, and by a batch of the driver's, which returns nothing. Run by
 * {@code Benchmarks}.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class BulkCreateBenchmark {

	private static final int ROWS = 10_000;

	private static final String INSERT = "insert into \"parcel\" (\"sender\", \"weight\", \"fragile\", \"sent\","
			+ " \"depot\") values (?, ?, ?, ?, ?)";

	private List<Parcel> parcels = List.of();

	private HikariDataSource pool;

	private HikariDataSource rewriting;

	private AsyncOrm orm;

	private Parcels repository;

	/** Creates the table, and the objects. */
	@Setup
	public void open() {
		this.pool = TestDatabase.POSTGRESQL.create(2);
		this.rewriting = new HikariDataSource();
		this.rewriting.setJdbcUrl(this.pool.getJdbcUrl());
		this.rewriting.setUsername(this.pool.getUsername());
		this.rewriting.setPassword(this.pool.getPassword());
		this.rewriting.setMaximumPoolSize(1);
		this.rewriting.addDataSourceProperty("reWriteBatchedInserts", "true");
		this.orm = AsyncOrm.builder(this.pool).models(Parcel.class).schemaAction(SchemaAction.CREATE).build();
		this.repository = this.orm.repository(Parcels.class);
		this.parcels = IntStream.range(0, ROWS)
			.mapToObj((row) -> new Parcel(null, "Sender number " + row, row % 700, row % 3 == 0,
					LocalDate.of(2026, 1, 1).plusDays(row % 365), row * 31L))
			.toList();
	}

	/** Begins with an empty table. */
	@Setup(Level.Iteration)
	public void empty() {
		new JdbcTemplate(this.pool).execute("truncate \"parcel\"");
	}

	/** Closes the database. */
	@TearDown
	public void close() {
		this.orm.close();
		this.rewriting.close();
		this.pool.close();
	}

	/** Stored objects, in order. */
	@Benchmark
	public List<Parcel> abulkCreate() {
		return Orm.await(this.repository.abulkCreate(this.parcels));
	}

	/** The driver's batch of rows, rewritten to statements of several rows. */
	@Benchmark
	public int[] driverBatch() throws SQLException {
		try (Connection connection = this.rewriting.getConnection()) {
			connection.setAutoCommit(false);
			int[] counts;
			try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
				for (Parcel parcel : this.parcels) {
					statement.setString(1, parcel.sender());
					statement.setInt(2, parcel.weight());
					statement.setBoolean(3, parcel.fragile());
					statement.setObject(4, parcel.sent());
					statement.setLong(5, parcel.depot());
					statement.addBatch();
				}
				counts = statement.executeBatch();
			}
			connection.commit();
			return counts;
		}
	}

	/** What is sent. */
	@Model
	record Parcel(@Nullable Long id, String sender, int weight, boolean fragile, LocalDate sent, long depot) {
	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

	}

}
