package io.asyncorm.compiler;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.asyncorm.Orm;
import io.asyncorm.compiler.Events.Event;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.DateFunctions;
import io.asyncorm.expression.Expr;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.JsonFunctions;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.expression.WindowFrame;
import io.asyncorm.expression.WindowFunctions;
import io.asyncorm.model.FieldException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.compiler.Events.f;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what functions take: which arguments and types are refused, and what is
 * computed with a type that is named.
 */
class FunctionArgumentCompilerTests {

	private final Events events = new Events(ZoneOffset.UTC);

	private final Dialect postgres = new PostgresDialect();

	@Test
	void refusesArgumentsThatMakeNoSense() {
		assertRefused(() -> TextFunctions.left(f("name"), 0));
		assertRefused(() -> TextFunctions.substr(f("name"), 0));
		assertRefused(() -> f("name").at(-1));
		assertRefused(() -> f("name").slice(3, 2));
		assertRefused(() -> this.events.all().annotate("x", Orm.<Event>f("guests").slice(1)));
		assertRefused(() -> Functions.coalesce(List.of(f("name"))));
		assertRefused(() -> WindowFunctions.ntile(0));
		assertRefused(() -> WindowFrame.rows(1, -1));
		assertRefused(() -> WindowFrame.range(-1, 0));
		assertRefused(() -> Cases.when(Q.<Event>of(Kw.empty()), 1));
		assertRefused(() -> this.events.all().annotate("x", DateFunctions.extractYear(f("name"))));
		assertRefused(() -> DateFunctions.trunc("fortnight", f("starts")));
		assertRefused(() -> DateFunctions.extract("", f("day")));
		assertRefused(() -> this.events.all().annotate("x", DateFunctions.extractHour(f("day"))));
		assertRefused(() -> this.events.all().annotate("x", DateFunctions.truncHour(f("day"))));
		assertRefused(() -> Functions.function("lower(x); --", String.class, List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "C\n", "\"C\"", "C;", "a.b", "C\0", "C--'" })
	void refusesNamesThatCannotBeCollations(String name) {
		assertRefused(() -> Functions.collate(f("name"), name));
	}

	@Test
	void refusesWindowsOverFunctionsOfASingleRow() {
		for (Expr<Event> value : List.<Expr<Event>>of(TextFunctions.lower(f("name")), f("name"), Functions.value(1),
				Aggregates.anyValue(f("name")), f("guests").plus(1))) {
			assertRefused(() -> WindowFunctions.window(value));
		}
	}

	@ParameterizedTest
	@MethodSource
	void refusesPartsThatATypeDoesNotHave(Expr<Event> value) {
		assertRefused(() -> this.events.all().annotate("x", value));
	}

	static Stream<Expr<Event>> refusesPartsThatATypeDoesNotHave() {
		ZoneId tokyo = ZoneId.of("Asia/Tokyo");
		return Stream.of(DateFunctions.extract("year", f("day"), tokyo), DateFunctions.trunc("month", f("day"), tokyo),
				DateFunctions.trunc("hour", f("opens"), tokyo), DateFunctions.extract("hour", f("length"), tokyo),
				DateFunctions.truncTime(f("day")), DateFunctions.truncDate(f("opens")),
				DateFunctions.truncYear(f("opens")), DateFunctions.truncYear(f("length")),
				DateFunctions.truncYear(f("guests")), DateFunctions.extractYear(f("length")),
				DateFunctions.truncMonth(f("day")).as(Instant.class),
				DateFunctions.truncHour(f("opens")).as(LocalDateTime.class),
				DateFunctions.truncHour(f("starts")).as(Integer.class));
	}

	@Test
	void aDocumentIsAnnotatedWhereItIsSaidToBeOne() {
		Expr<Event> document = Functions.value(Map.of("a", 1));

		assertThat(this.events.value(document.as(Object.class), this.postgres).binds())
			.isEqualTo(List.of(Map.of("a", 1)));
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.events.value(document, this.postgres))
			.withMessageContaining("set it with as(...)");
	}

	@Test
	void refusesMixedTypesUnlessOneIsNamed() {
		Expr<Event> mixed = Functions.coalesce(f("rating"), f("guests"));

		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> this.events.value(mixed, this.postgres))
			.withMessageContaining("mixed types, Double, Integer");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> this.events.value(f("price").plus(f("rating")), this.postgres))
			.withMessageContaining("as(...)");
		assertThat(this.events.value(mixed.as(Double.class), this.postgres).sql())
			.isEqualTo("CAST(COALESCE(\"event\".\"rating\", \"event\".\"guests\") AS double precision)");
	}

	@Test
	void hostileNamesNeverChangeTheStructure() {
		String hostile = "x\"', 1) FROM event; -- \\";
		Expr<Event> object = JsonFunctions.jsonObject(Map.of(hostile, f("name")));

		String keys = this.events.value(object, this.postgres).sql();

		assertThat(keys).isEqualTo("JSONB_BUILD_OBJECT(E'x\"'', 1) FROM event; -- \\\\', \"event\".\"name\")");
		assertRefused(() -> this.events.all().annotate(hostile, f("name")));
	}

	private static void assertRefused(ThrowingCallable call) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(call);
	}

}
