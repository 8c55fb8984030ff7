package io.asyncorm.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import ch.qos.logback.classic.Level;
import io.asyncorm.jdbc.DeleteRuleModels.Call;
import io.asyncorm.jdbc.DeleteRuleModels.Last;
import io.asyncorm.jdbc.DeleteRuleModels.Letter;
import io.asyncorm.jdbc.DeleteRuleModels.Person;
import io.asyncorm.jdbc.DeleteRuleModels.Phone;
import io.asyncorm.jdbc.DeleteRuleModels.Photo;
import io.asyncorm.jdbc.DeleteRuleModels.Place;
import io.asyncorm.jdbc.DeleteRuleModels.Task;
import io.asyncorm.jdbc.DeleteRuleModels.Visit;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.RecordedSql;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.testdatabase.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Rules for deleted rows that set other keys, and those of the database.
 */
@ParameterizedClass
@EnumSource
class DeleteRulesIntegrationTests {

	private final TestDatabase server;

	private final WriteDatabase database;

	DeleteRulesIntegrationTests(TestEngine engine) {
		this.server = engine.database();
		this.database = new WriteDatabase(engine, DeleteRuleModels.ALL);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void setWritesTheKeyThatItNamesOrThatIsSuppliedEachTime() {
		Person nobody = person("Nobody");
		Person ann = person("Ann");
		Person bob = person("Bob");
		Task task = create(Task.class, "owner", ann, "checker", ann);
		Task other = create(Task.class, "owner", bob, "checker", bob);

		Last.key = key(bob);
		assertThat(all(Person.class).filter("name", "Ann").adelete().join())
			.isEqualTo(new Deleted(1, Map.of("Person", 1L)));
		Last.key = key(nobody);
		assertThat(this.database.writes(Person.class).delete(bob).join())
			.isEqualTo(new Deleted(1, Map.of("Person", 1L)));

		assertThat(nobody.id()).isEqualTo(1);
		assertThat(all(Task.class).orderBy("id").alist().join()).extracting(Task::id)
			.containsExactly(task.id(), other.id());
		assertThat(all(Task.class).orderBy("id").alist().join()).extracting(Task::owner, Task::checker)
			.containsOnly(tuple(Ref.to(nobody), Ref.to(nobody)));
	}

	@Test
	void setWritesKeysOfSeveralColumns() {
		create(Place.class, "country", "none", "town", "nowhere");
		Place rome = create(Place.class, "country", "it", "town", "Rome");
		create(Visit.class, "place", rome);

		assertThat(all(Place.class).filter("town", "Rome").adelete().join().count()).isEqualTo(1);
		assertThat(all(Visit.class).filter("place__town", "nowhere").acount().join()).isEqualTo(1);
	}

	@Test
	void whatTheDatabaseDeletesIsNotCounted() {
		Person ann = person("Ann");
		Phone phone = create(Phone.class, "owner", ann);
		create(Call.class, "phone", phone);
		create(Photo.class, "person", ann);

		assertThat(all(Person.class).adelete().join()).isEqualTo(new Deleted(1, Map.of("Person", 1L)));
		assertThat(all(Phone.class).acount().join()).isZero();
		assertThat(all(Call.class).acount().join()).isZero();
		assertThat(all(Photo.class).aget().join().person()).isNull();
	}

	@Test
	void whatTheDatabaseDeletesTakesNoStatement() {
		create(Call.class, "phone", create(Phone.class, "owner", person("Ann")));

		try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
			all(Phone.class).adelete().join();

			assertThat(sql.statements()).singleElement().asString().startsWith("DELETE FROM");
		}
		assertThat(all(Call.class).acount().join()).isZero();
	}

	@Test
	void theDatabaseSetsADefault() {
		TestDatabase.require(this.server != TestDatabase.MARIADB, "it has no ON DELETE SET DEFAULT");
		try (WriteDatabase letters = new WriteDatabase(this.server, Person.class, Letter.class)) {
			Person nobody = letters.writes(Person.class).create(kw("name", "Nobody")).join();
			Person ann = letters.writes(Person.class).create(kw("name", "Ann")).join();
			letters.writes(Letter.class).create(kw("receiver", ann)).join();

			letters.writes(Person.class).delete(ann).join();

			assertThat(letters.all(Letter.class).aget().join().receiver()).isEqualTo(Ref.to(nobody));
		}
	}

	@Test
	void aRuleThatTheDatabaseDoesNotHaveIsRefusedAtStartup() {
		List.of("call", "phone", "photo")
			.forEach((table) -> this.database.jdbc().execute("drop table " + quote(table)));
		Map.of("phone", "owner_id", "photo", "person_id")
			.forEach((table, column) -> this.database.jdbc()
				.execute("create table " + quote(table) + " (" + quote("id") + " bigint primary key, " + quote(column)
						+ " bigint, foreign key (" + quote(column) + ") references " + quote("person") + " ("
						+ quote("id") + "))"));

		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> this.database.withModels(Person.class, Phone.class, Photo.class))
			.withMessageContaining("property 'owner': its rule is DB_CASCADE, but the foreign key of 'phone' in the"
					+ " database has ON DELETE")
			.withMessageContaining("make it ON DELETE CASCADE by a migration")
			.withMessageContaining("property 'person': its rule is DB_SET_NULL");
	}

	private String quote(String name) {
		return (this.server == TestDatabase.MARIADB) ? "`" + name + "`" : "\"" + name + "\"";
	}

	private Person person(String name) {
		return create(Person.class, "name", name);
	}

	private static long key(Person person) {
		return Objects.requireNonNull(person.id());
	}

	private <M> M create(Class<M> model, String name, Object value) {
		return this.database.writes(model).create(kw(name, value)).join();
	}

	private <M> M create(Class<M> model, String name, Object value, String other, Object otherValue) {
		return this.database.writes(model).create(kw(name, value, other, otherValue)).join();
	}

	private <M> QuerySet<M> all(Class<M> model) {
		return this.database.all(model);
	}

}
