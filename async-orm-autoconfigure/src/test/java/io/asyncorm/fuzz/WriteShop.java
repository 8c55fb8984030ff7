package io.asyncorm.fuzz;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.expression.Kw;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.model.Version;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.inverse;

/**
 * A database that is written to, and which of its rows is which in memory.
 */
final class WriteShop implements AutoCloseable {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final String quote;

	private final Map<WriteTable, Map<Integer, Long>> keys = new EnumMap<>(WriteTable.class);

	WriteShop(TestDatabase database) {
		this.pool = database.create(4);
		this.quote = (database == TestDatabase.MARIADB) ? "`" : "\"";
		if (database == TestDatabase.MARIADB) {
			this.pool.setConnectionInitSql("set tx_isolation = 'READ-COMMITTED'");
		}
		this.orm = AsyncOrm.builder(this.pool)
			.models(Person.class, Club.class, Task.class, Note.class, Badge.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		forgetKeys();
	}

	private void forgetKeys() {
		for (WriteTable table : WriteTable.values()) {
			this.keys.put(table, new HashMap<>());
		}
	}

	AsyncOrm orm() {
		return this.orm;
	}

	AsyncRepository<?, Long> repository(WriteTable table) {
		return switch (table) {
			case PERSON -> this.orm.repository(People.class);
			case CLUB -> this.orm.repository(Clubs.class);
			case TASK -> this.orm.repository(Tasks.class);
			case NOTE -> this.orm.repository(Notes.class);
			case BADGE -> this.orm.repository(Badges.class);
		};
	}

	/** A relation of the object that a row is. */
	Many<?> related(WriteTable.ToMany relation, int owner) {
		Object object = await(repository(relation.owner()).aget(key(relation.owner(), owner)));
		People people = this.orm.repository(People.class);
		Clubs clubs = this.orm.repository(Clubs.class);
		return switch (relation.name()) {
			case "tasks" -> people.related((Person) object, inverse(Task::owner));
			case "reviews" -> people.related((Person) object, inverse(Task::reviewer));
			case "jobs" -> clubs.related((Club) object, inverse(Task::club));
			case "parts" -> this.orm.repository(Tasks.class).related((Task) object, inverse(Task::parent));
			case "clubs" -> people.related((Person) object, Person::clubs);
			case "people" -> clubs.related((Club) object, inverse(Person::clubs));
			case "friends" -> people.related((Person) object, Person::friends);
			default -> throw new IllegalStateException(relation.name());
		};
	}

	/** A row of memory is this object. */
	void identify(WriteTable table, int row, Object object) {
		keys(table).put(row, (Long) Objects.requireNonNull(ModelKeys.keyOf(object)));
	}

	private Map<Integer, Long> keys(WriteTable table) {
		return Objects.requireNonNull(this.keys.get(table));
	}

	Long key(WriteTable table, int row) {
		return Objects.requireNonNull(keys(table).get(row), () -> table + " " + row);
	}

	List<Object> keys(WriteTable table, Collection<Integer> rows) {
		return rows.stream().<Object>map((row) -> key(table, row)).toList();
	}

	/** References to rows. */
	List<Object> refs(WriteTable table, Collection<Integer> rows) {
		Class<?> model = switch (table) {
			case PERSON -> Person.class;
			case CLUB -> Club.class;
			case TASK -> Task.class;
			case NOTE -> Note.class;
			case BADGE -> Badge.class;
		};
		return rows.stream().<Object>map((row) -> Ref.of(model, key(table, row))).toList();
	}

	/** The row of memory that an object is; null if it is none. */
	@Nullable Integer row(WriteTable table, Object object) {
		return rowOfKey(table, (Long) Objects.requireNonNull(ModelKeys.keyOf(object)));
	}

	private @Nullable Integer rowOfKey(WriteTable table, long key) {
		return keys(table).entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == key)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
	}

	Kw keywords(WriteTable table, Map<String, @Nullable Object> values) {
		Map<String, @Nullable Object> converted = new LinkedHashMap<>();
		values.forEach((field, value) -> converted.put(field, converted(table, field, value)));
		return Kw.of(converted);
	}

	/** A foreign key is a key. */
	@Nullable Object converted(WriteTable table, String field, @Nullable Object value) {
		WriteTable.ForeignKey key = table.foreignKeys().get(field);
		return (key != null && value instanceof Integer row) ? key(key.target(), row) : value;
	}

	/** An object with these values; what they leave out is 0 or null. */
	Object object(WriteTable table, @Nullable Long id, Map<String, @Nullable Object> values) {
		String name = String.valueOf(values.get("name"));
		int score = (Integer) Objects.requireNonNull(values.get("score"));
		return switch (table) {
			case PERSON -> new Person(id, name, score, ref(Person.class, table, "boss", values), Many.of(), Many.of());
			case CLUB -> new Club(id, name, score, ((Integer) values.getOrDefault("version", 0)).longValue());
			case TASK -> new Task(id, name, score, known(ref(Person.class, table, "owner", values)),
					ref(Person.class, table, "reviewer", values), ref(Club.class, table, "club", values),
					ref(Task.class, table, "parent", values));
			case NOTE -> new Note(id, name, score, known(ref(Task.class, table, "task", values)),
					known(ref(Person.class, table, "author", values)));
			case BADGE -> new Badge(id, name, score, known(ref(Person.class, table, "holder", values)));
		};
	}

