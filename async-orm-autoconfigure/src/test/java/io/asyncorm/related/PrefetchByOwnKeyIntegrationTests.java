package io.asyncorm.related;

import java.util.List;
import java.util.Locale;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that prefetched objects find their owners by what the columns hold, whatever the
 * type of their keys takes for equal.
 */
class PrefetchByOwnKeyIntegrationTests {

	@ParameterizedTest
	@EnumSource(value = TestDatabase.class, names = { "POSTGRESQL", "H2" })
	void keysThatAreEqualInJavaAloneAreDifferentOwners(TestDatabase database) {
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool)
					.models(Drawer.class, Sheet.class)
					.schemaAction(SchemaAction.CREATE)
					.build()) {
			Drawers drawers = orm.repository(Drawers.class);
			Sheets sheets = orm.repository(Sheets.class);
			for (String code : List.of("a", "A")) {
				Drawer drawer = Orm.await(drawers.acreate(new Drawer(new Code(code), Many.of())));
				Orm.await(sheets.acreate(new Sheet(null, "of " + code, Ref.to(drawer))));
			}

			List<Drawer> all = Orm.await(drawers.prefetchRelated("sheets").alist());

			assertThat(all).hasSize(2)
				.allSatisfy((drawer) -> assertThat(drawer.sheets().list()).extracting(Sheet::title)
					.containsExactly("of " + drawer.id().value()));
		}
	}

	interface Drawers extends AsyncRepository<Drawer, Code> {

	}

	interface Sheets extends AsyncRepository<Sheet, Long> {

	}

	/** What is stored is the text as it is. */
	record Code(String value) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Code code && code.value.equalsIgnoreCase(this.value);
		}

		@Override
		public int hashCode() {
			return this.value.toLowerCase(Locale.ROOT).hashCode();
		}

	}

	@Model
	record Drawer(Code id, Many<Sheet> sheets) {
	}

	@Model
	record Sheet(@Nullable Long id, String title,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "sheets") Ref<Drawer> drawer) {
	}

}
