package io.asyncorm.autoconfigure;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Matches where something may have to be done about tables: a property says so, or the
 * database may be an embedded one. What initializes a database comes before all that uses
 * it, so that it is no bean where there is nothing to do.
 */
final class SchemaCondition implements Condition {

	@Override
	public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		return isWanted(environment) && (isTold(environment) || isEmbedded(environment));
	}

	/** Whether it may have to be for a data source whose address is not known. */
	static boolean isWanted(Environment environment) {
		return isTold(environment) || ClassUtils.isPresent("org.h2.Driver", SchemaCondition.class.getClassLoader());
	}

	private static boolean isTold(Environment environment) {
		return environment.containsProperty("async-orm.schema.action")
				|| environment.containsProperty("async-orm.schema.diff");
	}

	/** Tests may replace the database that has the address by an embedded one. */
	private static boolean isEmbedded(Environment environment) {
		String url = environment.getProperty("spring.datasource.url");
		return url == null || url.startsWith("jdbc:h2:mem:")
				|| environment.containsProperty("spring.test.database.replace");
	}

}
