package io.asyncorm.benchmark;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tables of the benchmark, and the pool that all contenders use: ten connections to a
 * PostgreSQL server, all of them open.
 */
final class BenchmarkTables implements AutoCloseable {

	static final int AUTHORS = 100;

	static final int BOOKS = 10_000;

	static final int PAGE = 20;

	private static final int EVENTS = 100_000;

	private static final int CONNECTIONS = 10;

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(CONNECTIONS);

	private final JdbcTemplate jdbc = new JdbcTemplate(this.pool);

	BenchmarkTables() {
		this.pool.setMinimumIdle(CONNECTIONS);
		AsyncOrm.builder(this.pool)
			.models(Author.class, Book.class, Event.class, Counter.class)
			.schemaAction(SchemaAction.CREATE)
			.build()
			.close();
		this.jdbc.execute(
				"insert into author (name) select 'Author ' || n from generate_series(1, %d) n".formatted(AUTHORS));
		this.jdbc.execute("""
				insert into book (title, isbn, pages, price, published, in_print, author_id)
				select 'The title of book ' || n, '978-' || n, n %% 900, n %% 97 + 0.99, date '2026-01-01' - n %% 9000,
					n %% 3 = 0, n %% %d + 1 from generate_series(1, %d) n""".formatted(AUTHORS, BOOKS));
		this.jdbc.execute("""
				insert into event (title, source, size, price, day, handled)
				select 'The title of event ' || n, 'Source ' || n %% 50, n %% 900, n %% 97 + 0.99,
					date '2026-01-01' - n %% 9000, n %% 3 = 0 from generate_series(1, %d) n""".formatted(EVENTS));
		this.jdbc.execute("vacuum analyze");
	}

	HikariDataSource pool() {
		return this.pool;
	}

	/** Forgets what was inserted, so that each measurement begins with as many rows. */
	void clear() {
		this.jdbc.execute("truncate counter");
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
