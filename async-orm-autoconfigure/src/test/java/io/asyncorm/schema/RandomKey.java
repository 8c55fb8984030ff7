package io.asyncorm.schema;

import java.util.List;

/** The primary key of a {@link RandomTable}. */
enum RandomKey {

	/** A number of the database. */
	IDENTITY("@Nullable Integer id", "default"),

	/** A greater one. */
	LONG_IDENTITY("@Nullable Long id", "default"),

	/** A number of a sequence, from the beginning. */
	DRAWN("@GeneratedKey(sequence = %s) @Nullable Long id", "nextval('%s')"),

	/** A number of a sequence, which was one of the database. */
	SEQUENCE("@GeneratedKey(sequence = %s) @Nullable Long id", "nextval('%s')"),

	/** One that the library makes. */
	UUID("@GeneratedKey @Nullable UUID id", RandomType.UUID.value(0).replace("'0'", "'%d'")),

	/** A text. */
	TEXT("@PrimaryKey @Column(length = 40) String id", "'key ' || lpad('%d', 6, '0')"),

	/** Two columns. */
	COMPOSITE("@PrimaryKey int k1, @PrimaryKey @Column(length = 20) String k2", "%d, 'key %1$d'");

	private final String source;

	private final String value;

	RandomKey(String source, String value) {
		this.source = source;
		this.value = value;
	}

	List<String> columns() {
		return (this == COMPOSITE) ? List.of("k1", "k2") : List.of("id");
	}

	/** The sequence of the keys of a table. */
	private String sequence(RandomTable table) {
		return name().toLowerCase() + "_" + table.number;
	}

	String source(RandomTable table) {
		return this.source.formatted(RandomText.literal(sequence(table)));
	}

	/** The values of a row that is greater than those before, as SQL. */
	String values(int number, RandomTable table) {
		boolean drawn = this == DRAWN || this == SEQUENCE;
		return drawn ? this.value.formatted(table.quoted(sequence(table))) : this.value.formatted(number);
	}

	/** What it may be instead. */
	RandomKey next() {
		return switch (this) {
			case IDENTITY, DRAWN -> LONG_IDENTITY;
			case LONG_IDENTITY -> SEQUENCE;
			default -> this;
		};
	}

}
