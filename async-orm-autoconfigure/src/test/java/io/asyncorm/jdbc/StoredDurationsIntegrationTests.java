package io.asyncorm.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.expression.DateFunctions.extractDay;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lengths of time are stored with their days, which have 24 hours everywhere.
 */
class StoredDurationsIntegrationTests {

	private static final List<Duration> LENGTHS = List.of(Duration.ofDays(32), Duration.ofHours(-50),
			Duration.parse("P1DT23H59M59.999999S"), Duration.parse("PT-0.000001S"), Duration.ZERO,
			Duration.ofDays(40_000));

	@ParameterizedTest
	@EnumSource(value = TestDatabase.class, names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
	void lengthsHaveDays(TestDatabase database) {
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Stay.class).schemaAction(SchemaAction.CREATE).build()) {
			Stays stays = orm.repository(Stays.class);
			for (Duration length : LENGTHS) {
				Stay stay = await(stays.acreate(new Stay(null, Instant.EPOCH, length)));

				assertThat(stay.length()).isEqualTo(length);
				assertThat(await(stays.filter("length", length).alist())).containsExactly(stay);
				assertThat(await(stays.filter("length__in", List.of(length)).alist())).containsExactly(stay);
				if (database == TestDatabase.POSTGRESQL) {
					assertThat(await(stays.annotate("days", extractDay(f("length"))).values("days").aget()).get("days"))
						.isEqualTo((int) length.toDays());
				}
				assertThat(await(stays.filter("length", length).aupdate(kw("length", length.plusDays(1)))))
					.isEqualTo(1);
				assertThat(await(stays.adelete()).count()).isEqualTo(1);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void pointsAreMovedByDaysOf24Hours(TestDatabase database) {
		TimeZone before = TimeZone.getDefault();
		TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool)
					.models(Stay.class)
					.timeZone(ZoneId.of("Europe/Berlin"))
					.schemaAction(SchemaAction.CREATE)
					.build()) {
			Stays stays = orm.repository(Stays.class);
			Instant begin = Instant.parse("2026-03-28T12:00:00Z");
			await(stays.acreate(new Stay(null, begin, Duration.ofDays(2))));

			assertThat(await(stays.filter("begin", begin).aupdate(kw("begin", f("begin").plus(f("length"))))))
				.isEqualTo(1);
			assertThat(await(stays.aget()).begin()).isEqualTo(begin.plus(Duration.ofDays(2)));
			assertThat(await(stays.aupdate(kw("begin", f("begin").minus(f("length")))))).isEqualTo(1);
			assertThat(await(stays.aget()).begin()).isEqualTo(begin);
			assertThat(await(stays.aupdate(kw("begin", f("begin").plus(Duration.ofDays(2)))))).isEqualTo(1);
			assertThat(await(stays.aget()).begin()).isEqualTo(begin.plus(Duration.ofDays(2)));
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	/**
	 * Has a length.
	 */
	@Model
	public record Stay(@Nullable Long id, Instant begin, Duration length) {
	}

	interface Stays extends AsyncRepository<Stay, Long> {

	}

}
