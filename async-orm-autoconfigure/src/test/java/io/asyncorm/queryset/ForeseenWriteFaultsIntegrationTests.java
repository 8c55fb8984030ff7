package io.asyncorm.queryset;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.query.MergeKind;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.queryset.OneLaneShop.Door;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Writes of several callers that commit by themselves, and what fails on this side after
 * that: nothing is written twice, and nobody is told that nothing was written. What the
 * server has refused is taken apart.
 */
@Timeout(120)
class ForeseenWriteFaultsIntegrationTests {

	private static final int CALLS = 5;

	private final OneLaneShop shop = new OneLaneShop(TestDatabase.POSTGRESQL,
			(builder) -> builder.models(Seat.class).merge(MergeKind.CREATES));

	/** What fails the next time; null if nothing does. */
	private final AtomicReference<@Nullable Fault> fault = new AtomicReference<>();

	private final AsyncOrm orm = AsyncOrm.builder(new FailingDataSource(this.shop.dataSource()))
		.models(Seat.class, Door.class)
		.lanes(1)
		.routing(OperationRouting.none())
		.merge(MergeKind.CREATES)
		.build();

	private final Seats seats = this.orm.repository(Seats.class);

	@AfterEach
	void close() {
		this.orm.close();
		this.shop.close();
	}

	static Stream<Fault> faults() {
		return Stream.of(new Fault("executeQuery", new IllegalStateException("a listener failed")),
				new Fault("executeQuery", new SQLException("no memory for the results", "53200")),
				new Fault("next", new IllegalStateException("a listener failed")),
				new Fault("getInt", new OutOfMemoryError("heap")),
				new Fault("close", new SQLException("a listener failed")));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void whatFailsAfterTheCommitIsNotWrittenAgain(Fault fault) {
		createForTheFirstTime();

		List<CompletableFuture<Seat>> creates = create(100);
		this.fault.set(fault);
		this.shop.release();

		creates.forEach((create) -> assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> await(create)));
		assertThat(this.fault.get()).isNull();
		assertThat(numbers()).containsExactly(100, 101, 102, 103, 104);
	}

	static Stream<Fault> faultsOfSingleWrites() {
		// states for which what is refused would be sent again
		return Stream.concat(faults(),
				Stream.of(new Fault("executeQuery", new SQLException("collided", "40001")),
						new Fault("executeQuery", new SQLException("stale", "26000")),
						new Fault("executeQuery", new SQLException("no such key", "42P10")),
						new Fault("executeQuery", new SQLException("cancelled", "57014"))));
	}

	@ParameterizedTest
	@MethodSource("faultsOfSingleWrites")
	void whatFailsAfterTheCommitOfASingleWriteIsNotWrittenAgain(Fault fault) {
		await(this.seats.acreate(kw("number", 0, "label", "first")));
		this.fault.set(fault);

		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> await(this.seats.acreate(kw("number", 100, "label", "second"))));

		assertThat(this.fault.get()).isNull();
		assertThat(numbers()).containsExactly(100);
	}

	@ParameterizedTest
	@MethodSource("faultsOfSingleWrites")
	void whatFailsAfterTheCommitOfASingleUpsertIsNotWrittenAgain(Fault fault) {
		await(upsert(0, "first"));
		this.shop.jdbc().execute("""
				create table sent (number int);
				create function send() returns trigger language plpgsql as $$ begin
					insert into sent values (new.number);
					return new;
				end $$;
				create trigger send before insert on seat for each row execute function send()""");
		this.fault.set(fault);

		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> await(upsert(100, "second")));

		assertThat(this.fault.get()).isNull();
		assertThat(numbers()).containsExactly(100);
		assertThat(this.shop.jdbc().queryForList("select number from sent", Integer.class)).containsExactly(100);
	}

	@Test
	void whatFailsBeforeItIsSentIsNotStored() {
		await(this.seats.acreate(kw("number", 0, "label", "first")));
		for (Throwable failure : List.of(new SQLException("not bound"), new IllegalStateException("not bound"))) {
			this.fault.set(new Fault("setObject", failure));

			assertThatThrownBy(() -> await(this.seats.acreate(kw("number", 100, "label", "second"))))
				.isNotInstanceOf(TransactionOutcomeUnknownException.class)
				.hasMessageContaining("not bound");

			assertThat(this.fault.get()).isNull();
			assertThat(numbers()).isEmpty();
		}
	}

	private CompletableFuture<Seat> upsert(int number, String label) {
		return this.seats.aupdateOrCreate(kw("number", number), defaults("label", label))
			.thenApply((upserted) -> upserted.object());
	}

	@Test
	void whatTheServerRefusesIsTakenApart() {
		createForTheFirstTime();
		this.shop.jdbc().execute("""
				create function refuse() returns trigger language plpgsql as $$ begin
					if new.number = 103 then raise exception 'refused' using errcode = 'XX000'; end if;
					return new;
				end $$;
				create trigger refuse before insert on seat for each row execute function refuse()""");

		List<CompletableFuture<Seat>> creates = create(100);
		this.shop.release();

		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> await(creates.get(3)));
		assertThat(numbers()).containsExactly(100, 101, 102, 104);
	}

	private void createForTheFirstTime() {
		List<CompletableFuture<Seat>> creates = create(0);
		this.shop.release();
		await(gather(creates));
	}

	/** Creates seats, which wait for the lane. */
	private List<CompletableFuture<Seat>> create(int from) {
		this.shop.hold(this.orm);
		return IntStream.range(from, from + CALLS)
			.mapToObj((number) -> this.seats.acreate(kw("number", number, "label", "many")))
			.toList();
	}

	private List<Integer> numbers() {
		await(this.seats.acount());
		return this.shop.jdbc()
			.queryForList("select number from seat where number >= 100 order by number", Integer.class);
	}

	@SuppressWarnings("unchecked") // the proxy is of the type
	private <T> T failing(Class<T> type, T target, boolean inserting) {
		return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					Object result;
					try {
						result = method.invoke(target, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
					Fault next = this.fault.get();
					if (inserting && next != null && next.method.equals(method.getName())) {
						this.fault.set(null);
						throw next.failure;
					}
					return switch (result) {
						case PreparedStatement statement ->
							failing(PreparedStatement.class, statement, isInsert(arguments));
						case ResultSet rows when inserting -> failing(ResultSet.class, rows, true);
						case null, default -> result;
					};
				});
	}

	private static boolean isInsert(Object[] arguments) {
		return arguments[0].toString().contains("INSERT INTO \"seat\"");
	}

	private record Fault(String method, Throwable failure) {
	}

	private final class FailingDataSource extends DelegatingDataSource {

		FailingDataSource(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		public Connection getConnection() throws SQLException {
			return failing(Connection.class, super.getConnection(), false);
		}

	}

	@Model
	record Seat(@Nullable Long id, @Column(unique = true) int number, @Nullable String label) {
	}

	interface Seats extends AsyncRepository<Seat, Long> {

	}

}
