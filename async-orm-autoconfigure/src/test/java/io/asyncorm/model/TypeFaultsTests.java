package io.asyncorm.model;

import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be wrong with the type of a property, or of its column.
 */
class TypeFaultsTests {

	@Test
	void refusesOptionalsAndOldDatesAndTellsWhatToDeclare() {
		assertThat(faults(Outdated.class)).containsExactly(
				"'count': no column can hold a 'java.util.OptionalLong'; declare it as '@Nullable Long'",
				"'labels': no column can hold a 'java.util.Map'; mark it with @Json: it is stored as a document then, on"
						+ " PostgreSQL as jsonb, and never as hstore",
				"'author': no column can hold a 'java.util.Optional'; declare the value itself, as @Nullable",
				"'author': @ForeignKey means nothing here, since it is no relation; declare a Ref or Many, or remove"
						+ " the annotation",
				"'at': no column can hold a 'java.sql.Timestamp'; declare an Instant or a LocalDateTime");
	}

	@Test
	void refusesColumnsOfTheTypeHstore() {
		String advice = " holds texts by text, for which there are no lookups here: declare a document, such as"
				+ " '@Json Map<String, String>', and make the column jsonb, which PostgreSQL converts it to:"
				+ " ALTER TABLE ... ALTER COLUMN ... TYPE jsonb USING ...::jsonb";

		assertThat(faults(Stores.class)).containsExactly(
				"'labels': its column is declared as 'hstore'; 'hstore'" + advice,
				"'text': its column is declared as 'ext.HSTORE'; 'ext.HSTORE'" + advice);
	}

	@Test
	void refusesLengthsThatTheLongestValueDoesNotFit() {
		assertThat(faults(Shortened.class)).containsExactly(
				"'at': only text and bytes have a length; remove it from @Column",
				"'money': its length is 2, but a 'Currency' has up to 3 characters; remove the length",
				"'usual': its default, @DefaultValue(\"EURO\"), does not fit. 'Shortened.usual': A value of type"
						+ " 'java.lang.String' cannot be used as 'java.util.Currency': it takes a currency code of ISO"
						+ " 4217, as in EUR");
	}

	@Test
	void refusesToSetAMonthToThePresentTime() {
		assertThat(faults(Clocked.class)).containsExactly(
				"'month': only an Instant, OffsetDateTime, ZonedDateTime, LocalDateTime, LocalDate or LocalTime can be"
						+ " set to the present time; remove @AutoNow and @AutoNowAdd");
	}

	private static List<String> faults(Class<?> model) {
		try {
			ModelRegistry.of(List.of(model));
			return List.of();
		}
		catch (ModelDefinitionException ex) {
			return ex.faults().stream().map((fault) -> fault.replaceFirst("^Model '[^']+', property ", "")).toList();
		}
	}

	@Model
	record Clocked(@Nullable Long id, @AutoNow YearMonth month, @AutoNowAdd OffsetDateTime at) {
	}

	@Model
	record Fine(@Nullable Long id) {
	}

	@Model
	record Outdated(@Nullable Long id, OptionalLong count, Map<String, String> labels,
			@ForeignKey(onDelete = OnDelete.CASCADE) Optional<Ref<Fine>> author, Timestamp at) {
	}

	@Model
	record Stores(@Nullable Long id, @Column(type = "hstore") @Json Map<String, String> labels,
			@Column(type = "ext.HSTORE") String text) {
	}

	@Model
	record Shortened(@Nullable Long id, @Column(length = 2) Currency money, @Column(length = 9) OffsetDateTime at,
			@DefaultValue("EURO") Currency usual) {
	}

}
