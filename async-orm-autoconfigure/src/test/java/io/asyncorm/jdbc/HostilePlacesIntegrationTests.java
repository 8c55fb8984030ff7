package io.asyncorm.jdbc;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.asyncorm.expression.Functions;
import io.asyncorm.model.AttributeConverter;
import io.asyncorm.model.Convert;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.BadSqlGrammarException;

import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the worst value of each type ends in an answer or in an exception that says
 * that the value is bad, wherever values, names and sizes are given, within a second of
 * processor time each, at the best of three times, and with little memory. (The time of a
 * clock would be that of whatever else the machine does.)
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(300)
@Tag("processor-time")
class HostilePlacesIntegrationTests {

	/** The JDK's own, as only that tells what a thread has allocated. */
	private static final com.sun.management.ThreadMXBean THREADS = (com.sun.management.ThreadMXBean) ManagementFactory
		.getThreadMXBean();

	private static final long LONGEST_NANOS = 1_000_000_000;

	/** A few times as much as the longest value has: a list of documents the most. */
	private static final long MOST_BYTES = 200_000_000;

	/** Much less than that for a list of numbers, which go to the driver as they are. */
	private static final long MOST_BYTES_OF_NUMBERS = 64_000_000;

	private static final Class<?>[] BAD_VALUE = { InvalidDataAccessApiUsageException.class };

	/** Operators and functions in SQL of the user's take what they take. */
	private static final Class<?>[] WRONG_SQL = { InvalidDataAccessApiUsageException.class,
			BadSqlGrammarException.class };

	/** Only the database knows which keys there are, and which times it can store. */
	private static final Class<?>[] REFUSED_ROW = { InvalidDataAccessApiUsageException.class,
			DataIntegrityViolationException.class };

	@Parameter
	TestDatabase database;

	private WriteDatabase things;

	private Thing first;

	@BeforeEach
	void create() {
		this.things = new WriteDatabase(this.database, Thing.class);
		this.things.writes(Thing.class).create(kw("title", "?").and("pages", 0)).join();
		places().values().forEach((place) -> run(place, 1));
		this.first = all().filter("id", 1).aget().join();
	}

	@AfterEach
	void close() {
		this.things.close();
	}

	@Test
	void worstValues() {
		SoftAssertions softly = new SoftAssertions();
		places().forEach((name, place) -> worst()
			.forEach((kind, value) -> softly.check(() -> tolerated(name + " of " + kind, place, value))));
		softly.check(() -> assertThat(all().alist().join()).as("what was there before").contains(this.first));
		softly.assertAll();
	}

	/**
	 * The same work takes up to twice the processor time while a machine is busy with
	 * other things: what is too long once must be so each time.
	 */
	private void tolerated(String what, Place place, IntFunction<Object> value) {
		long cpu = Long.MAX_VALUE;
		for (int tried = 0; tried < 3 && cpu >= LONGEST_NANOS; tried++) {
			cpu = tolerated(what, place, value.apply(tried));
		}
		assertThat(cpu).as(what + ": nanoseconds").isLessThan(LONGEST_NANOS);
	}

	/** The nanoseconds of processor time that a value takes. */
	private static long tolerated(String what, Place place, Object value) {
		long cpu = THREADS.getCurrentThreadCpuTime();
		long bytes = THREADS.getCurrentThreadAllocatedBytes();
		Throwable failure = run(place, value);
		bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
		cpu = THREADS.getCurrentThreadCpuTime() - cpu;
		if (failure != null) {
			assertThat(failure).as(what)
				.isInstanceOfAny(
						what.startsWith("raw") ? WRONG_SQL : what.startsWith("acreate ") ? REFUSED_ROW : BAD_VALUE);
			assertThat(failure.getMessage()).as(what).hasSizeLessThan(5_000);
		}
		assertThat(bytes).as(what + ": bytes").isLessThan(what.contains(" meta") ? MOST_BYTES : MOST_BYTES_OF_NUMBERS);
		return cpu;
	}

