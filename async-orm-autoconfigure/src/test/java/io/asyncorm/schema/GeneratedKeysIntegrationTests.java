package io.asyncorm.schema;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.ReadOnly;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateConflicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys that the database makes, a sequence, the library or the user: each with every
 * write, in tables that are made from the models and in others.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class GeneratedKeysIntegrationTests extends AbstractExistingDatabaseIntegrationTests {

	private static final String NAME = " primary key, name varchar(50) not null unique, rank_no integer default 0 not null)";

	private final TestDatabase database;

	GeneratedKeysIntegrationTests(TestDatabase database) {
		this.database = database;
		this.existing.create(database);
	}

	@Test
	void numbersOfTheDatabase() {
		AsyncOrm orm = created(Ticket.class, Lot.class);

		everyWrite(orm.repository(Tickets.class), Ticket::new, Ticket::number, 500L);
		everyWrite(orm.repository(Lots.class), Lot::new, Lot::id, (short) 500);
	}

	@Test
	void numbersOfASequence() {
		AsyncOrm orm = created(Order.class, Position.class);
		Orders orders = orm.repository(Orders.class);

		everyWrite(orders, Order::new, Order::id, 500L);

		List<Long> keys = await(orders.orderBy("id").valuesList(Order::id).alist());
		assertThat(keys).startsWith(1L).doesNotHaveDuplicates();
		Position position = await(orm.repository(Positions.class).acreate(kw("name", "p", "order_id", keys.get(0))));
		assertThat(position.id()).isGreaterThan(keys.get(keys.size() - 2));
		assertThat(await(orm.repository(Positions.class).filter("order__name", "first").aget())).isEqualTo(position);
		orm.close();
		this.existing.builder()
			.models(Order.class, Position.class)
			.schemaAction(SchemaAction.CREATE_DROP)
			.build()
			.close();
		this.existing.builder().models(Order.class, Position.class).schemaAction(SchemaAction.CREATE).build().close();
	}

	@Test
	void uuidsOfTheLibrary() {
		AsyncOrm orm = created(Note.class, Letter.class);
		Notes notes = orm.repository(Notes.class);

		everyWrite(notes, Note::new, Note::id, UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
		everyWrite(orm.repository(Letters.class), Letter::new, Letter::id, new LetterId(UUID.randomUUID()));

		Note first = await(notes.acreate(kw("name", "one")));
		Note second = await(notes.acreate(new Note(null, "two", 0)));
		assertThat(Objects.requireNonNull(first.id()).version()).isEqualTo(7);
		assertThat(second.id()).isGreaterThan(first.id());
		assertThat(await(notes.agetOrCreate(kw("name", "one"), defaults())).object()).isEqualTo(first);
	}

	@Test
	void defaultsOfTheDatabase() {
		execute("create table mark (id uuid default " + switch (this.database) {
			case POSTGRESQL -> "gen_random_uuid()";
			case H2 -> "random_uuid()";
			case MARIADB -> "uuid()";
		} + NAME);

		everyWrite(open(Mark.class).repository(Marks.class), Mark::new, Mark::id, UUID.randomUUID());
	}

	@Test
	void keysThatATriggerMakes() {
		TestDatabase.require(this.database != TestDatabase.H2, "H2 has triggers in Java only");
		execute("create table mark_made (id varchar(60)" + NAME);
		if (this.database == TestDatabase.POSTGRESQL) {
			execute("create function make_key() returns trigger language plpgsql as"
					+ " 'begin new.id := ''key of '' || new.name; return new; end'");
			execute("create trigger make_key before insert on mark_made for each row execute function make_key()");
		}
		else {
			execute("create trigger make_key before insert on mark_made for each row set new.id ="
					+ " concat('key of ', new.name)");
		}
		MadeMarks marks = open(MarkMade.class).repository(MadeMarks.class);

		MarkMade made = await(marks.acreate(new MarkMade(null, "a", 1)));

		assertThat(made.id()).isEqualTo("key of a");
		assertThat(await(marks.asave(made, set(MarkMade::rankNo).to(2))).id()).isEqualTo("key of a");
		assertThat(await(marks.agetOrCreate(kw("name", "b"), defaults())).object().id()).isEqualTo("key of b");
		assertThat(await(marks.aupdateOrCreate(kw("name", "b"), defaults("rank_no", 4))).object().rankNo())
			.isEqualTo(4);
	}

	@Test
	void keysOfTheUser() {
		Countries countries = created(Country.class).repository(Countries.class);

		Country peru = await(countries.acreate(new Country("pe", "Peru", 1)));

		assertThat(await(countries.acreate(kw("code", "cl", "name", "Chile"))).code()).isEqualTo("cl");
		assertThat(await(countries.asave(new Country("pe", "Perú", 2))).name()).isEqualTo("Perú");
		assertThat(await(countries.asave(new Country("bo", "Bolivia", 3))).code()).isEqualTo("bo");
		assertThat(await(countries.agetOrCreate(kw("code", "pe"), defaults("name", "x"))).created()).isFalse();
		assertThat(await(countries.aupdateOrCreate(kw("code", "ar"), defaults("name", "Argentina"))).created())
			.isTrue();
		assertThat(await(countries.ainBulk(List.of(peru.code(), "ar")))).containsOnlyKeys("pe", "ar");
	}

	@Test
	void columnsWhoseNameAndTypeTheDatabaseChose() {
		String sequence = switch (this.database) {
			case POSTGRESQL -> " default nextval('\"ORDER_NO\"')";
			case H2 -> " default next value for ORDER_NO";
			case MARIADB -> " default (next value for ORDER_NO)";
		};
		execute("create sequence " + this.existing.name("ORDER_NO"));
		execute("create table auftrag (auftrag_nr numeric(10)" + sequence
				+ " primary key, name varchar(50) not null unique, rank_no integer default 0 not null)");
		execute("create table zeile (zeile_nr smallint primary key, auftrag integer, name varchar(50) not null)");
		AsyncOrm orm = open(Commission.class, Line.class);
		Commissions commissions = orm.repository(Commissions.class);
		Lines lines = orm.repository(Lines.class);

		everyWrite(commissions, Commission::new, Commission::id, 500L);

		Commission first = await(commissions.filter("name", "first").aget());
		Line line = await(lines.acreate(new Line(7L, Ref.to(first), "x")));
		assertThat(await(lines.selectRelated("commission").filter("pk", 7).aget()).commission().get()).isEqualTo(first);
		assertThat(await(lines.prefetchRelated("commission").filter("commission", first).aget()).commission().get())
			.isEqualTo(first);
		assertThat(await(commissions.filter("lines__name", "x").aget())).isEqualTo(first);
		assertThat(await(commissions.filter("id", first.id()).adelete()).count()).isEqualTo(2);
		assertThat(line.commission().key()).isEqualTo(first.id());
	}

	@Test
	void aSequenceIsFoundInAnotherCaseAndRefusedIfItIsMissing() {
		execute("create table " + this.existing.name("order_line") + " (id bigint" + NAME);

		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> this.existing.builder().models(OrderLine.class).build())
			.withMessageContaining("Model '" + OrderLine.class.getName() + "', property 'id': there is no sequence"
					+ " 'order_no' beside the table 'order_line'; create it, or name another one");
		execute("create sequence " + this.existing.name("ORDER_NO") + " start with 40 increment by 5");
		OrderLines lines = open(OrderLine.class).repository(OrderLines.class);

		assertThat(await(lines.acreate(kw("name", "a"))).id()).isEqualTo(40);
		assertThat(await(lines.acreate(new OrderLine(null, "b", 0))).id()).isEqualTo(45);
		assertThat(await(lines.agetOrCreate(kw("name", "b"), defaults())).created()).isFalse();
		assertThat(await(lines.agetOrCreate(kw("name", "c"), defaults())).created()).isTrue();
	}

	@Test
	void aKeyThatNothingGeneratesIsRefused() {
		execute("create table ticket (number bigint" + NAME);

		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> this.existing.builder().models(Ticket.class).build())
			.withMessageContaining("property 'number': the column 'NUMBER' of 'TICKET' is neither an identity".replace(
					"'NUMBER' of 'TICKET'",
					(this.database == TestDatabase.H2) ? "'NUMBER' of 'TICKET'" : "'number' of 'ticket'"));
	}

	private static <M, K> void everyWrite(AsyncRepository<M, K> repository, Make<M, K> make,
			Function<M, @Nullable K> key, K given) {
		M first = await(repository.acreate(make.of(null, "first", 1)));
		M second = await(repository.acreate(kw("name", "second")));
		M third = await(repository.asave(make.of(null, "third", 3)));
		M fourth = await(repository.asave(make.of(given, "fourth", 4)));
		UpdateOrCreate<M> fifth = await(repository.aupdateOrCreate(kw("name", "fifth"), defaults("rank_no", 5)));

		BiFunction<M, String, M> changed = (object, name) -> make.of(key.apply(object), name, 9);
		assertThat(List.of(first, second, third, fifth.object())).extracting(key)
			.doesNotContainNull()
			.doesNotHaveDuplicates();
		assertThat(key.apply(fourth)).isEqualTo(given);
		assertThat(fifth.created()).isTrue();
		assertThat(await(repository.asave(changed.apply(first, "first")))).isEqualTo(changed.apply(first, "first"));
		assertThat(await(repository.aget(Objects.requireNonNull(key.apply(third))))).isEqualTo(third);
		assertThat(await(repository.agetOrCreate(kw("name", "second"), defaults("rank_no", 7))).object())
			.isEqualTo(second);
		assertThat(await(repository.aupdateOrCreate(kw("pk", given), defaults("name", "fourth"))).created()).isFalse();
		assertThat(await(repository.agetOrCreate(kw("rank_no", 6), defaults("name", "sixth"))).created()).isTrue();
		assertThat(await(repository.ainBulk(List.of(given)))).containsOnlyKeys(given);
		List<M> many = await(
				repository.abulkCreate(List.of(make.of(null, "x", 1), make.of(null, "y", 2), make.of(null, "z", 3))));
		assertThat(many).extracting(key).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(many).containsExactly(make.of(key.apply(many.get(0)), "x", 1),
				make.of(key.apply(many.get(1)), "y", 2), make.of(key.apply(many.get(2)), "z", 3));
		assertThat(await(repository.abulkCreate(List.of(make.of(null, "w", 1), make.of(null, "x", 8)),
				updateConflicts("rank_no").uniqueFields("name"))))
			.element(1)
			.isEqualTo(make.of(key.apply(many.get(0)), "x", 8));
		assertThat(await(repository.acount())).isEqualTo(10);
	}

	private AsyncOrm created(Class<?>... models) {
		return this.existing.open((orm) -> orm.models(models).schemaAction(SchemaAction.CREATE));
	}

	private AsyncOrm open(Class<?>... models) {
		return this.existing.open((orm) -> orm.models(models));
	}

	private void execute(String sql) {
		this.existing.jdbc().execute(sql);
	}

	/**
	 * Makes an object.
	 */
	@FunctionalInterface
	interface Make<M, K> {

		M of(@Nullable K key, String name, int rank);

	}

	@Model
	record Ticket(@PrimaryKey @GeneratedKey Long number, @Column(length = 50, unique = true) String name,
			@DefaultValue("0") int rankNo) {
	}

	@Model
	record Lot(@GeneratedKey @Nullable Short id, @Column(length = 50, unique = true) String name,
			@DefaultValue("0") int rankNo) {
	}

	@Model
	record Order(@GeneratedKey(sequence = "order_number") @Nullable Long id,
			@Column(length = 50, unique = true) String name, @DefaultValue("0") int rankNo) {
	}

	@Model
	record Position(@GeneratedKey(sequence = "order_number") @Nullable Long id, @Column(length = 50) String name,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Order> order) {
	}

	@Model
	record OrderLine(@GeneratedKey(sequence = "order_no") @Nullable Long id,
			@Column(length = 50, unique = true) String name, @DefaultValue("0") int rankNo) {
	}

	@Model
	record Note(@GeneratedKey @Nullable UUID id, @Column(length = 50, unique = true) String name,
			@DefaultValue("0") int rankNo) {
	}

	record LetterId(UUID value) {
	}

	@Model
	record Letter(@GeneratedKey @Nullable LetterId id, @Column(length = 50, unique = true) String name,
			@DefaultValue("0") int rankNo) {
	}

	@Model
	record Mark(@DatabaseDefault("uuid()") @Nullable UUID id, @Column(length = 50, unique = true) String name,
			@DefaultValue("0") int rankNo) {
	}

	@Model
	record MarkMade(@ReadOnly @Nullable String id, @Column(length = 50, unique = true) String name,
			@DefaultValue("0") int rankNo) {
	}

	@Model
	record Country(@PrimaryKey @Column(length = 2) String code, @Column(length = 50, unique = true) String name,
			@DefaultValue("0") int rankNo) {
	}

	@Model(table = "auftrag")
	record Commission(@Column(name = "auftrag_nr") @Nullable Long id, @Column(unique = true) String name,
			@DefaultValue("0") int rankNo) {
	}

	@Model(table = "zeile")
	record Line(@PrimaryKey @Column(name = "zeile_nr") Long id,
			@Column(name = "auftrag") @ForeignKey(onDelete = OnDelete.CASCADE,
					relatedName = "lines") Ref<Commission> commission,
			String name) {
	}

	interface Tickets extends AsyncRepository<Ticket, Long> {

	}

	interface Lots extends AsyncRepository<Lot, Short> {

	}

	interface Orders extends AsyncRepository<Order, Long> {

	}

	interface Positions extends AsyncRepository<Position, Long> {

	}

	interface OrderLines extends AsyncRepository<OrderLine, Long> {

	}

	interface Notes extends AsyncRepository<Note, UUID> {

	}

	interface Letters extends AsyncRepository<Letter, LetterId> {

	}

	interface Marks extends AsyncRepository<Mark, UUID> {

	}

	interface MadeMarks extends AsyncRepository<MarkMade, String> {

	}

	interface Countries extends AsyncRepository<Country, String> {

	}

	interface Commissions extends AsyncRepository<Commission, Long> {

	}

	interface Lines extends AsyncRepository<Line, Long> {

	}

}
