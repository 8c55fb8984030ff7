package io.asyncorm.fuzz;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What each lookup says of a value.
 */
final class Lookups {

	private Lookups() {
	}

	/**
	 * @param odd whether an odd number of negations stands around it
	 */
	static Truth test(Condition.Leaf leaf, @Nullable Object value, boolean odd) {
		Truth truth = test(leaf, value);
		if (!odd || value != null) {
			return truth;
		}
		// There a null among the values of in stands for null
		boolean ofNulls = leaf.lookup().equals("in") && leaf.value() instanceof List<?> values && values.contains(null);
		if (leaf.value() == null && !leaf.keys().isEmpty()) {
			// The null of a document is compared like any other value, and no more
			return truth;
		}
		return ofNulls ? Truth.TRUE : (truth == Truth.UNKNOWN) ? Truth.FALSE : truth;
	}

	private static Truth test(Condition.Leaf leaf, @Nullable Object value) {
		Object wanted = leaf.value();
		if (!leaf.keys().isEmpty() || leaf.lookup().equals("has_key")) {
			return (value != null) ? Documents.test(leaf, value.toString())
					: leaf.lookup().equals("isnull") ? Truth.of(Boolean.TRUE.equals(wanted)) : Truth.UNKNOWN;
		}
		if (leaf.lookup().equals("isnull")) {
			return Truth.of((value == null) == Boolean.TRUE.equals(wanted));
		}
		if (wanted == null) {
			return Truth.of(value == null);
		}
		// One of none is what no value is, nothing known or not
		if (leaf.lookup().equals("in") && values(wanted).isEmpty()) {
			return Truth.FALSE;
		}
		return (value != null) ? Truth.of(holds(leaf, value, wanted)) : Truth.UNKNOWN;
	}

	private static boolean holds(Condition.Leaf leaf, Object value, Object wanted) {
		Kind kind = kind(leaf);
		return switch (leaf.lookup()) {
			case "", "exact" -> kind.compare(value, wanted(kind, wanted)) == 0;
			case "gt" -> kind.compare(value, wanted(kind, wanted)) > 0;
			case "gte" -> kind.compare(value, wanted(kind, wanted)) >= 0;
			case "lt" -> kind.compare(value, wanted(kind, wanted)) < 0;
			case "lte" -> kind.compare(value, wanted(kind, wanted)) <= 0;
			case "in" -> values(wanted).stream().anyMatch((one) -> kind.compare(value, wanted(kind, one)) == 0);
			case "range" -> {
				List<Object> ends = values(wanted);
				yield kind.compare(value, ends.get(0)) >= 0 && kind.compare(value, ends.get(1)) <= 0;
			}
			case "iexact" -> upper(kind.text(value)).equals(upper(wanted.toString()));
			case "contains" -> kind.text(value).contains(wanted.toString());
			case "icontains" -> upper(kind.text(value)).contains(upper(wanted.toString()));
			case "startswith" -> kind.text(value).startsWith(wanted.toString());
			case "istartswith" -> upper(kind.text(value)).startsWith(upper(wanted.toString()));
			case "endswith" -> kind.text(value).endsWith(wanted.toString());
			case "iendswith" -> upper(kind.text(value)).endsWith(upper(wanted.toString()));
			default -> throw new IllegalStateException("Nobody drew " + leaf.lookup());
		};
	}

	static Kind kind(Condition.Leaf leaf) {
		ShopSchema.Field field = leaf.field();
		return (field != null) ? field.kind() : leaf.path().getLast().target().keyField().kind();
	}

	/** Numbers may be given as any of their types. */
	private static Object wanted(Kind kind, Object wanted) {
		return (kind == Kind.INTEGER) ? ((Number) wanted).longValue() : wanted;
	}

	/** What is among the values of {@code in}; nulls are no values. */
	private static List<Object> values(Object wanted) {
		return ((Collection<?>) wanted).stream().filter(Objects::nonNull).<Object>map((one) -> one).toList();
	}

	/** Letter for letter: no letter becomes two. */
	static String upper(String text) {
		return text.codePoints()
			.map(Character::toUpperCase)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