	private static @Nullable Throwable run(Place place, Object value) {
		try {
			place.apply(value).join();
			return null;
		}
		catch (CompletionException ex) {
			return ex.getCause();
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private Map<String, Place> places() {
		Map<String, Place> places = new LinkedHashMap<>();
		for (String field : List.of("id", "title", "pages", "large", "exact", "ratio", "uid", "active", "length", "day",
				"at", "code", "parent", "meta", "meta__a")) {
			for (String lookup : List.of("", "__gt", "__range", "__in")) {
				places.put("filter " + field + lookup, (value) -> all().filter(field + lookup, switch (lookup) {
					case "__range" -> Arrays.asList(value, value);
					case "__in" -> (value instanceof List<?>) ? value : List.of(value);
					default -> value;
				}).acount());
			}
			places.put("exclude " + field, (value) -> all().exclude(field, value).acount());
			if (!field.contains("__") && !field.equals("id")) {
				places.put("aupdate " + field, (value) -> all().none().aupdate(kw(field, value)));
				places.put("acreate " + field, (value) -> created(field, value));
			}
		}
		places.put("filter title__icontains", (value) -> all().filter("title__icontains", value).acount());
		places.put("filter title__regex", (value) -> all().filter("title__regex", value).acount());
		places.put("filter code__icontains", (value) -> all().filter("code__icontains", value).acount());
		places.put("filter parent__title", (value) -> all().filter("parent__title", value).acount());
		places.put("filter by Ref", (value) -> all().filter("parent", Ref.of(Thing.class, value)).acount());
		places.put("acreate with Ref", (value) -> this.things.writes(Thing.class)
			.create(kw("title", "x").and("parent", Ref.of(Thing.class, value))));
		places.put("slice", (value) -> all().slice(0, number(value)).alist());
		places.put("slice from", (value) -> all().slice(number(value), Long.MAX_VALUE).alist());
		places.put("raw", (value) -> all().raw(sql("select * from 'thing' where 'title' = ?"), value).alist());
		places.put("raw with any",
				(value) -> all().raw(sql("select * from 'thing' where 'id' "
						+ ((this.database == TestDatabase.MARIADB) ? "in (select json_value(?, !$[0]!))" : "= any(?)")),
						(value instanceof List<?>) ? value : List.of(value))
					.alist());
		places.put("filter by name", (value) -> all().filter(name(value), 1).acount());
		places.put("values", (value) -> all().values(name(value)).alist());
		places.put("orderBy", (value) -> all().orderBy(name(value)).alist());
		places.put("selectRelated", (value) -> all().selectRelated(name(value)).alist());
		places.put("prefetchRelated", (value) -> all().prefetchRelated(name(value)).alist());
		places.put("kw", (value) -> all().aupdate(kw(name(value), 1)));
		places.put("annotate", (value) -> all().annotate("x", Functions.value(value)).values("x").alist());
		places.put("ainBulk", (value) -> all().ainBulk(List.of(value)));
		places.put("aupdateOrCreate", (value) -> all().aupdateOrCreate(kw("id", value), defaults("title", "x")));
		return places;
	}

	/** What is stored is found by the value that was given. */
	private CompletableFuture<?> created(String field, Object value) {
		Thing made = this.things.writes(Thing.class).create(kw("title", "x").and(field, value)).join();
		QuerySet<Thing> same = all().filter("id", made.id());
		assertThat(same.aget().join()).isEqualTo(made);
		if (!(value instanceof Collection<?>)) {
			assertThat(same.filter(field, value).acount().join()).isEqualTo(1);
		}
		return same.adelete();
	}

	private String sql(String text) {
		return text.replace('\'', (this.database == TestDatabase.MARIADB) ? '`' : '"').replace('!', '\'');
	}

	private static long number(Object value) {
		return (value instanceof Long || value instanceof Double) ? ((Number) value).longValue() : 1;
	}

	/**
	 * The values, by how often they have been tried: others each time where something
	 * could remember them.
	 */
	private static Map<String, IntFunction<Object>> worst() {
		Object nested = nested();
		Map<String, IntFunction<Object>> worst = new LinkedHashMap<>();
		worst.put("a huge exponent", (tried) -> new BigDecimal("1e2000000000"));
		worst.put("a tiny exponent", (tried) -> new BigDecimal("1e-2000000000"));
		worst.put("many bits", (tried) -> BigInteger.ONE.shiftLeft(10_000_000 + tried));
		worst.put("Long.MIN_VALUE", (tried) -> Long.MIN_VALUE);
		worst.put("Long.MAX_VALUE", (tried) -> Long.MAX_VALUE);
		worst.put("NaN", (tried) -> Double.NaN);
		worst.put("infinity", (tried) -> Double.NEGATIVE_INFINITY);
		worst.put("a megabyte", (tried) -> "x".repeat(1_000_000 + tried));
		worst.put("a million digits", (tried) -> "9".repeat(1_000_000 + tried));
		worst.put("a NUL", (tried) -> "\0");
		worst.put("half a character", (tried) -> "\ud800");
		worst.put("braces", (tried) -> "}".repeat(50_000 + tried));
		worst.put("seconds", (tried) -> "1 sec ".repeat(1000 + tried));
		worst.put("Instant.MAX", (tried) -> Instant.MAX);
		worst.put("Instant.MIN", (tried) -> Instant.MIN);
		worst.put("the year 0", (tried) -> LocalDate.of(0, 1, 1));
		worst.put("the year -1", (tried) -> LocalDate.of(-1, 1, 1));
		worst.put("the longest time", (tried) -> Duration.ofSeconds(Long.MAX_VALUE));
		worst.put("a deep document", (tried) -> nested);
		worst.put("a list of many", (tried) -> IntStream.range(tried, 2 * tried + 100_000).boxed().toList());
		worst.put("a long list", (tried) -> Collections.nCopies(100_000 + tried, 1 + tried));
		worst.put("another class", (tried) -> Thread.State.NEW);
		worst.put("an object", (tried) -> new Object());
		worst.put("a hop a hundred times", (tried) -> "a__".repeat(100_000 + tried));
		return worst;
	}

	private static Object nested() {
		Object nested = List.of();
		for (int i = 0; i < 20_000; i++) {
			nested = List.of(nested);
		}
		return nested;
	}

	private static String name(Object value) {
		return (value instanceof String text) ? text : value.getClass().getName();
	}

	private QuerySet<Thing> all() {
		return this.things.all(Thing.class);
	}

	@FunctionalInterface
	private interface Place extends Function<Object, CompletableFuture<?>> {

	}

	/** A short text. */
	record Code(String text) {

		Code {
			if (text.length() > 10 || !text.equals(text.strip())) {
				throw new IllegalArgumentException("no code: " + text);
			}
		}

	}

	static final class ToCode implements AttributeConverter<Code, String> {

		@Override
		public String toColumn(Code value) {
			return value.text();
		}

		@Override
		public Code fromColumn(String value) {
			return new Code(value);
		}

	}

	@Model
	record Thing(@Nullable Long id, String title, @Nullable Integer pages, @Nullable Long large,
			@Nullable BigDecimal exact, @Nullable Double ratio, @Nullable UUID uid, @Nullable Boolean active,
			@Nullable Duration length, @Nullable LocalDate day, @Nullable Instant at,
			@Convert(ToCode.class) @Nullable Code code,
			@ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Thing> parent,
			@Json @Nullable Map<String, Object> meta) {
	}

}
