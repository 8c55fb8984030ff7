package io.asyncorm.schema.inspection;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Models of schemas whose names, types and keys are not those of every day: all of them
 * compile, and read what is there.
 */
@Timeout(120)
class OddSchemasIntegrationTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void namesOfJavaAndOfThisLibraryAndOfOtherAlphabetsCompileAndAreRead(TestDatabase database) throws Exception {
		try (HikariDataSource pool = database.create(3)) {
			char quote = (database == TestDatabase.MARIADB) ? '`' : '"';
			execute(pool,
					"""
							create table "record" (id bigint primary key, "var" int, "yield" int, "sealed" int, "_" int, "permits" int);
							insert into "record" (id, "var") values (1, 2);
							create table "Größe" (id bigint primary key, "Straße" varchar(9), "ÄÖÜ" int, "日本" int, "naïve name" int);
							insert into "Größe" (id, "Straße") values (1, 'x');
							create table "SELECT" (id bigint primary key, "FROM" int, "where" int, "Order By" int);
							insert into "SELECT" (id, "FROM") values (1, 2);
							create table "List" (id bigint primary key, "ref" bigint, foreign key ("ref") references "List" (id));
							insert into "List" (id, "ref") values (1, 1);
							create table "Ref" (id bigint primary key, "list" bigint, foreign key ("list") references "List" (id));
							insert into "Ref" (id, "list") values (1, 1);
							create table "many" (id bigint primary key, "column" decimal(5, 2));
							insert into "many" (id) values (1);
							create table "Nullable" (id bigint primary key, "nullable" int);
							insert into "Nullable" (id) values (1);
							create table "model" (id bigint primary key, "big_decimal" decimal(9, 2), "local_date" date);
							insert into "model" (id) values (1);
							create table "big_decimals" (id bigint primary key, "amount" decimal(5, 2), "made" date);
							insert into "big_decimals" (id) values (1);
							create table "async_repository" (id bigint primary key);
							insert into "async_repository" (id) values (1);
							create table "completable_future" (id bigint primary key);
							insert into "completable_future" (id) values (1);
							create table "a b" (id bigint primary key, "c d" int, "c-d" int, "c_d" int);
							insert into "a b" (id, "c d") values (1, 2);
							create table "__" (id bigint primary key, "1" int, "-" int);
							insert into "__" (id) values (1);
							create table "orders" (id bigint primary key, "order" bigint);
							insert into "orders" (id) values (1);
							create table "order" (id bigint primary key);
							insert into "order" (id) values (1)"""
						.replace('"', quote));
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).hasSize(15).allSatisfy((name, count) -> assertThat(count).isOne());
				assertThat(written.source("Größe")).contains("String straße,", "Integer 日本,");
			}
		}
	}

	@Test
	void keysOfEveryKindAreRead() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			execute(pool,
					"""
							create table person (id bigint generated always as identity primary key, boss bigint references person,
								deputy_id bigint references person, boss_id int, person bigint references person);
							insert into person (boss_id) values (1);
							create table node (tree int, no int, parent_tree int, parent_no int, primary key (tree, no),
								foreign key (parent_tree, parent_no) references node);
							insert into node values (1, 1, null, null), (1, 2, 1, 1);
							create table part_of (tree int not null, no int not null, primary key (tree, no),
								foreign key (tree, no) references node);
							insert into part_of values (1, 1);
							create table flight (origin char(3), goal char(3), at timestamptz, pilot bigint references person,
								co_pilot bigint references person, primary key (origin, goal, at));
							insert into flight values ('MUC', 'HAM', now(), 1, 1);
							create table seat (origin char(3), goal char(3), at timestamptz, seat int, person_id bigint references person,
								primary key (origin, goal, at, seat), foreign key (origin, goal, at) references flight);
							insert into seat values ('MUC', 'HAM', (select at from flight), 7, 1);
							create table nothing_but_links (a bigint references person, b bigint references person);
							insert into nothing_but_links values (1, 1);
							create table uuid_key (id uuid primary key default gen_random_uuid(), twin uuid unique references uuid_key);
							insert into uuid_key default values;
							create table text_key (code text primary key, next text references text_key (code) deferrable);
							insert into text_key values ('a', 'a');
							create table twice (id int primary key, person_id bigint references person,
								constraint again foreign key (person_id) references person on delete cascade);
							insert into twice values (1, 1);
							create table log (id int, day date) partition by range (day);
							create table log_2026 partition of log for values from ('2026-01-01') to ('2027-01-01');
							insert into log values (1, '2026-02-01')""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).hasSize(10)
					.allSatisfy((name, count) -> assertThat(count).isPositive())
					.containsEntry("Nodes", 2L);
				assertThat(written.source("Flight")).contains(
						"@PrimaryKey @Column(type = \"character(3)\") String origin, @PrimaryKey @Column(type = \"character(3)\")"
								+ " String goal, @PrimaryKey Instant at,");
				assertThat(written.source("Seat")).contains("@PrimaryKey int seat,");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void textsOfOneLengthAreKeysAndReferredTo(TestDatabase database) throws Exception {
		try (HikariDataSource pool = database.create(3)) {
			execute(pool, """
					create table country (code char(2) primary key, name varchar(20));
					insert into country values ('DE', 'Germany');
					create table city (id bigint primary key, country_code char(2), shield char(1),
						foreign key (country_code) references country (code));
					insert into city values (1, 'DE', 'x')""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).containsOnlyKeys("Countries", "Cities");
				assertThat(written.source("Countries")).contains("AsyncRepository<Country, String>");
				assertThat(written.source("City")).contains("@Nullable Ref<Country> country",
						"@Nullable String shield");
				assertThat(written.differences())
					.allMatch((difference) -> difference.startsWith("City: there is no index"));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void keysAndWhatRefersToThemMayHaveAnotherOrder(TestDatabase database) throws Exception {
		try (HikariDataSource pool = database.create(3)) {
			execute(pool,
					"""
							create table line (order_no int not null, line int not null, primary key (order_no, line), unique (line, order_no));
							insert into line values (1, 2);
							create table part (id bigint primary key, line_order int, line_no int,
								foreign key (line_no, line_order) references line (line, order_no));
							insert into part values (1, 1, 2);
							create table spot (y int not null, x int not null, primary key (x, y));
							insert into spot (x, y) values (1, 2)""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).containsOnlyKeys("Lines", "Parts", "Spots");
				assertThat(written.source("Part")).contains("@Nullable Ref<Line> line");
				assertThat(written.differences())
					.filteredOn((difference) -> !difference.contains("index")
							&& !difference.contains("no model declares the unique key"))
					.isEmpty();
			}
		}
	}

	@Test
	void whatIsSearchedExcludedAndLeftOutIsSaid() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			execute(pool,
					"""
							create extension hstore;
							create table booking (id bigint generated by default as identity primary key, during tstzrange, attrs hstore,
								title text, words tsvector, search tsvector generated always as (to_tsvector('english', title)) stored,
								constraint once exclude using gist (during with &&));
							insert into booking (title, words) values ('Dune', to_tsvector('x'))""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).containsEntry("Bookings", 1L);
				assertThat(written.source("Booking")).contains("@ReadOnly @Nullable TsVector words",
						"@Nullable TsVector search",
						"// Column 'attrs' is left out: 'hstore' holds texts by text, for which there are no lookups here",
						"// The exclusion 'once' is left out, which the database goes on to see to: EXCLUDE USING gist"
								+ " (during WITH &&)");
				assertThat(written.differences()).containsExactlyInAnyOrder(
						"Booking: no model declares the exclusion EXCLUDE USING gist (during WITH &&)",
						"Booking, column 'attrs': no model declares the column");
			}
		}
	}

	@Test
	void wordsOfTypesAreNoColumns() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			execute(pool,
					"""
							create domain "time of day" as text;
							create table event (id bigint generated by default as identity primary key, zone text, "time" timestamp,
								"precision" float8 check ("precision" > '1'::double precision), "character" varchar(9) not null,
								varying text generated always as (("character" || 'x')::character varying::"time of day") stored,
								check ("time" > '2026-01-01'::timestamp(3) without time zone), check (cast("precision" as real) > 0),
								check ("time" at time zone zone > '2026-01-01'::timestamp with time zone));
							create unique index last on event (zone) where "time" > '2026-01-01'::timestamp without time zone;
							insert into event ("character") values ('a')""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).containsEntry("Events", 1L);
				assertThat(written.differences()).isEmpty();
			}
		}
	}

	@Test
	void whatNoModelCanHaveAsItsKeyIsLeftOutOrHasAnother() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			execute(pool,
					"""
							create table hashed (hash bytea primary key, name text);
							create table placed (place point, no int, unique (no));
							create table located (flight int, spot pg_lsn, primary key (flight, spot));
							create table document (body jsonb primary key, name text not null unique);
							insert into document values ('{}', 'x');
							create table link (id int primary key, body jsonb references document, hash bytea references hashed);
							insert into link values (1, '{}');
							create table event (payload jsonb, kind text, at timestamptz not null);
							insert into event values ('{}', 'x', now());
							create view payloads as select payload, at from event;
							create view bodies as select payload from event;
							create table note (note text)""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).containsOnlyKeys("Placeds", "Documents", "Links", "Events", "Payloads",
						"Notes");
				assertThat(written.remarks).hasSize(3)
					.contains(
							"'public.hashed' was left out: no model can have its key (hash), since a key is compared as a"
									+ " whole. Write a model with another key by hand, or read it by @Query")
					.anyMatch((remark) -> remark.startsWith("'public.located' was left out: no model can have its key"))
					.anyMatch((remark) -> remark
						.startsWith("'public.bodies' was left out: no model can have one of its columns as its key"));
				assertThat(written.source("Document")).contains("@PrimaryKey String name");
				assertThat(written.source("Event")).contains("@PrimaryKey Instant at");
				assertThat(written.source("Payload")).contains("@PrimaryKey Instant at");
			}
		}
	}

	@Test
	void keysThatAreMadeOfNumbersAreNoNumbersThatAreDrawn() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			execute(pool, """
					create sequence inv;
					create table invoice (code text primary key default 'INV-' || nextval('inv'));
					insert into invoice default values;
					create table receipt (id numeric primary key default nextval('inv'));
					insert into receipt default values;
					create table bill (id int primary key default nextval('inv'));
					insert into bill default values""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).hasSize(3).allSatisfy((name, count) -> assertThat(count).isOne());
				assertThat(written.source("Invoice")).contains("@DatabaseDefault(").doesNotContain("@GeneratedKey");
				assertThat(written.source("Receipt")).contains("@DatabaseDefault(").doesNotContain("@GeneratedKey");
				assertThat(written.source("Bill")).contains("@Nullable Integer id").doesNotContain("@DatabaseDefault");
				assertThat(written.differences()).isEmpty();
			}
		}
	}

	@Test
	void uniqueKeysAreWrittenWithoutTheOrderOfTheirIndexes() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			execute(pool,
					"""
							create table orders (id int primary key, customer_id int, created date, closed date, spot pg_lsn unique);
							create unique index open_orders on orders (customer_id, created desc) where closed is null;
							create unique index first_orders on orders (customer_id nulls first) where closed is null;
							insert into orders (id) values (1)""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).containsEntry("Orders", 1L);
				assertThat(written.source("Order")).contains(
						"@UniqueTogether(value = { \"customerId\", \"created\" }, where = \"(closed IS NULL)\")",
						"// The unique key over (spot) is left out", "// Index 'first_orders' is left out");
			}
		}
	}

	@Test
	void typesOfEveryKindAreReadOrLeftOutWithARemark() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			execute(pool,
					"""
							create type mood as enum ('very "sad"', 'happy', E'back\\\\slash');
							create type pair as (x int, y int);
							create domain email as varchar(80) check (value like '%@%');
							create domain positive as int check (value > 0);
							create domain emails as text[];
							create domain "Odd Domain" as numeric(6, 2);
							create table thing (id bigserial primary key, feeling mood default 'happy', feelings mood[], mail email not null,
								many emails, mails email[], count positive default 1, price "Odd Domain", small int4range, big int8range,
								numbers numrange, days daterange, local tsrange, during tstzrange, holes int4multirange,
								stamps timestamptz[], matrix int[][], documents jsonb[], raw bytea[], bits bit(3), varying_bits bit varying(5),
								net inet, hardware macaddr, amount money, search tsvector, markup xml, wide character(7), c "char",
								snapshot pg_lsn, coordinates pair, length interval, short_length interval hour to minute,
								at time(3), at_zone timetz, twice int generated always as (id::int * 2) stored, "generated" text, ids uuid[],
								truth boolean[], real_ real, precise numeric, tiny numeric(3), negative numeric(2, 5));
							insert into thing (mail, feelings, small, stamps, documents, raw, amount, bits, net, price, ids, truth, days)
								values ('a@b', '{happy}', '[1,5)', array[now()], array['{}'::jsonb], array['\\x01'::bytea], 1, b'101',
									'10.0.0.1', 1.5, array[gen_random_uuid()], '{t,f}', '[2026-01-01,2026-01-05]');
							create view "Sad Things" as select t.*, 'x' as "from", count(*) over () as "count(*)" from thing t;
							create materialized view "FROZEN" as select mail, feelings, days from thing;
							comment on column thing.mail is 'ends */ here, \\u0041 "quoted"';
							comment on table thing is E'a comment\\nin two lines */'""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).hasSize(3).allSatisfy((name, count) -> assertThat(count).isOne());
				assertThat(written.source("Thing")).contains("@Nullable Range<Integer> small", "@ReadOnly(",
						"// Column 'at_zone' is left out", "// Column 'coordinates' is left out");
			}
		}
	}

	/** The database says of no array whether its elements can be null. */
	@Test
	void nullsInArraysAreReadAndArraysOfSeveralDimensionsAreAFaultOfTheRow() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			execute(pool,
					"""
							create table thing (id bigint primary key, tags text[] not null, stamps timestamptz[], matrix int[][]);
							insert into thing values (1, '{a,NULL}', array[now(), null], '{1,NULL}')""");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.source("Thing")).contains("List<@Nullable String> tags,",
						"@Nullable List<@Nullable Instant> stamps,", "@Nullable List<@Nullable Integer> matrix)");
				assertThat(written.readAll()).containsEntry("Things", 1L);

				execute(pool, "update thing set matrix = '{{1,2},{3,4}}'");

				assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(written::readAll)
					.withMessageContaining("matrix")
					.withMessageContaining("several dimensions")
					.withMessageContaining("leave the property out");
			}
		}
	}

	/** A record can have no more than 255 components, of which some count twice. */
	@Test
	void tooManyColumnsAreLeftOutWithARemark() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			execute(pool,
					"create table wide (id bigint primary key, " + IntStream.range(0, 300)
						.mapToObj((i) -> "c" + i + ((i % 2 == 0) ? " bigint not null default 0" : " int"))
						.collect(Collectors.joining(", ")) + "); insert into wide (id) values (1)");
			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.readAll()).containsEntry("Wides", 1L);
				assertThat(written.source("Wide")).contains("// Column 'c299' is left out");
			}
		}
	}

	private static void execute(HikariDataSource pool, String script) throws Exception {
		try (Connection connection = pool.getConnection()) {
			ScriptUtils.executeSqlScript(connection, new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8)));
		}
	}

}
