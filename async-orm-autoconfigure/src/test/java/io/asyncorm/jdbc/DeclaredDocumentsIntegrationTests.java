package io.asyncorm.jdbc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.asyncorm.dialect.UnsupportedFeatureException;
import io.asyncorm.expression.Cases;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Q;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.Json;
import io.asyncorm.model.Model;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.QuerySet;
import io.asyncorm.queryset.ModelWrites;
import io.asyncorm.queryset.SqlProjection;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that JSON documents are written, compared and read by the type that a property
 * declares for them, so that polymorphic parts keep the ids of their types.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeclaredDocumentsIntegrationTests {

	private static final Circle CIRCLE = new Circle(2);

	private static final Square SQUARE = new Square(3);

	private static final Box<Shape> BOX = new Box<>("big", List.of(SQUARE), CIRCLE);

	private static final Drawing DRAWING = new Drawing(null, "one", List.of(CIRCLE, SQUARE), Map.of("a", CIRCLE),
			SQUARE, BOX, Optional.of(CIRCLE), List.of());

	@Parameter
	TestDatabase database;

	private WriteDatabase drawings;

	private Drawing stored;

	@BeforeEach
	void create() {
		this.drawings = new WriteDatabase(this.database, Drawing.class);
		this.stored = writes().create(DRAWING).join();
	}

	@AfterEach
	void close() {
		this.drawings.close();
	}

	@Test
	void documentsComeBackAsTheyWereWritten() {
		assertThat(this.stored).usingRecursiveComparison().ignoringFields("id").isEqualTo(DRAWING);
		assertThat(all().aget().join()).isEqualTo(this.stored);
		assertThat(writes().save(this.stored).join()).isEqualTo(this.stored);
	}

	@Test
	void keywordsUpdatesAndDefaultsAreWrittenByTheDeclaredType() {
		Drawing made = writes()
			.create(kw("name", "two").and("shapes", List.of(SQUARE))
				.and("byName", Map.of("b", SQUARE))
				.and("shape", CIRCLE)
				.and("box", new Box<Shape>("small", List.of(CIRCLE), SQUARE))
				.and("maybe", Optional.of(SQUARE)))
			.join();

		assertThat(made.spare()).containsExactly(CIRCLE);
		assertThat(all().filter("name", "two").aupdate(kw("shapes", List.of(CIRCLE))).join()).isEqualTo(1);
		assertThat(all().filter("name", "two").aget().join().shapes()).containsExactly(CIRCLE);
		all().filter("name", "two").aupdate(set(Drawing::byName).to(Map.of("c", CIRCLE))).join();
		assertThat(all().filter("name", "two").aget().join().byName()).containsEntry("c", CIRCLE);
	}

	@Test
	void whatCouldNotBeReadAsTheDeclaredTypeIsNotStored() {
		for (Kw unreadable : List.of(kw("shape", "text"), kw("shape", Map.of("type", "triangle")),
				kw("shapes", List.of(CIRCLE, "text")), kw("shapes", CIRCLE), kw("byName", Map.of("a", 1)),
				kw("box", List.of()), kw("maybe", "text"))) {
			assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> await(all().aupdate(unreadable)))
				.withMessageContaining("cannot be used as");
			assertThatExceptionOfType(InvalidValueException.class)
				.isThrownBy(() -> await(writes().create(unreadable.and("name", "two"))));
		}
		assertThat(all().aget().join()).isEqualTo(this.stored);
	}

	@Test
	void whatSpellsTheDeclaredTypeIsStored() {
		await(all().aupdate(kw("shape", Map.of("type", "circle", "radius", 2))
			.and("shapes", List.of(Map.of("type", "square", "side", 3), CIRCLE))
			.and("maybe", SQUARE)));

		Drawing changed = await(all().aget());
		assertThat(changed.shape()).isEqualTo(CIRCLE);
		assertThat(changed.shapes()).containsExactly(SQUARE, CIRCLE);
		assertThat(changed.maybe()).contains(SQUARE);
	}

	@Test
	void valuesThatAreChosenByTheDatabaseAreWrittenByTheDeclaredType() {
		all()
			.aupdate(kw("shapes",
					Cases.<Drawing>when(Q.of(kw("name", "one")), List.of(SQUARE)).otherwise(List.of(CIRCLE))))
			.join();

		assertThat(all().aget().join().shapes()).containsExactly(SQUARE);
	}

	@Test
	void upsertsAreWrittenByTheDeclaredType() {
		all().aupdateOrCreate(kw("name", "one"), defaults("shapes", List.of(SQUARE, SQUARE))).join();

		assertThat(all().aget().join().shapes()).containsExactly(SQUARE, SQUARE);
	}

	@Test
	void comparedValuesAreThoseThatWereWritten() {
		if (isRefused()) {
			return;
		}
		assertThat(found("shapes", List.of(CIRCLE, SQUARE))).isTrue();
		assertThat(found("shapes", List.of(SQUARE, CIRCLE))).isFalse();
		assertThat(found("byName", Map.of("a", CIRCLE))).isTrue();
		assertThat(found("shape", SQUARE)).isTrue();
		assertThat(found("box", BOX)).isTrue();
		assertThat(found("maybe", Optional.of(CIRCLE))).isTrue();
		assertThat(found("maybe", CIRCLE)).isTrue();
		assertThat(found("shapes__in", List.of(List.of(SQUARE), List.of(CIRCLE, SQUARE)))).isTrue();
		assertThat(all().filter(where(Drawing::shapes).eq(List.of(CIRCLE, SQUARE))).acount().join()).isEqualTo(1);
	}

	@Test
	void partsAreComparedByTheirDeclaredType() {
		if (isRefused()) {
			return;
		}
		assertThat(found("shapes__0", CIRCLE)).isTrue();
		assertThat(found("shapes__1", CIRCLE)).isFalse();
		assertThat(found("shapes__0__in", List.of(SQUARE, CIRCLE))).isTrue();
		assertThat(found("byName__a", CIRCLE)).isTrue();
		assertThat(found("box__items", List.of(SQUARE))).isTrue();
		assertThat(found("box__items__0", SQUARE)).isTrue();
		assertThat(found("box__theLid", CIRCLE)).as("by its name in JSON").isTrue();
		assertThat(found("shape__side", 3)).as("of one kind only").isTrue();
	}

	@Test
	void otherValuesAreComparedAsTheyAre() {
		if (isRefused()) {
			return;
		}
		assertThat(found("shapes", List.of(Map.of("type", "circle", "radius", 2), SQUARE))).isTrue();
		assertThat(found("byName", Map.of("a", Map.of("type", "circle", "radius", 2)))).isTrue();
		assertThat(found("box__label", "big")).isTrue();
	}

	@Test
	void containmentIsByTheDeclaredType() {
		if (isRefused()) {
			return;
		}
		assertThat(found("shapes__contains", List.of(SQUARE))).isTrue();
		assertThat(found("shapes__contains", List.of(new Square(4)))).isFalse();
		assertThat(found("shapes__contains", List.of(Map.of("side", 3)))).isTrue();
		assertThat(found("shapes__contained_by", List.of(SQUARE, CIRCLE, new Circle(9)))).isTrue();
		assertThat(found("box__items__contains", List.of(SQUARE))).isTrue();
	}

	@Test
	void selectedDocumentsAndPartsAreReadByTheDeclaredType() {
		assertThat(all().valuesList("shapes").aget().join().get(0)).isEqualTo(List.of(CIRCLE, SQUARE));
		assertThat(all().annotate("first", f("shapes__0")).values(View.class).aget().join())
			.isEqualTo(new View("one", Map.of("a", CIRCLE), CIRCLE));
		assertThat(
				all().annotate("some", Functions.coalesce(f("shapes"), Functions.value(List.of(SQUARE)))).aget().join())
			.isEqualTo(this.stored);
	}

	@Test
	void recordsOfTheUsersSqlAreReadByTheDeclaredTypesOfTheirComponents() {
		String quote = (this.database == TestDatabase.MARIADB) ? "`" : "\"";
		SqlProjection<Sketch> sketch = SqlProjection.of(Sketch.class, (type) -> false);
		SqlRows<List<Sketch>> rows = new SqlRows.Projections<>(Sketch.class, sketch::columns, (sketches) -> sketches);

		List<Sketch> found = this.drawings
			.dispatch(new Operation.Sql<>("Test.asketches",
					"select 'name', 'shapes', 'by_name', 'box' from 'drawing'".replace("'", quote), List.of(), rows))
			.join();

		assertThat(found).containsExactly(new Sketch("one", List.of(CIRCLE, SQUARE), Map.of("a", CIRCLE), BOX));
	}

	/** H2 cannot compare JSON objects, and must say so. */
	private boolean isRefused() {
		if (this.database != TestDatabase.H2) {
			return false;
		}
		assertThatExceptionOfType(UnsupportedFeatureException.class).isThrownBy(() -> found("shape", SQUARE));
		return true;
	}

	private boolean found(String lookup, Object value) {
		return all().filter(lookup, value).aexists().join();
	}

	private ModelWrites<Drawing> writes() {
		return this.drawings.writes(Drawing.class);
	}

	private QuerySet<Drawing> all() {
		return this.drawings.all(Drawing.class);
	}

	@Model
	record Drawing(@Nullable Long id, String name, @Json List<Shape> shapes, @Json Map<String, Shape> byName,
			@Json Shape shape, @Json Box<Shape> box, @Json Optional<Shape> maybe,
			@Json @DefaultValue(supplier = Spare.class) List<Shape> spare) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
			@JsonSubTypes.Type(value = Square.class, name = "square") })
	sealed interface Shape permits Circle, Square {

	}

	record Circle(int radius) implements Shape {
	}

	record Square(int side) implements Shape {
	}

	record Box<T>(String label, List<T> items, @JsonProperty("theLid") T lid) {
	}

	record View(String name, Map<String, Shape> byName, Shape first) {
	}

	record Sketch(String name, List<Shape> shapes, Map<String, Shape> byName, Box<Shape> box) {
	}

	static final class Spare implements Supplier<List<Shape>> {

		@Override
		public List<Shape> get() {
			return List.of(CIRCLE);
		}

	}

}
