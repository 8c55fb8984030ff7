package io.asyncorm.autoconfigure.check;

import java.sql.Types;
import java.util.List;

import io.asyncorm.autoconfigure.AsyncOrmAutoConfiguration;
import io.asyncorm.autoconfigure.check.faulty.FaultySongs;
import io.asyncorm.autoconfigure.check.sound.SoundSongs;
import io.asyncorm.plan.StatementDescription.Column;
import io.asyncorm.query.OperationRouting;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueryCheck} over a database whose tables are made by a script.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class QueryCheckIntegrationTests {

	private static final String CHECK = "async-orm.queries.check=startup";

	@Test
	void everyPlantedFaultIsFoundAndNoOther() {
		context(TestDatabase.POSTGRESQL, Faulty.class).withPropertyValues(CHECK).run((context) -> {
			List<QueryFault> faults = faults(context.getStartupFailure());

			assertThat(faults).extracting(QueryCheckIntegrationTests::text)
				.containsExactlyInAnyOrder("Lost: relation \"lost\" does not exist",
						"Song: column 'seconds' may be null, which 'seconds' of type int cannot hold; declare it as"
								+ " Integer, or make the column NOT NULL",
						"FaultySongs.aunknownColumn(String title): line 3, at 'titel': column \"titel\" does not exist."
								+ " Perhaps you meant to reference the column \"song.title\". | where titel = :title",
						"SpringDataSongs.acountedElsewhere(Pageable pageable): line 2, at 'sons': relation \"sons\" does"
								+ " not exist | from sons",
						"SpringDataSongs.apagedByUnknownColumn(Pageable pageable): line 1, at 'titel': column \"titel\""
								+ " does not exist. Perhaps you meant to reference the column \"song.title\"."
								+ " | select titel from song",
						"FaultySongs.aunknownTable(): line 1, at 'songs': relation \"songs\" does not exist"
								+ " | select title from songs",
						"FaultySongs.amisspelled(): line 1, at 'selct': syntax error at or near \"selct\""
								+ " | selct title from song",
						"FaultySongs.aunfinished(): line 1: syntax error at end of input | select title from song where",
						"FaultySongs.aunknownFunction(): line 1, at 'lenght': function lenght(character varying) does"
								+ " not exist. No function matches the given name and argument types. You might need to"
								+ " add explicit type casts. | select lenght(title) from song",
						"FaultySongs.atextForNumber(String seconds): line 1, at '>': operator does not exist: integer >"
								+ " character varying. No operator matches the given name and argument types. You might"
								+ " need to add explicit type casts. | select title from song where seconds > :seconds",
						"FaultySongs.anumberForDate(int released): line 1, at '=': operator does not exist: date ="
								+ " integer. No operator matches the given name and argument types. You might need to add"
								+ " explicit type casts. | select title from song where released = :released",
						"FaultySongs.atextsForKeys(List<String> ids): line 1, at '=': operator does not exist: bigint ="
								+ " text. No operator matches the given name and argument types. You might need to add"
								+ " explicit type casts. | select title from song where id = any(:ids)",
						"FaultySongs.amissingComponent(): it gives no column for 'title' of Line. Did you mean 'titel'?"
								+ " It gives: id, titel",
						"FaultySongs.aunreadColumn(): nobody reads its column 'released', for which Line has no place;"
								+ " leave it out",
						"FaultySongs.anullForPrimitive(): column 'seconds' may be null, which 'seconds' of type int"
								+ " cannot hold; declare it as Integer, or make the column NOT NULL",
						"FaultySongs.anumberForText(): column 'title' is int4, which cannot be read as LocalDate of"
								+ " 'title'",
						"FaultySongs.atextForDate(): column 'released' is varchar, which cannot be read as LocalDate of"
								+ " 'released'",
						"FaultySongs.atwoColumns(): nobody reads its column 'seconds', for which String has no place;"
								+ " leave it out",
						"FaultySongs.atextAsNumber(): column 'title' is varchar, which cannot be read as Integer",
						"FaultySongs.anumberAsUuid(): column 'seconds' is int4, which cannot be read as UUID",
						"FaultySongs.aincompleteModel(): it gives no column for 'singer' of Song. It gives: id, title,"
								+ " seconds, released",
						"FaultySongs.tooManyColumns(): nobody reads its column 'letters', for which Song has no place;"
								+ " leave it out",
						"FaultySongs.aotherTypeWithin(): column 'singer__name' is bigserial, which cannot be read as LocalDate"
								+ " of 'singer__name'",
						"FaultySongs.anothingWithin(): it gives no column for 'singer' or 'singer__name' of Sung. It"
								+ " gives: title, id",
						"FaultySongs.akeyAlone(): it gives one column, and a Map needs a key and, behind it, its value",
						"FaultySongs.atextAsKey(): column 'title' is varchar, which cannot be read as Long",
						"FaultySongs.atextAsKey(): nobody reads its column 'seconds', for which Long has no place; leave"
								+ " it out",
						"FaultySongs.aunknownColumnToSet(): line 1, at 'rating': column \"rating\" of relation \"song\""
								+ " does not exist | update song set seconds = seconds + 1, rating = 5",
						"FaultySongs.atooManyValues(String name): line 1, at '?': INSERT has more expressions than"
								+ " target columns | insert into singer (name) values (:name, :name)",
						"FaultySongs.adeleteOf(long singer): line 1, at 'singer': column \"singer\" does not exist."
								+ " Perhaps you meant to reference the column \"song.singer_id\"."
								+ " | delete from song where singer = :singer",
						"FaultySongs.aambiguousColumn(): line 1, at 'id': column reference \"id\" is ambiguous"
								+ " | select name from song join singer on singer.id = singer_id order by id",
						"FaultySongs.amissingGroups(): line 1, at 'title': column \"song.title\" must appear in the"
								+ " GROUP BY clause or be used in an aggregate function"
								+ " | select title, avg(seconds) as seconds from song");
		});
	}

	@Test
	void nothingIsWrongWithWhatFitsAndNothingIsExecuted(CapturedOutput output) {
		context(TestDatabase.POSTGRESQL, Sound.class).withPropertyValues(CHECK).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(JdbcClient.class).sql("select count(*) from singer").query(Long.class).single())
				.isOne();
			assertThat(output).contains("Checked 24 queries against 'dataSource' in ").doesNotContain("not checked");
		});
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void faultsAreFoundOnEachDatabase(TestDatabase database) {
		context(database, Faulty.class).withPropertyValues(CHECK).run((context) -> {
			List<QueryFault> faults = faults(context.getStartupFailure());

			assertThat(faults).extracting(QueryFault::subject)
				.contains("Lost", "Song", "FaultySongs.aunknownColumn(String title)", "FaultySongs.aunknownTable()",
						"FaultySongs.aunreadColumn()", "FaultySongs.amissingComponent()", "FaultySongs.atwoColumns()",
						"FaultySongs.atextAsNumber()")
				.doesNotContain("FaultySongs.alist(String title__icontains)", "FaultySongs.right(int seconds)",
						"Singer");
		});
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void whatFitsStartsOnEachDatabase(TestDatabase database) {
		context(database, Sound.class).withPropertyValues(CHECK).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void nothingIsCheckedUnlessItIsAskedFor() {
		context(TestDatabase.H2, Faulty.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context).doesNotHaveBean(QueryCheck.class);
		});
	}

	@Test
	void anApplicationWhoseBeansAreLazyIsChecked() {
		context(TestDatabase.H2, Faulty.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues(CHECK)
			.run((context) -> assertThat(faults(context.getStartupFailure())).isNotEmpty());
	}

	@Test
	void anApplicationWhoseBeansAreLazyIsCheckedWhenItsTablesAreThere(CapturedOutput output) {
		context(TestDatabase.H2, Sound.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues(CHECK)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("Checked 24 queries against");
			});
	}

	@Test
	void nothingIsExecutedByADriverThatCannotLetItBeParsedAlone(CapturedOutput output) {
		context(TestDatabase.POSTGRESQL, Sound.class)
			.withPropertyValues(CHECK, "spring.datasource.hikari.data-source-properties.preferQueryMode=simple")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(
						context.getBean(JdbcClient.class).sql("select count(*) from singer").query(Long.class).single())
					.isOne();
				assertThat(output).contains("are not checked: its driver cannot let the database parse a statement");
			});
	}

	@Test
	void anApplicationStartsWhoseRoutingGivesNoConnectionToNobody(CapturedOutput output) {
		context(TestDatabase.H2, Sound.class).withPropertyValues(CHECK)
			.withBean(OperationRouting.class, () -> OperationRouting.of(() -> {
				throw new IllegalStateException("Nobody is acting");
			}, (key) -> {
			}, () -> {
			}))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("are not checked, as its OperationRouting gives no connection");
			});
	}

	@Test
	void aRoutingIsAskedUnderItsStartupKey(CapturedOutput output) {
		ThreadLocal<String> tenant = new ThreadLocal<>();
		context(TestDatabase.H2, Sound.class).withPropertyValues(CHECK)
			.withBean(OperationRouting.class, () -> OperationRouting.of(() -> {
				Assert.state(tenant.get() != null, "Nobody is acting");
				return tenant.get();
			}, tenant::set, tenant::remove, "anybody"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("Checked 24 queries against");
			});
	}

	@Test
	void whatDriversCallADateOrTruthMayBeReadAsANumberOrBytes() {
		assertThat(ColumnFamily.of(new Column("pressed", Types.DATE, "YEAR", "song", false)).canBeReadAs(Short.class))
			.isTrue();
		assertThat(ColumnFamily.of(new Column("flags", Types.BIT, "BIT", "song", false)).canBeReadAs(byte[].class))
			.isTrue();
		assertThat(ColumnFamily.of(new Column("day", Types.DATE, "DATE", "song", false)).canBeReadAs(Short.class))
			.isFalse();
	}

	@Test
	void theReportListsEachFaultWithItsLine() {
		context(TestDatabase.POSTGRESQL, Faulty.class).withPropertyValues(CHECK).run((context) -> {
			FailureAnalysis analysis = new QueryCheckFailureAnalyzer().analyze(context.getStartupFailure());

			assertThat(analysis.getDescription())
				.startsWith("Queries do not fit the database, which has parsed each of them (async-orm.queries.check):")
				.contains(
						"    - FaultySongs.aunknownColumn(String title): line 3, at 'titel': column \"titel\" does not"
								+ " exist. Perhaps you meant to reference the column \"song.title\".\n"
								+ "          where titel = :title\n");
			assertThat(analysis.getAction()).startsWith("Correct these ");
		});
	}

	private static String text(QueryFault fault) {
		return fault.toString().replaceAll("\\R\\s+", " | ");
	}

	private static List<QueryFault> faults(Throwable failure) {
		assertThat(failure).isInstanceOf(QueryCheckException.class);
		return ((QueryCheckException) failure).faults();
	}

	private static ApplicationContextRunner context(TestDatabase database, Class<?> application) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AsyncOrmAutoConfiguration.class, QueryCheckAutoConfiguration.class,
					DataSourceAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class,
					DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
					JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class))
			.withPropertyValues(database.create().toProperties())
			.withPropertyValues("spring.sql.init.mode=always", "async-orm.schema.action=none",
					"spring.sql.init.schema-locations=classpath:io/asyncorm/autoconfigure/check/songs"
							+ ((database == TestDatabase.MARIADB) ? "-mariadb.sql" : ".sql"))
			.withUserConfiguration(application);
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = FaultySongs.class)
	static class Faulty {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = SoundSongs.class)
	static class Sound {

	}

}
