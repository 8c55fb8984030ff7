package io.asyncorm.model;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.asyncorm.type.ColumnType;

/**
 * What constants of enums were called before: {@link RenamedFrom}.
 *
 * @since 0.1.0
 */
public final class FormerConstants {

	private FormerConstants() {
	}

	/**
	 * What constants were called before, by what they are called now; none if the class
	 * is no enum.
	 */
	public static Map<String, String> of(Class<?> type) {
		Map<String, String> former = new LinkedHashMap<>();
		if (!ColumnType.constants(type).isEmpty()) {
			for (Field field : type.getDeclaredFields()) {
				RenamedFrom renamed = field.isEnumConstant() ? field.getAnnotation(RenamedFrom.class) : null;
				if (renamed != null) {
					former.put(field.getName(), renamed.value());
				}
			}
		}
		return former;
	}

	/** Tells what is wrong with that: values in rows cannot be exchanged. */
	static void check(Class<?> type, Consumer<String> fault) {
		Map<String, String> former = of(type);
		former.forEach((constant, before) -> {
			if (before.isBlank() || before.equals(constant)) {
				fault.accept("@RenamedFrom(\"" + before + "\") must name what the constant '" + constant + "' of '"
						+ type.getSimpleName() + "' was called before; name that, or remove it");
			}
			else if (former.values().stream().filter(before::equals).count() > 1) {
				fault.accept("several constants of '" + type.getSimpleName() + "' are renamed from '" + before
						+ "'; keep one @RenamedFrom");
			}
			else if (isExchanged(constant, former)) {
				fault.accept("constants of '" + type.getSimpleName() + "' exchange their names, and no row would tell"
						+ " whether that is done; remove @RenamedFrom from '" + constant
						+ "', and exchange the values by a migration of your own");
			}
		});
	}

	private static boolean isExchanged(String constant, Map<String, String> former) {
		String other = former.get(constant);
		for (int i = 0; i < former.size() && other != null && !other.equals(constant); i++) {
			other = former.get(other);
		}
		return constant.equals(other);
	}

	/**
	 * A remark about one of several labels that a database has, with a space before it;
	 * empty if there is nothing to say.
	 * @param missing the constants that it lacks
	 */
	public static String advice(Class<?> type, List<String> missing, List<String> labels) {
		StringBuilder advice = new StringBuilder();
		of(type).forEach((constant, before) -> {
			if (missing.contains(constant) && labels.contains(before)) {
				advice.append(" '")
					.append(constant)
					.append("' was called '")
					.append(before)
					.append("', which the" + " migration renames that async-orm.schema.action=diff writes.");
			}
		});
		return advice.toString();
	}

}
