package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import io.asyncorm.query.MergeKind;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.queryset.Tickets.Ticket;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Writes of several callers that commit by themselves, as the objects are foreseen: from
 * the second statement on. What does not come as it was foreseen is undone by the
 * statement, or said to be stored.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class ForeseenWritesIntegrationTests {

	private static final int CALLS = 10;

	private final Kind kind;

	private final OneLaneShop shop = new OneLaneShop(TestDatabase.POSTGRESQL,
			(builder) -> builder.models(Ticket.class).merge(MergeKind.CREATES, MergeKind.UPSERTS));

	private final Tickets tickets = this.shop.repository(Tickets.class);

	ForeseenWritesIntegrationTests(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void writeForTheFirstTime() {
		assertThat(await(gather(write(0, (number) -> number)))).extracting(Ticket::seats)
			.containsExactlyElementsOf(IntStream.range(0, CALLS).boxed().toList());
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void eachHasItsOwnObject() {
		List<Ticket> written = await(gather(write(100, (number) -> number)));

		assertThat(written).extracting(Ticket::seats)
			.containsExactlyElementsOf(IntStream.range(100, 100 + CALLS).boxed().toList());
		assertThat(this.shop.statements("async-orm: rows are not those that were sent")).hasSize(1);
		assertThat(await(this.tickets.filter("seats__gte", 100).orderBy("seats").alist())).isEqualTo(written);
	}

	@Test
	void whatTheConstructorRefusesIsNotStored() {
		List<CompletableFuture<Ticket>> writes = write(100, (number) -> (number == 103) ? -1 : number);

		assertThatOnlyTheFourthFails(writes, 100);
	}

	@Test
	void whatAConverterDoesNotReadIsNotStored() {
		List<CompletableFuture<Ticket>> writes = write(100, (number) -> (number == 103) ? Tickets.UNREADABLE : number);

		assertThatOnlyTheFourthFails(writes, 100);
	}

	@Test
	void whatATriggerMakesUnreadableIsSaidToBeStoredAndFromThenOnIsNot() {
		Tickets.trigger(this.shop.jdbc(),
				"if new.name = 'ticket 103' or new.name = 'ticket 203' then new.seats := -1; end if; return new;");
		List<CompletableFuture<Ticket>> first = write(100, (number) -> number);
		for (CompletableFuture<Ticket> write : first) {
			assertThatExceptionOfType(TransactionOutcomeUnknownException.class).isThrownBy(() -> await(write))
				.withMessageContaining("what is stored by now cannot be read")
				.withRootCauseInstanceOf(IllegalArgumentException.class);
		}
		assertThat(await(this.tickets.filter("name", "ticket 103").acount())).isOne();

		List<CompletableFuture<Ticket>> second = write(200, (number) -> number);

		assertThatOnlyTheFourthFails(second, 200);
	}

	@Test
	void aRowThatATriggerKeepsOutFailsItsOwnCallerAlone() {
		Tickets.trigger(this.shop.jdbc(), "if new.name = 'ticket 103' then return null; end if; return new;");

		List<CompletableFuture<Ticket>> writes = write(100, (number) -> number);

		assertThatExceptionOfType(Exception.class).isThrownBy(() -> await(writes.remove(3)))
			.withMessageContaining("Ticket.a");
		assertThat(await(gather(writes))).extracting(Ticket::seats).doesNotContain(103).contains(100, 109);
	}

	@Test
	void whatATriggerDoesWithRowsThatItKeepsOutIsUndone() {
		this.shop.jdbc().execute("create table kept_out (name text)");
		Tickets.trigger(this.shop.jdbc(), "insert into kept_out values (new.name); return null;");

		List<CompletableFuture<Ticket>> writes = write(100, (number) -> number);

		writes.forEach((write) -> assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> await(write)));
		if (this.kind == Kind.CREATES) {
			assertThat(this.shop.jdbc().queryForObject("select count(*) from kept_out", Long.class)).isZero();
		}
	}

	@Test
	void rowsAreTheirCallersOwnWhereATriggerMakesTheKeys() {
		Tickets.trigger(this.shop.jdbc(), "new.id := 10000 - new.seats; return new;");

		List<Ticket> written = await(gather(write(100, (number) -> number)));

		assertThat(written).extracting(Ticket::seats)
			.containsExactlyElementsOf(IntStream.range(100, 100 + CALLS).boxed().toList());
		assertThat(written).allMatch((ticket) -> ticket.id() == 10000 - ticket.seats());
		assertThat(this.shop.statements("INSERT INTO")).hasSize((this.kind == Kind.CREATES) ? 1 + CALLS : 1);
	}

	@Test
	void aRowThatBecomesAnotherOneIsNobodyElses() {
		Tickets.trigger(this.shop.jdbc(), "if new.name = 'ticket 103' then new.name := 'zebra'; end if; return new;");

		List<CompletableFuture<Ticket>> writes = write(100, (number) -> number);

		CompletableFuture<Ticket> changed = writes.remove(3);
		assertThat(await(gather(writes))).extracting(Ticket::name).doesNotContain("zebra");
		assertThat(await(changed)).extracting(Ticket::name, Ticket::seats).containsExactly("zebra", 103);
	}

	@Test
	void tablesWithRulesAreWrittenAsBefore() {
		TestDatabase.require(this.kind == Kind.CREATES, "PostgreSQL takes no ON CONFLICT there");
		this.shop.jdbc().execute("create table log (name text)");
		this.shop.jdbc().execute("create rule log as on insert to ticket do also insert into log values (new.name)");

		assertThat(await(gather(write(100, (number) -> number)))).hasSize(CALLS);
		assertThat(await(gather(write(200, (number) -> number)))).hasSize(CALLS);

		assertThat(this.shop.statements("INSERT INTO")).hasSize(1);
		assertThat(this.shop.jdbc().queryForObject("select count(*) from log", Long.class)).isEqualTo(2 * CALLS);
	}

	/** Nothing of it is stored. */
	private void assertThatOnlyTheFourthFails(List<CompletableFuture<Ticket>> writes, int from) {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> await(writes.get(3)))
			.withRootCauseInstanceOf(IllegalArgumentException.class);
		writes.remove(3);
		assertThat(await(gather(writes))).hasSize(CALLS - 1);
		assertThat(this.shop.jdbc()
			.queryForList("select name from ticket where name like ?", String.class, "ticket " + from / 100 + "__"))
			.hasSize(CALLS - 1)
			.doesNotContain("ticket " + (from + 3));
	}

	/** Writes tickets by one statement. */
	private List<CompletableFuture<Ticket>> write(int from, IntUnaryOperator seats) {
		this.shop.hold();
		List<CompletableFuture<Ticket>> writes = new ArrayList<>(IntStream.range(from, from + CALLS)
			.mapToObj((number) -> this.kind.write(this.tickets, "ticket " + number, seats.applyAsInt(number)))
			.toList());
		this.shop.release();
		return writes;
	}

	enum Kind {

		CREATES {

			@Override
			CompletableFuture<Ticket> write(Tickets tickets, String name, int seats) {
				return tickets.acreate(kw("name", name, "row", "a", "seats", seats));
			}

		},

		UPSERTS {

			@Override
			CompletableFuture<Ticket> write(Tickets tickets, String name, int seats) {
				return tickets.aupdateOrCreate(kw("name", name), defaults("row", "a", "seats", seats))
					.thenApply((upserted) -> upserted.object());
			}

		};

		abstract CompletableFuture<Ticket> write(Tickets tickets, String name, int seats);

	}

}
