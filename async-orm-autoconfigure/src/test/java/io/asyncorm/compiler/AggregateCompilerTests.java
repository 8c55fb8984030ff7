package io.asyncorm.compiler;

import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.compiler.Events.Event;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.expression.Aggregate;
import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.model.FieldException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.compiler.Events.f;
import static io.asyncorm.compiler.Events.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for aggregates: a table of them, and the SQL of each.
 */
class AggregateCompilerTests {

	private final Events events = new Events(ZoneOffset.UTC);

	private final Dialect postgres = new PostgresDialect();

	private final Dialect h2 = new H2Dialect();

	@ParameterizedTest
	@MethodSource
	void compilesAggregatesOnPostgres(Expr<Event> value, String sql, List<Object> binds) {
		assertThat(grouped(value, this.postgres)).isEqualTo(new Events.Statement(sql, binds));
	}

	static Stream<Arguments> compilesAggregatesOnPostgres() {
		return Stream.of(row(Aggregates.stringAgg(f("name"), ", "), "string_agg(\"event\".\"name\", ?)", ", "),
				row(Aggregates.<Event>stringAgg(f("name"), "-").distinct().orderBy("-name").filter(Q.of("guests", 1)),
						"string_agg(DISTINCT \"event\".\"name\", ? ORDER BY \"event\".\"name\" DESC)"
								+ " FILTER (WHERE \"event\".\"guests\" = ?)",
						"-", 1),
				row(Aggregates.stringAgg(f("name"), f("id"))
					.orderBy(f("day").desc().nullsLast(), TextFunctions.length(f("name")).asc()),
						"string_agg(\"event\".\"name\", \"event\".\"id\""
								+ " ORDER BY \"event\".\"day\" DESC NULLS LAST, LENGTH(\"event\".\"name\"))"),
				row(Aggregates.stringAgg(f("name"), ";").orElse("none"),
						"COALESCE(string_agg(\"event\".\"name\", ?), ?)", ";", "none"),
				row(Aggregates.bitAnd(f("guests")), "bit_and(\"event\".\"guests\")"),
				row(Aggregates.bitXor(f("guests")), "bit_xor(\"event\".\"guests\")"),
				row(Aggregates.anyValue(f("guests")), "any_value(\"event\".\"guests\")"),
				row(Aggregates.count(), "count(*)"));
	}

	@ParameterizedTest
	@MethodSource
	void compilesAggregatesOnH2(Expr<Event> value, String sql, List<Object> binds) {
		assertThat(grouped(value, this.h2)).isEqualTo(new Events.Statement(sql, binds));
	}

	static Stream<Arguments> compilesAggregatesOnH2() {
		return Stream.of(
				row(Aggregates.stringAgg(f("name"), ", ").orderBy("name"),
						"string_agg(\"event\".\"name\", ? ORDER BY \"event\".\"name\" NULLS LAST)", ", "),
				row(Aggregates.bitOr(f("guests")), "bit_or_agg(\"event\".\"guests\")"),
				row(Aggregates.<Event>count(f("id")).filter(Q.of("id__in", List.of())),
						"count(CASE WHEN FALSE THEN \"event\".\"id\" ELSE NULL END)"),
				row(Aggregates.avg(f("id")),
						"CAST(avg(CAST(\"event\".\"id\" AS numeric(38, 15))) AS double precision)"));
	}

	private Events.Statement grouped(Expr<Event> value, Dialect dialect) {
		return this.events
			.statement((events) -> events.values("floor").annotate("x", value).valuesList("x", Object.class), dialect)
			.without("SELECT ", " AS \"__x\" FROM \"event\" GROUP BY \"event\".\"floor\"");
	}

	@Test
	void groupsByWhatStandsBesideAnAggregate() {
		Expr<Event> beside = Orm.<Event>count("id").plus(TextFunctions.length(f("name")));
		Expr<Event> withValue = Orm.<Event>count("id").plus(Functions.coalesce(f("guests"), Functions.value(1)));

		assertThat(this.events.statement((events) -> events.values("floor").annotate("x", beside), this.postgres).sql())
			.endsWith(" GROUP BY \"event\".\"floor\", LENGTH(\"event\".\"name\")");
		assertThat(
				this.events.statement((events) -> events.values("floor").annotate("x", withValue), this.postgres).sql())
			.endsWith(" GROUP BY \"event\".\"floor\", \"event\".\"guests\"");
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatAnAggregateDoesNotAllow(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(call);
	}

	static Stream<ThrowingCallable> refusesWhatAnAggregateDoesNotAllow() {
		Stream<ThrowingCallable> distinct = Stream
			.<Aggregate<Event>>of(Aggregates.max(f("guests")), Aggregates.min(f("guests")),
					Aggregates.stdDev(f("guests")), Aggregates.variance(f("guests")), Aggregates.anyValue(f("guests")),
					Aggregates.bitAnd(f("guests")))
			.map((aggregate) -> aggregate::distinct);
		Stream<ThrowingCallable> ordered = Stream
			.<Aggregate<Event>>of(Aggregates.count(f("id")), Aggregates.sum(f("guests")), Aggregates.avg(f("guests")),
					Aggregates.max(f("guests")))
			.flatMap((aggregate) -> Stream.of(() -> aggregate.orderBy("id"), () -> aggregate.orderBy(f("id").asc())));
		Stream<ThrowingCallable> counted = Stream.of(() -> Aggregates.count(f("id")).orElse(1),
				() -> Aggregates.<Event>count().filter(Q.of("guests", 1)));
		return Stream.of(distinct, ordered, counted).flatMap((all) -> all);
	}

	@Test
	void refusesToOrderByAnAggregateWithoutAName() {
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.events.all().orderBy(Aggregates.<Event>count(f("id")).desc()))
			.withMessageContaining("annotate it first");
	}

}
