package io.asyncorm.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.asyncorm.lookup.DatabaseFunction;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.NamePath;
import org.jspecify.annotations.Nullable;

/**
 * Formats expressions as the code that makes them, for {@code toString()}: with their
 * values, which are shortened. Nothing of this library logs what it returns.
 */
final class CodeText {

	/** Enough to recognise a value by. */
	private static final int LONGEST_VALUE = 100;

	private static final int MOST_ELEMENTS = 10;

	/** As many as {@code kw(...)} takes at once. */
	private static final int MOST_KEYWORDS = 4;

	private CodeText() {
	}

	/** Formats keyword arguments as the call of a method. */
	static String of(String method, List<Expression.Keyword> keywords) {
		List<String> arguments = keywords.stream()
			.map((keyword) -> path(keyword.path()) + ", " + value(keyword.value()))
			.toList();
		int first = Math.min(MOST_KEYWORDS, arguments.size());
		return method + "(" + String.join(", ", arguments.subList(0, first)) + ")"
				+ arguments.stream().skip(first).map((more) -> ".and(" + more + ")").collect(Collectors.joining());
	}

	/** Formats an expression. */
	static String of(Expression expression) {
		return switch (expression) {
			case Expression.Keyword keyword -> "q(" + path(keyword.path()) + ", " + value(keyword.value()) + ")";
			case Expression.Reference reference -> "f(" + path(reference.path()) + ")";
			case Expression.Value constant -> value(constant.value());
			case Expression.And and -> chain(and.operands(), ".and(");
			case Expression.Or or -> chain(or.operands(), ".or(");
			case Expression.Xor xor -> chain(xor.operands(), ".xor(");
			case Expression.Not not -> of(not.operand()) + ".not()";
			case Expression.Arithmetic arithmetic -> receiver(arithmetic.left()) + "."
					+ camelCase(arithmetic.operator().name()) + "(" + of(arithmetic.right()) + ")";
			case Expression.Func function -> call(name(function.function()), function.arguments());
			case Expression.NamedFunc function -> call(function.name(), function.arguments());
			case Expression.Aggregate aggregate -> camelCase(aggregate.function().name()) + children(aggregate);
			default -> camelCase(expression.getClass().getSimpleName()) + children(expression);
		};
	}

	private static String chain(List<Expression> operands, String call) {
		return operands.isEmpty() ? "kw()" : of(operands.get(0))
				+ operands.stream().skip(1).map((operand) -> call + of(operand) + ")").collect(Collectors.joining());
	}

	private static String receiver(Expression expression) {
		return (expression instanceof Expression.Value) ? "value(" + of(expression) + ")" : of(expression);
	}

	/** Our own are constants, whose names are those of their factory methods. */
	private static String name(DatabaseFunction function) {
		return (function instanceof Enum<?> constant) ? camelCase(constant.name()) : function.name();
	}

	private static String call(String name, List<Expression> arguments) {
		return name + arguments.stream().map(CodeText::of).collect(Collectors.joining(", ", "(", ")"));
	}

	private static String children(Expression expression) {
		List<Expression> children = new ArrayList<>();
		expression.forEachChild(children::add);
		return call("", children);
	}

	private static String path(List<Step> steps) {
		return '"' + NamePath.join(steps, (step) -> switch (step) {
			case Step.Named named -> named.name();
			case Step.Accessor accessor -> accessor.property();
			case Step.Inverse inverse -> inverse.model().getSimpleName() + "::" + inverse.method();
		}) + '"';
	}

	private static String value(@Nullable Object value) {
		return switch (value) {
			case null -> "null";
			case Expr<?> expression -> of(expression.tree());
			case Q<?> condition -> of(condition.tree());
			case CharSequence text -> '"' + shorten(text.toString()) + '"';
			case byte[] bytes -> bytes.length + " bytes";
			case Collection<?> elements -> elements(elements);
			default -> value.getClass().isAnnotationPresent(Model.class)
					? value.getClass().getSimpleName() + "(" + ModelKeys.keyOf(value) + ")" : shorten(text(value));
		};
	}

	private static String elements(Collection<?> elements) {
		String shown = elements.stream().limit(MOST_ELEMENTS).map(CodeText::value).collect(Collectors.joining(", "));
		int more = elements.size() - MOST_ELEMENTS;
		return "[" + shown + ((more > 0) ? " and " + more + " more" : "") + "]";
	}

	/** The {@code toString()} of a JSON document may be the user's own, and fail. */
	private static String text(Object value) {
		try {
			return String.valueOf(value.toString());
		}
		catch (RuntimeException ex) {
			return value.getClass().getName();
		}
	}

	private static String shorten(String text) {
		String start = (text.length() > LONGEST_VALUE) ? text.substring(0, LONGEST_VALUE) + "..." : text;
		return start.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{C}", "?");
	}

	/**
	 * As in {@code dividedBy} for {@code DIVIDED_BY}, and {@code atZone} for
	 * {@code AtZone}.
	 */
	private static String camelCase(String name) {
		if (!name.equals(name.toUpperCase(Locale.ROOT))) {
			return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
		}
		StringBuilder result = new StringBuilder();
		for (String word : name.toLowerCase(Locale.ROOT).split("_")) {
			result.append(result.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
		}
		return result.toString();
	}

}
