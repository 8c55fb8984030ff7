package io.asyncorm.schema;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.model.Column;
import io.asyncorm.model.Comment;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

			List<String> steps = steps(pool, Ware.class, Sale.class);

			assertThat(steps).isEqualTo((mended != null) ? List.of("alter table `ware` " + mended) : List.of());
		}
	}

	/** Columns of Hibernate, and of people who write no digits. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"',
			textBlock = """
					made datetime not null default current_timestamp() on update current_timestamp(), sent timestamp(3) null, open bit(1) not null, share float not null, token char(36) not null, opens time not null, note varchar(255) not null, day date | -
					made timestamp not null, sent datetime(6), open bit not null, share float unsigned not null, token varchar(36) not null unique, opens time(3) not null, note tinytext not null, day date, fulltext (note) | -
					made datetime(6) not null, sent datetime, open tinyint(1) not null, share double not null, token uuid not null, opens time(6) not null, note varchar(20) not null, day datetime(3) default now(3) on update now(3), unique (note, token) | modify column `day` date default current_timestamp(3)
					""")
	void whatOthersMakeIsKeptWhereItHoldsTheProperty(String columns, @Nullable String mended) {
		try (HikariDataSource pool = TestDatabase.MARIADB.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute("create table parcel (id bigint not null auto_increment primary key, " + columns
					+ ", index (note), index (made))");

			List<String> steps = steps(pool, Parcel.class);

			assertThat(steps).isEqualTo((mended != null) ? List.of("alter table `parcel` " + mended) : List.of());
		}
	}

	@Test
	void stepsThatAreLeftToPeopleAreInNoOther() {
		try (HikariDataSource pool = TestDatabase.MARIADB.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute("create table visit (id uuid not null primary key, number bigint not null auto_increment"
					+ " unique, state varchar(20) collate utf8mb4_bin not null default 'new', at datetime default now() on update now(),"
					+ " twice bigint as (number * 2) virtual invisible)");

			List<String> steps = steps(pool, Visit.class);

			assertThat(steps).containsExactly(
					"alter table `visit` modify column `at` datetime(6)"
							+ " default current_timestamp() on update current_timestamp(6)",
					"alter table `visit` modify column `number` bigint(20) auto_increment not null comment 'Of all'",
					"alter table `visit` modify column `state` varchar(20) character set utf8mb4 collate"
							+ " utf8mb4_bin default 'new' not null comment 'The state'",
					"alter table `visit` modify column `twice` bigint(20) generated always as (\"number\" * 2) virtual"
							+ " comment 'Of both' INVISIBLE");
			steps.forEach(jdbc::execute);
			assertThat(steps(pool, Visit.class)).isEmpty();
		}
	}

	@Test
	void indexesOverTextsAndTheirBeginningsStay() {
		try (HikariDataSource pool = TestDatabase.MARIADB.create(2)) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute(
					"create table letter (id uuid not null primary key, body varchar(4000) collate utf8mb4_bin not null,"
							+ " fulltext key words (body), key beginning (body(191)))");

			List<String> steps = steps(pool, Letter.class);

			assertThat(steps).containsExactly("alter table `letter` modify column `body` varchar(5000)"
					+ " character set utf8mb4 collate utf8mb4_bin not null");
			steps.forEach(jdbc::execute);
			assertThat(steps(pool, Letter.class)).isEmpty();
		}
	}

	/** What is to be done, without what is left to people. */
	private static List<String> steps(HikariDataSource pool, Class<?>... models) {
		return TestedSchema.needed(pool, models).stream().map(SchemaStep::statement).toList();
	}

	@Model
	record Ware(@Nullable Long id, @Column(length = 20) String name, int pages, @Nullable Long more) {
	}

	@Model
	record Sale(@Nullable Long id, @ForeignKey(onDelete = OnDelete.DO_NOTHING, relatedName = "sales") Ref<Ware> ware) {
	}

	@Model
	record Parcel(@Nullable Long id, Instant made, @Nullable LocalDateTime sent, boolean open, float share, UUID token,
			LocalTime opens, String note, @Nullable LocalDate day) {
	}

	@Model
	record Letter(@PrimaryKey UUID id, @Column(length = 5000) String body) {
	}

	@Model
	record Visit(@PrimaryKey UUID id, @Comment("Of all") long number,
			@Column(length = 20) @Comment("The state") String state,
			@Column(type = "datetime(6)") @Nullable LocalDateTime at, @Comment("Of both") @Nullable Long twice) {
	}

}
