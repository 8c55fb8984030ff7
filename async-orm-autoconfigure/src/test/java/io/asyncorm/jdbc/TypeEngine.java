package io.asyncorm.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.EngineSettings;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;

/**
 * The engines on which every type is tried, and PostgreSQL once for each way in which
 * values go to it and come back. No session is in the time zone of the JVM.
 */
enum TypeEngine {

	/** As it is by itself: from the sixth execution on, values come in binary form. */
	POSTGRESQL(TestEngine.POSTGRESQL, "Asia/Kolkata"),

	/** In binary form from the second execution on. */
	POSTGRESQL_PREPARED(TestEngine.POSTGRESQL, "America/New_York", "prepareThreshold", "1"),

	/** As texts always, those that are bound too. */
	POSTGRESQL_SIMPLE(TestEngine.POSTGRESQL, "Europe/Berlin", "preferQueryMode", "simple"),

	/** Without what engines that speak as it does may lack. */
	POSTGRESQL_LEAST(TestEngine.POSTGRESQL_LEAST, "America/New_York"),

	/** H2, which understands defaults without a zone as of the session's. */
	H2(TestEngine.H2, "UTC"),

	/** MariaDB. */
	MARIADB(TestEngine.MARIADB, "+05:30");

	private final TestEngine engine;

	private final String zone;

	private final String[] settings;

	TypeEngine(TestEngine engine, String zone, String... settings) {
		this.engine = engine;
		this.zone = zone;
		this.settings = settings;
	}

	TestDatabase database() {
		return this.engine.database();
	}

	EngineSettings known() {
		return this.engine.known();
	}

	/** Whether no other one makes its columns in the same way. */
	boolean isFirst() {
		return this.settings.length == 0 && this.engine != TestEngine.POSTGRESQL_LEAST;
	}

	/** Connections to the same database that are as the engine says. */
	HikariDataSource open(HikariDataSource pool) {
		HikariConfig config = new HikariConfig();
		pool.copyStateTo(config);
		config.setPoolName(null);
		config.setConnectionInitSql((database() == TestDatabase.MARIADB) ? "set time_zone = '" + this.zone + "'"
				: "set time zone '" + this.zone + "'");
		for (int i = 0; i < this.settings.length; i += 2) {
			config.addDataSourceProperty(this.settings[i], this.settings[i + 1]);
		}
		return new HikariDataSource(config);
	}

}
