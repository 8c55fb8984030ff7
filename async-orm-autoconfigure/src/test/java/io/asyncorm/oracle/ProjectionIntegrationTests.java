package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import io.asyncorm.Orm;
import io.asyncorm.model.FieldException;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.f;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Records that {@code values(...)} makes of rows.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ProjectionIntegrationTests extends AbstractBookshopIntegrationTests {

	@Test
	void aRecordThatDoesNotFitIsRefusedAtOnceAndByItsName() {
		record Unknown(long id, String titel) {
		}
		record Text(int title) {
		}
		record Listed(List<String> title) {
		}
		record Day(LocalDate pages) {
		}
		record Truth(boolean published) {
		}
		record Related(Ref<Author> author) {
		}
		record Counted(LocalDate reviewCount) {
		}
		refuses(Unknown.class, "Record 'Unknown' does not fit: Cannot resolve name 'titel'", "Did you mean 'title'?");
		refuses(Text.class, "Component 'title' of record 'Text' is of type 'int', but 'title' of 'Book' gives a"
				+ " 'java.lang.String'");
		refuses(Listed.class, "Component 'title' of record 'Listed' is of type 'java.util.List'");
		refuses(Day.class, "Component 'pages' of record 'Day'");
		refuses(Truth.class, "Component 'published' of record 'Truth' is of type 'boolean'");
		refuses(Related.class, "Component 'author' of record 'Related' is of type 'io.asyncorm.query.Ref'");
		refuses(Counted.class, "Component 'reviewCount' of record 'Counted'");
	}

	@Test
	void valuesBecomeTheTypesOfTheComponentsWhereTheyCan() {
		record Wide(short id, double price, String title, Object published, @Nullable Number pages, int reviewCount,
				Format format, @Nullable Object meta, String spelled) {
		}
		List<Wide> wide = Orm
			.await(books().annotate("spelled", Orm.cast(f("id"), String.class)).values(Wide.class).alist());
		assertThat(wide).allSatisfy((row) -> {
			assertThat(row.price()).isNotNaN();
			assertThat(Integer.parseInt(row.spelled())).isEqualTo(row.id());
		});
		record Parsed(int spelled, BigDecimal pages) {
		}
		assertThat(Orm.await(books().filter("pages__isnull", false)
			.annotate("spelled", Orm.cast(f("id"), String.class))
			.values(Parsed.class)
			.alist())).isNotEmpty();
	}

	private void refuses(Class<? extends Record> type, String... texts) {
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> books().values(type))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(texts));
	}

	private QuerySet<Book> books() {
		return all(Book.class).filter("format__in", List.of("paperback", "hardback"))
			.filter("published__isnull", false)
			.annotate("reviewCount", count("reviews"));
	}

	enum Format {

		paperback, hardback

	}

}
