package io.asyncorm.autoconfigure;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.asyncorm.autoconfigure.library.Author;
import io.asyncorm.autoconfigure.library.Authors;
import io.asyncorm.autoconfigure.library.Book;
import io.asyncorm.autoconfigure.library.Books;
import io.asyncorm.autoconfigure.library.LibraryApplication;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.testdatabase.DatabaseAddress;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.transaction.AsyncTransactions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.transaction.annotation.Transactional;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A whole application on PostgreSQL.
 */
@SpringBootTest(classes = LibraryApplication.class, properties = { "spring.main.banner-mode=off",
		"async-orm.schema.action=create", "spring.datasource.hikari.maximum-pool-size=10" })
class LibraryIntegrationTests {

	private static final DatabaseAddress database = TestDatabase.POSTGRESQL.create();

	/**
	 * Sleeps for 20 ms, and on until as many as expected have been sleeping at once;
	 * gives how many these were.
	 */
	private static final String SLEEP_AMONG = """
			create table if not exists met (seen int);
			create or replace function sleep_among(expected int) returns int as $$
			declare
				seen int := 0;
			begin
				perform pg_advisory_xact_lock_shared(20);
				for round in 1..100 loop
					perform pg_sleep(0.02);
					select count(*) into seen from pg_locks
						where locktype = 'advisory' and objid = 20 and mode = 'ShareLock' and granted
						and database = (select oid from pg_database where datname = current_database());
					exit when seen >= expected or exists (select from met);
				end loop;
				insert into met values (seen);
				return seen;
			end
			$$ language plpgsql""";

	@Autowired
	private Authors authors;

	@Autowired
	private Books books;

	@Autowired
	private AsyncTransactions transactions;

	@Autowired
	private JdbcClient jdbc;

	@DynamicPropertySource
	static void useDatabase(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", database::url);
		registry.add("spring.datasource.username", database::username);
		registry.add("spring.datasource.password", database::password);
	}

	@Test
	@Transactional
	void transactionOfATestSeesWhatWasWritten() {
		Author author = await(this.authors.acreate(kw("name", "rolled back")));
		Book book = await(this.books.acreate("Rolled back", 320, Ref.to(author)));
		UpdateOrCreate<Book> saved = await(
				this.books.aupdateOrCreate(kw("title", "Rolled back"), defaults("pages", 700)));

		assertThat(saved.created()).isFalse();
		assertThat(saved.object().id()).isEqualTo(book.id());
		assertThat(await(this.books.afirst("ROLLED"))).contains(saved.object());
		assertThat(await(this.books.longOnes().filter("author", author).acount())).isEqualTo(1);
		assertThat(countWithJdbc()).isEqualTo(1);
	}

	@AfterTransaction
	void transactionOfATestIsRolledBack() {
		assertThat(countWithJdbc()).isZero();
		assertThat(await(this.books.filter("title", "Rolled back").aexists())).isFalse();
	}

	@Test
	void atomicBlockIsRolledBackWithAllThatJoinedIt() {
		assertThatIllegalStateException().isThrownBy(() -> await(this.transactions.atomic(() -> {
			await(this.authors.acreate(kw("name", "in vain")));
			throw new IllegalStateException("no");
		}))).withMessage("no");

		assertThat(await(this.authors.filter("name", "in vain").aexists())).isFalse();
	}

	@Test
	void fiftyQueriesAreUnderWayTenAtATime() {
		this.jdbc.sql(SLEEP_AMONG).update();

		List<Integer> underWay = await(
				gather(IntStream.range(0, 50).mapToObj((number) -> this.books.asleepAmong(10)).toList()));

		assertThat(underWay).hasSize(50);
		assertThat(Collections.max(underWay)).isEqualTo(10);
	}

	private long countWithJdbc() {
		return this.jdbc.sql("select count(*) from book where title = 'Rolled back'").query(Long.class).single();
	}

}
