package io.asyncorm.queryset;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.subquery;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.Orm.updateFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What writes say of arguments that they cannot take: nulls, objects of other models, the
 * same key twice, keys that the database would change.
 */
@ParameterizedClass
@EnumSource
class WriteArgumentsIntegrationTests {

	private final TestDatabase database;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Clubs clubs;

	private final Club club;

	WriteArgumentsIntegrationTests(TestDatabase database) {
		this.database = database;
		this.pool = database.create(2);
		this.orm = AsyncOrm.builder(this.pool).models(Club.class, User.class).schemaAction(SchemaAction.CREATE).build();
		this.clubs = this.orm.repository(Clubs.class);
		this.club = await(this.clubs.acreate(kw("name", "chess")));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void nullsAreNamed() {
		Many<User> members = this.club.members();

		refused(() -> members.aadd((Object[]) null), "'objects' must not be null");
		refused(() -> members.aadd((Collection<?>) null), "'objects' must not be null");
		refused(() -> members.aremove((Object[]) null), "'objects' must not be null");
		refused(() -> members.aremove((Collection<?>) null), "'objects' must not be null");
		refused(() -> members.aset((Collection<?>) null), "'objects' must not be null");
		refused(() -> this.clubs.acreate((Kw) null), "must not be null");
		refused(() -> this.clubs.aupdate((Kw) null), "must not be null");
		refused(() -> this.clubs.aupdate((Update<Club>) null), "'changes' must not be null");
		refused(() -> this.clubs.agetOrCreate((Kw) null, defaults()), "keyword arguments must not be null");
		refused(() -> this.clubs.agetOrCreate(kw("name", "x"), (UpsertDefaults) null), "'defaults' must not be null");
		refused(() -> this.clubs.abulkUpdate(List.of(this.club), (Function<Club, Update<Club>>) null),
				"'changes' must not be null");
		refused(() -> this.clubs.asave(this.club, (Update<Club>) null), "'changes' must not be null");
		refused(() -> this.clubs.asave(this.club, updateFields(null, "name")), "updateFields() was given a null");
		refused(() -> this.clubs.abulkCreate(List.of(), updateConflicts("name", null)),
				"updateConflicts() was given a null");
		refused(() -> this.clubs.abulkCreate(List.of(), updateConflicts("name").uniqueFields(null, "id")),
				"uniqueFields() was given a null");
	}

	@Test
	void aRelationIsNamedAsTheUserKnowsIt() {
		Many<User> members = this.club.members();

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(members.aadd(new User(null, "Ann"))))
			.withMessageContaining("'Club.members' was given a 'User' that has no key yet");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(members.aadd(this.club)))
			.withMessage("'Club.members' leads to 'User', not to 'Club'");
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> await(members.aadd("Ann")))
			.withMessageContaining("'Club.members' takes a User or its key, a Long");
	}

	@Test
	void aKeyOfZeroIsStoredOrRefused() {
		Club zero = new Club(0L, "zero", 0, Many.of());
		Club one = new Club(null, "one", 0, Many.of());
		if (this.database != TestDatabase.MARIADB) {
			assertThat(await(this.clubs.acreate(zero)).id()).isZero();
			return;
		}
		String message = "'Club.id' cannot be 0: MariaDB generates a key of 'Club' in its place";

		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> await(this.clubs.acreate(zero)))
			.withMessageContaining(message);
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> await(this.clubs.asave(zero)))
			.withMessageContaining(message);
		assertThatExceptionOfType(RefusedRowException.class)
			.isThrownBy(() -> await(this.clubs.abulkCreate(List.of(new Club(7L, "seven", 0, Many.of()), zero, one))))
			.withMessageContaining("Row 1 (counted from 0) is refused")
			.withMessageContaining(message);
		assertThat(await(this.clubs.acount())).isEqualTo(1);
		assertThat(await(this.clubs.acreate(one)).id()).isNotZero();
	}

	@Test
	void whatAnUpsertOfManyCannotDecideIsExplained() {
		TestDatabase.require(this.database == TestDatabase.POSTGRESQL, "others write such rows one by one");
		List<Club> twice = List.of(new Club(null, "go", 1, Many.of()), new Club(null, "go", 2, Many.of()));

		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> await(this.clubs.abulkCreate(twice, updateConflicts("size").uniqueFields("name"))))
			.withMessageContaining("two of the objects have the same unique key");
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> await(this.clubs.abulkCreate(twice, updateConflicts("name").uniqueFields("size"))))
			.withMessageContaining("let uniqueFields() name those of a unique key that the database has");
	}

	@Test
	void aSubqueryOfSeveralRowsIsExplained() {
		await(this.clubs.acreate(kw("name", "go")));

		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> await(this.clubs.aupdate(kw("size", subquery(this.clubs.values("size"))))))
			.withMessageContaining("cut the subquery, as by slice(0, 1)");
	}

	private static void refused(Supplier<CompletableFuture<?>> call, String message) {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> await(call.get()))
			.withMessageContaining(message);
	}

	@Model
	record Club(@Nullable Long id, @Column(length = 20, unique = true) String name, @DefaultValue("0") int size,
			@ManyToMany Many<User> members) {
	}

	@Model(table = "member")
	record User(@Nullable Long id, String name) {
	}

	interface Clubs extends AsyncRepository<Club, Long> {

	}

}
