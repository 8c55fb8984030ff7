package io.asyncorm.dialectprovider;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.DialectProvider;
import io.asyncorm.dialect.Dialects;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.dialect.UnsupportedDatabaseException;
import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DialectProvider}: a dialect of somebody else's is found, and says no
 * more than what is its own.
 */
class DialectProviderTests {

	private static final SqlQuery.Table BOOK = new SqlQuery.Table("book", "b");

	private final ClassLoader before = Thread.currentThread().getContextClassLoader();

	@TempDir
	private Path classes;

	@BeforeEach
	void addToTheClassPath() throws IOException {
		Files.createDirectories(this.classes.resolve("META-INF"));
		Files.writeString(this.classes.resolve("META-INF/spring.factories"),
				DialectProvider.class.getName() + "=" + RoachDialectProvider.class.getName());
		Thread.currentThread()
			.setContextClassLoader(new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, this.before));
	}

	@AfterEach
	void removeFromTheClassPath() throws IOException {
		((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
		Thread.currentThread().setContextClassLoader(this.before);
	}

	@Test
	void aDialectFromOutsideIsFound() throws SQLException {
		assertThat(Dialects.of(database("Roach"))).isInstanceOf(RoachDialect.class);
	}

	@Test
	void whatOthersProvideComesFirst() throws SQLException {
		assertThat(Dialects.of(database("H2"))).isInstanceOf(RoachDialect.class);
	}

	@Test
	void whatNoOtherProvidesIsOurs() throws SQLException {
		assertThat(Dialects.of(database("PostgreSQL"))).isInstanceOf(PostgresDialect.class);
	}

	@Test
	void whatNobodyProvidesIsRefused() {
		assertThatExceptionOfType(UnsupportedDatabaseException.class).isThrownBy(() -> Dialects.of(database("Oracle")))
			.withMessageContaining("'Oracle'")
			.withMessageContaining("PostgreSQL, H2 and MariaDB")
			.withMessageContaining(DialectProvider.class.getName());
	}

	@Test
	void whatADialectDoesNotSayIsAsOnPostgreSql() {
		Dialect roach = new RoachDialect();

		assertThat(roach.render(select(new SqlExpression.StandardCall(SqlFunction.UUID7))).text())
			.isEqualTo("SELECT ORDERED_UUID() AS \"x\" FROM \"book\" AS \"b\"");
		assertThat(roach.render(select(new SqlExpression.StandardCall(SqlFunction.NOW))))
			.isEqualTo(new PostgresDialect().render(select(new SqlExpression.StandardCall(SqlFunction.NOW))));
	}

	@Test
	void whatADialectLacksIsRefused() {
		SqlQuery.Lock lock = new SqlQuery.Lock(true, List.of(), SqlQuery.WhenLocked.WAIT);
		SqlQuery locked = new SqlQuery.Select(false, List.of(new SqlQuery.Item(new SqlExpression.Literal(1), "x")),
				BOOK, List.of(), null, List.of(), null, List.of(), null, null, List.of(), lock);

		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> new RoachDialect().render(locked))
			.withMessageContaining("Roach has no lock of rows that lets others refer to their keys");
	}

	private static SqlQuery select(SqlExpression value) {
		return SqlQuery.Select.of(List.of(new SqlQuery.Item(value, "x")), BOOK, null);
	}

	/** A database that tells nothing but its name. */
	private static DatabaseMetaData database(String product) {
		return (DatabaseMetaData) Proxy.newProxyInstance(DialectProviderTests.class.getClassLoader(),
				new Class<?>[] { DatabaseMetaData.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("getDatabaseProductName")) {
						return product;
					}
					throw new UnsupportedOperationException(method.getName());
				});
	}

}
