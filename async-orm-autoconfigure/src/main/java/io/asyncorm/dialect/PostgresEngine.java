package io.asyncorm.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What an engine that speaks PostgreSQL can do. Immutable.
 *
 * @param name its name, and its version
 * @param upsert how a row is found or else inserted
 * @param arrays how many values are bound
 * @param largeUpdate whether its driver counts changed rows as {@code long}
 * @param advisoryLocks what keeps callers apart where no unique key does
 * @param deferrableConstraints whether a constraint can be checked at the end of the
 * transaction
 * @param openCursors whether a connection can do something else while rows are fetched
 * @param serializableByDefault whether transactions are serializable unless they say
 * something else
 */
record PostgresEngine(String name, UpsertForm upsert, ArrayBinding arrays, boolean largeUpdate,
		AdvisoryLocks advisoryLocks, boolean deferrableConstraints, OpenCursors openCursors,
		boolean serializableByDefault) {

	/** How the name of Citus begins, whatever its version. */
	static final String CITUS = "Citus ";

	private static final String SHARDING_SPHERE = "ShardingSphere-JDBC over ";

	/** The property that says what keeps callers apart. */
	private static final String PROPERTY = "async-orm.database.advisory-locks";

	/** What a driver finds the server of a tenant by, and has a row in any case. */
	private static final String ON_SERVER_OF_TENANT = "SELECT pg_advisory_xact_lock(?), COUNT(*) FROM %s WHERE %s = ? AND 1 = 0";

	private static final NumberedLocks OF_NODE = new NumberedLocks.OfTransaction("SELECT pg_advisory_xact_lock(?)");

	/** The table whose rows are locked in place of advisory locks. */
	static final String LOCK_TABLE = "async_orm_lock";

	/** PostgreSQL itself. */
	static final PostgresEngine POSTGRESQL = named("PostgreSQL");

	/** An engine that can do all that PostgreSQL can. */
	static PostgresEngine named(String name) {
		return new PostgresEngine(name, UpsertForm.CTE, ArrayBinding.BINDS, true, AdvisoryLocks.EVERYWHERE, true,
				OpenCursors.SEVERAL, false);
	}

	/**
	 * CockroachDB refuses two changes of one table in a statement, and takes advisory
	 * locks without holding them.
	 */
	static PostgresEngine cockroach(String name) {
		return new PostgresEngine(name, UpsertForm.ON_CONFLICT, ArrayBinding.BINDS, true, AdvisoryLocks.REFUSED, false,
				OpenCursors.ONE, true);
	}

	/**
	 * YugabyteDB may take READ COMMITTED for another level, at which a lock comes too
	 * late.
	 */
	static PostgresEngine yugabyte(String name) {
		return named(name)
			.with(EngineSettings.DETECTED.withAdvisoryLocks(AdvisoryLocks.REFUSED).withSerializableByDefault(true));
	}

	/**
	 * Citus holds advisory locks on the node that a client is connected to.
	 * @param lockTable whether there is a table for locks
	 */
	static PostgresEngine citus(String name, boolean lockTable) {
		return named(name)
			.with(EngineSettings.DETECTED.withAdvisoryLocks(lockTable ? AdvisoryLocks.TABLE : AdvisoryLocks.REFUSED));
	}

	/**
	 * ShardingSphere-JDBC routes by single values, and an advisory lock to any server
	 * unless it is that of a row. It commits on one server after the other, so that a
	 * lock on another than the row's would end too early.
	 */
	PostgresEngine behindShardingSphere() {
		return new PostgresEngine(SHARDING_SPHERE + this.name, UpsertForm.ON_CONFLICT, ArrayBinding.LISTS, false,
				AdvisoryLocks.TENANT, this.deferrableConstraints, this.openCursors, this.serializableByDefault);
	}

	NumberedLocks locks() {
		return this.serializableByDefault ? new NumberedLocks.OfSerialization() : switch (this.advisoryLocks) {
			case EVERYWHERE -> OF_NODE;
			case TENANT -> new NumberedLocks.OfTenant(ON_SERVER_OF_TENANT, onServerOfTenant());
			case TABLE -> lockTable();
			case REFUSED -> refused();
		};
	}

	private NumberedLocks.Refused refused() {
		return new NumberedLocks.Refused("the advisory locks of " + this.name + " do not hold everywhere",
				isBehindShardingSphere()
						? "set '" + PROPERTY + "=tenant', if its model is distributed by tenants"
								+ " (@Model(distributedBy)), or 'everywhere', if there is one server only"
						: "let rows be locked instead: make the table (" + String.join("; ", lockTable().create())
								+ "), and set '" + PROPERTY
								+ "=table'; or set it to 'everywhere', if everybody connects to the same server");
	}

	private NumberedLocks.Refused onServerOfTenant() {
		return new NumberedLocks.Refused(
				"the advisory locks of " + this.name + " hold on one server, which is known of tenants' rows only",
				"distribute its model by the column by which the driver finds the server (@Model(distributedBy));"
						+ " or set '" + PROPERTY + "=everywhere', if there is one server only");
	}

	/** How tables are made. */
	TableSpelling tables() {
		return this.name.startsWith(CITUS) ? new CitusTables() : TableSpelling.POSTGRESQL;
	}

	/** What keeps those apart who make tables. */
	NumberedLocks schemaLocks() {
		return this.serializableByDefault ? new NumberedLocks.OfProcess() : OF_NODE;
	}

	/**
	 * Whether a transaction can be told what another one sees. Engines that are
	 * serializable by default refuse it, or see another moment in each statement as they
	 * like; and ShardingSphere-JDBC and Citus have several servers.
	 */
	boolean sharesSnapshots() {
		return !this.serializableByDefault && !isBehindShardingSphere() && !this.name.startsWith(CITUS);
	}

	private boolean isBehindShardingSphere() {
		return this.name.startsWith(SHARDING_SPHERE);
	}

	private NumberedLocks.OfTable lockTable() {
		List<String> create = new ArrayList<>(List.of("create table " + LOCK_TABLE + " (id bigint primary key)"));
		if (this.name.startsWith(CITUS)) {
			create.add("select create_distributed_table('" + LOCK_TABLE + "', 'id')");
		}
		return new NumberedLocks.OfTable(LOCK_TABLE, create,
				"SELECT id FROM " + LOCK_TABLE + " WHERE id = ? FOR UPDATE",
				"INSERT INTO " + LOCK_TABLE + " (id) VALUES (?) ON CONFLICT (id) DO NOTHING");
	}

	/** The same, but for what is known better. */
	PostgresEngine with(EngineSettings known) {
		return new PostgresEngine(this.name, either(known.upsert(), this.upsert), either(known.arrays(), this.arrays),
				either(known.largeUpdate(), this.largeUpdate), either(known.advisoryLocks(), this.advisoryLocks),
				either(known.deferrableConstraints(), this.deferrableConstraints),
				either(known.openCursors(), this.openCursors),
				either(known.serializableByDefault(), this.serializableByDefault));
	}

	private static <T> T either(@Nullable T known, T found) {
		return Objects.requireNonNullElse(known, found);
	}

	EngineFacts facts() {
		Map<String, String> capabilities = capabilities();
		Map<String, String> unusual = new LinkedHashMap<>(capabilities);
		unusual.entrySet().removeAll(POSTGRESQL.capabilities().entrySet());
		return new EngineFacts(this.name, capabilities, unusual);
	}

	private Map<String, String> capabilities() {
		Map<String, String> capabilities = new LinkedHashMap<>();
		capabilities.put("upsert", spelled(this.upsert));
		capabilities.put("arrays", spelled(this.arrays));
		capabilities.put("large-update", String.valueOf(this.largeUpdate));
		capabilities.put("advisory-locks", spelled(this.advisoryLocks));
		capabilities.put("deferrable-constraints", String.valueOf(this.deferrableConstraints));
		capabilities.put("open-cursors", spelled(this.openCursors));
		capabilities.put("serializable-by-default", String.valueOf(this.serializableByDefault));
		return capabilities;
	}

	/** As properties are written. */
	private static String spelled(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
