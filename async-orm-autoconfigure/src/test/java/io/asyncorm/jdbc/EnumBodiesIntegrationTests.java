package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Aggregates;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Q;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that constants of enums which have bodies, and with them classes of their own,
 * count as values of the enum in every place.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EnumBodiesIntegrationTests {

	@Parameter
	TestDatabase database;

	private WriteDatabase tickets;

	private Ticket high;

	@BeforeEach
	void create() {
		this.tickets = new WriteDatabase(this.database, Ticket.class, Escalation.class);
		this.high = this.tickets.writes(Ticket.class)
			.create(kw("level", Level.HIGH).and("levels", List.of(Level.HIGH, Level.LOW)))
			.join();
		this.tickets.writes(Ticket.class).create(kw("level", Level.LOW).and("levels", List.of())).join();
	}

	@AfterEach
	void close() {
		this.tickets.close();
	}

	@Test
	void theyAreStoredAndReadByTheirNames() {
		assertThat(this.high.level()).isSameAs(Level.HIGH);
		assertThat(this.high.urgency()).as("the default").isSameAs(Level.HIGH);
		assertThat(this.high.levels()).containsExactly(Level.HIGH, Level.LOW);
		assertThat(this.tickets.writes(Ticket.class).save(this.high).join()).isEqualTo(this.high);
	}

	@Test
	void lookupsTakeThem() {
		assertThat(count(Q.of(kw("level", Level.HIGH)))).isEqualTo(1);
		assertThat(count(Q.of(kw("level__in", List.of(Level.HIGH, Level.LOW))))).isEqualTo(2);
		assertThat(count(Q.of(kw("level__range", List.of(Level.HIGH, Level.HIGH))))).isEqualTo(1);
		assertThat(count(Q.of(kw("level__gt", Level.HIGH)))).isEqualTo(1);
		assertThat(count(Q.of(kw("level", Functions.value(Level.HIGH))))).isEqualTo(1);
		assertThat(count(Q.of(kw("level__in", new Level[] { Level.HIGH })))).isEqualTo(1);
		assertThat(count(Q.of(kw("levels__0", Level.HIGH)))).isEqualTo(1);
		assertThat(count(Q.of(kw("levels", new ArrayList<>(this.high.levels()))))).isEqualTo(1);
		assertThat(all().annotate("either", Functions.coalesce(f("level"), Functions.value(Level.LOW)))
			.filter("either", Level.HIGH)
			.acount()
			.join()).isEqualTo(1);
	}

	@Test
	void expressionsTakeThem() {
		assertThat(all().annotate("constant", Functions.value(Level.HIGH)).values("constant").alist().join())
			.containsOnly(Map.of("constant", Level.HIGH));
		assertThat(all()
			.annotate("other", Cases.<Ticket>when(Q.of(kw("level", Level.HIGH)), Level.LOW).otherwise(Level.HIGH))
			.orderBy("id")
			.valuesList("other", Level.class)
			.alist()
			.join()).containsExactly(Level.LOW, Level.HIGH);
		assertThat(all().filter("level", Level.LOW)
			.annotate("same", Functions.nullIf(f("level"), Functions.value(Level.HIGH)))
			.valuesList("same", Level.class)
			.aget()
			.join()).isSameAs(Level.LOW);
		assertThat(all().none().aaggregate(kw("least", Aggregates.min(f("level")).orElse(Level.HIGH))).join())
			.containsEntry("least", Level.HIGH);
	}

	@Test
	void updatesTakeThem() {
		all().aupdate(set(Ticket::level).to(Level.HIGH)).join();
		assertThat(count(Q.of(kw("level", Level.HIGH)))).isEqualTo(2);

		all().aupdate(kw("level", Cases.<Ticket>when(Q.of(kw("id", this.high.id())), Level.HIGH).otherwise(Level.LOW)))
			.join();
		assertThat(count(Q.of(kw("level", Level.HIGH)))).isEqualTo(1);
	}

	@Test
	void statementsOfTheUserTakeThem() {
		assertThat(all().raw("select * from " + quoted("ticket") + " where " + quoted("level") + " = ?", Level.HIGH)
			.alist()
			.join()).extracting(Row::object).containsExactly(this.high);
		assertThat(this.tickets.dispatch(SqlDatabase.scalar(Level.class,
				"select " + quoted("level") + " from " + quoted("ticket") + " where " + quoted("level") + " = ?",
				Level.HIGH))
			.join()).isEqualTo(Level.HIGH);
	}

	@Test
	void keysMayBeSuch() {
		Escalation made = this.tickets.writes(Escalation.class).create(new Escalation(Level.HIGH, "now")).join();

		assertThat(made.level()).isSameAs(Level.HIGH);
		QuerySet<Escalation> escalations = this.tickets.all(Escalation.class);
		assertThat(escalations.filter("pk", Level.HIGH).aget().join()).isEqualTo(made);
		assertThat(escalations.ainBulk(List.of(Level.HIGH)).join()).containsEntry(Level.HIGH, made);
	}

	private long count(Q<Ticket> condition) {
		return all().filter(condition).acount().join();
	}

	private QuerySet<Ticket> all() {
		return this.tickets.all(Ticket.class);
	}

	private String quoted(String name) {
		return (this.database == TestDatabase.MARIADB) ? "`" + name + "`" : "\"" + name + "\"";
	}

	enum Level {

		HIGH {

			@Override
			int days() {
				return 1;
			}

		},
		LOW {

			@Override
			int days() {
				return 9;
			}

		};

		abstract int days();

		@Override
		public String toString() {
			return days() + " days";
		}

	}

	@Model
	record Ticket(@Nullable Long id, Level level, @DefaultValue("HIGH") Level urgency, @Json List<Level> levels) {
	}

	@Model
	record Escalation(@PrimaryKey Level level, String text) {
	}

}
