package io.asyncorm.scale;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.PgBouncer;
import io.asyncorm.testdatabase.TestDatabase;

/**
 * What the shop is tried on.
 */
enum ShopEngine {

	/** A server, and nothing between. */
	POSTGRESQL("PostgreSQL") {

		@Override
		OpenShop open() {
			HikariDataSource pool = TestDatabase.POSTGRESQL.create(POOL_SIZE);
			return new OpenShop(builder(pool).schemaAction(SchemaAction.CREATE).build(), pool);
		}

	},

	/** Fewer sessions than connections, which change from transaction to transaction. */
	PGBOUNCER("PgBouncer, transaction mode") {

		@Override
		OpenShop open() throws Exception {
			DatabaseAddress database = TestDatabase.POSTGRESQL.create();
			PgBouncer bouncer = PgBouncer.start(database, POOL_SIZE / 2);
			HikariDataSource pool = bouncer.withoutPreparedStatements().openPool(POOL_SIZE);
			return new OpenShop(builder(pool).schemaAction(SchemaAction.CREATE).build(), pool, bouncer);
		}

	};

	private static final int POOL_SIZE = 8;

	private final String title;

	ShopEngine(String title) {
		this.title = title;
	}

	/**
	 * Starts it, with the tables of the shop.
	 * @throws org.opentest4j.TestAbortedException if it is not installed here
	 */
	abstract OpenShop open() throws Exception;

	private static AsyncOrm.Builder builder(DataSource dataSource) {
		return AsyncOrm.builder(dataSource).models(ShopModels.ALL).shutdownTimeout(Duration.ofSeconds(5));
	}

	@Override
	public String toString() {
		return this.title;
	}

}
