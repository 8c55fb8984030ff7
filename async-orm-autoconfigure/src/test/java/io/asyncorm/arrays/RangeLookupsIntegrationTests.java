package io.asyncorm.arrays;

import java.time.Instant;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.arrays.RangeModels.Event;
import io.asyncorm.arrays.RangeModels.Events;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Range;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.QuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lookups of ranges, with the meaning that Django's range fields give them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RangeLookupsIntegrationTests {

	private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

	private final HikariDataSource pool = TestDatabase.POSTGRESQL.create(3);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Event.class)
		.schemaAction(SchemaAction.CREATE)
		.build();

	private final Events events = this.orm.repository(Events.class);

	@BeforeAll
	void fill() {
		await(this.events
			.abulkCreate(List.of(new Event(null, "jazz", Range.of(0, 10), Range.of(START, START.plusSeconds(60)), 5),
					new Event(null, "pop", Range.of(5, 15), Range.atLeast(START.plusSeconds(30)), 20),
					new Event(null, "rock", Range.of(20, 30), null, 25), new Event(null, "none", Range.none(), null, 0),
					new Event(null, "open", Range.atLeast(40), null, 0))));
	}

	@AfterAll
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void containsTakesAValueOrARange() {
		assertThat(names(this.events.filter("ages__contains", 7))).containsExactly("jazz", "pop");
		assertThat(names(this.events.filter("ages__contains", "7"))).containsExactly("jazz", "pop");
		assertThat(names(this.events.filter("ages__contains", Range.of(6, 12)))).containsExactly("pop");
		assertThat(names(this.events.filter("ages__contains", f("age")))).containsExactly("jazz", "rock");
		assertThat(names(this.events.filter("during__contains", START.plusSeconds(40)))).containsExactly("jazz", "pop");
		assertThat(names(this.events.exclude("during__contains", START.plusSeconds(5)))).containsExactly("none", "open",
				"pop", "rock");
	}

	@Test
	void rangesAreHeldAgainstEachOther() {
		assertThat(names(this.events.filter("ages__contained_by", Range.of(0, 16)))).containsExactly("jazz", "none",
				"pop");
		assertThat(names(this.events.filter("ages__overlap", Range.of(8, 12)))).containsExactly("jazz", "pop");
		assertThat(names(this.events.filter("ages__fully_lt", Range.of(11, 15)))).containsExactly("jazz");
		assertThat(names(this.events.filter("ages__fully_gt", Range.of(11, 15)))).containsExactly("open", "rock");
		assertThat(names(this.events.filter("ages__not_lt", Range.of(5, 15)))).containsExactly("open", "pop", "rock");
		assertThat(names(this.events.filter("ages__not_gt", Range.of(5, 15)))).containsExactly("jazz", "pop");
		assertThat(names(this.events.filter("ages__adjacent_to", Range.of(15, 20)))).containsExactly("pop", "rock");
		assertThat(names(this.events.filter("ages__overlap", f("ages")))).containsExactly("jazz", "open", "pop",
				"rock");
	}

	@Test
	void theWholeRangeIsCompared() {
		assertThat(names(this.events.filter("ages", Range.closed(0, 9)))).containsExactly("jazz");
		assertThat(names(this.events.filter("ages__in", List.of(Range.of(20, 30), Range.none()))))
			.containsExactly("none", "rock");
		assertThat(names(this.events.filter("ages__gt", Range.of(5, 15)))).containsExactly("open", "rock");
		assertThat(names(this.events.filter("during__isnull", true))).containsExactly("none", "open", "rock");
		assertThat(await(this.events.orderBy("-ages").valuesList(Event::name).alist())).containsExactly("open", "rock",
				"pop", "jazz", "none");
	}

	@Test
	void theEndsHaveLookupsOfTheirOwn() {
		assertThat(names(this.events.filter("ages__startswith", 5))).containsExactly("pop");
		assertThat(names(this.events.filter("ages__startswith__gte", 5))).containsExactly("open", "pop", "rock");
		assertThat(names(this.events.filter("ages__endswith__isnull", true))).containsExactly("none", "open");
		assertThat(names(this.events.filter("during__startswith__year", 2026))).containsExactly("jazz", "pop");
		assertThat(await(this.events.filter("ages__startswith__isnull", false)
			.orderBy("-ages__startswith")
			.valuesList(Event::name)
			.alist())).containsExactly("open", "rock", "pop", "jazz");
	}

	@Test
	void whatIsToBeKnownOfTheEndsIsTrueOrFalse() {
		assertThat(names(this.events.filter("ages__isempty", true))).containsExactly("none");
		assertThat(names(this.events.filter("ages__lower_inc", true))).containsExactly("jazz", "open", "pop", "rock");
		assertThat(names(this.events.filter("ages__upper_inf", true))).containsExactly("open");
		assertThat(names(this.events.filter("ages__upper_inc", true))).isEmpty();
		assertThat(names(this.events.filter("ages__lower_inf", true))).isEmpty();
	}

	@Test
	void methodReferencesHaveTheSameLookups() {
		assertThat(names(this.events.filter(where(Event::ages).contains(7)))).containsExactly("jazz", "pop");
		assertThat(names(this.events.filter(where(Event::ages).contains(Range.of(6, 12))))).containsExactly("pop");
		assertThat(names(this.events.filter(where(Event::ages).fullyLt(Range.of(11, 15))))).containsExactly("jazz");
		assertThat(names(this.events.filter(where(Event::ages).startsWith().gte(20)))).containsExactly("open", "rock");
		assertThat(names(this.events.filter(where(Event::ages).isEmpty()))).containsExactly("none");
		assertThat(names(this.events.filter(where(Event::during).overlap(Range.lessThan(START.plusSeconds(10))))))
			.containsExactly("jazz");
		assertThat(names(this.events.filter(where(Event::ages).contains(f(Event::age))))).containsExactly("jazz",
				"rock");
	}

	@Test
	void declaredMethodsTakeValuesAndRanges() {
		assertThat(await(this.events.alistByAgesContains(7))).extracting(Event::name)
			.containsExactlyInAnyOrder("jazz", "pop");
		assertThat(await(this.events.alist(Range.of(29, 41)))).extracting(Event::name)
			.containsExactlyInAnyOrder("open", "rock");
	}

	@Test
	void otherValuesAndNamesAreRefused() {
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> names(this.events.filter("ages__contains", "seven")))
			.withMessageContaining("Event.ages");
		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> names(this.events.filter("ages__overlap", 7)));
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> names(this.events.filter("ages__fullylt", Range.of(1, 2))))
			.withMessageContaining("fully_lt")
			.withMessageContaining("isempty");
		assertThatExceptionOfType(FieldException.class)
			.isThrownBy(() -> names(this.events.filter("age__fully_lt", Range.of(1, 2))));
	}

	private static List<String> names(QuerySet<Event> events) {
		return await(events.orderBy("name").valuesList(Event::name).alist());
	}

}
