package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Describes the connection pool behind a {@code DataSource}.
 *
 * @param size how many connections it has at most; 0 if that is not known
 * @param connectionsMayBeKept whether one connection is as good as another, so that it
 * may be kept from one caller's operation to the next; not so behind a {@code DataSource}
 * that chooses or prepares connections by caller, as for tenants or row-level security
 * @param mayChooseByCaller whether it is such a {@code DataSource}, as far as its class
 * tells
 * @param spinningVersion the version of HikariCP, if it is one that spins on virtual
 * threads while others wait for a connection; null if it does not, or if nothing tells
 * @param warning what should be better; null if all is well
 * @since 0.1.0
 */
public record PoolFacts(int size, boolean connectionsMayBeKept, boolean mayChooseByCaller,
		@Nullable String spinningVersion, @Nullable String warning) {

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			PoolFacts.class.getClassLoader());

	/**
	 * Wrappers that only look on: any other may do something to a connection that is
	 * meant for one caller.
	 */
	private static final List<String> OBSERVERS = List.of("net.ttddyy.dsproxy.", "net.ttddyy.observation.",
			"com.p6spy.", "io.opentelemetry.");

	/** What makes connections itself; a class of anybody else may prepare them. */
	private static final List<String> POOLS_AND_DRIVERS = List.of("bitronix.", "com.alibaba.druid.", "com.atomikos.",
			"com.ibm.", "com.impossibl.", "com.mchange.", "com.microsoft.", "com.mysql.", "com.zaxxer.hikari.",
			"io.agroal.", "oracle.", "org.apache.commons.dbcp", "org.apache.derby.", "org.apache.tomcat.", "org.h2.",
			"org.hsqldb.", "org.jboss.", "org.mariadb.", "org.postgresql.", "org.springframework.",
			"software.amazon.jdbc.", "weblogic.");

	private static final Pattern SEVERAL_HOSTS = Pattern.compile("jdbc:postgresql://[^/?]*,");

	/** A user's name and password before the host, and parameters. */
	private static final Pattern SECRETS = Pattern.compile("(?<=[:/])[^:/@]+[:/][^/@]*@|[?;].*", Pattern.DOTALL);

	private static final String SOCKET_TIMEOUT = "socketTimeout";

	/** Inspects a data source. */
	public static PoolFacts of(DataSource dataSource) {
		return HIKARI ? ofHikari(dataSource) : new PoolFacts(0, false, isChooser(dataSource), null, null);
	}

	/**
	 * Where a pool connects to: its URL without what may be secret; null if it is not
	 * known.
	 */
	static @Nullable String address(DataSource dataSource) {
		String url = HIKARI ? HikariPools.url(dataSource) : null;
		return (url != null) ? SECRETS.matcher(url).replaceAll("") : null;
	}

	private static PoolFacts ofHikari(DataSource dataSource) {
		HikariDataSource pool = HikariPools.find(dataSource);
		boolean chooser = isChooser(dataSource);
		if (pool == null) {
			return new PoolFacts(0, false, chooser, null, null);
		}
		boolean kept = !chooser && (dataSource == pool || isObserver(dataSource));
		return new PoolFacts(pool.getMaximumPoolSize(), kept, chooser || !HikariPools.isPlain(pool),
				HikariPools.knowsVirtualThreads() ? null : spinning(HikariPools.version()), hangWarning(pool));
	}

	/** Whether one connection of a pool may lead to another server than the next does. */
	public static boolean isOfSeveralHosts(DataSource dataSource) {
		String url = HIKARI ? HikariPools.url(dataSource) : null;
		return url != null && SEVERAL_HOSTS.matcher(url).lookingAt();
	}

	/**
	 * PostgreSQL's driver asks the next host once the one before has failed, and that
	 * never happens where it takes connections and says nothing more.
	 */
	static @Nullable String hangWarning(HikariDataSource pool) {
		String url = String.valueOf(pool.getJdbcUrl());
		if (!SEVERAL_HOSTS.matcher(url).lookingAt() || url.contains(SOCKET_TIMEOUT)
				|| pool.getDataSourceProperties().containsKey(SOCKET_TIMEOUT)) {
			return null;
		}
		return "The pool's URL names several hosts, and no 'socketTimeout': one that hangs is waited for without an end, and"
				+ " the others are not asked. Add '&socketTimeout=' to the URL, with a few seconds more than the longest time"
				+ " limit of operations (async-orm.execution.timeout)";
	}

	/**
	 * Spring's own for tenants and users, what applications derive from them, and
	 * whatever is neither a known pool or driver nor known to look on only.
	 */
	static boolean isChooser(@Nullable DataSource dataSource) {
		return switch (dataSource) {
			case null -> false;
			case LazyConnectionDataSourceProxy proxy -> isChooser(proxy.getTargetDataSource());
			case TransactionAwareDataSourceProxy proxy -> isChooser(proxy.getTargetDataSource());
			case ReadOnlyConnections read -> isChooser(read.getTargetDataSource());
			case AbstractRoutingDataSource router -> true;
			case DelegatingDataSource delegate -> true;
			default -> isObserver(dataSource) ? wraps(dataSource) : !isPlain(dataSource);
		};
	}

	/** Whether there is one of Spring's behind it. */
	private static boolean wraps(DataSource observer) {
		try {
			return observer.isWrapperFor(AbstractRoutingDataSource.class)
					|| observer.isWrapperFor(DelegatingDataSource.class);
		}
		catch (SQLException | RuntimeException ex) {
			return true;
		}
	}

	private static boolean isPlain(DataSource dataSource) {
		String type = dataSource.getClass().getName();
		return (HIKARI && HikariPools.isPool(dataSource)) ? HikariPools.isPlain(dataSource)
				: POOLS_AND_DRIVERS.stream().anyMatch(type::startsWith);
	}

	private static boolean isObserver(DataSource dataSource) {
		String type = dataSource.getClass().getName();
		return OBSERVERS.stream().anyMatch(type::startsWith);
	}

	static @Nullable String spinning(@Nullable String version) {
		return (version != null && isBelow71(version)) ? version : null;
	}

	private static boolean isBelow71(String version) {
		String[] parts = version.split("[.-]");
		try {
			int major = Integer.parseInt(parts[0]);
			int minor = (parts.length > 1) ? Integer.parseInt(parts[1]) : 0;
			return major < 7 || major == 7 && minor < 1;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

}
