package io.asyncorm.fuzz;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Draws lookups, with values that the data have or nearly have.
 */
final class LeafGenerator {

	private static final int MAX_DEPTH = 3;

	private static final int MAX_TO_MANY = 2;

	private static final List<String> PARTS = List.of("contains", "icontains", "startswith", "istartswith", "endswith",
			"iendswith");

	private static final List<String> COMPARISONS = List.of("gt", "gte", "lt", "lte", "range");

	private final Random random;

	private final ShopData data;

	LeafGenerator(Random random, ShopData data) {
		this.random = random;
		this.data = data;
	}

	Condition.Leaf next(ShopSchema.Table model) {
		int depth = Math.max(0, this.random.nextInt(MAX_DEPTH + 2) - 1);
		List<ShopSchema.Relation> path = path(model, depth, MAX_TO_MANY);
		ShopSchema.Table end = path.isEmpty() ? model : path.getLast().target();
		if (!path.isEmpty() && this.random.nextInt(5) == 0) {
			return relation(path, end);
		}
		List<String> names = end.fieldNames();
		String name = names.get(this.random.nextInt(names.size()));
		ShopSchema.Field field = Objects.requireNonNull(end.fields().get(name));
		if (name.equals("meta") && this.random.nextInt(4) > 0) {
			return document(path, field, name);
		}
		String said = (field == end.keyField() && this.random.nextBoolean()) ? "pk" : name;
		String lookup = lookup(field.kind());
		return new Condition.Leaf(path, field, said, lookup, value(end, field, lookup));
	}

	/** What is asked of a document: keys, and what stands there. */
	private Condition.Leaf document(List<ShopSchema.Relation> path, ShopSchema.Field field, String name) {
		String key = List.of("lang", "stars", "ok", "dims__w", "dims", "nothing").get(this.random.nextInt(6));
		String at = name + "__" + key;
		return switch (this.random.nextInt(6)) {
			case 0 -> new Condition.Leaf(path, field, name, "has_key", key.split("__")[0]);
			case 1 -> new Condition.Leaf(path, field, at, "isnull", this.random.nextBoolean());
			// To a document, contains is something else
			case 2 ->
				new Condition.Leaf(path, field, name + "__lang", PARTS.get(1 + this.random.nextInt(PARTS.size() - 1)),
						List.of("e", "D", "n", "_").get(this.random.nextInt(4)));
			case 3 -> new Condition.Leaf(path, field, name + "__stars",
					List.of("gt", "gte", "lt", "lte").get(this.random.nextInt(4)), this.random.nextInt(7));
			default -> new Condition.Leaf(path, field, at, this.random.nextBoolean() ? "" : "exact",
					Arrays.asList("de", "en", 3, "3", true, 12.5, null, 1).get(this.random.nextInt(8)));
		};
	}

	/** What a relation itself can be asked: about its key. */
	private Condition.Leaf relation(List<ShopSchema.Relation> path, ShopSchema.Table end) {
		String lookup = List.of("", "exact", "in", "isnull", "isnull").get(this.random.nextInt(5));
		boolean column = path.getLast().isForeignKey() && this.random.nextInt(3) == 0;
		if (column) {
			List<ShopSchema.Relation> before = path.subList(0, path.size() - 1);
			ShopSchema.Field field = new ShopSchema.Field(path.getLast().from(), end.keyField().kind());
			return new Condition.Leaf(before, field, field.column(), lookup, value(end, end.keyField(), lookup));
		}
		return new Condition.Leaf(path, null, "", lookup, value(end, end.keyField(), lookup));
	}

	/** Relations that follow each other. */
	List<ShopSchema.Relation> path(ShopSchema.Table model, int depth, int maxToMany) {
		List<ShopSchema.Relation> path = new ArrayList<>();
		ShopSchema.Table here = model;
		int toMany = 0;
		for (int i = 0; i < depth; i++) {
			int left = maxToMany - toMany;
			List<ShopSchema.Relation> choices = here.relationList()
				.stream()
				.filter((relation) -> !relation.toMany() || left > 0)
				.toList();
			if (choices.isEmpty()) {
				break;
			}
			ShopSchema.Relation relation = choices.get(this.random.nextInt(choices.size()));
			toMany += relation.toMany() ? 1 : 0;
			path.add(relation);
			here = relation.target();
		}
		return path;
	}

	private String lookup(Kind kind) {
		if (kind == Kind.JSON || this.random.nextInt(6) == 0) {
			return "isnull";
		}
		int choice = this.random.nextInt(10);
		if (choice < 3 && kind.hasParts()) {
			return PARTS.get(this.random.nextInt(PARTS.size()));
		}
		if (choice < 6 && kind.isOrdered()) {
			return COMPARISONS.get(this.random.nextInt(COMPARISONS.size()));
		}
		if (choice == 6 && kind == Kind.TEXT) {
			return "iexact";
		}
		return (choice == 7) ? "in" : this.random.nextBoolean() ? "" : "exact";
	}

	private @Nullable Object value(ShopSchema.Table table, ShopSchema.Field field, String lookup) {
		return switch (lookup) {
			case "isnull" -> this.random.nextBoolean();
			case "in" -> several(table, field);
			case "range" -> {
				List<Object> ends = new ArrayList<>(List.of(known(table, field), known(table, field)));
				if (this.random.nextInt(8) > 0) {
					Collections.sort(ends, field.kind()::compare);
				}
				yield ends;
			}
			case "", "exact", "iexact" -> (this.random.nextInt(12) == 0) ? null
					: lookup.equals("iexact") ? changed(known(table, field).toString()) : known(table, field);
			case "gt", "gte", "lt", "lte" -> known(table, field);
			default -> part(field.kind().text(known(table, field)));
		};
	}

	private List<@Nullable Object> several(ShopSchema.Table table, ShopSchema.Field field) {
		List<@Nullable Object> values = new ArrayList<>();
		for (int i = this.random.nextInt(6); i > 0; i--) {
			values.add((this.random.nextInt(10) == 0) ? null : known(table, field));
		}
		return values;
	}

	/** A value that some row has. */
	private Object known(ShopSchema.Table table, ShopSchema.Field field) {
		List<ShopData.Row> rows = this.data.all(table);
		for (int i = 0; i < 20; i++) {
			Object value = rows.get(this.random.nextInt(rows.size())).value(field.column());
			if (value instanceof BigDecimal decimal && this.random.nextBoolean()) {
				return decimal.stripTrailingZeros();
			}
			if (value != null) {
				return value;
			}
		}
		throw new IllegalStateException("There is hardly a value in " + table + "." + field.column());
	}

	private String part(String text) {
		int[] letters = text.codePoints().toArray();
		int from = (letters.length > 0) ? this.random.nextInt(letters.length) : 0;
		from = this.random.nextBoolean() ? 0 : from;
		int length = Math.min(letters.length - from, 1 + this.random.nextInt(4));
		return changed(new String(letters, from, length));
	}

	private String changed(String text) {
		return switch (this.random.nextInt(6)) {
			case 0 -> text.toUpperCase(Locale.ROOT);
			case 1 -> text.toLowerCase(Locale.ROOT);
			case 2 -> text.replace('a', '_').replace('e', '%');
			default -> text;
		};
	}

}
