package io.asyncorm.testdatabase;

import io.asyncorm.dialect.AdvisoryLocks;
import io.asyncorm.dialect.ArrayBinding;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.dialect.UpsertForm;

/**
 * The databases that a test runs on, and PostgreSQL once more for each thing that an
 * engine which speaks it may not be able to do: what is said of it then is that it
 * cannot. A test for all of them is as one for a {@link TestDatabase}.
 */
public enum TestEngine {

	/** PostgreSQL, which can do everything. */
	POSTGRESQL(TestDatabase.POSTGRESQL, EngineSettings.DETECTED),

	/** H2. */
	H2(TestDatabase.H2, EngineSettings.DETECTED),

	/** MariaDB. */
	MARIADB(TestDatabase.MARIADB, EngineSettings.DETECTED),

	/** Without two changes of a table in one statement. */
	POSTGRESQL_ON_CONFLICT(TestDatabase.POSTGRESQL, EngineSettings.DETECTED.withUpsert(UpsertForm.ON_CONFLICT)),

	/** Without ON CONFLICT. */
	POSTGRESQL_INSERT_AND_CATCH(TestDatabase.POSTGRESQL,
			EngineSettings.DETECTED.withUpsert(UpsertForm.INSERT_AND_CATCH)),

	/** Without arrays, and without {@code executeLargeUpdate}. */
	POSTGRESQL_LISTS(TestDatabase.POSTGRESQL,
			EngineSettings.DETECTED.withArrays(ArrayBinding.LISTS).withLargeUpdate(false)),

	/** Without advisory locks that hold everywhere. */
	POSTGRESQL_LOCK_TABLE(TestDatabase.POSTGRESQL, EngineSettings.DETECTED.withAdvisoryLocks(AdvisoryLocks.TABLE)),

	/** Without any of these, as behind a driver that shards. */
	POSTGRESQL_LEAST(TestDatabase.POSTGRESQL,
			EngineSettings.DETECTED.withUpsert(UpsertForm.INSERT_AND_CATCH)
				.withArrays(ArrayBinding.LISTS)
				.withLargeUpdate(false)
				.withDeferrableConstraints(false));

	private final TestDatabase database;

	private final EngineSettings known;

	TestEngine(TestDatabase database, EngineSettings known) {
		this.database = database;
		this.known = known;
	}

	/** What it is an engine of. */
	public TestDatabase database() {
		return this.database;
	}

	/** What is said of it. */
	public EngineSettings known() {
		return this.known;
	}

}
