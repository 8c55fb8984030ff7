package io.asyncorm.assembly;

import java.util.function.IntSupplier;

import javax.sql.DataSource;

import io.asyncorm.assembly.InvalidSettingException.Setting;
import io.asyncorm.async.DispatcherSettings;
import io.asyncorm.jdbc.PoolFacts;
import io.asyncorm.query.OperationRouting;
import org.jspecify.annotations.Nullable;

/**
 * How many lanes there are, and whether they keep their connections.
 *
 * @param mayChooseByCaller whether connections depend on who calls, as those of tenants
 * @param spinningPool the version of HikariCP, if it is one that spins on virtual
 * threads; null if it does not
 * @param warning what should be better; null if all is well
 * @since 0.1.0
 */
public record LanePlan(ExecutionSettings settings, int lanes, boolean keepConnections, boolean mayChooseByCaller,
		@Nullable String spinningPool, @Nullable String warning) {

	/** Where the pool does not tell its size. */
	private static final int UNKNOWN_POOL_SIZE = 10;

	public static LanePlan of(DataSource dataSource, ExecutionSettings settings) {
		return of(dataSource, settings, () -> 0);
	}

	/**
	 * As {@link #of(DataSource, ExecutionSettings)}.
	 * @param unknownSize asked for the size of a pool that does not tell its own; 0 if
	 * that is not known there either
	 * @throws InvalidSettingException if one of the settings cannot work with the pool
	 */
	public static LanePlan of(DataSource dataSource, ExecutionSettings settings, IntSupplier unknownSize) {
		if (settings.queueCapacity() < 0) {
			throw new InvalidSettingException(Setting.QUEUE_CAPACITY, settings.queueCapacity(),
					"It must not be negative.");
		}
		if (settings.shutdownTimeout().isNegative()) {
			throw new InvalidSettingException(Setting.SHUTDOWN_TIMEOUT, settings.shutdownTimeout(),
					"It must not be negative.");
		}
		if (settings.timeout().isNegative()) {
			throw new InvalidSettingException(Setting.TIMEOUT, settings.timeout(),
					"It must not be negative; 0 is for no limit.");
		}
		PoolFacts facts = PoolFacts.of(dataSource);
		int poolSize = (facts.size() > 0) ? facts.size() : unknownSize.getAsInt();
		return new LanePlan(settings, lanes(poolSize, settings), facts.connectionsMayBeKept(),
				facts.mayChooseByCaller(), facts.spinningVersion(), facts.warning());
	}

	/**
	 * As {@link #of(DataSource, ExecutionSettings, IntSupplier)}, where connections may
	 * depend on who calls.
	 * @param routing tells by what key connections are chosen; null if nobody does
	 * @throws UnroutedDataSourceException if nobody does, and they may be chosen by
	 * caller
	 */
	public static LanePlan of(DataSource dataSource, ExecutionSettings settings, @Nullable OperationRouting routing,
			IntSupplier unknownSize) {
		LanePlan plan = StartupConnections.call(routing, () -> of(dataSource, settings, unknownSize));
		if (routing != null) {
			return new LanePlan(settings, plan.lanes, routing.sharesConnections(), plan.mayChooseByCaller,
					plan.spinningPool, plan.warning);
		}
		if (plan.mayChooseByCaller) {
			throw new UnroutedDataSourceException(dataSource);
		}
		return plan;
	}

	private static int lanes(int poolSize, ExecutionSettings settings) {
		Integer lanes = settings.lanes();
		if (lanes == null) {
			return unreserved((poolSize > 0) ? poolSize : UNKNOWN_POOL_SIZE, settings.reserved());
		}
		if (lanes < 1) {
			throw new InvalidSettingException(Setting.LANES, lanes, "There must be a lane.");
		}
		if (poolSize > 0 && lanes > poolSize) {
			throw new InvalidSettingException(Setting.LANES, lanes,
					"Each lane needs a connection, and the pool has no more than %d.".formatted(poolSize));
		}
		return lanes;
	}

	private static int unreserved(int poolSize, int reserved) {
		if (reserved < 0 || reserved >= poolSize) {
			throw new InvalidSettingException(Setting.RESERVED, reserved,
					"It must leave at least one of the %d connections of the pool.".formatted(poolSize));
		}
		return poolSize - reserved;
	}

	DispatcherSettings toDispatcherSettings() {
		return DispatcherSettings.of(this.lanes, this.settings.queueCapacity())
			.withKeepConnections(this.keepConnections)
			.withShutdownTimeout(this.settings.shutdownTimeout())
			.withTimeout(this.settings.timeout())
			.withMerge(this.settings.merge());
	}

}
