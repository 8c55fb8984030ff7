package io.asyncorm.schema;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application starts as fast on a server with many tables: MariaDB opens each of them
 * for a query of its catalog that does not say which are meant.
 */
@Timeout(120)
class ManyTablesIntegrationTests {

	private static final int OTHERS = 100;

	@Test
	void mariaDbOpensNoTablesOfOthers() {
		try (HikariDataSource pool = TestDatabase.MARIADB.create(1)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute("create table parcel (id bigint auto_increment primary key, code varchar(10) unique)");
			List<String> others = IntStream.range(0, OTHERS).mapToObj((i) -> "other_" + i).toList();
			others.forEach((name) -> jdbc.execute("create table " + name + " (id bigint primary key)"));
			jdbc.execute("flush tables " + others.stream().collect(Collectors.joining(", ")));
			int before = opened(jdbc);

			try (AsyncOrm orm = AsyncOrm.builder(pool).models(Parcel.class).build()) {
				assertThat(orm.repository(Parcels.class)).isNotNull();
				assertThat(opened(jdbc) - before).isLessThan(OTHERS / 2);
			}
		}
	}

	/** How many definitions of tables the one connection of the pool has opened. */
	private static int opened(JdbcTemplate jdbc) {
		return jdbc.queryForObject("show session status like 'Opened_table_definitions'",
				(row, number) -> row.getInt(2));
	}

	interface Parcels extends AsyncRepository<Parcel, Long> {

	}

	@Model
	record Parcel(@Nullable Long id, String code) {

	}

}
