package io.asyncorm.queryset;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.expression.InsertDefaults;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.query.DuplicateObjectException;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.queryset.Tickets.Ticket;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Writes of one caller that commit by themselves, as the object is foreseen: from the
 * second one on. What does not come as it was foreseen is said to be stored.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class ForeseenSingleWritesIntegrationTests {

	private final Kind kind;

	private final WritingShop shop = new WritingShop(TestDatabase.POSTGRESQL, Ticket.class, Secret.class);

	/** The transactions that were begun. */
	private final AtomicInteger transactions = new AtomicInteger();

	private final AsyncOrm orm = AsyncOrm.builder(new CountingDataSource(this.shop.dataSource()))
		.models(Ticket.class, Secret.class)
		.lanes(1)
		.routing(OperationRouting.none())
		.build();

	private final Tickets tickets = this.orm.repository(Tickets.class);

	ForeseenSingleWritesIntegrationTests(Kind kind) {
		this.kind = kind;
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.shop.close();
	}

	@Test
	void onlyTheFirstHasATransaction() {
		write("first", 1);
		assertThat(this.transactions.getAndSet(0)).isOne();
		this.shop.sql().clear();

		Ticket second = write("second", 2);
		Ticket changed = this.kind.rewrite(this, "second", 3);

		assertThat(second).extracting(Ticket::name, Ticket::seats).containsExactly("second", 2);
		assertThat(changed.id()).isEqualTo(second.id());
		assertThat(this.transactions).hasValue(0);
		assertThat(stored()).containsExactly("first", "second");
		assertThat(this.shop.sql().statements()).filteredOn((sql) -> sql.contains("INSERT"))
			.hasSize((this.kind == Kind.UPSERTS) ? 2 : 1);
	}

	@Test
	void whatJoinsATransactionIsRolledBackWithIt() {
		write("first", 1);

		CompletableFuture<Object> block = this.orm.transactions().atomic(() -> {
			write("second", 2);
			throw new IllegalStateException("no");
		});

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> await(block));
		assertThat(stored()).containsExactly("first");
	}

	@Test
	void whatAConverterDoesNotReadIsNotStored() {
		write("first", 1);

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> write("second", Tickets.UNREADABLE));

		assertThat(stored()).containsExactly("first");
	}

	@Test
	void whatATriggerMakesUnreadableIsSaidToBeStoredAndFromThenOnIsNot() {
		Tickets.trigger(this.shop.jdbc(), "if new.name <> 'first' then new.seats := -1; end if; return new;");
		write("first", 1);

		assertThatExceptionOfType(TransactionOutcomeUnknownException.class).isThrownBy(() -> write("second", 2))
			.withMessageContaining("what is stored by now cannot be read")
			.withRootCauseInstanceOf(IllegalArgumentException.class);
		assertThat(stored()).containsExactly("first", "second");

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> write("third", 3))
			.withRootCauseInstanceOf(IllegalArgumentException.class);
		assertThat(stored()).containsExactly("first", "second");
	}

	@Test
	void nobodyKnowsOfOneWhoseConstructorDoesNotReturn() {
		Tickets.trigger(this.shop.jdbc(),
				"if new.name <> 'first' then new.\"row\" := '" + Tickets.ENDLESS + "'; end if; return new;");
		write("first", 1);
		Tickets.HELD.set(true);
		try {
			CompletableFuture<Ticket> second = this.kind.write(this.tickets, "second", 2);
			while (stored().size() < 2) {
				Thread.onSpinWait();
			}

			CompletableFuture<Ticket> late = second.orTimeout(1, TimeUnit.MILLISECONDS);

			assertThatExceptionOfType(TransactionOutcomeUnknownException.class).isThrownBy(() -> await(late))
				.withMessageContaining("Its thread has not returned")
				.withMessageNotContaining("in the commit");
		}
		finally {
			Tickets.HELD.set(false);
		}
		assertThat(stored()).containsExactly("first", "second");
	}

	@Test
	void whatATriggerDoesWithARowThatItKeepsOutIsSaidToBeStoredAndFromThenOnIsNot() {
		TestDatabase.require(this.kind == Kind.CREATES, "an upsert whose row does not come is tried again");
		this.shop.jdbc().execute("create table kept_out (name text)");
		Tickets.trigger(this.shop.jdbc(), """
				if new.name = 'first' then return new; end if;
				insert into kept_out values (new.name); return null;""");
		write("first", 1);

		assertThatExceptionOfType(TransactionOutcomeUnknownException.class).isThrownBy(() -> write("second", 2))
			.withMessageContaining("returned no row of 'ticket'")
			.withMessageContaining("what it wrote there is stored");
		assertThat(keptOut()).containsExactly("second");

		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> write("third", 3));
		assertThat(keptOut()).containsExactly("second");
		assertThat(stored()).containsExactly("first");
	}

	@Test
	void aModelOfWhichATriggerKeptARowOutIsNotForeseen() {
		TestDatabase.require(this.kind == Kind.CREATES, "an upsert whose row does not come is tried again");
		this.shop.jdbc().execute("create table kept_out (name text)");
		Tickets.trigger(this.shop.jdbc(), """
				if new.name = 'second' then return new; end if;
				insert into kept_out values (new.name); return null;""");

		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> write("first", 1));
		write("second", 2);
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> write("third", 3));

		assertThat(keptOut()).isEmpty();
		assertThat(stored()).containsExactly("second");
	}

	@Test
	void whatTheDatabaseRefusesAtItsEndIsNotStored() {
		this.shop.jdbc()
			.execute("alter table ticket add constraint one_seat unique (seats) deferrable initially deferred");
		write("first", 1);

		assertThatExceptionOfType(DuplicateObjectException.class).isThrownBy(() -> write("second", 1))
			.satisfies((failure) -> assertThat(failure.getFields()).containsExactly("seats"));

		assertThat(stored()).containsExactly("first");
		assertThat(write("second", 2).name()).isEqualTo("second");
	}

	@Test
	void whatTheDatabaseRefusesAtOnceIsNotStored() {
		write("first", 1);
		this.shop.jdbc().execute("alter table ticket add constraint few check (seats < 10)");

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> write("second", 11));

		assertThat(stored()).containsExactly("first");
	}

	@Test
	void anObjectThatTellsNothingIsNoSample() {
		Secrets secrets = this.orm.repository(Secrets.class);

		for (int number = 0; number < 3; number++) {
			await(this.kind.write(secrets, "secret " + number));
		}

		assertThat(this.transactions).hasValue(3);
		assertThat(this.shop.jdbc().queryForList("select name from secret order by name", String.class))
			.containsExactly("secret 0", "secret 1", "secret 2");
	}

	/** The row that is there has other columns than were sent. */
	@Test
	void anUpsertThatLeavesColumnsAsTheyAreHasATransaction() {
		TestDatabase.require(this.kind == Kind.UPSERTS, "an insert leaves nothing as it is");
		write("first", 1);
		this.shop.jdbc().execute("update ticket set seats = " + Tickets.UNREADABLE);
		this.transactions.set(0);

		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> await(this.tickets.aupdateOrCreate(kw("name", "first"), defaults("row", "b"),
					InsertDefaults.of(kw("row", "b", "seats", 2)))));

		assertThat(this.transactions).hasValue(1);
		assertThat(this.shop.jdbc().queryForObject("select \"row\" from ticket", String.class)).isEqualTo("a");
	}

	private Ticket write(String name, int seats) {
		return await(this.kind.write(this.tickets, name, seats));
	}

	private List<String> stored() {
		return this.shop.jdbc().queryForList("select name from ticket order by name", String.class);
	}

	private List<String> keptOut() {
		return this.shop.jdbc().queryForList("select name from kept_out order by name", String.class);
	}

	enum Kind {

		CREATES {

			@Override
			CompletableFuture<Ticket> write(Tickets tickets, String name, int seats) {
				return tickets.acreate(kw("name", name, "row", "a", "seats", seats));
			}

			@Override
			Ticket rewrite(ForeseenSingleWritesIntegrationTests test, String name, int seats) {
				return await(test.tickets.aget(kw("name", name)));
			}

			@Override
			CompletableFuture<Secret> write(Secrets secrets, String name) {
				return secrets.acreate(kw("name", name, "code", 7));
			}

		},

		UPSERTS {

			@Override
			CompletableFuture<Ticket> write(Tickets tickets, String name, int seats) {
				return tickets.aupdateOrCreate(kw("name", name), defaults("row", "a", "seats", seats))
					.thenApply((upserted) -> upserted.object());
			}

			@Override
			Ticket rewrite(ForeseenSingleWritesIntegrationTests test, String name, int seats) {
				return test.write(name, seats);
			}

			@Override
			CompletableFuture<Secret> write(Secrets secrets, String name) {
				return secrets.aupdateOrCreate(kw("name", name), defaults("code", 7))
					.thenApply((upserted) -> upserted.object());
			}

		};

		abstract CompletableFuture<Ticket> write(Tickets tickets, String name, int seats);

		/** Writes the same row again, if that can be. */
		abstract Ticket rewrite(ForeseenSingleWritesIntegrationTests test, String name, int seats);

		abstract CompletableFuture<Secret> write(Secrets secrets, String name);

	}

	/** Counts when a transaction begins. */
	private final class CountingDataSource extends DelegatingDataSource {

		CountingDataSource(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
					new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
						if (method.getName().equals("setAutoCommit") && arguments[0].equals(false)) {
							ForeseenSingleWritesIntegrationTests.this.transactions.incrementAndGet();
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

	/** Nobody gets the key of one that is stored. */
	@Model
	record Secret(@Nullable Long id, @Column(unique = true, length = 50) String name, int code) {

		@Override
		public @Nullable Long id() {
			if (this.id != null) {
				throw new UnsupportedOperationException("It is a secret");
			}
			return null;
		}

	}

	interface Secrets extends AsyncRepository<Secret, Long> {

	}

}
