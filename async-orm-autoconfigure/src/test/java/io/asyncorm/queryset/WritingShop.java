package io.asyncorm.queryset;

import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A fresh database with tables for models, set up as users do, and the statements that
 * are sent to it.
 */
final class WritingShop implements AutoCloseable {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final RecordedSql sql;

	WritingShop(TestDatabase database, Class<?>... models) {
		this(database, (builder) -> builder.models(models));
	}

	/** With settings of its own. */
	WritingShop(TestDatabase database, UnaryOperator<AsyncOrm.Builder> settings) {
		this.pool = database.create(10);
		this.orm = settings.apply(AsyncOrm.builder(this.pool)).schemaAction(SchemaAction.CREATE).build();
		this.sql = RecordedSql.at(Level.DEBUG);
	}

	<R> R repository(Class<R> repository) {
		return this.orm.repository(repository);
	}

	AsyncOrm orm() {
		return this.orm;
	}

	DataSource dataSource() {
		return this.pool;
	}

	JdbcTemplate jdbc() {
		return new JdbcTemplate(this.pool);
	}

	RecordedSql sql() {
		return this.sql;
	}

	@Override
	public void close() {
		this.sql.close();
		this.orm.close();
		this.pool.close();
	}

}
