package io.asyncorm.network;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.Orm;
import io.asyncorm.network.PostOffice.Letters;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A write that was cancelled is not stored, whatever kind it is: not even if the server
 * had executed it before, and only its answer was still on its way.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MARIADB" })
class UnansweredWritesIntegrationTests {

	private final PostOffice office;

	UnansweredWritesIntegrationTests(TestDatabase database) {
		this.office = new PostOffice(database, 1);
	}

	@BeforeEach
	void create() {
		Orm.await(this.office.letters.acreate(kw("name", "there", "place", "before")));
	}

	@AfterEach
	void close() {
		this.office.close();
	}

	@Test
	void ofAllRowsThatMatch() throws InterruptedException {
		assertThatNothingIsStored("update", (letters) -> letters.filter("name", "there").aupdate(kw("place", "lost")));
	}

	@Test
	void ofAnObject() throws InterruptedException {
		PostOffice.Letter letter = Orm.await(this.office.letters.aget(kw("name", "there")));
		assertThatNothingIsStored("update",
				(letters) -> letters.asave(new PostOffice.Letter(letter.id(), letter.name(), "lost")));
	}

	@Test
	void ofAnObjectThatIsDeleted() throws InterruptedException {
		PostOffice.Letter letter = Orm.await(this.office.letters.aget(kw("name", "there")));
		assertThatNothingIsStored("delete", (letters) -> letters.adelete(letter));
	}

	@Test
	void ofAllRowsThatAreDeleted() throws InterruptedException {
		assertThatNothingIsStored("delete", (letters) -> letters.filter("name", "there").adelete());
	}

	@Test
	void ofTheUsersSql() throws InterruptedException {
		assertThatNothingIsStored("update", (letters) -> letters.amoveBySql("lost"));
	}

	private void assertThatNothingIsStored(String statement, Function<Letters, CompletableFuture<?>> write)
			throws InterruptedException {
		this.office.proxy.stallAfter(statement + " ");
		CompletableFuture<?> future = write.apply(this.office.letters);
		this.office.proxy.awaitFault();

		long begin = System.nanoTime();
		assertThat(future.cancel(true)).isTrue();

		this.office.assertThatAllIsFreeSoonAfter(begin);
		this.office.assertThatAllWorksAgain();
		assertThat(this.office.jdbc.sql("select place from letter where name = 'there'").query(String.class).list())
			.containsExactly("before");
	}

}
