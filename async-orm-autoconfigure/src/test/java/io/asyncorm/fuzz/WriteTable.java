package io.asyncorm.fuzz;

import java.util.List;
import java.util.Map;

import io.asyncorm.model.OnDelete;

/**
 * The tables that are written to, said once more and by hand. Each row has a name and a
 * score beside its foreign keys.
 */
enum WriteTable {

	PERSON("Person", List.of("name"), Map.of("boss", new ForeignKey("PERSON", OnDelete.SET_NULL, true))),

	CLUB("Club", List.of("name"), Map.of()),

	TASK("Task", List.of("owner", "name"), Map.of("owner", new ForeignKey("PERSON", OnDelete.CASCADE, false),
			"reviewer", new ForeignKey("PERSON", OnDelete.SET_NULL, true), "club",
			new ForeignKey("CLUB", OnDelete.PROTECT, true), "parent", new ForeignKey("TASK", OnDelete.CASCADE, true))),

	NOTE("Note", List.of(),
			Map.of("task", new ForeignKey("TASK", OnDelete.CASCADE, false), "author",
					new ForeignKey("PERSON", OnDelete.RESTRICT, false))),

	BADGE("Badge", List.of("holder"), Map.of("holder", new ForeignKey("PERSON", OnDelete.CASCADE, false)));

	private final String model;

	private final List<String> unique;

	private final Map<String, ForeignKey> foreignKeys;

	WriteTable(String model, List<String> unique, Map<String, ForeignKey> foreignKeys) {
		this.model = model;
		this.unique = unique;
		this.foreignKeys = foreignKeys;
	}

	String model() {
		return this.model;
	}

	/** The fields of its unique key; empty if it has none. */
	List<String> unique() {
		return this.unique;
	}

	Map<String, ForeignKey> foreignKeys() {
		return this.foreignKeys;
	}

	/** Whether each change counts up its version. */
	boolean versioned() {
		return this == CLUB;
	}

	/**
	 * A foreign key.
	 *
	 * @param table name of the target
	 * @param rule what happens when the target is deleted
	 * @param nullable whether it may be null
	 */
	record ForeignKey(String table, OnDelete rule, boolean nullable) {

		WriteTable target() {
			return valueOf(this.table);
		}

	}

	/**
	 * A relation to many rows.
	 *
	 * @param owner whose it is
	 * @param name its name
	 * @param target what it leads to
	 * @param foreignKey the foreign key of the target; empty for a many-to-many relation
	 * @param links the links of a many-to-many relation, as they are counted
	 */
	record ToMany(WriteTable owner, String name, WriteTable target, String foreignKey, String links) {

		static final List<ToMany> ALL = List.of(new ToMany(PERSON, "tasks", TASK, "owner", ""),
				new ToMany(PERSON, "reviews", TASK, "reviewer", ""), new ToMany(CLUB, "jobs", TASK, "club", ""),
				new ToMany(TASK, "parts", TASK, "parent", ""), new ToMany(PERSON, "clubs", CLUB, "", "Person_clubs"),
				new ToMany(CLUB, "people", PERSON, "", "Person_clubs"),
				new ToMany(PERSON, "friends", PERSON, "", "Person_friends"));

		boolean manyToMany() {
			return this.foreignKey.isEmpty();
		}

		boolean symmetrical() {
			return this.name.equals("friends");
		}

		/** Whether its rows can be without an owner. */
		boolean removable() {
			ForeignKey key = this.target.foreignKeys().get(this.foreignKey);
			return key == null || key.nullable();
		}

	}

}
