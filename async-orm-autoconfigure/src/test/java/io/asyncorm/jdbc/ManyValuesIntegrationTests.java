package io.asyncorm.jdbc;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.Many;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of more values than one statement may have parameters, or one array of H2's
 * elements.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "POSTGRESQL|POSTGRESQL_LISTS|H2|MARIADB")
@Timeout(120)
class ManyValuesIntegrationTests {

	private static final int ROWS = 70_000;

	@Parameter
	TestEngine engine;

	private TestDatabase database;

	private WriteDatabase db;

	@BeforeEach
	void create() {
		this.database = this.engine.database();
		this.db = new WriteDatabase(this.engine, Shelf.class, Copy.class);
		String numbers = switch (this.database) {
			case H2 -> "(select x from system_range(1, " + ROWS + "))";
			case POSTGRESQL -> "(select x from generate_series(1, " + ROWS + ") as n (x))";
			case MARIADB -> "(select seq as x from seq_1_to_" + ROWS + ")";
		};
		String quote = (this.database == TestDatabase.MARIADB) ? "" : "\"";
		for (String insert : List.of("insert into 'shelf' ('id', 'place') select x, concat('P', x) from ",
				"insert into 'copy' ('id', 'shelf_id') select x, x from ")) {
			this.db.jdbc()
				.execute(insert.replace("'P'", "!P!").replace("'", quote).replace('!', '\'') + numbers + " as n");
		}
	}

	@AfterEach
	void close() {
		this.db.close();
	}

	@Test
	void anyNumberOfValuesIsLookedUp() {
		List<Long> keys = LongStream.rangeClosed(3, ROWS + 2).boxed().toList();

		assertThat(this.db.all(Shelf.class).filter("id__in", keys).acount().join()).isEqualTo(ROWS - 2);
		assertThat(this.db.all(Shelf.class).exclude("id__in", keys).acount().join()).isEqualTo(2);
		assertThat(this.db.all(Copy.class).filter("shelf__in", keys).acount().join()).isEqualTo(ROWS - 2);
		assertThat(this.db.all(Copy.class).filter("shelf__place__in", places(3)).acount().join()).isEqualTo(ROWS - 2);
		assertThat(this.db.all(Shelf.class).exclude("copies__in", keys).acount().join()).isEqualTo(2);
		assertThat(this.db.all(Shelf.class)
			.filter("note__in", Stream.concat(places(1).stream(), Stream.of(1)).toList())
			.acount()
			.join()).isZero();
		assertThat(this.db.all(Shelf.class).filter("note__in", keys.subList(0, 3_000)).acount().join()).isZero();
	}

	@Test
	void anyNumberOfKeysIsRead() {
		Set<Long> keys = LongStream.rangeClosed(1, ROWS).boxed().collect(Collectors.toSet());

		assertThat(this.db.all(Shelf.class).ainBulk(keys).join()).hasSize(ROWS).containsKeys(1L, (long) ROWS);
		assertThat(this.db.all(Shelf.class).ainBulk("place", places(1)).join()).hasSize(ROWS).containsKey("P7");
	}

	@Test
	void anyNumberOfRelatedRowsIsPrefetched() {
		List<Shelf> shelves = this.db.all(Shelf.class).prefetchRelated("copies").alist().join();

		assertThat(shelves).hasSize(ROWS).allMatch((shelf) -> shelf.copies().list().size() == 1);
	}

	@Test
	void anyNumberOfRowsIsDeletedWithThoseThatReferToThem() {
		Deleted deleted = this.db.all(Shelf.class).filter("id__gt", 2).adelete().join();

		assertThat(deleted.count()).isEqualTo(2 * (ROWS - 2));
		assertThat(this.db.all(Copy.class).acount().join()).isEqualTo(2);
	}

	@Test
	void anyNumberOfRowsIsChanged() {
		List<Long> keys = LongStream.rangeClosed(3, ROWS + 2).boxed().toList();

		assertThat(this.db.all(Shelf.class).filter("id__in", keys).aupdate(kw("note", 1)).join()).isEqualTo(ROWS - 2);
		assertThat(this.db.all(Shelf.class).exclude("id__in", keys).adelete().join().count()).isEqualTo(4);
	}

	@Test
	void oneArrayInSqlOfTheUserIsRefusedWhereItIsTooLong() {
		TestDatabase.require(this.database == TestDatabase.H2, "others have no such limit");

		assertThatExceptionOfType(InvalidValueException.class)
			.isThrownBy(() -> this.db.all(Shelf.class)
				.raw("select * from \"shelf\" where \"place\" = any(?)", places(1))
				.alist()
				.join())
			.withMessageContaining("An array takes no more than 65536 values, not 70000: pass them in parts");
	}

	@Test
	void moreParametersThanAStatementMayHaveAreRefusedBeforeItIsSent() {
		int most = switch (this.database) {
			case POSTGRESQL -> 65_535;
			case H2 -> 100_000;
			case MARIADB -> 110_000;
		};

		assertThat(raw(most).alist().join()).isEmpty();
		if (this.database != TestDatabase.MARIADB) {
			for (int more : List.of(most + 1, 200_000)) {
				assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> raw(more).alist().join())
					.withMessageContaining("takes no more than " + most + " parameters, not " + more
							+ ": pass many values as one list");
			}
		}
	}

	private RawQuerySet<Shelf> raw(int parameters) {
		String table = (this.database == TestDatabase.MARIADB) ? "shelf" : "\"shelf\"";
		return this.db.all(Shelf.class)
			.raw("select * from " + table + " where 1 = 0 and 1 in (?" + ", ?".repeat(parameters - 1) + ")",
					Collections.nCopies(parameters, 1L).toArray());
	}

	private static List<String> places(int first) {
		return LongStream.range(first, first + ROWS).mapToObj((number) -> "P" + number).toList();
	}

	@Model
	record Shelf(@Nullable Long id, @Column(unique = true, length = 20) String place, @Json @Nullable Object note,
			Many<Copy> copies) {
	}

	@Model
	record Copy(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "copies") Ref<Shelf> shelf) {
	}

}
