package io.asyncorm.autoconfigure;

import java.util.Locale;
import java.util.Set;

import org.springframework.core.env.Environment;

/**
 * Where that which is done about the tables of models comes among all that initializes a
 * database: at the end, unless scripts and JPA are told to find the tables that are made.
 */
final class SchemaOrder {

	/** The name is Spring Boot's, which has it for JPA. */
	static final String DEFERRING = "async-orm.schema.defer-datasource-initialization";

	private static final Set<String> COMPARING = Set.of("validate", "diff");

	private static final Set<String> MAKING = Set.of("create", "create-drop", "create_drop");

	private SchemaOrder() {
	}

	/** Whether scripts are run behind it. What compares tables has to see all of them. */
	static boolean isBeforeScripts(Environment environment) {
		return isDeferring(environment) && !COMPARING.contains(action(environment));
	}

	/**
	 * Whether JPA comes before it. Where no property says that anything is done, nothing
	 * is beside JPA.
	 */
	static boolean isAfterEntities(Environment environment) {
		return COMPARING.contains(action(environment)) || isMaking(environment) && !isDeferring(environment);
	}

	/** Whether a property says that tables are made. */
	static boolean isMaking(Environment environment) {
		return MAKING.contains(action(environment));
	}

	private static boolean isDeferring(Environment environment) {
		return environment.getProperty(DEFERRING, Boolean.class, false);
	}

	/** As it is written; empty if no property says it. */
	static String action(Environment environment) {
		return environment.getProperty("async-orm.schema.action", "").toLowerCase(Locale.ROOT);
	}

}
