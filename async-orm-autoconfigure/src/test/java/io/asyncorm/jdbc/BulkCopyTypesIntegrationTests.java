package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import io.asyncorm.jdbc.BulkModels.Blob;
import io.asyncorm.jdbc.BulkModels.Everything;
import io.asyncorm.jdbc.BulkModels.Kind;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.asyncorm.Orm.batchSize;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values of all types are the same after a COPY as after an INSERT.
 */
class BulkCopyTypesIntegrationTests {

	private final WriteDatabase database = new WriteDatabase(TestDatabase.POSTGRESQL, Everything.class, Blob.class);

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void allTypesAreStoredAsByAnInsert() {
		List<Everything> rows = Collections.nCopies(500, everything())
			.stream()
			.flatMap((row) -> Stream.of(row, nothing()))
			.toList();
		List<Everything> inserted = this.database.all(Everything.class).abulkCreate(rows, batchSize(500)).join();

		List<Everything> copied;
		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			copied = this.database.all(Everything.class).abulkCreate(rows).join();
			assertThat(BulkCopyIntegrationTests.copies(sql)).isEqualTo(1);
		}

		assertThat(withoutKeys(copied)).isEqualTo(withoutKeys(inserted));
		assertThat(this.database.jdbc()
			.queryForObject("select count(distinct \"instant\"::text) from \"everything\"", Long.class)).isEqualTo(1);
	}

	/**
	 * An INSERT converts them, and a literal of the column's type may mean something
	 * else.
	 */
	@Test
	void valuesOfOtherTypesThanTheirColumnsAreInserted() {
		this.database.jdbc()
			.execute("alter table \"everything\" alter column \"real\" type double precision,"
					+ " alter column \"real2\" type bigint, alter column \"decimal\" type money");
		Everything row = new Everything(null, null, null, null, null, 0.1f, 3.0, new BigDecimal("1234.50"), null, null,
				null, null, null, null, null, null, null);
		try (WriteDatabase known = this.database.withModels(Everything.class);
				RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			known.all(Everything.class).abulkCreate(Collections.nCopies(1_000, row)).join();

			assertThat(BulkCopyIntegrationTests.copies(sql)).isZero();
			assertThat(known.all(Everything.class).filter("real", 0.1f).acount().join()).isEqualTo(1_000);
		}
	}

	@Test
	void timesFarAwayAreStoredAsByAnInsert() {
		List<Everything> rows = Stream
			.of(LocalDate.of(10_000, 1, 2), LocalDate.of(0, 3, 4), LocalDate.of(-4_000, 5, 6), LocalDate.MAX,
					LocalDate.MIN)
			.flatMap((date) -> Collections.nCopies(200, on(date)).stream())
			.toList();
		List<Everything> inserted = this.database.all(Everything.class).abulkCreate(rows, batchSize(500)).join();

		List<Everything> copied = this.database.all(Everything.class).abulkCreate(rows).join();

		assertThat(copied).extracting(Everything::date).isEqualTo(rows.stream().map(Everything::date).toList());
		assertThat(withoutKeys(copied)).isEqualTo(withoutKeys(inserted));
	}

	@Test
	void anyTextComesBackAsItWasGiven() {
		List<String> texts = List.of("", "\\N", "\\.", "a\tb", "a\nb", "a\r\nb", "\\", "\\t", "\\x41", "null", " x ",
				"\u00e9\u4e2d\ud83d\ude00", "\u0001\u0008\u000b\u000c");
		List<Everything> rows = IntStream.range(0, 1_300)
			.mapToObj((row) -> text(texts.get(row % texts.size())))
			.toList();

		List<Everything> copied = this.database.all(Everything.class).abulkCreate(rows).join();

		assertThat(copied).extracting(Everything::text).isEqualTo(rows.stream().map(Everything::text).toList());
	}

	@Test
	void bytesComeBackAsTheyWereGiven() {
		byte[] all = new byte[256];
		IntStream.range(0, 256).forEach((value) -> all[value] = (byte) value);
		List<Blob> copied = this.database.all(Blob.class)
			.abulkCreate(IntStream.range(0, 1_000)
				.mapToObj((row) -> new Blob(null, (row % 2 == 0) ? all : new byte[0]))
				.toList())
			.join();

		assertThat(copied.get(998).bytes()).isEqualTo(all);
		assertThat(copied.get(999).bytes()).isEmpty();
	}

	private static Everything everything() {
		return new Everything(null, "text", true, (short) 7, 8, 1.5f, 2.5e100, new BigDecimal("1E+3"),
				LocalDate.of(2026, 2, 28), LocalTime.of(1, 2, 3), Instant.parse("2026-03-29T01:30:00.123456Z"),
				LocalDateTime.of(2026, 3, 29, 2, 30), Duration.ofMinutes(90), new UUID(1, 2), Kind.TWO,
				Map.of("a\\\"\n", List.of(1, "\t")), List.of("x", "y,\\"));
	}

	private static Everything nothing() {
		return text(null);
	}

	private static Everything text(@Nullable String text) {
		return new Everything(null, text, null, null, null, null, Double.NaN, null, null, null, null, null, null, null,
				null, null, null);
	}

	private static Everything on(LocalDate date) {
		return new Everything(null, null, null, null, null, null, null, null, date, null, null, null, null, null, null,
				null, null);
	}

	private static List<Everything> withoutKeys(List<Everything> rows) {
		return rows.stream()
			.map((row) -> new Everything(null, row.text(), row.truth(), row.small(), row.number(), row.real(),
					row.real2(), row.decimal(), row.date(), row.time(), row.instant(), row.dateTime(), row.duration(),
					row.uuid(), row.kind(), row.json(), row.list()))
			.toList();
	}

}
