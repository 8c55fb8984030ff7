package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

import io.asyncorm.dialect.SqlErrors;
import io.asyncorm.expression.Functions;
import io.asyncorm.model.Column;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.plan.Operation;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RefusedValueException;
import io.asyncorm.query.TransactionOutcomeUnknownException;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ErrorTranslation}: real errors become Spring's exceptions, in the
 * words of the models and without values.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ErrorTranslationIntegrationTests {

	private static final String SECRET = "secret";

	@Parameter
	TestDatabase database;

	private WriteDatabase books;

	private Shelf shelf;

	@BeforeEach
	void create() {
		this.books = new WriteDatabase(this.database, Shelf.class, Volume.class);
		this.books.jdbc()
			.execute("alter table \"volume\" add constraint \"volume_price_check\" check (\"price\" >= 0)");
		this.shelf = this.books.writes(Shelf.class).create(new Shelf(null, "one")).join();
		create(SECRET, 1, "1");
	}

	@AfterEach
	void close() {
		this.books.close();
	}

	@Test
	void duplicatesNameModelAndField() {
		DataAccessException failure = failure(DuplicateKeyException.class, () -> create(SECRET, 2, "1"));

		assertThat(failure).hasMessageStartingWith("Volume.acreate: another Volume has the same title")
			.hasMessageContaining("(constraint '");
	}

	@Test
	void duplicatesOfSeveralFieldsNameThemAll() {
		DataAccessException failure = failure(DuplicateKeyException.class, () -> create("other", 1, "1"));

		assertThat(failure).hasMessageStartingWith("Volume.acreate: another Volume has the same shelf and number");
	}

	@Test
	void missingValuesNameTheField() {
		DataAccessException failure = failure(DataIntegrityViolationException.class,
				() -> this.books.writes(Volume.class).create(kw("shelf", this.shelf.id()).and("number", 3)).join());

		assertThat(failure).hasMessage("Volume.acreate: Volume.title was given no value, and must have one");
	}

	@Test
	void longTextsNameFieldAndLimit() {
		DataAccessException failure = failure(DataIntegrityViolationException.class,
				() -> create(SECRET + SECRET, 4, "1"));

		assertThat(failure).hasMessage("Volume.acreate: the value is too long for Volume.title (10 characters)");
	}

	@Test
	void whatAnIndexCannotHoldIsTooLong() {
		TestDatabase.require(this.database != TestDatabase.H2, "its indexes hold texts of any length");
		WriteDatabase notes = new WriteDatabase(this.database, Note.class);
		String random = new Random(1).ints(10_000, 'a', 'z' + 1)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();

		DataAccessException half = failure(RefusedValueException.class,
				() -> notes.writes(Note.class).create(new Note(null, random.substring(5_000))).join());
		DataAccessException whole = failure(RefusedValueException.class,
				() -> notes.writes(Note.class).create(new Note(null, random)).join());

		notes.close();
		assertThat(half).hasMessageStartingWith("Note.acreate: the value is too long for Note.text");
		assertThat(whole).hasMessageContaining("too long");
		assertThat(((RefusedValueException) whole).getReason()).isEqualTo(RefusedValueException.Reason.TOO_LONG);
	}

	@Test
	void largeNumbersNameFieldAndDigits() {
		DataAccessException failure = failure(DataIntegrityViolationException.class,
				() -> create("other", 5, "12345.6"));

		assertThat(failure).hasMessage(
				"Volume.acreate: the number is too large for Volume.price (4 digits, 2 of them behind the point)");
	}

	@Test
	void foreignKeysNameTheRelation() {
		DataAccessException failure = failure(DataIntegrityViolationException.class,
				() -> this.books.writes(Volume.class)
					.create(new Volume(null, "other", 6, null, Ref.of(Shelf.class, 12345L)))
					.join());

		assertThat(failure).hasMessageStartingWith("Volume.acreate: Volume.shelf must lead to an existing Shelf")
			.hasMessageNotContaining("12345");
	}

	@Test
	void checksNameTheirConstraint() {
		DataAccessException failure = failure(DataIntegrityViolationException.class, () -> create("other", 7, "-1"));

		assertThat(failure).hasMessage("Volume.acreate: a check of Volume failed (constraint 'volume_price_check')");
	}

	@Test
	void sqlOfTheUserThatIsWrongIsShown() {
		String sql = "select nonsense from nowhere";

		DataAccessException failure = failure(BadSqlGrammarException.class,
				() -> this.books.dispatch(SqlDatabase.change(sql)));

		assertThat(failure).hasMessageStartingWith("Test.asql: ").hasMessageContaining(sql);
	}

	@Test
	void tablesThatAreMissingAreNamed() {
		this.books.jdbc().execute("drop table \"volume\"");

		DataAccessException failure = failure(InvalidDataAccessResourceUsageException.class,
				() -> this.books.all(Volume.class).acount().join());

		assertThat(failure).hasMessageStartingWith("Volume.acount: ").hasMessageContaining("volume");
	}

	@Test
	void functionsThatAreMissingAreNamed() {
		DataAccessException failure = failure(InvalidDataAccessResourceUsageException.class,
				() -> this.books.all(Volume.class)
					.annotate("lost", Functions.function("nowhere", String.class, List.of(f("title"))))
					.values("lost")
					.alist()
					.join());

		assertThat(failure).hasMessageStartingWith("Volume.alist: ")
			.hasMessageMatching("(?is).*function.*nowhere.*")
			.hasMessageNotContaining("[");
	}

	@Test
	void valuesOfAReadThatTheDatabaseRefusesAreTheCallersFault() {
		DataAccessException failure = failure(InvalidValueException.class,
				() -> this.books.all(Volume.class).filter("title__regex", "[b-a]" + SECRET).acount().join());

		assertThat(failure).hasMessageStartingWith("Volume.acount: ");
	}

	@Test
	void valuesThatDoNotFitAreToldApartFromNamesThatDoNot() {
		failure(InvalidValueException.class, () -> this.books.all(Volume.class).filter("number", SECRET));
		failure(InvalidValueException.class, () -> this.books.all(Volume.class).filter("number__range", List.of(1)));
		failure(InvalidValueException.class, () -> this.books.all(Volume.class).filter("number__isnull", SECRET));
		DataAccessException failure = failure(FieldException.class,
				() -> this.books.all(Volume.class).filter("numbre", SECRET));

		assertThat(failure).isNotInstanceOf(InvalidValueException.class);
	}

	@Test
	void calculationsOfAReadThatFailAreNoIntegrityViolations() {
		ThrowingCallable reading = () -> this.books.all(Volume.class)
			.annotate("part", f("number").dividedBy(f("number").minus(1)))
			.values("part")
			.alist()
			.join();
		if (this.database == TestDatabase.MARIADB) {
			assertThatCode(reading).as("null there").doesNotThrowAnyException();
		}
		else {
			failure(DataRetrievalFailureException.class, reading);
		}
	}

	@Test
	void valuesThatCannotBeConvertedAreLeftOut() {
		DataAccessException failure = failure(DataAccessException.class, () -> this.books.dispatch(unfit(SECRET)));

		assertThat(failure).hasMessageStartingWith("Test.asql: ").hasMessageContaining("(a value)");
	}

	@Test
	void valuesOfSeveralLinesAreLeftOutToo() {
		DataAccessException failure = failure(DataAccessException.class,
				() -> this.books.dispatch(unfit(SECRET + "\n1")));

		assertThat(failure).hasMessageContaining("(a value)");
	}

	/** MariaDB makes some number of a text, unless that would be stored. */
	private Operation<?> unfit(String value) {
		return (this.database == TestDatabase.MARIADB)
				? SqlDatabase.change("update \"volume\" set \"number\" = ?", value)
				: SqlDatabase.scalar(Long.class, "select cast(cast(? as varchar) as integer)", value);
	}

	@Test
	void theDriversExceptionIsTheCause() {
		DataAccessException failure = failure(DuplicateKeyException.class, () -> create(SECRET, 2, "1"));

		assertThat(failure.getCause()).isInstanceOf(SQLException.class);
	}

	@Test
	void queriesThatWriteFailAsWritesDo() {
		SqlErrors errors = DataSourceDialects.of(this.books.jdbc().getDataSource()).errors();
		ErrorTranslation translation = new ErrorTranslation(errors,
				new ErrorMessages(errors, ModelRegistry.of(List.of()), null));

		assertThat(translation.translate(SqlDatabase.scalar(Long.class, "insert into t values (?) returning id"),
				new SQLException("", "22001")))
			.isInstanceOf(DataIntegrityViolationException.class);
		assertThat(translation.translate(
				SqlDatabase.scalar(Long.class, "with n as (delete from t returning *) select * from n"),
				new UnansweredCommit(new SQLException("", "08006"))))
			.isInstanceOf(TransactionOutcomeUnknownException.class)
			.hasMessageContaining("it is unknown whether this was written");
		assertThat(
				translation.translate(SqlDatabase.scalar(Long.class, "select n from t"), new SQLException("", "22001")))
			.isInstanceOf(DataRetrievalFailureException.class);
		assertThat(translation.translate(SqlDatabase.scalar(Long.class, "select n from t"),
				new UnansweredCommit(new SQLException("", "08006"))))
			.isInstanceOf(DataAccessResourceFailureException.class)
			.message()
			.doesNotContain("written");
	}

	@Test
	void statesAreKnownWhateverTheDriver() {
		SqlErrors errors = DataSourceDialects.of(this.books.jdbc().getDataSource()).errors();
		ErrorTranslation translation = new ErrorTranslation(errors,
				new ErrorMessages(errors, ModelRegistry.of(List.of()), null));

		assertThat(translation.translate(SqlDatabase.change("x"), new SQLException("", "40001")))
			.isInstanceOf(ConcurrencyFailureException.class)
			.hasMessageContaining("run it again");
		assertThat(translation.translate(SqlDatabase.change("x"), new SQLException("", "40P01")))
			.isInstanceOf(ConcurrencyFailureException.class);
		assertThat(translation.translate(SqlDatabase.change("x"), new SQLException("", "55P03")))
			.isInstanceOf(CannotAcquireLockException.class);
		assertThat(translation.translate(SqlDatabase.change("x"), new SQLException("", "57014")))
			.isInstanceOf(QueryTimeoutException.class);
		for (String lacking : List.of("53100", "53200", "53300", "53400", "57P01", "57P02", "57P03", "57P04", "57P05",
				"08001", "08006")) {
			assertThat(translation.translate(SqlDatabase.change("x"), new SQLException("", lacking))).as(lacking)
				.isInstanceOf(DataAccessResourceFailureException.class);
		}
		assertThat(translation.translate(SqlDatabase.change("x"), new SQLException("no windows", "42P20")))
			.hasMessageContaining("no windows: read the keys of the rows by it first");
		assertThat(translation.translate(SqlDatabase.change("x"), new SQLException("no way", "P0001")))
			.hasMessage("Test.asql: no way");
	}

	@Test
	void collisionsAreKnownByTheDatabasesOwnNumber() {
		TestDatabase.require(this.database == TestDatabase.MARIADB, "others have states for all of them");
		SqlErrors errors = DataSourceDialects.of(this.books.jdbc().getDataSource()).errors();
		ErrorTranslation translation = new ErrorTranslation(errors,
				new ErrorMessages(errors, ModelRegistry.of(List.of()), null));

		for (int number : new int[] { 1020, 1213, 1467 }) {
			assertThat(translation.translate(SqlDatabase.change("x"), new SQLException("", "HY000", number)))
				.isInstanceOf(ConcurrencyFailureException.class);
		}
	}

	private void create(String title, int number, String price) {
		this.books.writes(Volume.class)
			.create(new Volume(null, title, number, new BigDecimal(price), Ref.to(this.shelf)))
			.join();
	}

	private static DataAccessException failure(Class<? extends DataAccessException> type, ThrowingCallable call) {
		DataAccessException failure = catchThrowableOfType(DataAccessException.class, call);
		assertThat(failure).isInstanceOf(type);
		assertThat(failure.getMessage()).doesNotContain(SECRET);
		return failure;
	}

	@Model
	record Note(@Nullable Long id, @Column(unique = true) String text) {
	}

	@Model
	record Shelf(@Nullable Long id, String name) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "shelf", "number" }))
	record Volume(@Nullable Long id, @Column(length = 10, unique = true) String title, int number,
			@Column(precision = 4, scale = 2) @Nullable BigDecimal price,
			@ForeignKey(onDelete = OnDelete.PROTECT) Ref<Shelf> shelf) {
	}

}
