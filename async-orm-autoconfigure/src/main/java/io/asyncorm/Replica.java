package io.asyncorm;

import java.time.Duration;

import javax.sql.DataSource;

import io.asyncorm.assembly.ReplicaSettings;
import io.asyncorm.query.ReplicaReads;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.util.Assert;

/**
 * A replica of a database, for {@link AsyncOrm.Builder#replica}: <pre class="code">
 * AsyncOrm.builder(dataSource).replica(Replica.of("replica", pool).untilReplayed())
 * </pre> All that it can do is read from it, two seconds after a caller's last write,
 * where nothing else is said. Immutable.
 *
 * @since 0.1.0
 */
public final class Replica {

	private final ReplicaSettings settings;

	private Replica(ReplicaSettings settings) {
		this.settings = settings;
	}

	/**
	 * A replica.
	 * @param name what {@code using(name)} calls it
	 * @param dataSource where its connections come from; a pool of its own
	 */
	public static Replica of(String name, DataSource dataSource) {
		Assert.hasText(name, "'name' must not be blank");
		Assert.notNull(dataSource, "'dataSource' must not be null");
		return new Replica(new ReplicaSettings(name, dataSource, ReplicaReads.ALL, ReplicaSettings.STICKINESS, false));
	}

	/**
	 * The replica that a proxy takes read-only connections from, by
	 * {@link LazyConnectionDataSourceProxy#setReadOnlyDataSource}.
	 * @param name what {@code using(name)} calls it
	 * @param proxy the data source of the builder
	 * @throws io.asyncorm.assembly.InvalidSettingException if it has no other pool for
	 * read-only connections
	 */
	public static Replica behind(String name, LazyConnectionDataSourceProxy proxy) {
		Assert.notNull(proxy, "'proxy' must not be null");
		return of(name, ReplicaSettings.readOnly(proxy));
	}

	/** The same, of which something else is read. */
	public Replica reads(ReplicaReads reads) {
		Assert.notNull(reads, "'reads' must not be null");
		return new Replica(new ReplicaSettings(this.settings.name(), this.settings.dataSource(), reads,
				this.settings.stickiness(), this.settings.untilReplayed()));
	}

	/**
	 * The same, where a caller that wrote reads from the primary for another time; zero
	 * for not at all.
	 */
	public Replica stickiness(Duration stickiness) {
		Assert.notNull(stickiness, "'stickiness' must not be null");
		return new Replica(new ReplicaSettings(this.settings.name(), this.settings.dataSource(), this.settings.reads(),
				stickiness, false));
	}

	/**
	 * The same, where a caller that wrote reads from the primary until the replica has
	 * replayed it: on PostgreSQL, with one replica.
	 */
	public Replica untilReplayed() {
		return new Replica(new ReplicaSettings(this.settings.name(), this.settings.dataSource(), this.settings.reads(),
				this.settings.stickiness(), true));
	}

	ReplicaSettings settings() {
		return this.settings;
	}

}
