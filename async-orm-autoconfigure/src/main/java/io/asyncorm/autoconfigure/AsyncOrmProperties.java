package io.asyncorm.autoconfigure;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.schema.SchemaAction;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of async-orm.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("async-orm")
public class AsyncOrmProperties {

	private final Execution execution = new Execution();

	private final Schema schema = new Schema();

	private final Sql sql = new Sql();

	/**
	 * Time zone of dates and times that are given without one, and in which days, hours
	 * and other parts of points in time are computed.
	 */
	private ZoneId timeZone = ZoneOffset.UTC;

	public Execution getExecution() {
		return this.execution;
	}

	public Schema getSchema() {
		return this.schema;
	}

	public Sql getSql() {
		return this.sql;
	}

	public ZoneId getTimeZone() {
		return this.timeZone;
	}

	public void setTimeZone(ZoneId timeZone) {
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
		 * Number of operations that may wait for a lane. Further ones are refused.
		 */
		private int queueCapacity = 10_000;

		/**
		 * Number of connections of the pool that are left to others, such as JDBC
		 * templates and threads that hold a transaction. Ignored when the number of lanes
		 * is set.
		 */
		private int reserved;

		/**
		 * Time to wait at shutdown for operations that have been started. Those that have
		 * not finished by then are cancelled.
		 */
		private Duration shutdownTimeout = Duration.ofSeconds(30);

		ExecutionSettings toSettings() {
			return new ExecutionSettings(this.lanes, this.queueCapacity, this.reserved, this.shutdownTimeout);
		}

		public @Nullable Integer getLanes() {
			return this.lanes;
		}

		public void setLanes(@Nullable Integer lanes) {
			this.lanes = lanes;
		}

		public int getQueueCapacity() {
			return this.queueCapacity;
		}

		public void setQueueCapacity(int queueCapacity) {
			this.queueCapacity = queueCapacity;
		}

		public int getReserved() {
			return this.reserved;
		}

		public void setReserved(int reserved) {
			this.reserved = reserved;
		}

		public Duration getShutdownTimeout() {
			return this.shutdownTimeout;
		}

		public void setShutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = shutdownTimeout;
		}

	}

	/** Tables of the models. */
	public static class Schema {

		/**
		 * What to do about the tables of the models at startup and shutdown.
		 */
		private SchemaAction action = SchemaAction.NONE;

		public SchemaAction getAction() {
			return this.action;
		}

		public void setAction(SchemaAction action) {
			this.action = action;
		}

	}

	/** Logging of statements. */
	public static class Sql {

		/**
		 * Duration from which on a statement is logged as a warning, with the line of
		 * code that called it. By default, no statement is.
		 */
		private @Nullable Duration slow;

		public @Nullable Duration getSlow() {
			return this.slow;
		}

		public void setSlow(@Nullable Duration slow) {
			this.slow = slow;
		}

	}

}
