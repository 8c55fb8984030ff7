package io.asyncorm.schema;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys of several columns, and foreign keys to them, are what models want in whatever
 * order their columns stand.
 */
class KeyOrderIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void theOrderOfTheColumnsOfAKeyIsNoDifference(TestDatabase database) {
		try (HikariDataSource pool = database.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute("create table line (number integer not null, document integer not null,"
					+ " primary key (number, document))");
			jdbc.execute("create table part (code varchar(20) primary key, line_document integer, line_number integer,"
					+ " foreign key (line_number, line_document) references line (number, document))");
			jdbc.execute("create index part_line on part (line_document, line_number)");

			AsyncOrm.builder(pool).models(Line.class, Part.class).schemaAction(SchemaAction.VALIDATE).build().close();

			assertThat(jdbc.queryForObject("select count(*) from part", Long.class)).isZero();
		}
	}

	@Model
	record Line(@PrimaryKey int document, @PrimaryKey int number) {
	}

	@Model
	record Part(@PrimaryKey @Column(length = 20) String code,
			@ForeignKey(onDelete = OnDelete.DO_NOTHING) @Nullable Ref<Line> line) {
	}

}
