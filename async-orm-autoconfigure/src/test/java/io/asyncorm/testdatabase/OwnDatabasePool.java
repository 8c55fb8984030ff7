package io.asyncorm.testdatabase;

import com.zaxxer.hikari.HikariDataSource;

/**
 * A pool on a database that nobody else uses, which is dropped when the pool is closed:
 * the thousand databases of all tests are gigabytes, and to delete them all when the JVM
 * ends takes minutes.
 */
final class OwnDatabasePool extends HikariDataSource {

	private final Runnable drop;

	OwnDatabasePool(Runnable drop) {
		this.drop = drop;
	}

	@Override
	public void close() {
		if (!isClosed()) {
			super.close();
			this.drop.run();
		}
	}

}
