package io.asyncorm.oracle;

import java.util.List;
import java.util.function.Supplier;

import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.QuerySets;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The bookshop of the recorded cases, filled, for tests of other packages.
 */
public final class OracleShop implements AutoCloseable {

	private final OracleDatabase database = new OracleDatabase();

	public QuerySets querySets() {
		return this.database.querySets();
	}

	/** All objects of a model, by Django's name of it. */
	public QuerySet<?> all(String model) {
		ModelMetadata<?> metadata = OracleModels.named(model);
		return querySets().of(metadata.type());
	}

	/** On the connection of the thread's transaction, if it has one. */
	public JdbcTemplate jdbc() {
		return this.database.jdbc();
	}

	/** Everything in one transaction, which is rolled back and which operations join. */
	public <T> T rolledBack(Supplier<T> action) {
		return this.database.transactionTemplate().execute((status) -> {
			status.setRollbackOnly();
			return action.get();
		});
	}

	/** All tables, those behind many-to-many relations too. */
	public List<String> tables() {
		return OracleModels.tables();
	}

	/** The statements that were sent since they were last asked for. */
	public List<String> takeStatements() {
		List<String> statements = this.database.sent().statements();
		this.database.forgetSent();
		return statements;
	}

	@Override
	public void close() {
		this.database.close();
	}

}