	private static <T> Ref<T> known(@Nullable Ref<T> ref) {
		return Objects.requireNonNull(ref);
	}

	private <T> @Nullable Ref<T> ref(Class<T> model, WriteTable table, String field,
			Map<String, @Nullable Object> values) {
		Object key = converted(table, field, values.get(field));
		return (key != null) ? Ref.of(model, key) : null;
	}

	/** All rows, as they are said in memory. */
	WriteMemory read() {
		WriteMemory stored = new WriteMemory();
		JdbcTemplate jdbc = new JdbcTemplate(this.pool);
		for (WriteTable table : WriteTable.values()) {
			for (Map<String, Object> row : jdbc.queryForList("select * from " + quoted(table.model()))) {
				Map<String, @Nullable Object> values = new HashMap<>();
				row.forEach((column, value) -> read(table, column, value, values));
				stored.of(table).put(number(table, row.get("id")), new TreeMap<>(values));
			}
		}
		readLinks(jdbc, stored, "Person_clubs", WriteTable.PERSON, "person_id", WriteTable.CLUB, "club_id");
		readLinks(jdbc, stored, "Person_friends", WriteTable.PERSON, "from_person_id", WriteTable.PERSON,
				"to_person_id");
		return stored;
	}

	private void read(WriteTable table, String column, @Nullable Object value, Map<String, @Nullable Object> values) {
		WriteTable.ForeignKey key = table.foreignKeys().get(column.replaceFirst("_id$", ""));
		if (key != null) {
			values.put(column.replaceFirst("_id$", ""), (value != null) ? number(key.target(), value) : null);
		}
		else if (!column.equals("id")) {
			values.put(column, (value instanceof Number number) ? number.intValue() : value);
		}
	}

	/** A row that memory knows nothing of has a negative number. */
	private int number(WriteTable table, Object key) {
		Integer row = rowOfKey(table, ((Number) key).longValue());
		return (row != null) ? row : -((Number) key).intValue();
	}

	private void readLinks(JdbcTemplate jdbc, WriteMemory stored, String name, WriteTable from, String fromColumn,
			WriteTable to, String toColumn) {
		for (Map<String, Object> link : jdbc.queryForList("select * from " + quoted(name))) {
			stored.links(name).add(List.of(number(from, link.get(fromColumn)), number(to, link.get(toColumn))));
		}
	}

	private String quoted(String model) {
		return this.quote + model.toLowerCase(Locale.ROOT) + this.quote;
	}

	void clear() {
		JdbcTemplate jdbc = new JdbcTemplate(this.pool);
		List.of("person_clubs", "person_friends", "badge", "note")
			.forEach((table) -> jdbc.update("delete from " + quoted(table)));
		jdbc.update("update " + quoted("task") + " set " + quoted("parent_id") + " = null");
		jdbc.update("delete from " + quoted("task"));
		jdbc.update("update " + quoted("person") + " set " + quoted("boss_id") + " = null");
		List.of("person", "club").forEach((table) -> jdbc.update("delete from " + quoted(table)));
		forgetKeys();
	}

	@Override
	public void close() {
		this.orm.close();
		this.pool.close();
	}

	@Model
	record Person(@Nullable Long id, @Column(length = 20, unique = true) String name, int score,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "team") @Nullable Ref<Person> boss,
			@ManyToMany(relatedName = "people") Many<Club> clubs,
			@ManyToMany(symmetrical = true) Many<Person> friends) {
	}

	@Model
	record Club(@Nullable Long id, @Column(length = 20, unique = true) String name, int score, @Version long version) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "owner", "name" }))
	record Task(@Nullable Long id, @Column(length = 20) String name, int score,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "tasks") Ref<Person> owner,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "reviews") @Nullable Ref<Person> reviewer,
			@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "jobs") @Nullable Ref<Club> club,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "parts") @Nullable Ref<Task> parent) {
	}

	@Model
	record Note(@Nullable Long id, @Column(length = 20) String name, int score,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "notes") Ref<Task> task,
			@ForeignKey(onDelete = OnDelete.RESTRICT, relatedName = "notes") Ref<Person> author) {
	}

	@Model
	record Badge(@Nullable Long id, @Column(length = 20) String name, int score,
			@OneToOne(onDelete = OnDelete.CASCADE, relatedName = "badge") Ref<Person> holder) {
	}

	interface People extends AsyncRepository<Person, Long> {

	}

	interface Clubs extends AsyncRepository<Club, Long> {

	}

	interface Tasks extends AsyncRepository<Task, Long> {

	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

	interface Badges extends AsyncRepository<Badge, Long> {

	}

}
