package io.asyncorm.failures;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Column;
import io.asyncorm.model.Convert;
import io.asyncorm.model.Model;
import io.asyncorm.model.RefusedObjectException;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.NotUpdatedException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A future that fails means that nothing was written, even if it fails only when what was
 * written is read: outside of transactions, in atomic blocks and in Spring's.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class UnreadableRowsIntegrationTests {

	private static final Token SECRET = new Token("secret");

	private final TestDatabase database;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Strings strings;

	private final JdbcClient jdbc;

	UnreadableRowsIntegrationTests(TestDatabase database) {
		this.database = database;
		this.pool = database.create(3);
		this.orm = AsyncOrm.builder(this.pool).models(StrictString.class).schemaAction(SchemaAction.CREATE).build();
		this.strings = this.orm.repository(Strings.class);
		this.jdbc = JdbcClient.create(this.pool);
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void nothingIsCreatedThatCannotBeReadBack() {
		assertNothingWritten(() -> this.strings.acreate(new StrictString(null, "a", 1, SECRET)));
		assertNothingWritten(() -> this.strings.acreate(kw("name", "a", "size", 1, "token", SECRET)));
		assertNothingWritten(() -> this.strings.asave(new StrictString(null, "a", 1, SECRET)));
		assertNothingWritten(() -> this.strings.asave(new StrictString(7L, "a", 1, SECRET)));
	}

	@Test
	void nothingIsChangedThatCannotBeReadBack() {
		StrictString stored = store();

		assertNothingWritten(() -> this.strings.asave(new StrictString(stored.id(), "b", 2, SECRET)));
		assertNothingWritten(() -> this.strings.asave(stored, set(StrictString::token).to(SECRET)));
		assertNothingWritten(RefusedObjectException.class,
				() -> this.strings.asave(stored, set(StrictString::size).to(-1)));
	}

	@Test
	void nothingIsUpsertedThatCannotBeReadBack() {
		assertNothingWritten(() -> this.strings.aupdateOrCreate(kw("name", "b"), defaults("size", 1, "token", SECRET)));
		assertNothingWritten(() -> this.strings.agetOrCreate(kw("name", "b"), defaults("size", 1, "token", SECRET)));
		assertNothingWritten(() -> this.strings.agetOrCreate(kw("size", 1), defaults("name", "b", "token", SECRET)));
		store();

		assertNothingWritten(() -> this.strings.aupdateOrCreate(kw("name", "a"), defaults("token", SECRET)));
		assertNothingWritten(() -> this.strings.aupdateOrCreate(kw("size", 1), defaults("token", SECRET)));
	}

	@Test
	void nothingIsWrittenByAQueryWhoseRowsCannotBeRead() {
		TestDatabase.require(this.database != TestDatabase.H2, "H2 has data change tables instead");
		store();

		assertNothingWritten(this.strings::ainsertSecret);
	}

	@Test
	void theExceptionNamesModelFieldAndKey() {
		StrictString stored = store();
		this.jdbc.sql(quoted("update 'strict_string' set 'token' = 'secret'")).update();

		assertThatExceptionOfType(UnreadableRowException.class).isThrownBy(() -> await(this.strings.alist()))
			.withMessageStartingWith("StrictString.alist: 'StrictString' with the key " + stored.id())
			.withMessageContaining("'StrictString.token'")
			.withRootCauseInstanceOf(IllegalStateException.class)
			.satisfies((ex) -> {
				assertThat(ex.getModel()).isEqualTo("StrictString");
				assertThat(ex.getField()).isEqualTo("token");
				assertThat(ex.getKey()).isEqualTo(stored.id());
				assertThat(List.of(ex.getStackTrace())).extracting(StackTraceElement::getClassName)
					.contains(UnreadableRowsIntegrationTests.class.getName());
			});
	}

	@Test
	void whatAConstructorThrowsIsNotSwallowedAndCostsNoConnection() {
		StrictString stored = store();
		List<Integer> sizes = List.of(StrictString.ERROR, StrictString.CHECKED, -1);
		List<Class<? extends Throwable>> causes = List.of(AssertionError.class, IOException.class,
				IllegalArgumentException.class);
		long backend = await(this.strings.abackend(this.database));

		for (int i = 0; i < sizes.size(); i++) {
			this.jdbc.sql(quoted("update 'strict_string' set 'size' = ?")).param(sizes.get(i)).update();

			Throwable failure = catchThrowable(() -> await(this.strings.alist()));

			assertThat(failure).isInstanceOf(UnreadableRowException.class)
				.hasMessageContaining("'StrictString' with the key " + stored.id())
				.cause()
				.isInstanceOf(causes.get(i));
			assertThat(await(this.strings.abackend(this.database))).isEqualTo(backend);
		}
	}

	@Test
	void anAtomicBlockIsRolledBackThoughNobodyLooked() {
		CompletableFuture<String> future = this.orm.transactions().atomic(() -> {
			store();
			this.strings.acreate(new StrictString(null, "b", 1, SECRET));
			return "looks fine";
		});

		assertThatExceptionOfType(UnreadableRowException.class).isThrownBy(() -> await(future));
		assertThat(rows()).isEmpty();
	}

	@Test
	void aReadOfARowThatCannotBeReadRollsBackToo() {
		this.jdbc.sql(quoted("insert into 'strict_string' ('name', 'size', 'token') values ('x', -1, 't')")).update();

		CompletableFuture<@Nullable Void> future = this.orm.transactions().atomic(() -> {
			store();
			assertThat(catchThrowable(() -> await(this.strings.alist()))).isInstanceOf(UnreadableRowException.class);
		});

		assertThatExceptionOfType(UnreadableRowException.class).isThrownBy(() -> await(future));
		assertThat(rows()).hasSize(1);
	}

	@Test
	void anInnerBlockRecoversToItsSavepoint() {
		await(this.orm.transactions().atomic(() -> {
			store();
			CompletableFuture<StrictString> inner = this.orm.transactions()
				.atomic(() -> await(this.strings.acreate(new StrictString(null, "b", 1, SECRET))));
			assertThatExceptionOfType(UnreadableRowException.class).isThrownBy(() -> await(inner));
			await(this.strings.acreate(new StrictString(null, "c", 1, new Token("t"))));
		}));

		assertThat(rows()).containsExactly("a", "c");
	}

	@Test
	void aTransactionOfSpringsIsRolledBack() {
		TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(this.pool));

		assertThatExceptionOfType(UnreadableRowException.class)
			.isThrownBy(() -> template.executeWithoutResult((status) -> {
				store();
				this.strings.acreate(new StrictString(null, "b", 1, SECRET));
			}));

		assertThat(rows()).isEmpty();
	}

	@Test
	void anAnswerThatIsAnExceptionDoesNotRollBack() {
		await(this.orm.transactions().atomic(() -> {
			StrictString stored = store();
			StrictString gone = new StrictString(99L, "z", 1, new Token("t"));
			assertThat(catchThrowable(() -> await(this.strings.aget(99L)))).isInstanceOf(DoesNotExistException.class);
			assertThat(catchThrowable(() -> await(this.strings.asave(gone, set(StrictString::size).to(2)))))
				.isInstanceOf(NotUpdatedException.class);
			assertThat(await(this.strings.afilter("pk", stored.id()).aget())).isEqualTo(stored);
		}));

		assertThat(rows()).containsExactly("a");
	}

	@Test
	void aWritingQueryThatGivesNoRowDoesNotRollBack() {
		TestDatabase.require(this.database == TestDatabase.POSTGRESQL, "Others have no UPDATE with RETURNING");
		await(this.orm.transactions().atomic(() -> {
			store();
			assertThat(catchThrowable(() -> await(this.strings.arename("nobody"))))
				.isInstanceOf(DoesNotExistException.class);
		}));

		assertThat(rows()).containsExactly("a");
	}

	private StrictString store() {
		return await(this.strings.acreate(new StrictString(null, "a", 1, new Token("t"))));
	}

	private void assertNothingWritten(Supplier<CompletableFuture<?>> write) {
		assertNothingWritten(UnreadableRowException.class, write);
	}

	private void assertNothingWritten(Class<? extends Throwable> failure, Supplier<CompletableFuture<?>> write) {
		List<String> before = rows();

		assertThatExceptionOfType(failure).isThrownBy(() -> await(write.get()));

		assertThat(rows()).isEqualTo(before);
		assertThat(this.jdbc.sql(quoted("select count(*) from 'strict_string' where 'token' = 'secret' or 'size' < 0"))
			.query(Long.class)
			.single()).isZero();
		assertThat(await(this.strings.alist())).hasSize(before.size());
	}

	private List<String> rows() {
		return this.jdbc.sql(quoted("select 'name' from 'strict_string' order by 'id'")).query(String.class).list();
	}

	private String quoted(String sql) {
		String quote = (this.database == TestDatabase.MARIADB) ? "`" : "\"";
		return sql.replaceAll("'(strict_string|id|name|size|token)'", quote + "$1" + quote);
	}

	record Token(String text) {
	}

	static final class TokenConverter implements AttributeConverter<Token, String> {

		@Override
		public String toColumn(Token token) {
			return token.text();
		}

		@Override
		public Token fromColumn(String stored) {
			if (stored.equals("secret")) {
				throw new IllegalStateException("not for everybody");
			}
			return new Token(stored);
		}

	}

	@Model
	record StrictString(@Nullable Long id, @Column(length = 50, unique = true) String name, int size,
			@Convert(TokenConverter.class) Token token) {

		static final int ERROR = -2;

		static final int CHECKED = -3;

		StrictString {
			if (size == ERROR) {
				throw new AssertionError("no such size");
			}
			if (size == CHECKED) {
				StrictString.<RuntimeException>sneak(new IOException("no such size"));
			}
			if (size < 0) {
				throw new IllegalArgumentException("'size' must not be negative");
			}
		}

		@SuppressWarnings("unchecked") // the cast vanishes
		private static <T extends Throwable> void sneak(Throwable ex) throws T {
			throw (T) ex;
		}

	}

	interface Strings extends AsyncRepository<StrictString, Long> {

		@Query("insert into strict_string (name, size, token) values ('q', 1, 'secret') returning *")
		CompletableFuture<Optional<StrictString>> ainsertSecret();

		@Query("update strict_string set name = 'z' where name = :name returning *")
		CompletableFuture<StrictString> arename(String name);

		@Query("select pg_backend_pid()")
		CompletableFuture<Long> apostgresBackend();

		@Query("select session_id()")
		CompletableFuture<Long> ah2Backend();

		@Query("select connection_id()")
		CompletableFuture<Long> amariaDbBackend();

		default CompletableFuture<Long> abackend(TestDatabase database) {
			return switch (database) {
				case POSTGRESQL -> apostgresBackend();
				case H2 -> ah2Backend();
				case MARIADB -> amariaDbBackend();
			};
		}

	}

}
