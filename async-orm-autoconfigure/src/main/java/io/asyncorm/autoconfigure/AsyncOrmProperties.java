package io.asyncorm.autoconfigure;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.SqlTag;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.PropertyMapper;

/**
 * Properties of async-orm.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("async-orm")
public class AsyncOrmProperties {

	@NestedConfigurationProperty
	private final DatabaseProperties database = new DatabaseProperties();

	@NestedConfigurationProperty
	private final DiagnosticsProperties diagnostics = new DiagnosticsProperties();

	private final Execution execution = new Execution();

	private final Lookups lookups = new Lookups();

	private final Query query = new Query();

	private final Queries queries = new Queries();

	@NestedConfigurationProperty
	private final ReplicaProperties replicas = new ReplicaProperties();

	private final Schema schema = new Schema();

	private final Sql sql = new Sql();

	/**
	 * Time zone of dates and times that are given without one, and in which days, hours
	 * and other parts of points in time are computed.
	 */
	private @Nullable ZoneId timeZone;

	/**
	 * The builder with these settings; what none of them says is as the builder has it.
	 */
	AsyncOrm.Builder builder(DataSource dataSource) {
		AsyncOrm.Builder builder = AsyncOrm.builder(dataSource);
		PropertyMapper map = PropertyMapper.get();
		map.from(this.timeZone).to(builder::timeZone);
		map.from(this.database.getPooler()).to(builder::pooler);
		builder.dialect((found) -> found.with(this.database.toEngineSettings()));
		map.from(this.diagnostics.getNPlusOne()).to(builder::nPlusOne);
		map.from(this.lookups.disabled).as((names) -> names.toArray(String[]::new)).to(builder::disabledLookups);
		map.from(this.query.maxHops).to(builder::maxHops);
		map.from(this.sql.slow).to(builder::slow);
		map.from(this.sql.tags).as((tags) -> tags.toArray(SqlTag[]::new)).to(builder::tags);
		map.from(this.execution.lanes).to(builder::lanes);
		map.from(this.execution.merge).as((kinds) -> kinds.toArray(MergeKind[]::new)).to(builder::merge);
		map.from(this.execution.queueCapacity).to(builder::queueCapacity);
		map.from(this.execution.reserved).to(builder::reserved);
		map.from(this.execution.shutdownTimeout).to(builder::shutdownTimeout);
		map.from(this.execution.timeout).to(builder::timeout);
		return builder;
	}

	public DatabaseProperties getDatabase() {
		return this.database;
	}

	public DiagnosticsProperties getDiagnostics() {
		return this.diagnostics;
	}

	public Execution getExecution() {
		return this.execution;
	}

	public Lookups getLookups() {
		return this.lookups;
	}

	public Query getQuery() {
		return this.query;
	}

	public Queries getQueries() {
		return this.queries;
	}

	public ReplicaProperties getReplicas() {
		return this.replicas;
	}

	public Schema getSchema() {
		return this.schema;
	}

	public Sql getSql() {
		return this.sql;
	}

	public @Nullable ZoneId getTimeZone() {
		return this.timeZone;
	}

	public void setTimeZone(@Nullable ZoneId timeZone) {
		this.timeZone = timeZone;
	}

	/**
	 * How operations run.
	 */
	public static class Execution {

		/**
		 * Number of operations that run at once, each with a connection. By default, the
		 * size of the connection pool less the reserved connections.
		 */
		private @Nullable Integer lanes;

		/**
		 * Kinds of operations of which those that wait for a lane become one statement.
		 * By default, lookups by a unique key. Empty for none.
		 */
		private @Nullable Set<MergeKind> merge;

		/**
		 * Number of operations that may wait for a lane. Further ones are refused.
		 */
		private @Nullable Integer queueCapacity;

		/**
		 * Number of connections of the pool that are left to others, such as JDBC
		 * templates and threads that hold a transaction. Ignored when the number of lanes
		 * is set.
		 */
		private @Nullable Integer reserved;

		/**
		 * Time to wait at shutdown for operations that have been started. Those that have
		 * not finished by then are cancelled.
		 */
		private @Nullable Duration shutdownTimeout;

		/**
		 * Time that an operation may take, from its call to its end: the wait for a
		 * connection, the statement, the rows and the commit. What takes longer is
		 * cancelled. Zero for no limit.
		 */
		private @Nullable Duration timeout;

		public @Nullable Integer getLanes() {
			return this.lanes;
		}

		public void setLanes(@Nullable Integer lanes) {
			this.lanes = lanes;
		}

		public @Nullable Set<MergeKind> getMerge() {
			return this.merge;
		}

		public void setMerge(@Nullable Set<MergeKind> merge) {
			this.merge = merge;
		}

		public @Nullable Integer getQueueCapacity() {
			return this.queueCapacity;
		}

		public void setQueueCapacity(@Nullable Integer queueCapacity) {
			this.queueCapacity = queueCapacity;
		}

		public @Nullable Integer getReserved() {
			return this.reserved;
		}

		public void setReserved(@Nullable Integer reserved) {
			this.reserved = reserved;
		}

		public @Nullable Duration getShutdownTimeout() {
			return this.shutdownTimeout;
		}

		public void setShutdownTimeout(@Nullable Duration shutdownTimeout) {
			this.shutdownTimeout = shutdownTimeout;
		}

		public @Nullable Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(@Nullable Duration timeout) {
			this.timeout = timeout;
		}

	}

	/** Lookups. */
	public static class Lookups {

		/**
		 * Names of lookups that are switched off, such as "regex" and "iregex", whose
		 * cost is decided by who writes the pattern. By default, none are.
		 */
		private List<String> disabled = List.of();

		public List<String> getDisabled() {
			return this.disabled;
		}

		public void setDisabled(List<String> disabled) {
			this.disabled = disabled;
		}

	}

	/** Query sets. */
	public static class Query {

		/**
		 * Number of relations that a path may follow which is written as a string. Method
		 * references have no limit.
		 */
		private @Nullable Integer maxHops;

		public @Nullable Integer getMaxHops() {
			return this.maxHops;
		}

		public void setMaxHops(@Nullable Integer maxHops) {
			this.maxHops = maxHops;
		}

	}

	/** Queries of repositories. */
	public static class Queries {

		/**
		 * When the database is asked to parse what each declared method of a repository
		 * would send, so that an application with a query that does not fit does not
		 * start.
		 */
		private QueryCheckTime check = QueryCheckTime.OFF;

		public QueryCheckTime getCheck() {
			return this.check;
		}

		public void setCheck(QueryCheckTime check) {
			this.check = check;
		}

	}

	/** Tables of the models. */
	public static class Schema {

		/**
		 * What to do about the tables of the models at startup and shutdown. By default,
		 * those that are missing in an embedded database that neither migrations, a
		 * schema script nor JPA manage are created, and dropped if none was there before;
		 * otherwise "none".
		 */
		private @Nullable SchemaAction action;

		/**
		 * Folder into which the next migration is written before the application ends: a
		 * command, such as --async-orm.schema.diff=src/main/resources/db/migration.
		 */
		private @Nullable String diff;

		/**
		 * Folder of the migrations, into which the action "diff" writes the next one; by
		 * default where what runs them looks, among src/main/resources. Those of a data
		 * source that is not primary are where what runs them looks, or in a folder
		 * beside it, whose name ends in its name.
		 */
		private @Nullable String diffLocation;

		public @Nullable SchemaAction getAction() {
			return this.action;
		}

		public void setAction(@Nullable SchemaAction action) {
			this.action = action;
		}

		public @Nullable String getDiff() {
			return this.diff;
		}

		public void setDiff(@Nullable String diff) {
			this.diff = diff;
		}

		public @Nullable String getDiffLocation() {
			return this.diffLocation;
		}

		public void setDiffLocation(@Nullable String diffLocation) {
			this.diffLocation = diffLocation;
		}

	}

	/** Logging of statements. */
	public static class Sql {

		/**
		 * Duration from which on a statement is logged as a warning, with the line of
		 * code that called it, and explained by the database once an hour. By default, no
		 * statement is.
		 */
		private @Nullable Duration slow;

		/**
		 * What a comment in each statement says, so that the activity of the database,
		 * its statistics and its log speak of lines of the application. By default, there
		 * is none.
		 */
		private @Nullable Set<SqlTag> tags;

		public @Nullable Duration getSlow() {
			return this.slow;
		}

		public void setSlow(@Nullable Duration slow) {
			this.slow = slow;
		}

		public @Nullable Set<SqlTag> getTags() {
			return this.tags;
		}

		public void setTags(@Nullable Set<SqlTag> tags) {
			this.tags = tags;
		}

	}

}
