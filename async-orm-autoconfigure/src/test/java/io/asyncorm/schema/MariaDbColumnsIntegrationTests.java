package io.asyncorm.schema;

import java.util.List;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.dialect.MariaDbDialect;
import io.asyncorm.jdbc.JdbcCatalogReader;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what MariaDB has beside a type is no difference to a model that says nothing
 * of it, and that what is one costs none of it.
 */
class MariaDbColumnsIntegrationTests {

	/** Columns, and the statements that would mend what is left of a difference. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"',
			textBlock = """
					name varchar(20) character set latin1 collate latin1_german2_ci not null comment 'Its name', pages int not null, more bigint | -
					name varchar(20) collate utf8mb4_general_ci not null, pages int unsigned not null, more bigint unsigned | -
					name varchar(20) not null, pages int(5) zerofill not null, more bigint invisible, hidden int invisible | -
					name varchar(20) not null, pages int not null, more bigint as (pages * 2) virtual, twice int as (pages * 2) stored | -
					name varchar(20) not null, pages int not null, more int unsigned comment 'Its more' | modify column `more` bigint comment 'Its more'
					name varchar(9) character set latin1 collate latin1_german2_ci not null, pages int not null, more bigint | modify column `name` varchar(20) character set latin1 collate latin1_german2_ci not null
					""")
	void whatIsBesideATypeIsNoDifference(String columns, @Nullable String mended) {
		try (HikariDataSource pool = TestDatabase.MARIADB.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute("create table ware (id bigint unsigned not null auto_increment primary key, " + columns + ")");
			jdbc.execute("create table sale (id bigint unsigned not null auto_increment primary key,"
					+ " ware_id bigint unsigned not null, foreign key (ware_id) references ware (id))");
			MariaDbDialect dialect = new MariaDbDialect();

			List<SchemaStep> steps = new SchemaComparison(ModelRegistry.of(List.of(Ware.class, Sale.class)), dialect,
					new JdbcCatalogReader(Objects.requireNonNull(pool), dialect, null, false))
				.steps();

			assertThat(steps.stream().filter((step) -> !step.optional()).map(SchemaStep::statement).toList())
				.isEqualTo((mended != null) ? List.of("alter table `ware` " + mended) : List.of());
		}
	}

	@Model
	record Ware(@Nullable Long id, @Column(length = 20) String name, int pages, @Nullable Long more) {
	}

	@Model
	record Sale(@Nullable Long id, @ForeignKey(onDelete = OnDelete.DO_NOTHING, relatedName = "sales") Ref<Ware> ware) {
	}

}
