package io.asyncorm.tenants;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.query.MergeKind;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Two tenants with a database each, "a" and "b", between which Spring's router chooses by
 * the thread; there is no other database.
 */
final class RoutedTenants implements AutoCloseable {

	final Map<String, HikariDataSource> pools = new TreeMap<>();

	final Router router = new Router();

	final AsyncOrm orm;

	final Notes notes;

	RoutedTenants(TestDatabase database, int lanes) {
		for (String tenant : List.of("a", "b")) {
			HikariDataSource pool = database.create(lanes);
			AsyncOrm.builder(pool).models(Note.class).schemaAction(SchemaAction.CREATE).build().close();
			this.pools.put(tenant, pool);
		}
		this.router.setTargetDataSources(Map.copyOf(this.pools));
		this.router.afterPropertiesSet();
		this.orm = AsyncOrm.builder(this.router)
			.models(Note.class)
			.routing(Tenant.startingAs("a"))
			.merge(MergeKind.values())
			.build();
		this.notes = this.orm.repository(Notes.class);
		this.router.taken.set(0);
	}

	/** The tenants that wrote what is in the database of one. */
	List<String> writersIn(String tenant) {
		return JdbcClient.create(this.pools.get(tenant))
			.sql("select distinct n.\"tenant\" from \"note\" n".replace("\"", isMariaDb(tenant) ? "`" : "\""))
			.query(String.class)
			.list();
	}

	long countIn(String tenant) {
		return JdbcClient.create(this.pools.get(tenant))
			.sql(isMariaDb(tenant) ? "select count(*) from note" : "select count(*) from \"note\"")
			.query(Long.class)
			.single();
	}

	private boolean isMariaDb(String tenant) {
		return this.pools.get(tenant).getJdbcUrl().contains(":mariadb:");
	}

	@Override
	public void close() {
		this.orm.close();
		this.pools.values().forEach(HikariDataSource::close);
	}

	/** Counts the connections that it gives. */
	static final class Router extends AbstractRoutingDataSource {

		final AtomicInteger taken = new AtomicInteger();

		@Override
		protected @Nullable Object determineCurrentLookupKey() {
			return Tenant.current();
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.taken.incrementAndGet();
			return super.getConnection();
		}

	}

}
