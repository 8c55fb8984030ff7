package io.asyncorm.jdbc;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The database of PostgreSQL that a test leaves to the next one, which wants the same
 * tables: without rows, and with sequences that begin anew. To make one takes longer than
 * most tests, and other databases take about as long to empty one as to make it. Used by
 * one thread.
 */
final class KeptDatabase {

	private static @Nullable KeptDatabase last;

	private final TestEngine engine;

	private final List<Class<?>> models;

	private final HikariDataSource pool;

	private KeptDatabase(TestEngine engine, List<Class<?>> models) {
		this.engine = engine;
		this.models = models;
		this.pool = engine.database().create(10);
	}

	/** A pool on a database that has no rows, and may have the tables of the models. */
	static HikariDataSource of(TestEngine engine, Class<?>... models) {
		if (engine.database() != TestDatabase.POSTGRESQL) {
			return engine.database().create(10);
		}
		KeptDatabase kept = last;
		if (kept != null && kept.engine == engine && kept.models.equals(List.of(models))) {
			kept.empty();
			return kept.pool;
		}
		if (kept != null) {
			kept.pool.close();
		}
		kept = new KeptDatabase(engine, List.of(models));
		last = kept;
		return kept.pool;
	}

	/** Whether the next test may get it. */
	static boolean keeps(HikariDataSource pool) {
		return last != null && last.pool == pool;
	}

	/** No other test gets it. */
	static void forget(HikariDataSource pool) {
		if (keeps(pool)) {
			last = null;
		}
	}

	private void empty() {
		JdbcTemplate jdbc = new JdbcTemplate(this.pool);
		jdbc.queryForList("""
				select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' cascade'
				from pg_tables where schemaname = current_schema() having count(*) > 0
				union all
				select 'alter sequence ' || quote_ident(sequencename) || ' restart'
				from pg_sequences where schemaname = current_schema()""", String.class).forEach(jdbc::execute);
	}

}
