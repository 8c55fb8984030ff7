package io.asyncorm.replicas;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.replicas.Entries.Entry;
import io.asyncorm.replicas.Entries.Journal;
import io.asyncorm.testdatabase.DatabaseAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of applications with journals that read from a standby, whose replay a test may
 * pause.
 */
abstract class AbstractJournalTests extends AbstractClusterTests {

	HikariDataSource primary;

	HikariDataSource standby;

	/** Closed at the end. */
	AsyncOrm orm;

	@BeforeEach
	void openPools() {
		DatabaseAddress database = cluster.createDatabase();
		this.primary = database.openPool(4);
		this.standby = cluster.onStandby(database).openPool(4);
	}

	AsyncOrm.Builder builder() {
		return AsyncOrm.builder(this.primary).models(Journal.class, Entry.class);
	}

	@AfterEach
	void closePools() {
		this.orm.close();
		cluster.resumeReplay();
		this.standby.close();
		this.primary.close();
	}

}
