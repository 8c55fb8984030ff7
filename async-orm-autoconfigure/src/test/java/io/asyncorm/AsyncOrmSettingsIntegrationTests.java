package io.asyncorm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.assembly.InvalidSettingException;
import io.asyncorm.lookup.LookupDefinitionException;
import io.asyncorm.model.FieldException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.RepositoryDefinitionException;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the settings of {@link AsyncOrm.Builder} change, and which are refused.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AsyncOrmSettingsIntegrationTests extends AbstractAsyncOrmIntegrationTests {

	@Test
	void daysBeginInItsTimeZone() {
		try (AsyncOrm orm = builder().timeZone(ZoneId.of("Asia/Tokyo")).build()) {
			Shelves shelves = orm.repository(Shelves.class);
			await(shelves.acreate(kw("name", "late", "made", Instant.parse("2026-01-01T20:00:00Z"))));

			assertThat(await(shelves.filter("made__date", LocalDate.of(2026, 1, 2)).acount())).isOne();
		}
	}

	@Test
	void pathsFollowAsManyRelationsAsItSays() {
		try (AsyncOrm orm = builder().maxHops(2).build()) {
			Volumes volumes = orm.repository(Volumes.class);

			assertThat(await(volumes.filter("shelf__volume__title", "Dune").acount())).isZero();
			assertThatExceptionOfType(FieldException.class)
				.isThrownBy(() -> volumes.filter("shelf__volume__shelf__name", "north"))
				.withMessageContaining("more than 2 relations from 'Volume'")
				.withMessageContaining("async-orm.query.max-hops");
		}
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> builder().maxHops(0));
	}

	@Test
	void lookupsCanBeSwitchedOff() {
		try (AsyncOrm orm = builder().disabledLookups("regex", "iregex").build()) {
			Volumes volumes = orm.repository(Volumes.class);

			for (ThrowingCallable use : List.<ThrowingCallable>of(() -> volumes.filter("title__regex", "D.ne"),
					() -> volumes.exclude("shelf__name__iregex", "n"),
					() -> volumes.filter(where(Volume::title).regex("D.ne")),
					() -> volumes.filter(q("title__regex", "a").or(q("title", "b"))))) {
				assertThatExceptionOfType(FieldException.class).isThrownBy(use)
					.withMessageContaining("is switched off by async-orm.lookups.disabled");
			}
			assertThat(await(volumes.filter("title__contains", "D").acount())).isZero();
			assertThatExceptionOfType(RepositoryDefinitionException.class)
				.isThrownBy(() -> orm.repository(MatchedVolumes.class))
				.withMessageContaining("is switched off by async-orm.lookups.disabled");
		}
		assertThatExceptionOfType(LookupDefinitionException.class)
			.isThrownBy(() -> builder().disabledLookups("regx", "in").build())
			.withMessageContaining("there is no lookup 'regx' to be switched off. Did you mean 'regex'?")
			.withMessageContaining("the lookup 'in' cannot be switched off");
	}

	@Test
	void settingsThatDoNotGoWithThePoolAreRefused() {
		assertThat(catchThrowable(() -> builder().lanes(4).build())).isInstanceOf(InvalidSettingException.class)
			.hasMessage("'lanes' cannot be 4: Each lane needs a connection, and the pool has no more than 3.");
		assertThat(catchThrowable(() -> builder().reserved(3).build()))
			.hasMessage("'reserved' cannot be 3: It must leave at least one of the 3 connections of the pool.");
		assertThat(catchThrowable(() -> builder().queueCapacity(-1).build()))
			.hasMessage("'queueCapacity' cannot be -1: It must not be negative.");
		assertThat(catchThrowable(() -> builder().shutdownTimeout(Duration.ofSeconds(-1)).build()))
			.hasMessage("'shutdownTimeout' cannot be PT-1S: It must not be negative.");
		assertThat(catchThrowable(() -> builder().slow(Duration.ofMillis(-1)).build()))
			.hasMessage("'slow' cannot be PT-0.001S: It must not be negative.");
	}

	@Test
	void itsTaskDecoratorRunsWhatDependsOnAnOperation() {
		ThreadLocal<String> seen = ThreadLocal.withInitial(() -> "nothing");
		try (AsyncOrm orm = builder().taskDecorator((task) -> () -> {
			seen.set("decorated");
			task.run();
		}).build()) {
			CompletableFuture<String> after = orm.repository(Shelves.class)
				.acount()
				.thenApplyAsync((count) -> seen.get());

			assertThat(await(after)).isEqualTo("decorated");
		}
	}

	interface MatchedVolumes extends AsyncRepository<Volume, Long> {

		CompletableFuture<List<Volume>> alist(String title__regex);

	}

}
