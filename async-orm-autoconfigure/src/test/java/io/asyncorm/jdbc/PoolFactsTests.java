package io.asyncorm.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolFacts}.
 */
class PoolFactsTests {

	@Test
	void connectionsOfAPoolMayBeKept() {
		try (HikariDataSource pool = pool()) {
			assertThat(PoolFacts.of(pool)).isEqualTo(new PoolFacts(7, true, false, null, null));
		}
	}

	@Test
	void connectionsBehindADelegateMayNotBeKept() {
		try (HikariDataSource pool = pool()) {
			assertThat(PoolFacts.of(new DelegatingDataSource(pool)))
				.isEqualTo(new PoolFacts(7, false, true, null, null));
			assertThat(PoolFacts.of(new TransactionAwareDataSourceProxy(pool)).connectionsMayBeKept()).isFalse();
			assertThat(PoolFacts.of(new LazyConnectionDataSourceProxy(pool)).connectionsMayBeKept()).isFalse();
			assertThat(PoolFacts.of(new LazyConnectionDataSourceProxy(pool)).mayChooseByCaller()).isFalse();
			assertThat(
					PoolFacts.of(new LazyConnectionDataSourceProxy(new DelegatingDataSource(pool))).mayChooseByCaller())
				.isTrue();
		}
	}

	@Test
	void connectionsThatARouterChoosesMayNotBeKept() {
		try (HikariDataSource pool = pool()) {
			AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return "tenant";
				}

			};
			router.setTargetDataSources(Map.of("tenant", pool));
			router.afterPropertiesSet();

			assertThat(PoolFacts.of(router).connectionsMayBeKept()).isFalse();
			assertThat(PoolFacts.of(router).mayChooseByCaller()).isTrue();
		}
	}

	@Test
	void connectionsThatASubclassPreparesMayNotBeKept() {
		try (HikariDataSource pool = new PreparingDataSource()) {
			assertThat(PoolFacts.of(pool).connectionsMayBeKept()).isFalse();
			assertThat(PoolFacts.of(pool).mayChooseByCaller()).isTrue();
		}
	}

	@Test
	void nothingIsKnownOfOtherDataSources() {
		assertThat(PoolFacts.of(new DriverManagerDataSource())).isEqualTo(new PoolFacts(0, false, false, null, null));
		assertThat(PoolFacts.of(new JdbcDataSource())).isEqualTo(new PoolFacts(0, false, false, null, null));
	}

	@Test
	void anybodysOwnDataSourceMayChoose() {
		try (HikariDataSource pool = pool()) {
			DataSource own = (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { DataSource.class }, (proxy, method, arguments) -> method.invoke(pool, arguments));

			assertThat(PoolFacts.of(own)).isEqualTo(new PoolFacts(7, false, true, null, null));
			assertThat(PoolFacts.of(new TransactionAwareDataSourceProxy(own)).mayChooseByCaller()).isTrue();
		}
	}

	@Test
	void routerThatFindsNoneMayChoose() {
		AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return null;
			}

		};
		router.setTargetDataSources(Map.of());
		router.afterPropertiesSet();

		assertThat(PoolFacts.of(router)).isEqualTo(new PoolFacts(0, false, true, null, null));
	}

	@ParameterizedTest
	@CsvSource({ "7.0.2,true", "6.3.0,true", "5.1.0,true", "7.1.0,false", "7.2.0-SNAPSHOT,false", "8.0.0,false",
			"strange,false" })
	void knowsTheVersionsThatSpin(String version, boolean spins) {
		assertThat(PoolFacts.spinning(version)).isEqualTo(spins ? version : null);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:postgresql://a,b/shop                                         | true
			jdbc:postgresql://a:5432,b:5433/shop?targetServerType=primary      | true
			jdbc:postgresql://a,b/shop?targetServerType=primary&socketTimeout=9 | false
			jdbc:postgresql://a/shop?options=-c%20search_path=x,y              | false
			jdbc:postgresql:shop                                               | false
			jdbc:mariadb://a,b/shop                                            | false
			""")
	void warnsOfSeveralHostsOfWhichOneMayHang(String url, boolean warning) {
		try (HikariDataSource pool = pool()) {
			pool.setJdbcUrl(url);

			assertThat(PoolFacts.of(pool).warning() != null).isEqualTo(warning);

			pool.addDataSourceProperty("socketTimeout", "9");
			assertThat(PoolFacts.of(pool).warning()).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:postgresql://a:5432,b/shop?user=ann&password=secret | jdbc:postgresql://a:5432,b/shop
			jdbc:mariadb://ann:secret@a/shop                         | jdbc:mariadb://a/shop
			jdbc:oracle:thin:ann/secret@//a:1521/shop                | jdbc:oracle:thin://a:1521/shop
			jdbc:h2:mem:shop;PASSWORD=secret                         | jdbc:h2:mem:shop
			jdbc:postgresql:shop                                     | jdbc:postgresql:shop
			""")
	void theAddressOfAPoolHoldsNoSecrets(String url, String address) {
		try (HikariDataSource pool = pool()) {
			pool.setJdbcUrl(url);

			assertThat(PoolFacts.address(new DelegatingDataSource(pool))).isEqualTo(address);
		}
		assertThat(PoolFacts.address(new DriverManagerDataSource(url))).isNull();
	}

	private static HikariDataSource pool() {
		HikariDataSource pool = new HikariDataSource();
		pool.setMaximumPoolSize(7);
		return pool;
	}

	/** As applications have it that set a tenant on each connection. */
	private static final class PreparingDataSource extends HikariDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			return super.getConnection();
		}

	}

}
