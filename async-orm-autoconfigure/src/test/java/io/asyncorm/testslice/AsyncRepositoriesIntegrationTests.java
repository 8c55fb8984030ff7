package io.asyncorm.testslice;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.RepositoryDefinitionException;
import io.asyncorm.test.AsyncRepositories;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.WithoutLibraries;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AsyncRepositories}.
 */
@Timeout(300)
class AsyncRepositoriesIntegrationTests {

	@Test
	void repositoriesWorkWithTheTablesOfTheirModelsAndAllThatTheseLeadTo() {
		try (HikariDataSource pool = TestDatabase.H2.create(2);
				AsyncRepositories library = AsyncRepositories.on(pool, Members.class, Clubs.class)) {
			Club club = await(library.get(Clubs.class).acreate(kw("name", "chess")));
			Member member = await(library.get(Members.class).acreate(kw("name", "Ann", "club", club)));

			assertThat(await(library.get(Members.class).filter("club__name", "chess").alist())).containsExactly(member);
		}
	}

	@Test
	void modelsThatHaveNoRepositoryHaveTablesToo() {
		try (HikariDataSource pool = TestDatabase.H2.create(2);
				AsyncRepositories library = AsyncRepositories.on(pool, Members.class)) {
			assertThat(await(library.get(Members.class).filter("club__name", "chess").acount())).isZero();
		}
	}

	@Test
	void dataSourceOfOneConnectionEachWillDo() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL(TestDatabase.H2.create().url());
		dataSource.setUser("sa");

		try (AsyncRepositories library = AsyncRepositories.on(dataSource, Clubs.class)) {
			assertThat(await(library.get(Clubs.class).acreate(kw("name", "chess"))).id()).isNotNull();
		}
		try (AsyncRepositories library = AsyncRepositories
			.on(new DriverManagerDataSource(dataSource.getUrl(), "sa", ""), Clubs.class)) {
			assertThat(await(library.get(Clubs.class).acount())).as("the tables stay").isEqualTo(1);
		}
	}

	/**
	 * That is what makes them quick: nothing of an application is there to be started.
	 */
	@Test
	void theyNeedNeitherAnApplicationContextNorSpringBoot() throws Exception {
		String found = WithoutLibraries.call("(spring-(context|boot|web|aop|test|data)|context-propagation).*",
				FirstCall.class);

		assertThat(found).isEqualTo("0");
	}

	/** Counts what a new database has, by repositories. */
	static final class FirstCall implements Callable<String> {

		@Override
		public String call() {
			JdbcDataSource dataSource = new JdbcDataSource();
			dataSource.setURL(TestDatabase.H2.create().url());
			try (AsyncRepositories library = AsyncRepositories.on(dataSource, Members.class)) {
				return String.valueOf(await(library.get(Members.class).acount()));
			}
		}

	}

	@Test
	void transactionsAreJoined() {
		try (HikariDataSource pool = TestDatabase.H2.create(2);
				AsyncRepositories library = AsyncRepositories.on(pool, Clubs.class)) {
			Clubs clubs = library.get(Clubs.class);

			CompletableFuture<Object> block = library.transactions().atomic(() -> {
				await(clubs.acreate(kw("name", "chess")));
				throw new IllegalStateException("on purpose");
			});

			assertThat(block).failsWithin(Duration.ofSeconds(60));
			assertThat(await(clubs.acount())).isZero();
		}
	}

	@Test
	void repositoryThatWasNotNamedIsToldWithThoseThatWere() {
		try (HikariDataSource pool = TestDatabase.H2.create(2);
				AsyncRepositories library = AsyncRepositories.on(pool, Clubs.class)) {
			assertThatIllegalArgumentException().isThrownBy(() -> library.get(Members.class))
				.withMessageContaining("'Members'")
				.withMessageContaining("There are: Clubs");
		}
	}

	@Test
	void noRepositoryIsRefused() {
		try (HikariDataSource pool = TestDatabase.H2.create(1)) {
			assertThatIllegalArgumentException().isThrownBy(() -> AsyncRepositories.on(pool))
				.withMessageContaining("'repositories' must not be empty");
		}
	}

	@Test
	void faultyRepositoryIsRefusedAsEverywhere() {
		try (HikariDataSource pool = TestDatabase.H2.create(1)) {
			assertThatExceptionOfType(RepositoryDefinitionException.class)
				.isThrownBy(() -> AsyncRepositories.on(pool, Faulty.class))
				.withMessageContaining("namme");
		}
	}

	@Model
	record Club(@Nullable Long id, String name) {
	}

	@Model
	record Member(@Nullable Long id, String name, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Club> club) {
	}

	interface Clubs extends AsyncRepository<Club, Long> {

	}

	interface Members extends AsyncRepository<Member, Long> {

	}

	interface Faulty extends AsyncRepository<Club, Long> {

		CompletableFuture<Long> acount(String namme);

	}

}
