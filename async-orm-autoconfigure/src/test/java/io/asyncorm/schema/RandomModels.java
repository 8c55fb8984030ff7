package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Models that change at random, and their source text: with all that a model can declare.
 * Not thread-safe.
 */
final class RandomModels {

	private static final int MOST_TABLES = 4;

	private static final int MOST_FIELDS = 10;

	final List<RandomTable> tables = new ArrayList<>();

	private final Random random;

	private final RandomChanges changes;

	/** How many constants an enum of the database has. */
	private int moods = 2;

	private int names;

	RandomModels(Random random) {
		this.random = random;
		this.changes = new RandomChanges(this, random);
		addTable(RandomKey.IDENTITY);
		addTable(RandomKey.COMPOSITE);
	}

	/** Makes some changes, and tells them. */
	List<String> change(int number) {
		this.tables.forEach(RandomTable::settle);
		List<String> told = new ArrayList<>();
		while (told.size() < number) {
			String change = this.changes.attempt();
			if (change != null) {
				told.add(change);
			}
		}
		return told;
	}

	String name(String start) {
		this.names++;
		return start + this.names;
	}

	@Nullable String addTable() {
		return (this.tables.size() < MOST_TABLES) ? "add table " + addTable(pick(List.of(RandomKey.values()))).name
				: null;
	}

	private RandomTable addTable(RandomKey key) {
		RandomTable table = new RandomTable(name("T"), key);
		table.schema = (this.random.nextInt(4) == 0) ? RandomTable.SCHEMA : "";
		this.tables.add(table);
		RandomField code = new RandomField(name("f"));
		code.type = this.random.nextBoolean() ? RandomType.TEXT : RandomType.INT;
		code.unique = true;
		table.fields.add(code);
		for (int i = 0; i < 3; i++) {
			addField(table);
		}
		return table;
	}

	@Nullable String addMood() {
		this.moods++;
		return (this.moods <= 5) ? "constant M" + this.moods : null;
	}

	@Nullable String addField(RandomTable table) {
		if (table.fields.size() >= MOST_FIELDS) {
			return null;
		}
		RandomField field = new RandomField(name("f"));
		switch (this.random.nextInt(8)) {
			case 0 -> relate(field);
			case 1 -> compute(field, table);
			case 2 -> embed(field, table);
			default -> {
			}
		}
		if (field.isWritten()) {
			draw(field);
		}
		table.fields.add(field);
		return "add " + field.path() + " to " + table.name;
	}

	private void draw(RandomField field) {
		field.type = (this.random.nextInt(4) == 0) ? RandomType.INT : pick(List.of(RandomType.values()));
		field.databaseDefault = !field.isOptional() && this.random.nextInt(5) == 0;
		field.nullable = this.random.nextBoolean() || !field.databaseDefault && field.type.constant(field.name) == null;
		field.filled = !field.nullable || field.databaseDefault;
	}

	private void relate(RandomField field) {
		RandomTable target = pick(this.tables);
		List<RandomField> codes = target.fields.stream()
			.filter((one) -> one.isWritten() && one.unique && !one.nullable && one.embedded == null)
			.toList();
		field.target = target;
		field.nullable = true;
		field.oneToOne = this.random.nextInt(3) == 0;
		field.toField = (!codes.isEmpty() && this.random.nextInt(3) == 0) ? pick(codes) : null;
		field.name = name("r");
	}

	private void compute(RandomField field, RandomTable table) {
		List<RandomField> sources = sources(table);
		if (!sources.isEmpty()) {
			field.computedOf = pick(sources);
			field.type = field.computedOf.isNumber() ? RandomType.DECIMAL : RandomType.TEXT;
			field.nullable = true;
		}
	}

	/** What others can be computed of. */
	List<RandomField> sources(RandomTable table) {
		return table.fields.stream()
			.filter((one) -> one.isWritten() && (one.isNumber() || one.type == RandomType.TEXT))
			.toList();
	}

	/** A part of a new value, or one more of a value that there is. */
	private void embed(RandomField field, RandomTable table) {
		List<RandomField.Embedded> all = table.fields.stream()
			.map((one) -> one.embedded)
			.filter(Objects::nonNull)
			.map((one) -> Objects.requireNonNull(one))
			.distinct()
			.toList();
		field.embedded = (all.isEmpty() || this.random.nextBoolean())
				? new RandomField.Embedded(name("e"), this.random.nextBoolean()) : pick(all);
	}

	@Nullable String dropTable(RandomTable table) {
		boolean used = this.tables.stream()
			.anyMatch((other) -> other.links.stream().anyMatch((link) -> link.target() == table)
					|| other != table && other.fields.stream().anyMatch((one) -> one.target == table));
		if (used || this.tables.size() < 3) {
			return null;
		}
		this.tables.remove(table);
		return "drop table " + table.name;
	}

	/** The columns of a table of links are called after the classes. */
	boolean isLinked(RandomTable table) {
		return !table.links.isEmpty() || this.tables.stream()
			.anyMatch((other) -> other.links.stream().anyMatch((link) -> link.target() == table));
	}

	/** Whether a foreign key refers to a field that is no primary key. */
	boolean isReferred(RandomField field) {
		return this.tables.stream().anyMatch((other) -> other.fields.stream().anyMatch((one) -> one.toField == field));
	}

	<T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	/** All models in the text of one class. */
	String source(String type) {
		String constants = IntStream.rangeClosed(1, Math.min(this.moods, 5))
			.mapToObj((number) -> "M" + number)
			.collect(Collectors.joining(", "));
		return """
				import io.asyncorm.model.*;
				import io.asyncorm.query.*;
				import java.math.BigDecimal;
				import java.net.URI;
				import java.time.*;
				import java.util.*;
				import org.jspecify.annotations.Nullable;
				public final class %s {
				public enum State { ON, OFF }
				public enum Mood { %s }
				public static final class StateCode implements AttributeConverter<State, String> {
					public String toColumn(State state) { return state.name().substring(1, 2); }
					public State fromColumn(String code) { return code.equals("N") ? State.ON : State.OFF; }
				}
				%s
				}
				""".formatted(type, constants,
				this.tables.stream().map(RandomTable::source).collect(Collectors.joining("\n")));
	}

}
