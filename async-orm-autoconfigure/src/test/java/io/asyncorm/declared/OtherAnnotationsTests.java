package io.asyncorm.declared;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.FieldStamp;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import io.asyncorm.type.StoredTable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Inheritance;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrePersist;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.ReadOnlyProperty;
import org.springframework.data.annotation.Transient;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Annotations of Spring Data and Jakarta Persistence are read as our own where they stand
 * on a model, or are faults.
 */
class OtherAnnotationsTests {

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void modelsOfSpringDataAreReadAndWritten(TestDatabase database) {
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Order.class).schemaAction(SchemaAction.CREATE).build()) {
			Orders orders = orm.repository(Orders.class);

			Order order = await(orders.acreate(new Order(null, "Ann", null, null, 0)));
			Order changed = await(orders.asave(order, set(Order::buyer).to("Bob")));

			assertThat(order.createdAt()).isNotNull();
			assertThat(changed.createdAt()).isEqualTo(order.createdAt());
			assertThat(changed.version()).isEqualTo(order.version() + 1);
			assertThat(await(orders.aget(order.number()))).isEqualTo(changed);
		}
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void entitiesOfJakartaAreReadAndWritten(TestDatabase database) {
		try (HikariDataSource pool = database.create(2);
				AsyncOrm orm = AsyncOrm.builder(pool).models(Person.class).schemaAction(SchemaAction.CREATE).build()) {
			People people = orm.repository(People.class);

			Person person = await(people
				.acreate(new Person(null, "Ann", Size.LARGE, new BigDecimal("1.50"), new Home("Main 1", null), 0)));
			Person found = await(people.filter("home__street", "Main 1").aget());

			assertThat(person.getId()).isNotNull();
			assertThat(found.getSize()).isEqualTo(Size.LARGE);
			assertThat(found.getHome()).isEqualTo(new Home("Main 1", null));
			assertThat(found.full()).isEqualTo("Ann!");
		}
	}

	@Test
	void annotationsOfSpringDataMeanOurs() {
		ModelMetadata<Order> order = ModelRegistry.of(List.of(Order.class)).require(Order.class);

		assertThat(order.declaredTable().schema()).isEqualTo("");
		assertThat(order.table()).isEqualTo("orders");
		assertThat(order.key().name()).isEqualTo("number");
		assertThat(order.fields()).extracting(ModelField::declaredColumn)
			.containsExactly("order_no", "buyer", "created_at", "changed_at", "version");
		assertThat(order.fields()).extracting(ModelField::stamp)
			.containsExactly(FieldStamp.NONE, FieldStamp.NONE, FieldStamp.INSERT_TIME, FieldStamp.SAVE_TIME,
					FieldStamp.VERSION);
		ModelMetadata<Audited> audited = ModelRegistry.of(List.of(Audited.class)).require(Audited.class);
		assertThat(audited.declaredTable().schema()).isEqualTo("audit");
		assertThat(audited.fields()).extracting(ModelField::stamp)
			.containsExactly(FieldStamp.NONE, FieldStamp.CREATED_BY, FieldStamp.NONE);
		assertThat(audited.fields()).extracting(ModelField::readOnly).containsExactly(false, false, true);
	}

	@Test
	void annotationsOfJakartaMeanOurs() {
		ModelMetadata<Person> person = ModelRegistry.of(List.of(Person.class)).require(Person.class);

		assertThat(person.table()).isEqualTo("human_being");
		assertThat(person.fields()).extracting(ModelField::declaredColumn)
			.containsExactly("id", "full_name", "size", "weight", "street", "city", "version");
		ModelField name = person.fields().get(1);
		assertThat(name).extracting(ModelField::length, ModelField::unique).containsExactly(40, true);
		assertThat(person.fields().get(3)).extracting(ModelField::precision, ModelField::scale).containsExactly(6, 2);
		assertThat(person.version()).isEqualTo(person.findField("version"));
		ModelMetadata<Numbered> numbered = ModelRegistry.of(List.of(Numbered.class)).require(Numbered.class);
		assertThat(numbered.declaredTable().schema()).isEqualTo("stock");
		assertThat(numbered.table()).isEqualTo("lots");
		assertThat(numbered.key().sequence()).isEqualTo(StoredTable.of("stock", "lot_seq"));
		assertThat(numbered.fields().get(1)).extracting(ModelField::declaredType, ModelField::readOnly)
			.containsExactly("char(3)", true);
	}

	@Test
	void whatCannotBeHonouredIsAFault() {
		fault(Unfit.class, "property 'books': @jakarta.persistence.OneToMany cannot be honoured: its collection"
				+ " cannot say that it is not loaded; declare a Many<...>");
		fault(Unfit.class, "property 'owner': @jakarta.persistence.ManyToOne cannot be honoured: an object of 'Order'"
				+ " cannot say that it is not loaded, and nothing is loaded by itself; declare a 'Ref<Order>'");
		fault(Unfit.class, "property 'code': @jakarta.persistence.Column cannot be honoured: a column is written by");
		fault(Unfit.class, "property 'note': @jakarta.persistence.Column cannot be honoured: of it only name");
		fault(Unfit.class, "property 'total': @org.springframework.data.annotation.Transient cannot be honoured: all"
				+ " that the constructor takes is stored");
		fault(Unfit.class, "property 'lines': @org.springframework.data.relational.core.mapping.MappedCollection"
				+ " cannot be honoured: declare a Many<...>");
		fault(Unfit.class, "property 'lazy': @jakarta.persistence.Basic cannot be honoured: all columns are read at");
		fault(Unfit.class, "property 'id': @jakarta.persistence.GeneratedValue cannot be honoured: it does not tell"
				+ " which sequence gives the keys");
		fault(Unfit.class, ": @jakarta.persistence.Inheritance cannot be honoured: a model has a table of its own");
		fault(Unfit.class, ": @jakarta.persistence.Table cannot be honoured: of it only name and schema are read");
		fault(Unfit.class, "property 'before': 'Unfit' annotates it with @PrePersist, but objects are not told of");
	}

	@Test
	void annotationsThatContradictOursAreAFault() {
		fault(Torn.class, ": its annotations name two tables, 'torn' and 'rent'; keep one of them");
		fault(Torn.class, "property 'name': @org.springframework.data.relational.core.mapping.Column says something"
				+ " else than @Column does, or another annotation that is read as that; keep one of them");
	}

	@Test
	void theyMakeNoModelByThemselves() {
		fault(NoModel.class, ": it is no model; annotate it with @Model");
	}

	private static void fault(Class<?> model, String fault) {
		assertThatExceptionOfType(ModelDefinitionException.class).isThrownBy(() -> ModelRegistry.of(List.of(model)))
			.withMessageContaining(fault);
	}

	enum Size {

		SMALL, LARGE

	}

	@Model
	@Table("orders")
	record Order(@Id @Column("order_no") @Nullable Long number, String buyer, @CreatedDate @Nullable Instant createdAt,
			@LastModifiedDate @Nullable Instant changedAt, @Version int version) {
	}

	@Model
	@Table(name = "log", schema = "audit")
	record Audited(@Id UUID key, @CreatedBy @Nullable String author, @ReadOnlyProperty @Nullable String made) {
	}

	record Home(String street, @Nullable String city) {
	}

	@Model
	@Entity(name = "HumanBeing")
	static class Person {

		@jakarta.persistence.Id
		@GeneratedValue
		private final @Nullable UUID id;

		@jakarta.persistence.Column(name = "full_name", nullable = false, length = 40, unique = true)
		private final String name;

		@Enumerated(EnumType.STRING)
		private final Size size;

		@jakarta.persistence.Column(precision = 6, scale = 2)
		private final BigDecimal weight;

		@jakarta.persistence.Embedded
		private final Home home;

		@jakarta.persistence.Version
		private final int version;

		@jakarta.persistence.Transient
		private final String full;

		Person(@Nullable UUID id, String name, Size size, BigDecimal weight, Home home, int version) {
			this.id = id;
			this.name = name;
			this.size = size;
			this.weight = weight;
			this.home = home;
			this.version = version;
			this.full = name + "!";
		}

		public @Nullable UUID getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

		public Size getSize() {
			return this.size;
		}

		public BigDecimal getWeight() {
			return this.weight;
		}

		public Home getHome() {
			return this.home;
		}

		public int getVersion() {
			return this.version;
		}

		String full() {
			return this.full;
		}

	}

	@Model
	@Entity
	@jakarta.persistence.Table(name = "lots", schema = "stock")
	record Numbered(
			@jakarta.persistence.Id @GeneratedValue(strategy = GenerationType.SEQUENCE,
					generator = "lots") @SequenceGenerator(name = "lots", sequenceName = "lot_seq") @Nullable Long id,
			@jakarta.persistence.Column(columnDefinition = "char(3)", insertable = false,
					updatable = false) @Nullable String code) {
	}

	@Model
	@Entity
	@Inheritance
	@jakarta.persistence.Table(uniqueConstraints = @UniqueConstraint(columnNames = "code"))
	record Unfit(@jakarta.persistence.Id @GeneratedValue(strategy = GenerationType.SEQUENCE) @Nullable Long id,
			@OneToMany List<Ref<Order>> books, @ManyToOne Order owner, @Enumerated Size size,
			@jakarta.persistence.Column(updatable = false) String code,
			@jakarta.persistence.Column(comment = "x") String note, @Transient int total,
			@MappedCollection List<Ref<Order>> lines, @jakarta.persistence.Basic(fetch = FetchType.LAZY) String lazy) {

		@PrePersist
		void before() {
			// never called
		}

	}

	@Model(table = "torn")
	@Table("rent")
	record Torn(@Nullable Long id, @io.asyncorm.model.Column(name = "a") @Column("b") String name) {
	}

	@Entity
	record NoModel(@jakarta.persistence.Id Long id) {
	}

	interface Orders extends AsyncRepository<Order, Long> {

	}

	interface People extends AsyncRepository<Person, UUID> {

	}

}
