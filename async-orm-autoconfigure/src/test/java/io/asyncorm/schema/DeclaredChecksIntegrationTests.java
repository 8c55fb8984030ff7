package io.asyncorm.schema;

import java.time.LocalDate;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.Comment;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataIntegrityViolationException;

import static io.asyncorm.Orm.await;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that databases keep the checks that models declare.
 */
class DeclaredChecksIntegrationTests {

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void anErrorTellsThePropertyAndWhatItMustMeet(TestDatabase database) {
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Crate.class).schemaAction(SchemaAction.CREATE).build()) {
			Crates crates = orm.repository(Crates.class);
			await(crates.acreate(new Crate(null, "tall", 3, 2)));

			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(crates.acreate(new Crate(null, "flat", -1, -2))))
				.withMessageContaining("Crate.bottles must meet 'bottles >= 0'")
				.withMessageContaining("crate_bottles_check");
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(crates.acreate(new Crate(null, "small", 1, 2))))
				.withMessageContaining("Crate must meet 'full <= bottles'")
				.withMessageContaining("not_overfull");
		}
	}

	@Test
	void aCollationIsNoColumn() {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Sign.class).schemaAction(SchemaAction.CREATE).build()) {
			Signs signs = orm.repository(Signs.class);
			await(signs.acreate(new Sign(null, "Stop")));

			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(signs.acreate(new Sign(null, "stop"))))
				.withMessageContaining("Sign.c must meet");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void wordsOfExpressionsAreNoColumns(TestDatabase database) {
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Slot.class).schemaAction(SchemaAction.CREATE).build()) {
			Slots slots = orm.repository(Slots.class);
			await(slots.acreate(new Slot(null, 1, 3, LocalDate.of(2026, 1, 31))));

			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(slots.acreate(new Slot(null, 9, 5, LocalDate.of(2026, 1, 31)))))
				.withMessageContaining("Slot must meet 'start < end'");
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(slots.acreate(new Slot(null, 1, 2, LocalDate.of(2026, 1, 31)))))
				.withMessageContaining("slot_long");
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> await(slots.acreate(new Slot(null, 1, 3, LocalDate.of(2025, 1, 31)))))
				.withMessageContaining("slot_year");
		}
	}

	@Model
	@Check(name = "slot_order", value = "start < end")
	@Check(name = "slot_long", value = "case when start > 0 then \"end\" > 2 else true end")
	@Check(name = "slot_year", value = "extract(year from \"from\") > 2025 and from is distinct from null")
	record Slot(@Nullable Long id, int start, int end, LocalDate from) {
	}

	interface Slots extends AsyncRepository<Slot, Long> {

	}

	@Model
	@Index(fields = "c", where = "c collate pg_catalog.\"C\" > 'D'", name = "sign_late")
	record Sign(@Nullable Long id, @Check("\"c\" collate \"C\" < 'a'") String c) {
	}

	interface Signs extends AsyncRepository<Sign, Long> {

	}

	@Model
	@Comment("Of drinks")
	@Check(name = "not_overfull", value = "full <= bottles")
	@Index(fields = { "-bottles", "name" })
	@Index(fields = "name", where = "bottles > 0", name = "crate_used")
	@Index(fields = "bottles", method = "brin")
	record Crate(@Nullable Long id, @Comment("It's \\ a name") String name, @Check("bottles >= 0") int bottles,
			@Column(name = "full") int filled) {
	}

	interface Crates extends AsyncRepository<Crate, Long> {

	}

}
